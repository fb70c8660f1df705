/** Texts of a step that are ready to copy: each folds out of its button. */
import { copyBox, paragraphs } from './copy-box.ts';
import { type Action, showCard } from './parts.ts';
import { type Params, unmarked, type Words } from './text.ts';

/** @param keys of the playbook's own letters or of the catalogue (`letter.<key>.title`, `.body`). */
export function letterButtons(w: Words, keys: readonly string[], params: Params): readonly Action[] {
  return keys.map((key) => {
    const body = unmarked(w.t(`letter.${key}.body`, params));
    return showCard(
      w.t('letter.open', { title: w.t(`letter.${key}.title`, params) }),
      [paragraphs(body), copyBox(`letter-${key}`, w.t('paper.copy'), body)],
      [],
    );
  });
}
