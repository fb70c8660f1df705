/** A pressed answer: its data is a claim, so it is read field by field, cleaned, and checked against what is open now. */
import type { ChangeoverId, PlainDate } from '../changeover/changeover.ts';
import { cleanText } from '../changeover/free-text.ts';
import { parseDate } from '../changeover/inputs.ts';
import { dateIn } from '../changeover/working-time.ts';
import { readPress } from '../cards/verbs.ts';
import type { Turn } from '../loop/turn.ts';
import { pressCommandId } from './press-id.ts';
import type { Press } from './said.ts';
import { reply, replyRefusal } from './speak.ts';
import type { GivenAnswer } from './take-answer.ts';

const LONGEST_NOTE = 2000;
const LONGEST_REFERENCE = 200;

/** What the press answers, or undefined when it cannot be read; the reason is said then. */
export function answerOfPress(turn: Turn, press: Press): GivenAnswer | undefined {
  const data = press.verb === 'answer' ? readPress('answer', press.data) : undefined;
  const { changeover, step, line, seen } = data ?? {};
  const answer = ANSWERS.find((one) => one === data?.answer);
  if (changeover === undefined || step === undefined || seen === undefined || answer === undefined) {
    reply(turn, press, 'say.oldButton');
    return undefined;
  }
  const note = cleaned(turn, press, data?.['note'], LONGEST_NOTE);
  const reference = cleaned(turn, press, data?.['reference'], LONGEST_REFERENCE);
  const day = dayOf(turn, press, changeover, data?.['on']);
  if (day === undefined) return undefined;
  const commandId = pressCommandId(
    { changeover, step, ...(line !== undefined && { line }), verb: 'answer', answer, seen },
    turn.source.person,
  );
  return {
    changeover,
    step,
    answer,
    commandId,
    ...(line !== undefined && { line }),
    ...(note !== undefined && { note }),
    ...(reference !== undefined && { reference }),
    ...day,
  };
}

const ANSWERS = ['done', 'notYet', 'help', 'chargedTwice'] as const;

/** The text of an input without secrets; undefined for an empty one. What was taken out is said. */
function cleaned(turn: Turn, press: Press, raw: unknown, maxLength: number): string | undefined {
  if (typeof raw !== 'string') return undefined;
  const { text, removed } = cleanText(raw, maxLength);
  for (const secret of removed) reply(turn, press, `say.removed.${secret}`);
  return text === '' ? undefined : text;
}

/** The day of an act, if one was given; undefined for one that cannot be read, which is said. */
function dayOf(turn: Turn, press: Press, id: ChangeoverId, raw: unknown): { readonly on?: PlainDate } | undefined {
  if (typeof raw !== 'string' || raw.trim() === '') return {};
  const changeover = turn.changeover(id);
  const { zone, locale } = changeover === undefined ? turn.defaultReader : turn.readerOf(changeover);
  const read = parseDate(raw, dateIn(zone, turn.now), locale);
  if (read.ok) return { on: read.value };
  replyRefusal(turn, press, read.refusal);
  return undefined;
}
