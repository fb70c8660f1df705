/** What a submitted card form carries: claims of a client, read field by field, cut and cleaned before anything is kept. */
import type { TurnContext } from 'botbuilder';
import { cleanText } from '../changeover/free-text.ts';
import type { Refusal } from '../changeover/refusals.ts';
import { words } from '../cards/text.ts';
import type { Turn } from '../loop/turn.ts';

/** A pressed button of a form. */
export interface FormPress {
  readonly form: string;
  /** Which run of the form it belongs to. */
  readonly run: string;
  readonly button: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Typed values by field, as they are shown again. */
export type Inputs = Readonly<Record<string, string>>;
export type Faults = Readonly<Record<string, Refusal>>;

/** The form press in this activity; undefined for a typed text or another button. */
export function formPressOf(context: TurnContext): FormPress | undefined {
  return readFormPress(context.activity.value);
}

export function readFormPress(value: unknown): FormPress | undefined {
  if (!isRecord(value) || value['verb'] !== 'form') return undefined;
  const { form, run, button } = value;
  if (typeof form !== 'string' || typeof run !== 'string' || typeof button !== 'string') return undefined;
  return { form, run, button, data: value };
}

export interface ReadInputs {
  readonly inputs: Inputs;
  /** The kinds of secrets that were taken out. */
  readonly removed: readonly string[];
  /** Fields that were longer than allowed; what stands in `inputs` is the beginning. */
  readonly cut: readonly string[];
}

/** @param fields the longest allowed text of each field that the form has; whatever else was sent is not looked at. */
export function readInputs(press: FormPress, fields: Readonly<Record<string, number>>): ReadInputs {
  const inputs: Record<string, string> = {};
  const removed = new Set<string>();
  const cut: string[] = [];
  for (const [field, maxLength] of Object.entries(fields)) {
    const cleaned = cleanText(textOf(press.data[field]), maxLength);
    inputs[field] = cleaned.text;
    for (const secret of cleaned.removed) removed.add(secret);
    if (cleaned.wasCut) cut.push(field);
  }
  return { inputs, removed: [...removed], cut };
}

/**
 * Said to a form that is no longer open: it was answered, left, or belongs to somebody else. The last form of a
 * changeover that is open by now gets that changeover's status.
 */
export function sayMovedOn(turn: Turn, run?: string): void {
  const { locale } = turn.defaultReader;
  const opened = run === undefined ? undefined : turn.changeover(run);
  turn.say({ text: words(locale).t(opened === undefined ? 'form.movedOn' : 'form.openedAlready') });
  if (opened !== undefined) turn.showStatus(opened.id, 'inPlace');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Clients send texts; a number field may come as a number, a toggle as a boolean. Anything else counts as empty. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
