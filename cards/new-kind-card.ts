import type { Content } from './content.ts';
import { choiceField, formButton, formRemarks, type Choice, type FormView } from './form-fields.ts';
import { card, content, header, remark } from './parts.ts';
import { words } from './text.ts';

export const KIND_FORM = 'new-kind';

export interface KindFormView extends FormView {
  /** Every playbook, in each of its variants. */
  readonly courses: readonly Choice[];
}

/** What a new changeover begins with: its kind decides what else is asked. */
export function newKindCard(locale: string, view: KindFormView): Content {
  const w = words(locale);
  const form = { form: KIND_FORM, run: view.run };
  return content(
    card(
      [
        header(w.t('new.title')),
        remark(w.t('new.kind.intro')),
        ...formRemarks(w, view),
        choiceField(w, view, 'course', view.courses, { label: w.t('new.kind.label'), isExpanded: true }),
      ],
      [
        formButton(w.t('form.next'), form, 'next', {}, { style: 'positive' }),
        formButton(w.t('form.cancel'), form, 'cancel', {}, { ignoresInputs: true }),
      ],
    ),
    w.t('new.kind.summary'),
  );
}
