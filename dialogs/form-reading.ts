/** Reads form inputs field by field into values; faults are gathered, so that a person hears of all of them at once. */
import type { Money, PlainDate } from '../changeover/changeover.ts';
import { parseDate, parseMoney, type Parsed } from '../changeover/inputs.ts';
import { refuse, type Refusal } from '../changeover/refusals.ts';
import type { Faults, Inputs } from './form.ts';

export type Read<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly faults: Faults };

/** What days are judged by: today where the person is, and how it writes dates. */
export interface DayFrame {
  readonly today: PlainDate;
  readonly locale: string;
}

export const YES_NO = ['yes', 'no'] as const;

/** Gathers the faults of a form, the first one of each field. */
export class FaultList {
  readonly #faults: Record<string, Refusal> = {};

  take<Value>(field: string, parsed: Parsed<Value>): Value | undefined {
    if (parsed.ok) return parsed.value;
    this.add(field, parsed.refusal);
    return undefined;
  }

  add(field: string, refusal: Refusal | undefined): void {
    if (refusal !== undefined) this.#faults[field] ??= { ...refusal, field };
  }

  /** A refusal that names its field itself, unless another one is given. */
  addFielded(refusal: Refusal | undefined, field = refusal?.field ?? ''): void {
    this.add(field, refusal);
  }

  result(): { readonly ok: false; readonly faults: Faults } {
    return { ok: false, faults: { ...this.#faults } };
  }

  or<Value>(value: Value): Read<Value> {
    return Object.keys(this.#faults).length > 0 ? this.result() : { ok: true, value };
  }
}

export function textIn(inputs: Inputs, field: string): Parsed<string> {
  const value = inputs[field];
  return value ? { ok: true, value } : { ok: false, refusal: refuse('textEmpty', {}, field) };
}

export function choiceIn<Value extends string>(inputs: Inputs, field: string, values: readonly Value[]): Parsed<Value> {
  const found = values.find((value) => value === inputs[field]);
  return found === undefined ? { ok: false, refusal: refuse('choiceUnknown', {}, field) } : { ok: true, value: found };
}

/** @param maxMinor in minor units; that of one licence and month when absent. */
export function priceIn(inputs: Inputs, field: string, currency: string, maxMinor?: number): Parsed<Money> {
  const typed = inputs[field];
  return typed
    ? parseMoney(typed, currency, { field, ...(maxMinor !== undefined && { maxMinor }) })
    : { ok: false, refusal: refuse('amountUnreadable', {}, field) };
}

export function dateIn(inputs: Inputs, field: string, frame: DayFrame): Parsed<PlainDate> {
  const typed = inputs[field];
  if (!typed) return { ok: false, refusal: refuse('dateUnreadable', {}, field) };
  return parseDate(typed, frame.today, frame.locale, { field });
}
