import type { Content } from './content.ts';
import { choiceField, formButton, formRemarks, textField, type Choice, type FormView } from './form-fields.ts';
import { card, content, header, remark } from './parts.ts';
import { words } from './text.ts';

export const STEP_COURSE_FORM = 'step-course-1';

export type StepCourse = 'skip' | 'reopen';

export interface StepCourseView extends FormView {
  readonly what: StepCourse;
  /** The steps to choose from; the value is the step's key. */
  readonly steps: readonly Choice[];
}

/** Leaving a step out, or opening one again: which one, and why. */
export function stepCourseCard(locale: string, view: StepCourseView): Content {
  const w = words(locale);
  const { what, steps } = view;
  const form = { form: STEP_COURSE_FORM, run: view.run };
  return content(
    card(
      [
        header(w.t(`stepCourse.${what}.title`)),
        remark(w.t(`stepCourse.${what}.means`)),
        ...formRemarks(w, view),
        choiceField(w, view, 'courseStep', steps),
        textField(w, view, 'courseReason', { maxLength: 1000, isMultiline: true }),
      ],
      [
        formButton(w.t(`stepCourse.${what}.save`), form, 'save', {}, { style: 'positive' }),
        formButton(w.t('form.cancel'), form, 'cancel', {}, { ignoresInputs: true }),
      ],
    ),
    w.t(`stepCourse.${what}.title`),
  );
}
