/** What can be done from any step: its menu, the dialogs that it begins, and the end of a support case. */
import type { Changeover } from '../changeover/changeover.ts';
import { isPaused } from '../changeover/paused.ts';
import type { Content } from '../cards/content.ts';
import { courseCard } from '../cards/course-card.ts';
import { sideName } from '../cards/names.ts';
import { words } from '../cards/text.ts';
import { readPress, type Verb } from '../cards/verbs.ts';
import type { Turn } from '../loop/turn.ts';
import { meant, type Hearing } from './hearing.ts';
import { otherSideOf } from './other-side.ts';
import { PAUSE_DIALOG } from './pause.ts';
import { pressCommandId } from './press-id.ts';
import { replyRefusal, reply } from './speak.ts';
import { SWITCH_DIALOG } from './switch-playbook.ts';

/** The dialogs of these verbs, by verb; those that ask about texts and single steps are called as their verb. */
export const COURSE_DIALOGS: Partial<Readonly<Record<Verb, string>>> = {
  supportCase: 'supportCase',
  tellUsers: 'tellUsers',
  letterSource: 'letterSource',
  letterProvider: 'letterProvider',
  skip: 'skip',
  reopen: 'reopen',
  pause: PAUSE_DIALOG,
  switchPlaybook: SWITCH_DIALOG,
};

export function courseMenu(turn: Turn, changeover: Changeover): Content {
  const reader = turn.readerOf(changeover);
  return courseCard({
    locale: reader.locale,
    changeover: changeover.id,
    seen: changeover.version,
    isPartner: reader.side === 'partner',
    isPaused: isPaused(changeover, turn.now),
    source: sourceOf(turn, changeover),
  });
}

/** The reseller outside, as this kind of changeover calls it. */
export function sourceOf(turn: Turn, changeover: Changeover): string {
  const { locale } = turn.readerOf(changeover);
  return sideName(words(locale), changeover, turn.playbookOf(changeover), 'source', (ref) => turn.text(ref));
}

/** The case that the button names is answered; the other side is told. */
export function closeCase(hearing: Hearing): void {
  const { turn, said } = hearing;
  const changeover = meant(hearing);
  const data = said.kind === 'press' ? readPress('closeCase', said.data) : undefined;
  const number = data?.['number'];
  if (changeover === undefined || typeof number !== 'number') return;
  const seen = data?.seen ?? changeover.version;
  const commandId = pressCommandId(
    { changeover: changeover.id, verb: 'closeCase', answer: String(number), seen },
    turn.source.person,
  );
  const issued = turn.issue(changeover.id, { type: 'closeCase', number }, commandId);
  if (!issued.ok) return replyRefusal(turn, said, issued.refusal);
  reply(turn, said, 'paper.case.closed');
  if (issued.isRepeat) return;
  const { side } = otherSideOf(turn, changeover);
  const params = { domain: changeover.customer.domain };
  const occasion = `caseClosed/${changeover.id}/${number}`;
  turn.notify(changeover.id, occasion, { side }, { kind: 'notice', text: 'notice.caseClosed', params });
  turn.showStatus(changeover.id, 'inPlace');
}
