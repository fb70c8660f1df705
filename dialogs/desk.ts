/** What technicians do around the steps of a changeover, pressed on its card or typed in its thread. */
import { createHash } from 'node:crypto';
import type { Changeover } from '../changeover/changeover.ts';
import type { CommandBody } from '../changeover/commands.ts';
import { cleanText } from '../changeover/free-text.ts';
import { refuse, type Refusal } from '../changeover/refusals.ts';
import { openSteps } from '../changeover/steps.ts';
import { partnerName, personName } from '../cards/names.ts';
import { playbookWords } from '../cards/playbook-words.ts';
import { stepTitle } from '../cards/step-words.ts';
import { stepItem } from '../cards/view.ts';
import type { Issued, Turn } from '../loop/turn.ts';
import { meant, type Hearing } from './hearing.ts';
import { pressCommandId } from './press-id.ts';
import { reply, replyRefusal, replyText, wordsOf } from './speak.ts';

export const DESK_VERBS = ['assign', 'unassign', 'note', 'ticket', 'askCustomer'] as const;
export type DeskVerb = (typeof DESK_VERBS)[number];

const LONGEST_NOTE = 1000;
const LONGEST_TICKET = 60;

/** @param typed what followed the words. */
export function hearDesk(hearing: Hearing, verb: DeskVerb, typed: string): void {
  const { turn, said } = hearing;
  const changeover = meant(hearing);
  if (changeover === undefined) return;
  if (turn.readerOf(changeover).side !== 'partner') return reply(turn, said, 'say.partnerOnly');
  const body = bodyOf(hearing, verb, changeover, typed);
  if (body === undefined) return;
  const issued = issue(hearing, changeover, verb, body);
  if (!issued.ok) return sayRefused(hearing, changeover, issued.refusal);
  if (verb === 'askCustomer' && !issued.isRepeat) tellCustomer(turn, issued.changeover, body);
  sayDone(hearing, verb, issued.changeover);
}

/** Undefined after having said what is missing. */
function bodyOf(hearing: Hearing, verb: DeskVerb, changeover: Changeover, typed: string): CommandBody | undefined {
  const { turn, said } = hearing;
  const data = said.kind === 'press' ? said.data : {};
  switch (verb) {
    case 'assign': {
      const { from } = data;
      const { personName: name } = turn.source;
      const nameRef = name === undefined ? undefined : turn.keepText(changeover.id, 'personName', name);
      return { type: 'assign', ...(typeof from === 'string' && { from }), ...(nameRef && { nameRef }) };
    }
    case 'unassign':
      return { type: 'unassign' };
    case 'note': {
      const text = textOf(hearing, data['deskNote'] ?? typed, LONGEST_NOTE);
      if (text === undefined) return undefined;
      if (text !== '') return { type: 'note', noteRef: turn.keepText(changeover.id, 'note', text) };
      replyRefusal(turn, said, refuse('textEmpty'));
      return undefined;
    }
    case 'ticket': {
      const text = textOf(hearing, data['ticketNumber'] ?? typed, LONGEST_TICKET);
      if (text === undefined) return undefined;
      return { type: 'setTicket', ...(text !== '' && { ticketRef: turn.keepText(changeover.id, 'ticket', text) }) };
    }
    case 'askCustomer':
      return askOf(hearing, changeover, data);
  }
}

/** The step that the button names, else the first open one that the customer has to do. */
function askOf(
  { turn, said }: Hearing,
  changeover: Changeover,
  data: Readonly<Record<string, unknown>>,
): CommandBody | undefined {
  const { step, line } = data;
  if (typeof step === 'string') return { type: 'askCustomer', step, ...(typeof line === 'string' && { line }) };
  const open = openSteps(changeover, turn.playbookOf(changeover), turn.now, 'customer');
  const first = open.find((view) => view.step.isOptional !== true) ?? open[0];
  if (first !== undefined)
    return { type: 'askCustomer', step: first.step.id, ...(first.line && { line: first.line.id }) };
  reply(turn, said, 'desk.nothingToAsk');
  return undefined;
}

/** Without secrets; undefined after having said that one was in it, because then nothing of it is kept. */
function textOf({ turn, said }: Hearing, raw: unknown, maxLength: number): string | undefined {
  if (typeof raw !== 'string') return '';
  const { text, removed, wasCut } = cleanText(raw, maxLength);
  for (const secret of removed) reply(turn, said, `say.removed.${secret}`);
  if (wasCut) reply(turn, said, 'say.cut', { count: maxLength });
  return removed.length > 0 || wasCut ? undefined : text;
}

/** The same button of the same card, pressed again with the same words, is one command, however much later. */
function issue({ turn, said }: Hearing, { id }: Changeover, verb: DeskVerb, body: CommandBody): Issued {
  const data = said.kind === 'press' ? said.data : {};
  const { seen, from, step, line, deskNote, ticketNumber } = data;
  if (typeof seen !== 'number') return turn.issue(id, body);
  const about = createHash('sha256')
    .update(JSON.stringify([from, step, line, deskNote, ticketNumber]))
    .digest('hex');
  return turn.issue(
    id,
    body,
    pressCommandId({ changeover: id, verb, answer: about.slice(0, 16), seen }, turn.source.person),
  );
}

/** Who was slower hears who was faster. */
function sayRefused({ turn, said }: Hearing, before: Changeover, refusal: Refusal): void {
  const changeover = turn.changeover(before.id) ?? before;
  const { assignee, assignedAt } = changeover;
  const w = wordsOf(turn);
  turn.showStatus(changeover.id, 'inPlace');
  if (refusal.code !== 'assignedMeanwhile') return replyRefusal(turn, said, refusal);
  if (assignee === undefined) return reply(turn, said, 'desk.freeMeanwhile');
  const reader = turn.readerOf(changeover);
  const who = personName(changeover, assignee, (ref) => turn.text(ref), reader.locale);
  replyText(turn, said, w.t('desk.takenMeanwhile', { who, at: w.dateTime(assignedAt ?? turn.now, reader.zone) }));
}

function sayDone({ turn, said }: Hearing, verb: DeskVerb, { id, ticketRef }: Changeover): void {
  turn.showStatus(id, 'inPlace');
  const isPress = said.kind === 'press' && said.surface === 'execute';
  if (isPress && verb !== 'askCustomer') turn.answer({ kind: 'status', changeoverId: id });
  else reply(turn, said, verb === 'ticket' && ticketRef === undefined ? 'desk.done.noTicket' : `desk.done.${verb}`);
}

function tellCustomer(turn: Turn, changeover: Changeover, body: CommandBody): void {
  if (body.type !== 'askCustomer') return;
  const playbook = turn.playbookOf(changeover);
  const { locale } = changeover.customer;
  const text: Turn['text'] = (ref) => turn.text(ref);
  const view = openSteps(changeover, playbook, turn.now, 'customer').find(
    (one) => one.step.id === body.step && one.line?.id === body.line,
  );
  if (view === undefined) return;
  const title = stepTitle(playbookWords(locale, playbook), stepItem(view, changeover, playbook, { locale }, text));
  const params = { title, partner: partnerName(changeover, text) };
  const occasion = `asked/${changeover.id}/${view.key}/${changeover.version}`;
  turn.notify(changeover.id, occasion, { side: 'customer' }, { kind: 'notice', text: 'notice.partnerAsks', params });
}
