/** What was pressed on a customer's web page: saved by its link, and told to the partner, who hears of each word at once. */
import type { Changeover, ChangeoverId } from '../changeover/changeover.ts';
import type { AnswerInput } from '../changeover/commands.ts';
import { stepKey, stepsOf } from '../changeover/steps.ts';
import { playbookWords } from '../cards/playbook-words.ts';
import { stepTitle } from '../cards/step-words.ts';
import { stepItem } from '../cards/view.ts';
import { issueAlone, type AlonePorts, type IssuedAlone } from './issue-alone.ts';
import type { OutboxItem, Text } from './ports.ts';

export interface PageAnswer {
  readonly changeoverId: ChangeoverId;
  /** The same press of the same form is one command. */
  readonly commandId: string;
  /** SHA-256 (hex) of the link's secret. */
  readonly hash: string;
  readonly answered: Omit<AnswerInput, 'onBehalfOf'>;
  readonly texts: readonly Text[];
}

export async function answerOnPage(ports: AlonePorts, answer: PageAnswer): Promise<IssuedAlone> {
  const { changeoverId, commandId, hash, answered, texts } = answer;
  const actor = { door: 'page' as const };
  const command = {
    id: commandId,
    changeover: changeoverId,
    actor,
    body: { type: 'answerOnPage' as const, hash, answered },
  };
  return issueAlone(ports, command, (_events, changeover) => [toldPartner(ports, changeover, answered)], texts);
}

function toldPartner(
  { shelf, clock }: AlonePorts,
  changeover: Changeover,
  answered: PageAnswer['answered'],
): OutboxItem {
  const { id, version, partner, customer } = changeover;
  const key = stepKey(answered.step, answered.line);
  const playbook = shelf.of(changeover);
  const view = stepsOf(changeover, playbook, clock.now()).find((one) => one.key === key);
  const isHalf = answered.answer === 'done' && view?.status !== 'done';
  const item = view ? stepItem(view, changeover, playbook, partner, () => undefined) : { id: answered.step };
  const title = stepTitle(playbookWords(partner.locale, playbook), item);
  const said = isHalf ? 'half' : answered.answer;
  return {
    occasion: `page/${id}/${key}/${version}`,
    changeoverId: id,
    to: { side: 'partner' },
    message: { kind: 'notice', text: `notice.page.${said}`, params: { domain: customer.domain, title } },
  };
}
