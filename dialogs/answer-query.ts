/** Questions to the assistant: they answer and change nothing, so they may come in the middle of a dialog. */
import type { Changeover } from '../changeover/changeover.ts';
import { stepKey, stepsOf, type StepView } from '../changeover/steps.ts';
import { helpCard } from '../cards/help-card.ts';
import { mailCard } from '../cards/mail-card.ts';
import { partnerName, productName } from '../cards/names.ts';
import { realCard } from '../cards/real-card.ts';
import { stepsCard } from '../cards/steps-card.ts';
import { whyCard } from '../cards/why-card.ts';
import { playbooks } from '../changeover/playbooks/index.ts';
import type { Turn } from '../loop/turn.ts';
import { courseMenu } from './course.ts';
import { isTeam, meant, phaseOf, type Hearing } from './hearing.ts';
import { mailVerdict } from './lose-access-mail.ts';
import { nextQuestion } from './open-question.ts';
import { say } from './speak.ts';

export type Query = 'help' | 'status' | 'steps' | 'why' | 'real' | 'mail' | 'course';

export const QUERIES: readonly Query[] = ['help', 'status', 'steps', 'why', 'real', 'mail', 'course'];

export function answerQuery(hearing: Hearing, query: Query): void {
  const { turn } = hearing;
  if (query === 'help') return sayHelp(hearing);
  if (query === 'mail') return sayMail(turn);
  if (query === 'real' && turn.current() === undefined) return say(turn, 'real.stranger');
  const changeover = meant(hearing);
  if (changeover === undefined) return;
  answerAbout(hearing, changeover, query);
}

function answerAbout(hearing: Hearing, changeover: Changeover, query: Exclude<Query, 'help' | 'mail'>): void {
  const { turn } = hearing;
  const playbook = turn.playbookOf(changeover);
  const reader = turn.readerOf(changeover);
  const text: Turn['text'] = (ref) => turn.text(ref);
  switch (query) {
    case 'status':
      turn.showStatus(changeover.id, 'anew');
      turn.updateConversation({ statusPostedAt: turn.now });
      return;
    case 'steps':
      return turn.say(stepsCard(changeover, playbook, reader, turn.now, text));
    case 'course':
      return turn.say(courseMenu(turn, changeover));
    case 'why':
      return turn.say(whyCard(changeover, playbook, askedAbout(hearing, changeover), reader, turn.now, text));
    case 'real':
      if (reader.side === 'partner') return say(turn, 'real.partner', { number: changeover.checkNumber });
      return turn.say(realCard(changeover, partnerName(changeover, text), reader.locale));
  }
}

/** The step that a button names, the one that is being asked, or the next one. */
function askedAbout(hearing: Hearing, changeover: Changeover): StepView | undefined {
  const { turn, said } = hearing;
  const data = said.kind === 'press' ? said.data : {};
  const key =
    typeof data['step'] === 'string'
      ? stepKey(data['step'], typeof data['line'] === 'string' ? data['line'] : undefined)
      : phaseOf(hearing)?.asked?.key;
  const views = stepsOf(changeover, turn.playbookOf(changeover), turn.now);
  return views.find((view) => view.key === key) ?? nextQuestion(turn, changeover, false);
}

function sayHelp(hearing: Hearing): void {
  const { turn } = hearing;
  const mine = turn.current();
  const who =
    isTeam(turn) || (mine && turn.readerOf(mine).side === 'partner') ? 'partner' : mine ? 'customer' : 'stranger';
  turn.say(helpCard({ locale: turn.defaultReader.locale, who, isAsked: phaseOf(hearing) !== undefined }));
}

/** What the "lose access" mail means now; a stranger is told what holds in every state. */
function sayMail(turn: Turn): void {
  const changeover = turn.current();
  if (isTeam(turn)) say(turn, 'mail.forPartner');
  const verdict = mailVerdict(changeover);
  const { locale } = turn.defaultReader;
  const playbook = changeover && turn.playbookOf(changeover);
  const lines = verdict.lines.map((line) => ({
    line,
    name: playbook ? productName(line, playbook, (ref) => turn.text(ref), locale) : line.product,
  }));
  const [address = ''] = [playbook, ...playbooks].flatMap((one) => one?.facts['adminCentre']?.now ?? []);
  turn.say(mailCard({ locale, case: verdict.case, lines, address, ...(changeover && { changeover: changeover.id }) }));
}
