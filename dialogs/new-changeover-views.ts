/** What the forms of a new changeover show, from what was typed. */
import type { LineInput } from '../changeover/commands.ts';
import { cheapestSafeStart, overlapIfStarting } from '../changeover/safe-start.ts';
import { introSection } from '../cards/intro-section.ts';
import type { KindFormView } from '../cards/new-kind-card.ts';
import type { PartiesFormView } from '../cards/new-parties-card.ts';
import { OTHER_PRODUCT, type OldFormView } from '../cards/new-old-card.ts';
import type { TermsFormView } from '../cards/new-terms-card.ts';
import type { PreviewLine } from '../cards/preview-card.ts';
import { plain, words } from '../cards/text.ts';
import { LINES_AT_MOST, TERMS_FIELDS, type DraftLine, type NewDraft } from './new-changeover-draft.ts';
import type { ReadLine } from './new-changeover-forms.ts';
import { numberedParts, type ReadingFrame } from './new-changeover-course.ts';
import { readOld, type OldLine } from './new-changeover-read.ts';

export function kindView(
  { run, kind = {}, faults, removed }: NewDraft,
  courses: KindFormView['courses'],
): KindFormView {
  return { run, values: kind, faults, removed, courses };
}

export function partiesView(draft: NewDraft, frame: ReadingFrame): PartiesFormView {
  const { run, parties, faults, removed } = draft;
  const { playbook, variant, locale, now, asks } = frame;
  // Nothing is known of the customer yet; the facts of the first card speak of the kind alone.
  const intro = introSection({ locale, playbook, variant, now, params: {} });
  const isOwn = asks.customer === 'self';
  return {
    run,
    values: parties,
    faults,
    removed,
    intro,
    isOwn,
    hasBack: frame.parts[0] === 'kind',
    count: countOf(frame),
  };
}

function countOf(frame: ReadingFrame): number {
  return numberedParts(frame).length;
}

export function oldView(draft: NewDraft, frame: ReadingFrame): OldFormView {
  const { run, lines, editing, faults, removed } = draft;
  const index = lines.findIndex((line) => line.key === editing);
  return {
    run,
    faults,
    removed,
    editing,
    values: lines[index]?.old ?? {},
    number: index + 1,
    count: countOf(frame),
    others: lines.filter((line) => line.key !== editing).map((line) => ({ key: line.key, ...titleOf(line, frame) })),
    products: frame.playbook.products,
    mayAdd: lines.length < LINES_AT_MOST,
  };
}

/** Licences and product are taken over from the old subscription until something else was typed. */
export function termsView(draft: NewDraft, frame: ReadingFrame): TermsFormView {
  const { run, lines, faults, removed } = draft;
  const values: Record<string, string> = {};
  for (const { key, old, terms } of lines) {
    const given: Record<string, string> = { sameProduct: 'yes', newSeats: old['seats'] ?? '', ...terms };
    for (const field of Object.keys(TERMS_FIELDS)) values[`${field}.${key}`] = given[field] ?? '';
  }
  const shown = lines.map((line) => ({ key: line.key, ...titleOf(line, frame), currency: line.old['currency'] ?? '' }));
  return { run, values, faults, removed, lines: shown, count: countOf(frame) };
}

export function previewLines(lines: readonly ReadLine[], frame: ReadingFrame): readonly PreviewLine[] {
  const { marginWorkingDays } = frame.playbook;
  return lines.map((line, i) => {
    const input = lineInput(line, i);
    return {
      title: lineTitle(line.old, frame),
      renewsOn: line.old.renewsOn,
      mine: overlapIfStarting(input, input.newStartsOn, frame.today, marginWorkingDays),
      safe: cheapestSafeStart(input, frame.today, marginWorkingDays),
      marginWorkingDays,
    };
  });
}

/** The line as `open` takes it, but for the reference of its label: ids are given in order, `l1`, `l2`. */
export function lineInput({ old, terms }: ReadLine, index: number): LineInput {
  const { label: _label, ...rest } = old;
  return { id: `l${index + 1}`, ...rest, ...terms };
}

/** `25 × Microsoft 365 Business Standard`. */
export function lineTitle(old: OldLine, frame: ReadingFrame): string {
  const w = words(frame.locale);
  return w.t('new.line.title', { seats: w.number(old.seats), product: plain(productOf(old, frame), 60) });
}

export function productOf(old: OldLine, frame: ReadingFrame): string {
  if (old.product === OTHER_PRODUCT && old.label !== undefined) return old.label;
  return frame.playbook.products.find((product) => product.id === old.product)?.name ?? old.product;
}

/** A line that doesn't read yet is shown by its number of the draft only. */
function titleOf(line: DraftLine, frame: ReadingFrame): { title: string; detail: string } {
  const w = words(frame.locale);
  const read = readOld(line.old, frame);
  if (!read.ok) return { title: w.t('new.line.unfinished'), detail: w.t('new.line.unfinishedWhy') };
  const { price, renewsOn } = read.value;
  const detail = w.t('new.line.detail', { price: w.money(price), day: w.date(renewsOn) });
  return { title: lineTitle(read.value, frame), detail };
}
