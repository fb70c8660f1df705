/** An e-mail right after the turn that wanted it: what it brings is kept nowhere, so it is sent once or told to have failed. */
import type { Unit, Clock, Log, OutboxItem } from './ports.ts';
import type { SecondWays } from './reach-ports.ts';
import type { MailSoon } from './turn.ts';

export interface SendMailPorts {
  readonly ways: Pick<SecondWays, 'mailTo'>;
  readonly commit: (unit: Unit, now: number) => Promise<unknown>;
  readonly clock: Clock;
  readonly log: Log;
}

export async function sendMail({ ways, commit, clock, log }: SendMailPorts, mail: MailSoon): Promise<void> {
  const { changeover: changeoverId, address, letter, page } = mail;
  const outcome = await ways.mailTo?.(address, letter);
  if (outcome?.kind === 'done') return log.info({ changeover: changeoverId }, 'a customer was written to');
  const kind = outcome === undefined || outcome.kind === 'alreadyThere' ? 'impossible' : outcome.kind;
  const why = outcome && 'why' in outcome ? outcome.why : 'notSet';
  log.warn({ changeover: changeoverId, kind, why }, 'a letter to a customer was not sent');
  const now = clock.now();
  const failed: OutboxItem = {
    occasion: `page/${changeoverId}/mail/${now}`,
    changeoverId,
    to: { side: 'partner' },
    message: { kind: 'invite', why: kind, ...(page !== undefined && { page }) },
  };
  await commit({ changeovers: [], texts: [], outbox: [failed], cardWishes: [] }, now);
}
