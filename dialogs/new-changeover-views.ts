/** What the forms of a new changeover show, from what was typed. */
import type { LineInput } from '../changeover/commands.ts';
import { cheapestSafeStart, overlapIfStarting } from '../changeover/safe-start.ts';
import type { FormView } from '../cards/form-fields.ts';
import { OTHER_PRODUCT, type OldFormView } from '../cards/new-old-card.ts';
import type { TermsFormView } from '../cards/new-terms-card.ts';
import type { PreviewLine } from '../cards/preview-card.ts';
import { plain, words } from '../cards/text.ts';
import { LINES_AT_MOST, TERMS_FIELDS, type DraftLine, type NewDraft } from './new-changeover-draft.ts';
import type { ReadLine } from './new-changeover-forms.ts';
import { readOld, type OldLine, type ReadingFrame } from './new-changeover-read.ts';

export function partiesView({ run, parties, faults, removed }: NewDraft): FormView {
  return { run, values: parties, faults, removed };
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
  return { run, values, faults, removed, lines: shown };
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
