import type { Instant } from '../changeover/changeover.ts';
import type { Content } from './content.ts';
import { dateField, formButton, formRemarks, textField, type FormView } from './form-fields.ts';
import { card, content, header, remark, textBlock } from './parts.ts';
import { words } from './text.ts';

export const PAUSE_FORM = 'pause-1';

export interface PauseView extends FormView {
  readonly domain: string;
  /** A customer has to name the day on which it goes on. */
  readonly mayStayOpen: boolean;
  /** The nearest last chance, which comes all the same. */
  readonly lastChance?: { readonly at: Instant; readonly zone: string };
}

/** A rest for both sides: until when, and why. */
export function pauseCard(locale: string, view: PauseView): Content {
  const w = words(locale);
  const { lastChance } = view;
  const form = { form: PAUSE_FORM, run: view.run };
  const chance =
    lastChance === undefined
      ? []
      : [textBlock(w.t('pause.lastChance', { at: w.dateTime(lastChance.at, lastChance.zone) }), { isBold: true })];
  return content(
    card(
      [
        header(w.t('pause.title'), view.domain),
        textBlock(w.t('pause.means')),
        ...chance,
        ...formRemarks(w, view),
        dateField(w, view, 'pauseUntil', {
          label: w.t(view.mayStayOpen ? 'field.pauseUntil' : 'field.pauseUntil.needed'),
        }),
        textField(w, view, 'pauseReason', { maxLength: 1000, isMultiline: true }),
        remark(w.t('pause.costs')),
      ],
      [
        formButton(w.t('pause.save'), form, 'save', {}, { style: 'positive' }),
        formButton(w.t('form.cancel'), form, 'cancel', {}, { ignoresInputs: true }),
      ],
    ),
    w.t('pause.title'),
  );
}
