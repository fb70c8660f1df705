import type { Line, PlainDate } from '../changeover/changeover.ts';
import type { Content } from './content.ts';
import { card, container, content, header, numbered, submit, textBlock, type BoxOptions } from './parts.ts';
import { words, type Words } from './text.ts';

export interface MailView {
  readonly locale: string;
  /** What the mail means now; see `dialogs/lose-access-mail.ts`. */
  readonly case: 'unknown' | 'urgent' | 'warning' | 'expected' | 'afterEnd';
  /** The lines that it is about, with the names that are shown. */
  readonly lines: readonly { readonly line: Line; readonly name: string }[];
  /** The admin centre's address as a person types it. */
  readonly address: string;
  readonly changeover?: string;
}

const STYLES: Readonly<Record<MailView['case'], NonNullable<BoxOptions['style']>>> = {
  unknown: 'emphasis',
  urgent: 'attention',
  warning: 'warning',
  expected: 'good',
  afterEnd: 'good',
};

/** What "You're about to lose access to your Office 365 subscription" means in this changeover's state, and what to do. */
export function mailCard(view: MailView): Content {
  const w = words(view.locale);
  const products = w.list(view.lines.map((one) => one.name));
  const day = earliestDayOf(view);
  const meaning = w.t(`mail.${view.case}.meaning`, { products, ...(day !== undefined && { date: w.date(day) }) });
  const body = [
    header(w.t('mail.title'), w.t(`mail.${view.case}.title`)),
    container([textBlock(meaning)], { style: STYLES[view.case] }),
    numbered(todo(view, w, products)),
    textBlock(w.t('mail.links', { address: view.address }), { isBold: true, hasSeparator: true, spacing: 'medium' }),
  ];
  const goOn =
    view.changeover === undefined ? [] : [submit('next', w.t('mail.button.next'), { changeover: view.changeover })];
  return content(card(body, goOn), `${w.t(`mail.${view.case}.title`)} ${meaning}`);
}

function todo(view: MailView, w: Words, products: string): readonly string[] {
  const keys = ['first', 'second', 'third'].map((one) => `mail.${view.case}.${one}`);
  const stopped = view.lines.filter(({ line }) => view.case === 'warning' && line.renewalStoppedAt !== undefined);
  return [
    ...stopped.map(({ line, name }) => w.t('mail.warning.stopped', { product: name, date: w.date(line.renewsOn) })),
    ...keys.filter((key) => w.has(key)).map((key) => w.t(key, { products })),
  ];
}

/** The earliest day that the lines speak of: the day the old one ended, else the day its term ends. */
function earliestDayOf({ lines }: MailView): PlainDate | undefined {
  return lines.map(({ line }) => line.oldEndedOn ?? line.renewsOn).toSorted()[0];
}
