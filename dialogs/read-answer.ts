/** What a person typed while a step was asked: an answer, a number, a note, or something that cannot be told. */
import type { Answer } from '../changeover/changeover.ts';
import type { Step } from '../changeover/playbook.ts';
import { words } from '../cards/text.ts';
import { parseAnswer } from '../cards/typed-words.ts';

export interface ReadAnswer {
  readonly answer: Answer;
  readonly note?: string;
  readonly reference?: string;
  /** True when only a note was given, so that the answer is our reading of it. */
  readonly isNoteOnly?: boolean;
}

/** Longer leads are no answer but a sentence. */
const LONGEST_LEAD = 5;
/** A text of fewer words is not taken for a note: it is more likely a word that we don't know. */
const NOTE_WORDS = 3;

/**
 * `text` is cleaned already. "done" alone or with a number is done; "not yet" and "I need help" may be followed by a
 * note; a bare number answers a step that asks for one. Doubtful texts are never read as done.
 */
export function readAnswer(text: string, step: Step, locale: string): ReadAnswer | undefined {
  const alone = parseAnswer(text, locale);
  if (alone !== undefined) return { answer: alone };
  const led = ledByAnswer(text, locale);
  if (led !== undefined) return withRest(led, step, locale);
  if (step.proof.kind === 'reference' && looksLikeReference(text, locale)) return { answer: 'done', reference: text };
  if (step.proof.kind === 'text' && text.length > 1) return { answer: 'done', note: text };
  const isNote = text.split(/\s+/u).length >= NOTE_WORDS && !text.endsWith('?');
  return isNote ? { answer: 'notYet', note: text, isNoteOnly: true } : undefined;
}

interface Led {
  readonly answer: Answer;
  readonly rest: string;
  /** True when a colon, dash or line break stands between the answer and what follows. */
  readonly isSetOff: boolean;
}

/** The longest run of first words that is an answer, and what follows it. */
function ledByAnswer(text: string, locale: string): Led | undefined {
  const gaps = [...text.slice(0, 200).matchAll(/\s+/gu)].slice(0, LONGEST_LEAD).toReversed();
  for (const gap of gaps) {
    const lead = text.slice(0, gap.index);
    const answer = parseAnswer(lead, locale);
    if (answer === undefined) continue;
    const after = text.slice(gap.index);
    const isSetOff = /[:;–—-]$/u.test(lead) || /^\s*(?:\n|[–—:-])/u.test(after);
    return { answer, rest: after.replace(/^[\s:;,.–—-]+/u, ''), isSetOff };
  }
  return undefined;
}

function withRest({ answer, rest, isSetOff }: Led, step: Step, locale: string): ReadAnswer | undefined {
  if (answer !== 'done') return { answer, note: rest };
  const isReference = looksLikeReference(rest, locale);
  if (step.proof.kind === 'reference' && (isReference || isSetOff)) return { answer, reference: rest };
  if (isReference || isSetOff) return { answer, note: rest };
  return undefined;
}

/** A case or confirmation number, with or without a word for it; never a day, a time or a count. */
function looksLikeReference(text: string, locale: string): boolean {
  const leads = new Set(words(locale).t('say.words.reference').split('|'));
  const parts = text.split(/[\s:#]+/u).filter((part) => part !== '');
  const number = parts.slice(parts.findIndex((part) => !leads.has(part.toLowerCase().replace(/[.,]+$/u, ''))));
  if (number.length === 0 || number.length > 3 || text.includes(':') !== /[a-z]\s*:/iu.test(text)) return false;
  const joined = number.join('');
  const digits = joined.match(/\d/gu)?.length ?? 0;
  const isDay = /^\d{4}-\d{1,2}-\d{1,2}$|^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$/u.test(joined);
  const isShaped = /^[A-Z0-9]/iu.test(joined) && number.every((part) => /^[A-Z0-9/._-]*\d[A-Z0-9/._-]*$/iu.test(part));
  return isShaped && !isDay && (digits >= 5 || (digits >= 3 && /[A-Z]/iu.test(joined)));
}
