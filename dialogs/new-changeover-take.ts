/** Takes a press of one of the forms of a new changeover: inputs are kept whatever is wrong with them. */
import { refuse } from '../changeover/refusals.ts';
import { readInputs, type Faults, type FormPress, type Inputs } from './form.ts';
import {
  backTo,
  isBlank,
  KIND_FIELDS,
  lineOf,
  LINES_AT_MOST,
  OLD_FIELDS,
  PARTIES_FIELDS,
  passing,
  TERMS_FIELDS,
  withLine,
  withNewLine,
  withoutLine,
  type NewDraft,
} from './new-changeover-draft.ts';
import { brokenLine, termsFaults } from './new-changeover-forms.ts';
import type { ReadingFrame } from './new-changeover-course.ts';
import { readOld, readParties } from './new-changeover-read.ts';

/** Another kind asks for other things: what was typed stays, what was passed is looked at again. */
export function takeKind(draft: NewDraft, press: FormPress, courses: readonly string[]): NewDraft {
  const { inputs } = readInputs(press, KIND_FIELDS);
  const isKnown = courses.includes(inputs['course'] ?? '');
  const faults: Faults = isKnown ? {} : { course: refuse('choiceUnknown', {}, 'course') };
  const kept = { ...draft, kind: inputs, removed: [], faults };
  return isKnown ? passing(kept, 'kind') : kept;
}

export function takeParties(draft: NewDraft, press: FormPress, frame: ReadingFrame): NewDraft {
  const { inputs, removed, cut } = readInputs(press, PARTIES_FIELDS);
  if (press.button === 'back') return backTo({ ...draft, parties: inputs, removed, faults: {} }, 'kind');
  const read = readParties(inputs, frame);
  const faults = { ...(read.ok ? {} : read.faults), ...tooLong(cut, PARTIES_FIELDS) };
  const kept = { ...draft, parties: inputs, removed, faults };
  return isFine(faults) ? passing(kept, 'parties') : kept;
}

/** The second form speaks of one line; a press that speaks of another is out of date. */
export function takeOld(draft: NewDraft, press: FormPress, frame: ReadingFrame): NewDraft | 'movedOn' {
  const line = lineOf(draft, draft.editing);
  if (!line || press.data['editing'] !== line.key) return 'movedOn';
  const { inputs, removed, cut } = readInputs(press, OLD_FIELDS);
  const typed = { ...withLine(draft, { ...line, old: inputs }), removed, faults: {} };
  switch (press.button) {
    case 'back':
      return backTo(typed, 'parties');
    case 'remove':
      return withoutLine(typed, chosenIn(press));
    case 'change':
      return turnedTo(typed, chosenIn(press));
    case 'add':
    case 'next':
      return goOn(typed, inputs, tooLong(cut, OLD_FIELDS), frame, press.button);
    default:
      return 'movedOn';
  }
}

/** The third form has the fields of every line, each named `<field>.<line key>`. */
export function takeTerms(draft: NewDraft, press: FormPress, frame: ReadingFrame): NewDraft {
  const removed = new Set<string>();
  const lines = draft.lines.map((line) => {
    const fields = Object.entries(TERMS_FIELDS).map(([field, max]) => [`${field}.${line.key}`, max] as const);
    const read = readInputs(press, Object.fromEntries(fields));
    for (const secret of read.removed) removed.add(secret);
    const terms = Object.keys(TERMS_FIELDS).map((field) => [field, read.inputs[`${field}.${line.key}`] ?? ''] as const);
    return { ...line, terms: Object.fromEntries(terms) };
  });
  const typed = { ...draft, lines, removed: [...removed], faults: {} };
  if (press.button === 'back') return backTo(typed, 'old');
  const faults = termsFaults(typed, frame);
  return isFine(faults) ? passing(typed, 'terms') : { ...typed, faults };
}

function goOn(draft: NewDraft, inputs: Inputs, cut: Faults, frame: ReadingFrame, button: 'add' | 'next'): NewDraft {
  const line = lineOf(draft, draft.editing);
  const isSpare = button === 'next' && line !== undefined && isBlank(line) && draft.lines.length > 1;
  if (isSpare) return settledOld({ ...draft, lines: draft.lines.filter((one) => one !== line) }, frame);
  const read = readOld(inputs, frame);
  const faults = { ...(read.ok ? {} : read.faults), ...cut };
  if (!isFine(faults)) return { ...draft, faults };
  if (button === 'next') return settledOld(draft, frame);
  if (draft.lines.length >= LINES_AT_MOST)
    return { ...draft, faults: { '': refuse('linesTooMany', { max: LINES_AT_MOST }) } };
  return withNewLine(draft, inputs);
}

/** Passed once every line reads; else the first one that doesn't is shown. */
function settledOld(draft: NewDraft, frame: ReadingFrame): NewDraft {
  const broken = brokenLine(draft, frame);
  if (broken) return { ...draft, editing: broken.line.key, faults: broken.faults };
  return passing(draft, 'old');
}

/** Another line is to be changed; one that was left without a word is dropped. */
function turnedTo(draft: NewDraft, key: string): NewDraft {
  const lines = draft.lines.filter((line) => line.key === key || !isBlank(line));
  return lineOf(draft, key) ? { ...draft, lines, editing: key } : draft;
}

function chosenIn(press: FormPress): string {
  const { chosen } = press.data;
  return typeof chosen === 'string' ? chosen : '';
}

function tooLong(cut: readonly string[], fields: Readonly<Record<string, number>>): Faults {
  return Object.fromEntries(cut.map((field) => [field, refuse('textTooLong', { max: fields[field] ?? 0 }, field)]));
}

function isFine(faults: Faults): boolean {
  return Object.keys(faults).length === 0;
}
