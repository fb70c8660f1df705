/** Pieces that show how far things are. Each has a drawn fallback, which many clients show instead. */
import { type Element, columns, container, textBlock } from './parts.ts';

export interface StepperPhase {
  readonly label: string;
  readonly status: 'done' | 'current' | 'ahead';
}

/**
 * Phases in a row: a tick for each that is done, the number of the current one filled, the numbers ahead hollow.
 * Where there is room each has its label beneath; elsewhere `caption` says where we are; empty when no phase is current.
 */
export function stepper(phases: readonly StepperPhase[], caption: string): Element {
  const marks = phases.map((phase, index) =>
    cell(
      textBlock(markOf(phase.status, index), {
        align: 'center',
        size: 'large',
        isBold: phase.status === 'done',
        ...(phase.status === 'ahead' ? { isSubtle: true } : { tone: 'accent' }),
      }),
    ),
  );
  const labels = phases.map((phase) =>
    cell(
      textBlock(phase.label, {
        align: 'center',
        size: 'small',
        isBold: phase.status === 'current',
        isSubtle: phase.status !== 'current',
      }),
    ),
  );
  const hasRoom = phases.length <= MOST_LABELS;
  const inWords = textBlock(caption, {
    isBold: true,
    spacing: 'small',
    align: 'center',
    ...(hasRoom && { targetWidth: 'atMost:Narrow' }),
  });
  return container([
    columns(marks),
    ...(hasRoom ? [columns(labels, { spacing: 'none', targetWidth: 'atLeast:Standard' })] : []),
    ...(caption === '' ? [] : [inWords]),
  ]);
}

/** More would be broken in the middle of a word in a channel, whose cards are narrower than those of a chat. */
const MOST_LABELS = 6;

/** How much is done, with `caption` before it. The fallback is a line whose done part is thick and coloured. */
export function progressBar(done: number, all: number, caption: string): Element {
  const share = all === 0 ? 0 : Math.min(1, done / all);
  const filled = Math.round(share * BAR_LENGTH);
  const runs = [
    { type: 'TextRun', text: BAR_DONE.repeat(filled), color: 'Accent' },
    { type: 'TextRun', text: BAR_LEFT.repeat(BAR_LENGTH - filled), isSubtle: true },
  ];
  const bar: Element = {
    type: 'ProgressBar',
    value: Math.round(share * 100),
    max: 100,
    color: 'Accent',
    fallback: { type: 'RichTextBlock', inlines: runs.filter((run) => run.text !== '') },
  };
  return columns(
    [
      { width: 'auto', align: 'center', items: [textBlock(caption, { size: 'small', isSubtle: true })] },
      { width: 'stretch', align: 'center', spacing: 'small', items: [bar] },
    ],
    { spacing: 'small' },
  );
}

export type BadgeTone = 'neutral' | 'accent' | 'good' | 'warning' | 'attention';

/** A short coloured label. The fallback is a coloured dot and the word in bold, so that the word stays readable. */
export function badge(text: string, tone: BadgeTone): Element {
  return {
    type: 'Badge',
    text,
    style: BADGE_STYLES[tone],
    appearance: 'Tint',
    size: 'Large',
    fallback: {
      type: 'RichTextBlock',
      inlines: [
        { type: 'TextRun', text: '\u25CF\u00A0', color: tone === 'neutral' ? 'Default' : BADGE_STYLES[tone] },
        { type: 'TextRun', text: text.replaceAll(' ', '\u00A0'), weight: 'Bolder', size: 'Small' },
      ],
    },
  };
}

/** A title, a large amount and a quiet line that says what it means. */
export function moneyLine(title: string, amount: string, meaning: string): Element {
  return container(
    [
      textBlock(title, { size: 'small', isSubtle: true }),
      textBlock(amount, { size: 'extraLarge', isBold: true, spacing: 'none' }),
      ...(meaning === '' ? [] : [textBlock(meaning, { spacing: 'none' })]),
    ],
    { spacing: 'small' },
  );
}

/** Long enough to read as a bar, short enough to stand beside its caption on a phone. */
const BAR_LENGTH = 14;
const BAR_DONE = '\u2501';
const BAR_LEFT = '\u2500';

const BADGE_STYLES = {
  neutral: 'Subtle',
  accent: 'Accent',
  good: 'Good',
  warning: 'Warning',
  attention: 'Attention',
} as const;

/** Circled digits: filled for the current phase, hollow for those ahead. Playbooks have at most ten phases. */
function markOf(status: StepperPhase['status'], index: number): string {
  if (status === 'done') return '\u2713';
  return String.fromCodePoint((status === 'current' ? 0x2776 : 0x2460) + index);
}

function cell(item: Element) {
  return { width: 'stretch', spacing: 'small', items: [item] } as const;
}
