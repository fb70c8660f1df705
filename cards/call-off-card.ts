import type { Content } from './content.ts';
import { formButton, formRemarks, textField, type FormView } from './form-fields.ts';
import { card, content, header, textBlock } from './parts.ts';
import { plain, words } from './text.ts';

export const CALL_OFF_FORM = 'call-off-1';

/** Ends a changeover before it is done: what that means, why, and a last chance to think again. */
export function callOffCard(locale: string, view: FormView & { readonly domain: string }): Content {
  const w = words(locale);
  const form = { form: CALL_OFF_FORM, run: view.run };
  const domain = plain(view.domain, 100);
  return content(
    card(
      [
        header(w.t('callOff.title'), domain),
        textBlock(w.t('callOff.means')),
        ...formRemarks(w, view),
        textField(w, view, 'callOffReason', { maxLength: 1000, isMultiline: true }),
      ],
      [
        formButton(w.t('callOff.save'), form, 'save', {}, { style: 'destructive' }),
        formButton(w.t('callOff.keep'), form, 'cancel', {}, { ignoresInputs: true }),
      ],
    ),
    w.t('callOff.summary', { domain }),
  );
}
