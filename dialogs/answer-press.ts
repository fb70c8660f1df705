/** A pressed answer: its data is a claim, so it is read field by field, cleaned, and checked against what is open now. */
import type { ChangeoverId, LineId, PlainDate, StepId } from '../changeover/changeover.ts';
import { needsValue } from '../changeover/decide-value.ts';
import { cleanText } from '../changeover/free-text.ts';
import { parseDate } from '../changeover/inputs.ts';
import { stepKey, stepsOf } from '../changeover/steps.ts';
import { dateIn } from '../changeover/working-time.ts';
import { readPress } from '../cards/verbs.ts';
import type { Turn } from '../loop/turn.ts';
import { pressCommandId } from './press-id.ts';
import { readValue } from './read-value.ts';
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
  if (bringsKey(data)) {
    reply(turn, press, 'say.removed.productKey');
    return undefined;
  }
  const note = cleaned(turn, press, data?.['note'], LONGEST_NOTE);
  const reference = cleaned(turn, press, data?.['reference'], LONGEST_REFERENCE);
  const day = dayOf(turn, press, changeover, data?.['on']);
  if (day === undefined) return undefined;
  const form = answer === 'done' || answer === 'notYet' ? formOf(turn, press, { changeover, step, line }, data) : {};
  const kept = answer === 'notYet' ? keptPart(form) : undefined;
  const commandId = pressCommandId(
    {
      changeover,
      step,
      ...(line !== undefined && { line }),
      verb: 'answer',
      answer,
      seen,
      ...(kept && { form: kept }),
    },
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
    ...(answer === 'done' && form),
    ...(kept && { value: kept }),
  };
}

/** What of a form is kept before it is whole: a list as far as it goes, and the numbers that are known. */
function keptPart({ value }: Pick<GivenAnswer, 'value'>): GivenAnswer['value'] {
  return value?.kind === 'list' || value?.kind === 'counts' ? value : undefined;
}

/** What the form within the question says; nothing for a step that has none, or is not there any more. */
function formOf(
  turn: Turn,
  press: Press,
  { changeover: id, step, line }: { changeover: ChangeoverId; step: StepId; line: LineId | undefined },
  data: Readonly<Record<string, unknown>> | undefined,
): Pick<GivenAnswer, 'value' | 'typed'> {
  const changeover = turn.changeover(id);
  const key = stepKey(step, line);
  const view = changeover && stepsOf(changeover, turn.playbookOf(changeover), turn.now).find((one) => one.key === key);
  if (!changeover || !view || data === undefined || !needsValue(view.step.proof)) return {};
  const { value, typed, removed } = readValue(turn, changeover, view, data);
  for (const secret of removed) reply(turn, press, `say.removed.${secret}`);
  return { ...(value && { value }), typed };
}

/** A product key is money for whoever reads it: an answer that brings one is not taken at all, whatever field it stands in. */
export function bringsKey(data: Readonly<Record<string, unknown>> = {}): boolean {
  const texts = Object.values(data).filter((value) => typeof value === 'string');
  return texts.some((text) => cleanText(text).removed.includes('productKey'));
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
