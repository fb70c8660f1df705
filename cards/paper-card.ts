import type { OutsideSide } from '../changeover/outside.ts';
import type { Content } from './content.ts';
import { copyBox, paragraphs } from './copy-box.ts';
import type { Paper } from './drafts.ts';
import { dateField, formButton, formRemarks, textField, type FormView } from './form-fields.ts';
import { card, content, header, remark, textBlock } from './parts.ts';
import { words } from './text.ts';

export const PAPER_FORM = 'paper-1';

export interface PaperView extends FormView {
  readonly paper: Exclude<Paper, OutsideSide>;
  readonly domain: string;
  /** The drafted text. */
  readonly text: string;
}

/** A drafted text to take along, and beneath it what is recorded once it was sent: the day, and a case's number. */
export function paperCard(locale: string, view: PaperView): Content {
  const w = words(locale);
  const { paper, text, domain } = view;
  const title = w.t(`paper.${paper}.title`);
  const form = { form: PAPER_FORM, run: view.run };
  const number = paper === 'case' ? [textField(w, view, 'caseNumber', { maxLength: 100 })] : [];
  return content(
    card(
      [
        header(title, domain),
        textBlock(w.t(`paper.${paper}.how`)),
        paragraphs(text),
        copyBox('paperText', w.t('paper.copy'), text),
        remark(w.t(`paper.${paper}.then`)),
        ...formRemarks(w, view),
        ...number,
        dateField(w, view, 'paperOn'),
      ],
      [
        formButton(w.t(`paper.${paper}.save`), form, 'save', {}, { style: 'positive' }),
        formButton(w.t('paper.later'), form, 'cancel', {}, { ignoresInputs: true }),
      ],
    ),
    title,
  );
}
