/**
 * The small pieces that every card is made of. They draw the same on a desktop, on a phone and in a client that knows
 * only Adaptive Cards 1.5: text wraps, colour never carries a meaning alone, newer elements have a drawn fallback.
 */
import type { Content } from './content.ts';

/** An element of an Adaptive Card's body. */
export type Element = { readonly type: string } & Readonly<Record<string, unknown>>;
/** An Adaptive Card action. */
export type Action = { readonly type: string } & Readonly<Record<string, unknown>>;
export type AdaptiveCard = { readonly type: 'AdaptiveCard' } & Readonly<Record<string, unknown>>;

/** What a button carries beside its verb. It is a wish, never believed: the door looks everything up again. */
export interface PressData {
  readonly changeover?: string | undefined;
  readonly step?: string | undefined;
  readonly line?: string | undefined;
  readonly answer?: string | undefined;
  /** The changeover's version that the card showed. */
  readonly seen?: number | undefined;
  readonly [field: string]: string | number | boolean | undefined;
}

export interface ButtonOptions {
  /** Never the only sign: several clients ignore it. */
  readonly style?: 'positive' | 'destructive';
  /** False puts it behind the "more" button; a card shows at most six primary ones. */
  readonly isPrimary?: boolean;
  /** True lets it be pressed although inputs are missing or wrong. */
  readonly ignoresInputs?: boolean;
  readonly tooltip?: string;
}

/** The colours a text may have: Teams draws `good` and `warning` text too pale to read on white. */
export type TextTone = 'accent' | 'attention';
export type Spacing = 'none' | 'extraSmall' | 'small' | 'default' | 'medium' | 'large' | 'padding';

/** A button whose answer replaces the card in place (Action.Execute); older clients send the same as Action.Submit. */
export function press(verb: string, title: string, data: PressData = {}, options: ButtonOptions = {}): Action {
  const common = buttonOf(title, data, verb, options);
  return { type: 'Action.Execute', verb, ...common, fallback: { type: 'Action.Submit', ...common } };
}

/** A button that sends its data and the card's inputs as a message (Action.Submit): for forms and questions. */
export function submit(verb: string, title: string, data: PressData = {}, options: ButtonOptions = {}): Action {
  return { type: 'Action.Submit', ...buttonOf(title, data, verb, options) };
}

/** A button that opens a dialog; a client that knows none sends it as `submit` does. Inputs stay behind. */
export function dialog(verb: string, title: string, options: ButtonOptions = {}): Action {
  const made = buttonOf(title, {}, verb, { ...options, ignoresInputs: true });
  return { type: 'Action.Submit', ...made, data: { verb, msteams: { type: 'task/fetch' } } };
}

/** A link out. `url` must be ours or come from playbook data; what a person typed may only be an escaped value in its query. */
export function openUrl(title: string, url: string, options: ButtonOptions = {}): Action {
  return { type: 'Action.OpenUrl', title, url, ...modeOf(options) };
}

/** A button that unfolds a small card beneath: for a form that most readers do not need. */
export function showCard(
  title: string,
  body: readonly Element[],
  actions: readonly Action[],
  options: ButtonOptions = {},
): Action {
  return { type: 'Action.ShowCard', title, ...modeOf(options), card: { type: 'AdaptiveCard', body, actions } };
}

/** A button that shows what is hidden, and hides it again: fields in it are sent all the same. */
export function reveal(title: string, ids: readonly string[], options: ButtonOptions = {}): Action {
  return { type: 'Action.ToggleVisibility', title, targetElements: ids, ...modeOf(options) };
}

export interface TextOptions {
  readonly size?: 'small' | 'default' | 'medium' | 'large' | 'extraLarge';
  readonly isBold?: boolean;
  readonly isSubtle?: boolean;
  readonly tone?: TextTone;
  readonly spacing?: Spacing;
  readonly hasSeparator?: boolean;
  readonly isMonospace?: boolean;
  readonly align?: 'left' | 'center' | 'right';
  readonly isHeading?: boolean;
  /** Shown in wide views only, such as `atLeast:Standard`. */
  readonly targetWidth?: string;
}

/** A text that wraps. User-given text in it has to be `plain` already. */
export function textBlock(text: string, options: TextOptions = {}): Element {
  return {
    type: 'TextBlock',
    text,
    wrap: true,
    ...(options.size && { size: capital(options.size) }),
    ...(options.isBold && { weight: 'Bolder' }),
    ...(options.isSubtle && { isSubtle: true }),
    ...(options.tone && { color: capital(options.tone) }),
    ...(options.isMonospace && { fontType: 'Monospace' }),
    ...(options.align && { horizontalAlignment: capital(options.align) }),
    ...(options.isHeading && { style: 'heading' }),
    ...placeOf(options),
  };
}

/** A small bold title over a part of a card. */
export function subheading(text: string, options: TextOptions = {}): Element {
  return textBlock(text, { isBold: true, spacing: 'medium', ...options });
}

/** A quiet remark. */
export function remark(text: string, options: TextOptions = {}): Element {
  return textBlock(text, { isSubtle: true, size: 'small', ...options });
}

/** Title, a quiet line beneath it, and a badge on the right. */
export function header(title: string, subtitle?: string, mark?: Element): Element {
  const words = [
    textBlock(title, { size: 'large', isBold: true, isHeading: true }),
    ...(subtitle ? [textBlock(subtitle, { isSubtle: true, spacing: 'none' })] : []),
  ];
  if (!mark) return container(words);
  return columns([
    { items: words, width: 'stretch' },
    { items: [mark], width: 'auto', align: 'center' },
  ]);
}

/** Name and value, one pair a line; a pair without a value is left out. */
export function factSet(facts: readonly (readonly [title: string, value: string | undefined])[]): Element {
  return {
    type: 'FactSet',
    facts: facts.flatMap(([title, value]) => (value ? [{ title, value }] : [])),
  };
}

/** A numbered list that keeps its numbers in clients that read no Markdown. */
export function numbered(items: readonly string[]): Element {
  return listOf(items, (index) => `${index + 1}.`);
}

/** A list with a sign before each item, such as a dot, a tick or a cross. */
export function bullets(items: readonly string[], sign = '•', tone: TextTone = 'accent'): Element {
  return listOf(items, () => sign, tone);
}

export interface BoxOptions {
  readonly style?: 'default' | 'emphasis' | 'accent' | 'good' | 'warning' | 'attention';
  readonly spacing?: Spacing;
  readonly hasSeparator?: boolean;
}

/** Elements that belong together; with a style it is a tinted box with rounded corners where a client draws them. */
export function container(items: readonly Element[], options: BoxOptions = {}): Element {
  return {
    type: 'Container',
    items,
    ...(options.style && { style: options.style, roundedCorners: true }),
    ...placeOf(options),
  };
}

export interface ColumnParts {
  readonly items: readonly Element[];
  readonly width: 'auto' | 'stretch' | `${number}px` | number;
  readonly align?: 'top' | 'center' | 'bottom';
  readonly style?: BoxOptions['style'];
  readonly minHeight?: `${number}px`;
  readonly spacing?: Spacing;
}

export function columns(parts: readonly ColumnParts[], options: BoxOptions & { targetWidth?: string } = {}): Element {
  return {
    type: 'ColumnSet',
    ...placeOf(options),
    columns: parts.map((part) => ({
      type: 'Column',
      width: part.width,
      items: part.items,
      ...(part.align && { verticalContentAlignment: capital(part.align) }),
      ...(part.style && { style: part.style, roundedCorners: true }),
      ...(part.minHeight && { minHeight: part.minHeight }),
      ...(part.spacing && { spacing: capital(part.spacing) }),
    })),
  };
}

/** Buttons inside a card's body. */
export function actionSet(actions: readonly Action[], options: BoxOptions = {}): Element {
  return { type: 'ActionSet', actions, ...placeOf(options) };
}

/** The card of Teams: version 1.5, full width of the bubble when asked. */
export function card(body: readonly Element[], actions: readonly Action[] = []): AdaptiveCard {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    body,
    ...(actions.length > 0 && { actions }),
  };
}

/** A card with the plain words that stand for it in a notification and in a client that draws no cards. */
export function content(made: AdaptiveCard, summary: string): Content & { readonly card: AdaptiveCard } {
  return { card: { ...made, fallbackText: summary, speak: summary }, summary };
}

function listOf(items: readonly string[], signOf: (index: number) => string, tone: TextTone = 'accent'): Element {
  const rows = items.map((item, index) =>
    columns(
      [
        { items: [markOf(signOf(index), tone)], width: '24px' },
        { items: [textBlock(item)], width: 'stretch', spacing: 'small' },
      ],
      { spacing: index === 0 ? 'none' : 'small' },
    ),
  );
  return container(rows, { spacing: 'small' });
}

/** Rich text, because it reads no Markdown: to a text block `1.` alone is a list without words, and is drawn as nothing. */
function markOf(text: string, tone: TextTone): Element {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, weight: 'Bolder', color: capital(tone) }] };
}

function buttonOf(title: string, data: PressData, verb: string, options: ButtonOptions): Record<string, unknown> {
  return {
    title,
    data: { verb, ...withoutAbsent(data) },
    ...(options.style && { style: options.style }),
    ...(options.ignoresInputs && { associatedInputs: 'none' }),
    ...(options.tooltip && { tooltip: options.tooltip }),
    ...modeOf(options),
  };
}

function modeOf(options: ButtonOptions): Record<string, unknown> {
  return options.isPrimary === false ? { mode: 'secondary' } : {};
}

function withoutAbsent(data: PressData): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
}

function placeOf(options: {
  readonly spacing?: Spacing;
  readonly hasSeparator?: boolean;
  readonly targetWidth?: string;
}): Record<string, unknown> {
  return {
    ...(options.spacing && { spacing: capital(options.spacing) }),
    ...(options.hasSeparator && { separator: true }),
    ...(options.targetWidth && { targetWidth: options.targetWidth }),
  };
}

/** Teams' own schema writes these with a capital; clients read either. */
function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
