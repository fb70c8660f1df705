import type { Money, PlainDate } from '../changeover/changeover.ts';
import { costsOf, type Cost } from '../changeover/cost.ts';
import type { SafeStart, StartCost } from '../changeover/safe-start.ts';
import type { Content } from './content.ts';
import { buttonRows, formButton, formRemarks, type FormView } from './form-fields.ts';
import {
  bullets,
  card,
  container,
  content,
  factSet,
  header,
  remark,
  subheading,
  textBlock,
  type Element,
} from './parts.ts';
import { plain, words, type Words } from './text.ts';

export const PREVIEW_FORM = 'new-preview';

export interface PreviewLine {
  readonly title: string;
  readonly renewsOn: PlainDate;
  /** What the typed day would cost. */
  readonly mine: StartCost;
  /** The cheapest safe start, and why it is that. */
  readonly safe: SafeStart;
  readonly marginWorkingDays: number;
}

export interface PreviewView extends FormView {
  readonly customerName: string;
  readonly customerDomain: string;
  readonly lines: readonly PreviewLine[];
  /** Kind and variant by name. */
  readonly course: string;
  /** Subscriptions that move as they are, by name. */
  readonly moved: readonly string[];
}

/** What the overlap would cost each payer, before anything is saved, with the cheapest safe start beside the typed day. */
export function previewCard(locale: string, view: PreviewView): Content {
  const w = words(locale);
  const names = { customer: plain(view.customerName, 80), domain: plain(view.customerDomain, 100) };
  const asksToChoose = view.lines.some(hasOffer);
  return content(
    card([
      header(w.t(view.lines.length > 0 ? 'preview.title' : 'preview.title.plain'), w.t('preview.subtitle', names)),
      ...formRemarks(w, view),
      textBlock(view.course, { isBold: true }),
      ...view.lines.flatMap((line) => lineParts(w, line)),
      ...movedPart(w, view),
      ...(asksToChoose ? [textBlock(w.t('preview.choose'), { isBold: true, hasSeparator: true })] : []),
      remark(w.t('preview.nothingSaved')),
      ...buttonsOf(w, view, asksToChoose),
    ]),
    w.t('preview.summary', names),
  );
}

/** What moves as it is costs nothing twice; a kind without subscriptions has nothing to show. */
function movedPart(w: Words, { moved, lines }: PreviewView): readonly Element[] {
  if (moved.length > 0) {
    const items = moved.map((title) => plain(title));
    return [textBlock(w.t('preview.moved')), bullets(items), remark(w.t('preview.movedWhy'))];
  }
  return lines.length === 0 ? [textBlock(w.t('preview.noLines'))] : [];
}

/** Another day than the typed one is cheaper or safer. */
export function hasOffer(line: Pick<PreviewLine, 'mine' | 'safe'>): boolean {
  return line.safe.startsOn !== line.mine.startsOn;
}

function buttonsOf(w: Words, view: PreviewView, asksToChoose: boolean): readonly Element[] {
  const form = { form: PREVIEW_FORM, run: view.run };
  const leave = [
    formButton(w.t('form.back'), form, 'back'),
    formButton(w.t('form.cancel'), form, 'cancel', {}, { ignoresInputs: true }),
  ];
  if (!asksToChoose)
    return buttonRows([formButton(w.t('preview.open'), form, 'keep', {}, { style: 'positive' })], leave);
  const safe = formButton(w.t('preview.useSafe'), form, 'safe', {}, { style: 'positive' });
  return buttonRows([safe], [formButton(w.t('preview.keepMine'), form, 'keep'), ...leave]);
}

function lineParts(w: Words, line: PreviewLine): readonly Element[] {
  const { mine, safe } = line;
  const margin = remark(w.t(`preview.why.${safe.why}`, { days: line.marginWorkingDays }));
  const oldEnds = textBlock(w.t('preview.oldEnds', { day: w.date(line.renewsOn) }), {
    isSubtle: true,
    spacing: 'none',
  });
  const title = subheading(plain(line.title), { hasSeparator: true });
  if (!hasOffer(line)) {
    const isGood = mine.verdict === 'safe';
    return [title, oldEnds, startBox(w, 'preview.mine', mine, isGood ? 'good' : 'warning', [margin])];
  }
  return [
    title,
    oldEnds,
    startBox(w, 'preview.mine', mine, mine.verdict === 'safe' ? 'emphasis' : 'warning', []),
    startBox(w, 'preview.safe', { ...safe, verdict: 'safe' }, 'good', [margin, ...savings(w, safe)]),
  ];
}

function startBox(
  w: Words,
  titleKey: string,
  start: Pick<StartCost, 'startsOn' | 'endsOn' | 'overlapDays' | 'cost' | 'verdict'>,
  style: 'emphasis' | 'good' | 'warning',
  remarks: readonly Element[],
): Element {
  const { startsOn, endsOn, overlapDays, cost, verdict } = start;
  const isKnown = cost !== undefined && overlapDays !== undefined;
  const until = endsOn === undefined ? '' : w.date(endsOn);
  const facts = factSet([
    [
      w.t('preview.both'),
      isKnown
        ? w.t('preview.days', { days: overlapDays, from: w.date(startsOn), until })
        : w.t(`preview.unknown.${verdict}`),
    ],
    [w.t('preview.customerPays'), isKnown ? sum(w, cost, 'customer') : undefined],
    [w.t('preview.partnerPays'), isKnown ? sum(w, cost, 'partner') : undefined],
  ]);
  const warning =
    verdict === 'renewsFirst' ? [textBlock(`⚠ ${w.t('preview.renewsFirst')}`, { tone: 'attention' })] : [];
  const title = textBlock(w.t(titleKey, { day: w.date(startsOn) }), { isBold: true });
  return container([title, facts, ...warning, ...remarks], { style, spacing: 'small' });
}

/** What the safe start saves each payer against the typed day; nothing is said of what it costs more. */
function savings(w: Words, safe: SafeStart): readonly Element[] {
  const saved = safe.saved.filter((cost) => cost.money.minor > 0);
  if (saved.length === 0) return [];
  const each = saved.map(({ payer, money }) => w.t(`preview.saves.${payer}`, { amount: w.money(money) }));
  return [textBlock(w.t('preview.saves', { amounts: w.list(each) }), { isBold: true })];
}

function sum(w: Words, costs: readonly Cost[], payer: Cost['payer']): string {
  const amounts: readonly Money[] = costsOf(costs, payer);
  return amounts.length === 0 ? w.t('preview.nothing') : w.list(amounts.map((money) => w.money(money)));
}
