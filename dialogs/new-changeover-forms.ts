/** Which form of a new changeover is open now: the first that is not passed, or that no longer reads. */
import { asMoved } from '../changeover/asks.ts';
import type { Faults } from './form.ts';
import type { Read } from './form-reading.ts';
import type { ReadingFrame } from './new-changeover-course.ts';
import { backTo, isBlank, type DraftLine, type NewDraft, type Part } from './new-changeover-draft.ts';
import { readOld, readParties, readTerms, type OldLine, type Terms } from './new-changeover-read.ts';

export type NewForm = Part | 'preview';

/** A line that reads. */
export interface ReadLine {
  readonly key: string;
  readonly old: OldLine;
  readonly terms: Terms;
}

export function openForm(draft: NewDraft, { parts }: ReadingFrame): NewForm {
  return parts.find((part) => !draft.passed.includes(part)) ?? 'preview';
}

/** The form before this one; the first one has none. */
export function partBefore(form: NewForm, { parts }: ReadingFrame): Part | undefined {
  return form === 'preview' ? parts.at(-1) : parts[parts.indexOf(form) - 1];
}

/**
 * The draft as it stands today: a form that was passed and no longer reads (its day has gone by) is open again, with
 * its faults. The same object when nothing changed.
 */
export function settled(draft: NewDraft, frame: ReadingFrame): NewDraft {
  for (const part of frame.parts) {
    if (!draft.passed.includes(part)) return draft;
    const broken = brokenIn(draft, part, frame);
    if (broken)
      return { ...backTo(draft, part), faults: broken.faults, ...(broken.line && { editing: broken.line.key }) };
  }
  return draft;
}

/** All lines, once every form was passed. */
export function readLines(draft: NewDraft, frame: ReadingFrame): readonly ReadLine[] {
  return draft.lines.flatMap((line) => {
    const old = readOld(line.old, frame);
    const terms = old.ok ? termsOf(line, old.value, frame) : undefined;
    return old.ok && terms?.ok ? [{ key: line.key, old: old.value, terms: terms.value }] : [];
  });
}

/** Lines that move as they are keep their terms: nothing is asked. */
function termsOf(line: DraftLine, old: OldLine, frame: ReadingFrame): Read<Terms> {
  if (frame.asks.lines === 'oldAndNew') return readTerms(line.terms, old.price.currency, frame);
  const { newPrice, newStartsOn, newSeats, isSameProduct } = asMoved(old);
  return { ok: true, value: { newPrice, newStartsOn, newSeats, isSameProduct } };
}

/** The first line of the second form that doesn't read, with its faults. */
export function brokenLine(draft: NewDraft, frame: ReadingFrame): { line: DraftLine; faults: Faults } | undefined {
  for (const line of draft.lines) {
    const old = readOld(line.old, frame);
    if (!old.ok) return { line, faults: isBlank(line) ? {} : old.faults };
  }
  return undefined;
}

/** The faults of the third form, its fields being named `<field>.<line key>`. */
export function termsFaults(draft: NewDraft, frame: ReadingFrame): Faults {
  const all: [string, Faults[string]][] = [];
  for (const { key, old, terms } of draft.lines) {
    const readOldLine = readOld(old, frame);
    if (!readOldLine.ok) continue;
    const read = readTerms(terms, readOldLine.value.price.currency, frame);
    if (read.ok) continue;
    for (const [field, refusal] of Object.entries(read.faults)) all.push([`${field}.${key}`, refusal]);
  }
  return Object.fromEntries(all);
}

function brokenIn(draft: NewDraft, part: Part, frame: ReadingFrame): { line?: DraftLine; faults: Faults } | undefined {
  if (part === 'old') return brokenLine(draft, frame);
  // What was answered before the opening is judged by the rules when it is opened.
  if (part === 'kind' || part === 'start') return undefined;
  if (part === 'parties') {
    const read = readParties(draft.parties, frame);
    return read.ok ? undefined : { faults: read.faults };
  }
  const faults = termsFaults(draft, frame);
  return Object.keys(faults).length > 0 ? { faults } : undefined;
}
