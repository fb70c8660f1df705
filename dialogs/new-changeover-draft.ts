/**
 * What has been typed so far for a new changeover: inputs as a person typed them, cut and cleaned, and which forms were
 * passed. JSON-safe; it is the options of the dialog. What is asked next is worked out from it, never remembered.
 */
import { z } from 'zod';
import type { ChangeoverId } from '../changeover/changeover.ts';
import type { Refusal } from '../changeover/refusals.ts';
import type { Faults, Inputs } from './form.ts';

export type Part = 'kind' | 'parties' | 'old' | 'terms' | 'start';
/** All that any kind of changeover asks for; which of them one has is for new-changeover-course.ts to say. */
export const PARTS: readonly Part[] = ['kind', 'parties', 'old', 'terms', 'start'];

/** One old subscription. `key` stays while lines come and go; the line's id is given when the changeover is opened. */
export interface DraftLine {
  readonly key: string;
  readonly old: Inputs;
  readonly terms: Inputs;
}

export interface NewDraft {
  /** The id of the changeover to be: makes a repeated last press harmless. */
  readonly run: ChangeoverId;
  /** Which course: absent while there is nothing to choose from. */
  readonly kind?: Inputs;
  readonly parties: Inputs;
  /** What the kind has to know from the start, by `<field>:<step>`. */
  readonly start?: Inputs;
  /** Never empty: a line without inputs is the one being typed. */
  readonly lines: readonly DraftLine[];
  /** The key of the line that the second form is about. */
  readonly editing: string;
  readonly passed: readonly Part[];
  /** What the last submit was told, by field. */
  readonly faults: Faults;
  readonly removed: readonly string[];
  /** Nothing is to be asked anew: the form that stands is still the one to answer. */
  readonly isQuiet: boolean;
}

export const LINES_AT_MOST = 20;

export const KIND_FIELDS = { course: 130 };
export const PARTIES_FIELDS = {
  customerName: 120,
  customerDomain: 253,
  contact: 300,
  partnerName: 120,
  partnerDomain: 253,
};
const SHORT = 40;
export const OLD_FIELDS = {
  product: SHORT,
  label: 120,
  perUser: SHORT,
  billingAccount: SHORT,
  payment: SHORT,
  cycle: SHORT,
  seats: SHORT,
  assigned: SHORT,
  price: SHORT,
  currency: SHORT,
  renewsOn: SHORT,
  termStartedOn: SHORT,
};
export const TERMS_FIELDS = { newPrice: SHORT, sameProduct: SHORT, newSeats: SHORT, newStartsOn: SHORT };

export function emptyDraft(run: ChangeoverId, parties: Inputs, firstLine: Inputs): NewDraft {
  const line = { key: 'k1', old: firstLine, terms: {} };
  return { run, parties, lines: [line], editing: line.key, passed: [], faults: {}, removed: [], isQuiet: false };
}

const typed = z.record(z.string(), z.string());
const Draft = z.object({
  run: z.string(),
  kind: typed.optional(),
  parties: typed,
  start: typed.optional(),
  lines: z.array(z.object({ key: z.string(), old: typed, terms: typed })).min(1),
  editing: z.string(),
  passed: z.array(z.enum(PARTS)),
  faults: z.record(
    z.string(),
    z.custom<Refusal>((one) => typeof one === 'object' && one !== null && 'code' in one),
  ),
  removed: z.array(z.string()),
  isQuiet: z.boolean(),
});

/** Kept state is read like any outside data: what does not look like a draft is none. */
export function draftIn(kept: unknown): NewDraft | undefined {
  const { success, data } = Draft.safeParse(kept);
  if (!success) return undefined;
  const { kind, start, ...draft } = data;
  return { ...draft, ...(kind && { kind }), ...(start && { start }) };
}

export function lineOf(draft: NewDraft, key: string): DraftLine | undefined {
  return draft.lines.find((line) => line.key === key);
}

export function withLine(draft: NewDraft, line: DraftLine): NewDraft {
  return { ...draft, lines: draft.lines.map((old) => (old.key === line.key ? line : old)) };
}

/** A further line, prefilled with what two subscriptions of one customer mostly share, and now the one being typed. */
export function withNewLine(draft: NewDraft, after: Inputs): NewDraft {
  const number = Math.max(0, ...draft.lines.map((line) => Number(line.key.slice(1)))) + 1;
  const shared = Object.fromEntries(SHARED.map((field) => [field, after[field] ?? '']));
  const line = { key: `k${number}`, old: shared, terms: {} };
  return { ...draft, lines: [...draft.lines, line], editing: line.key };
}

/** Without that line; when it was the last one, or the one being typed, an empty one takes its place. */
export function withoutLine(draft: NewDraft, key: string): NewDraft {
  const lines = draft.lines.filter((line) => line.key !== key);
  const gone = lineOf(draft, key)?.old ?? {};
  const rest = { ...draft, lines };
  return draft.editing === key || lines.length === 0 ? withNewLine(rest, gone) : rest;
}

/** Nothing was typed that only this line has. */
export function isBlank(line: DraftLine): boolean {
  return ['product', 'label', 'seats', 'assigned', 'price', 'termStartedOn'].every((field) => !line.old[field]);
}

export function passing(draft: NewDraft, part: Part): NewDraft {
  return { ...draft, passed: [...draft.passed.filter((one) => one !== part), part] };
}

/** As if `part` and all after it had not been answered; what was typed stays. */
export function backTo(draft: NewDraft, part: Part): NewDraft {
  return { ...draft, passed: PARTS.slice(0, PARTS.indexOf(part)).filter((one) => draft.passed.includes(one)) };
}

const SHARED = ['billingAccount', 'payment', 'cycle', 'currency', 'renewsOn'] as const;
