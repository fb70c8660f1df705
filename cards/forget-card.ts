import type { Content } from './content.ts';
import { formButton, formRemarks, textField, type FormView } from './form-fields.ts';
import { card, content, header, textBlock } from './parts.ts';
import { plain, words } from './text.ts';

export const FORGET_FORM = 'forget-1';

export interface ForgetView extends FormView {
  /** A person, or all of the tenant. */
  readonly what: 'forgetMe' | 'deleteData';
  readonly domain: string;
  /** How many changeovers of theirs we know now. */
  readonly count: number;
}

/** What goes and what stays, before it is done; a whole company is named by typing its domain. */
export function forgetCard(locale: string, view: ForgetView): Content {
  const w = words(locale);
  const { what, count, run } = view;
  const form = { form: FORGET_FORM, run };
  const domain = plain(view.domain, 100);
  return content(
    card(
      [
        header(w.t(`forget.${what}.title`), domain),
        textBlock(w.t(`forget.${what}.means`, { domain, count })),
        textBlock(w.t('forget.stays')),
        ...formRemarks(w, view),
        ...(what === 'deleteData' ? [textField(w, view, 'forgetDomain', { maxLength: 253 })] : []),
      ],
      [
        formButton(w.t(`forget.${what}.save`), form, 'save', {}, { style: 'destructive' }),
        formButton(w.t('forget.keep'), form, 'cancel', {}, { ignoresInputs: true }),
      ],
    ),
    w.t(`forget.${what}.title`),
  );
}
