import type { Content } from './content.ts';
import { choiceField, formButton, formRemarks, textField, type Choice, type FormView } from './form-fields.ts';
import { bullets, card, content, type Element, header, remark, subheading, textBlock } from './parts.ts';
import { words, type Words } from './text.ts';

export const SWITCH_FORM = 'switch-1';
export const SWITCH_PREVIEW_FORM = 'switch-2';

/** Which course to take up instead: each playbook and variant, and a newer version of today's. */
export function switchCard(
  locale: string,
  view: FormView & { readonly today: string; readonly courses: readonly Choice[] },
): Content {
  const w = words(locale);
  const form = { form: SWITCH_FORM, run: view.run };
  return content(
    card(
      [
        header(w.t('switch.title'), w.t('switch.today', { name: view.today })),
        textBlock(w.t('switch.means')),
        ...formRemarks(w, view),
        choiceField(w, view, 'course', view.courses, { isExpanded: true }),
      ],
      [
        formButton(w.t('switch.preview'), form, 'preview', {}, { style: 'positive' }),
        formButton(w.t('form.cancel'), form, 'cancel', {}, { ignoresInputs: true }),
      ],
    ),
    w.t('switch.title'),
  );
}

export interface SwitchPreview extends FormView {
  readonly today: string;
  readonly name: string;
  /** Titles of steps. */
  readonly kept: readonly string[];
  readonly added: readonly string[];
  readonly dropped: readonly string[];
  /** Done in today's course, and forgotten in the other. */
  readonly lost: readonly string[];
  /** Why it cannot be taken, in words; empty when it can. */
  readonly obstacles: readonly string[];
  /** How the lines change, in words. */
  readonly lines: readonly string[];
}

/** What changes, before anything does. With a fault there is no way on, and all of them are said. */
export function switchPreviewCard(locale: string, view: SwitchPreview): Content {
  const w = words(locale);
  const form = { form: SWITCH_PREVIEW_FORM, run: view.run };
  const isFit = view.obstacles.length === 0;
  const save = formButton(w.t('switch.save'), form, 'save', {}, { style: 'positive' });
  return content(
    card(
      [
        header(w.t('switch.previewTitle', { name: view.name }), w.t('switch.today', { name: view.today })),
        ...(isFit ? [] : part(w, 'obstacles', view.obstacles, '✗')),
        ...part(w, 'kept', view.kept, '✓'),
        ...part(w, 'added', view.added, '+'),
        ...part(w, 'dropped', view.dropped, '–'),
        ...part(w, 'lost', view.lost, '!'),
        ...part(w, 'lines', view.lines, '•'),
        ...formRemarks(w, view),
        ...(isFit ? [textField(w, view, 'courseReason', { maxLength: 1000, isMultiline: true })] : []),
        remark(w.t(isFit ? 'switch.nothingYet' : 'switch.notPossible')),
      ],
      [
        ...(isFit ? [save] : []),
        formButton(w.t('form.back'), form, 'back', {}, { ignoresInputs: true }),
        formButton(w.t('form.cancel'), form, 'cancel', {}, { ignoresInputs: true }),
      ],
    ),
    w.t('switch.previewTitle', { name: view.name }),
  );
}

function part(w: Words, name: string, items: readonly string[], sign: string): readonly Element[] {
  if (items.length === 0) return [];
  const isBad = name === 'obstacles' || name === 'lost';
  return [
    subheading(w.t(`switch.${name}`, { count: items.length }), isBad ? { tone: 'attention' } : {}),
    bullets(items, sign, isBad ? 'attention' : 'accent'),
  ];
}
