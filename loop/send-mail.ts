/** An e-mail right after the turn that wanted it: what it brings is kept nowhere, so it is sent once or told to have failed. */
import { issueAlone, type AlonePorts } from './issue-alone.ts';
import type { Log, OutboxItem } from './ports.ts';
import type { SecondWays } from './reach-ports.ts';
import type { MailSoon } from './turn.ts';

export interface SendMailPorts extends AlonePorts {
  readonly ways: Pick<SecondWays, 'mailTo'>;
  readonly log: Log;
}

export async function sendMail(ports: SendMailPorts, mail: MailSoon): Promise<void> {
  const { ways, clock, log } = ports;
  const { changeover: changeoverId, address, letter, page } = mail;
  const outcome = await ways.mailTo?.(address, letter);
  if (outcome?.kind === 'done') return log.info({ changeover: changeoverId }, 'a customer was written to');
  const kind = outcome === undefined || outcome.kind === 'alreadyThere' ? 'impossible' : outcome.kind;
  const why = outcome && 'why' in outcome ? outcome.why : 'notSet';
  log.warn({ changeover: changeoverId, kind, why }, 'a letter to a customer was not sent');
  const now = clock.now();
  const about = page === undefined ? {} : { page };
  const failed: OutboxItem = {
    occasion: `page/${changeoverId}/mail/${now}`,
    changeoverId,
    to: { side: 'partner' },
    message: { kind: 'invite', why: kind, ...about },
  };
  const command = {
    id: `pageUnsent/${changeoverId}/${page?.slice(0, 16) ?? '-'}/${now}`,
    changeover: changeoverId,
    actor: { door: 'delivery' as const },
    body: { type: 'notePageUnsent' as const, ...(page !== undefined && { hash: page }) },
  };
  const noted = await issueAlone(ports, command, () => [failed]);
  if (!noted.ok) log.info({ changeover: changeoverId, code: noted.refusal.code }, 'the letter is not needed any more');
}
