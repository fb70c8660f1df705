import type { Product } from '../changeover/playbook.ts';
import type { Content } from './content.ts';
import {
  buttonRows,
  choiceField,
  countField,
  dateField,
  formButton,
  formRemarks,
  textField,
  type Choice,
  type FormView,
} from './form-fields.ts';
import {
  actionSet,
  card,
  columns,
  container,
  content,
  header,
  remark,
  subheading,
  textBlock,
  type Element,
} from './parts.ts';
import { words, type Words } from './text.ts';

export const OLD_FORM = 'new-2';

export const BILLING_ACCOUNTS = ['mosa', 'mca', 'volume', 'partner', 'unknown'] as const;
export const PAYMENTS = ['card', 'invoice', 'purchaseOrder', 'unknown'] as const;
export const CYCLES = ['monthly', 'yearly'] as const;
/** The currencies that can be chosen: those in which Microsoft bills most. */
export const CURRENCIES = [
  'EUR',
  'USD',
  'GBP',
  'CHF',
  'SEK',
  'NOK',
  'DKK',
  'PLN',
  'CZK',
  'CAD',
  'AUD',
  'NZD',
  'JPY',
  'INR',
] as const;
/** The product that is none of the playbook's: it gets a name of its own. */
export const OTHER_PRODUCT = 'other';

export interface OldFormView extends FormView {
  /** The key of the line that the fields are for. */
  readonly editing: string;
  /** The lines that are in already, as a person reads them. */
  readonly others: readonly { readonly key: string; readonly title: string; readonly detail: string }[];
  readonly products: readonly Product[];
  readonly mayAdd: boolean;
  /** Which one it is, counted from 1. */
  readonly number: number;
  /** Forms of this kind of changeover. */
  readonly count: number;
}

/** The second form of a new changeover: what is being left, one old subscription at a time. */
export function newOldCard(locale: string, view: OldFormView): Content {
  const w = words(locale);
  const form = { form: OLD_FORM, run: view.run };
  const line = { editing: view.editing };
  const onward = [
    formButton(w.t('form.next'), form, 'next', line, { style: 'positive' }),
    ...(view.mayAdd ? [formButton(w.t('new.old.add'), form, 'add', line)] : []),
  ];
  const leave = [
    formButton(w.t('form.back'), form, 'back', line),
    formButton(w.t('form.cancel'), form, 'cancel', {}, { ignoresInputs: true }),
  ];
  const body = [
    header(w.t('new.title'), w.t('new.step', { step: 2, count: view.count })),
    remark(w.t('new.old.intro')),
    ...formRemarks(w, view),
    ...view.others.map((other) => otherLine(w, view, other)),
    subheading(w.t('new.old.line', { number: view.number })),
    ...oldFields(w, view),
    ...buttonRows(onward, leave),
  ];
  return content(card(body), w.t('new.old.summary'));
}

/** What the product choice offers, and what an order sheet calls it. */
export function productChoices(w: Words, products: readonly Product[]): readonly Choice[] {
  const named = products
    .filter((product) => product.id !== OTHER_PRODUCT)
    .map(({ id, name }) => ({ title: name, value: id }));
  return [...named, { title: w.t('choice.product.other'), value: OTHER_PRODUCT }];
}

function oldFields(w: Words, view: OldFormView): readonly Element[] {
  const choices = (kind: string, values: readonly string[]): readonly Choice[] =>
    values.map((value) => ({ title: w.t(`choice.${kind}.${value}`), value }));
  return [
    choiceField(w, view, 'product', productChoices(w, view.products)),
    textField(w, view, 'label', { maxLength: 200 }),
    choiceField(w, view, 'perUser', choices('perUser', ['yes', 'no'])),
    choiceField(w, view, 'billingAccount', choices('billingAccount', BILLING_ACCOUNTS)),
    choiceField(w, view, 'payment', choices('payment', PAYMENTS)),
    choiceField(w, view, 'cycle', choices('cycle', CYCLES)),
    countField(w, view, 'seats'),
    countField(w, view, 'assigned'),
    textField(w, view, 'price', { maxLength: 30 }),
    choiceField(
      w,
      view,
      'currency',
      CURRENCIES.map((value) => ({ title: value, value })),
    ),
    dateField(w, view, 'renewsOn'),
    dateField(w, view, 'termStartedOn'),
  ];
}

function otherLine(w: Words, view: OldFormView, other: OldFormView['others'][number]): Element {
  const form = { form: OLD_FORM, run: view.run };
  const data = { editing: view.editing, chosen: other.key };
  return container(
    [
      columns([
        {
          items: [
            textBlock(other.title, { isBold: true }),
            textBlock(other.detail, { isSubtle: true, spacing: 'none' }),
          ],
          width: 'stretch',
        },
      ]),
      actionSet([
        formButton(w.t('new.old.change'), form, 'change', data),
        formButton(w.t('new.old.remove'), form, 'remove', data),
      ]),
    ],
    { style: 'emphasis', spacing: 'small' },
  );
}
