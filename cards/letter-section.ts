/** Texts of a step that are ready to copy: each folds out of its button. */
import type { Changeover } from '../changeover/changeover.ts';
import type { Step } from '../changeover/playbook.ts';
import type { Reader } from './content.ts';
import { copyBox, paragraphs } from './copy-box.ts';
import type { TextOf } from './names.ts';
import { addresseeOf, addressLines, contactFor, dearParams } from './outside.ts';
import { type Action, type Element, showCard } from './parts.ts';
import { type Params, unmarked, type Words } from './text.ts';

export interface LetterOf {
  readonly w: Words;
  readonly changeover: Changeover;
  readonly step: Pick<Step, 'side' | 'letters'>;
  readonly reader: Pick<Reader, 'side'>;
  readonly text: TextOf;
  /** Of the step (step-params.ts). */
  readonly params: Params;
}

/** The playbook's own letters, or those of the catalogue (`letter.<key>.title`, `.body`). */
export function letterButtons(of: LetterOf): readonly Action[] {
  const { w, step, params } = of;
  return (step.letters ?? []).map((key) => {
    const body = letterText(of, key);
    return showCard(
      w.t('letter.open', { title: w.t(`letter.${key}.title`, params) }),
      [...addressOf(of, key), paragraphs(body), copyBox(`letter-${key}`, w.t('paper.copy'), body)],
      [],
    );
  });
}

/** As it may be sent, begun with the name of whoever is noted to get it. */
export function letterText({ w, changeover, reader, text, params }: LetterOf, key: string): string {
  return unmarked(w.t(`letter.${key}.body`, { ...params, ...dearParams(w, changeover, reader, text) }));
}

function addressOf({ w, changeover, step, reader, text }: LetterOf, key: string): readonly Element[] {
  const to = addresseeOf(step, key);
  const contact = to && contactFor(changeover, to, reader, text);
  return contact ? addressLines(w, contact, `letter-${key}`) : [];
}
