import type { Money, PlainDate } from '../changeover/changeover.ts';
import type { Content } from './content.ts';
import { copyBox, paragraphs } from './copy-box.ts';
import { choiceField, dateField, formButton, formRemarks, textField, type FormView } from './form-fields.ts';
import { CURRENCIES } from './new-old-card.ts';
import { card, content, factSet, header, press, remark, textBlock } from './parts.ts';
import { words } from './text.ts';

export const CLAIM_FORM = 'claim-1';
export const SETTLE_FORM = 'settle-1';

/** A double charge was found on a bill: what was charged, for which days, and when to look again. */
export function claimCard(locale: string, view: FormView): Content {
  const w = words(locale);
  const form = { form: CLAIM_FORM, run: view.run };
  return content(
    card(
      [
        header(w.t('claim.title')),
        remark(w.t('claim.intro')),
        ...formRemarks(w, view),
        dateField(w, view, 'claimFrom'),
        dateField(w, view, 'claimTo'),
        textField(w, view, 'amount', { maxLength: 30 }),
        choiceField(
          w,
          view,
          'currency',
          CURRENCIES.map((value) => ({ title: value, value })),
        ),
        textField(w, view, 'confirmation', { maxLength: 100 }),
        dateField(w, view, 'followUpOn'),
      ],
      [
        formButton(w.t('claim.save'), form, 'save', {}, { style: 'positive' }),
        formButton(w.t('form.cancel'), form, 'cancel', {}, { ignoresInputs: true }),
      ],
    ),
    w.t('claim.summary'),
  );
}

export interface ClaimText {
  readonly changeover: string;
  readonly domain: string;
  readonly tenantId?: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly amount: Money;
  readonly confirmation?: string;
  /** The days on which the old subscriptions ended, as a person reads them. */
  readonly ended: readonly string[];
  readonly followUpOn: PlainDate;
  readonly seen: number;
}

/** The open claim: what is asked back, a text for billing support, and the two ways in which it ends. */
export function claimOpenCard(locale: string, claim: ClaimText): Content {
  const w = words(locale);
  const amount = w.money(claim.amount);
  const days = { from: w.date(claim.from), to: w.date(claim.to) };
  const letter = w.t('claim.letter', {
    ...days,
    amount,
    domain: claim.domain,
    tenant: claim.tenantId ?? w.t('claim.unknown'),
    confirmation: claim.confirmation ?? w.t('claim.unknown'),
    ended: claim.ended.length > 0 ? claim.ended.join('; ') : w.t('claim.unknown'),
  });
  const data = { changeover: claim.changeover, seen: claim.seen };
  return content(
    card(
      [
        header(w.t('claim.openTitle')),
        factSet([
          [w.t('claim.period'), w.t('claim.fromTo', days)],
          [w.t('claim.amount'), amount],
          [w.t('claim.followUp'), w.date(claim.followUpOn)],
        ]),
        textBlock(w.t('claim.next', { day: w.date(claim.followUpOn) })),
        paragraphs(letter),
        copyBox('claimLetter', w.t('claim.copy'), letter),
        remark(w.t('claim.staysOpen')),
      ],
      [press('settleClaim', w.t('claim.settle'), data)],
    ),
    w.t('claim.openSummary', { amount }),
  );
}

/** How the claim ended. */
export function settleClaimCard(locale: string, view: FormView & { readonly amount: Money }): Content {
  const w = words(locale);
  const form = { form: SETTLE_FORM, run: view.run };
  const amount = w.money(view.amount);
  return content(
    card(
      [
        header(w.t('settle.title'), amount),
        ...formRemarks(w, view),
        choiceField(
          w,
          view,
          'outcome',
          ['credited', 'givenUp'].map((value) => ({ title: w.t(`choice.outcome.${value}`), value })),
          { isExpanded: true },
        ),
        textField(w, view, 'settleReason', { maxLength: 1000, isMultiline: true }),
      ],
      [
        formButton(w.t('settle.save'), form, 'save', {}, { style: 'positive' }),
        formButton(w.t('form.cancel'), form, 'cancel', {}, { ignoresInputs: true }),
      ],
    ),
    w.t('settle.summary', { amount }),
  );
}
