/** What a file of changeovers would do, before anything is saved: every fault first, then each row with its overlap. */
import type { Content } from './content.ts';
import {
  bullets,
  card,
  content,
  factSet,
  header,
  press,
  remark,
  submit,
  subheading,
  textBlock,
  type Action,
  type Element,
} from './parts.ts';
import { words, type Words } from './text.ts';

export interface ImportView {
  readonly locale: string;
  readonly id: string;
  readonly faults: number;
  readonly ready: number;
  /** Changeovers that the ready rows make. */
  readonly changeovers: number;
  /** Rows that wait for a second person's yes once they are saved. */
  readonly above: number;
  readonly there: number;
  /** Of this page, the faults first; in the reader's words. */
  readonly lines: readonly { readonly kind: 'fault' | 'above' | 'ready' | 'there'; readonly text: string }[];
  /** From 0. */
  readonly page: number;
  readonly pages: number;
}

const SIGNS = { fault: '✗', above: '✋', ready: '✓', there: '=' } as const;

export function importCard(view: ImportView): Content {
  const w = words(view.locale);
  const { faults, ready, above, changeovers, there, page, pages } = view;
  const isFine = faults === 0 && changeovers > 0;
  const title = w.t(faults > 0 ? 'import.title.faults' : 'import.title.fine', { faults, changeovers });
  const facts = factSet([
    [w.t('import.faults'), w.number(faults)],
    [w.t('import.ready'), w.t('import.readyRows', { rows: ready + above, changeovers })],
    [w.t('import.above'), above > 0 ? w.number(above) : undefined],
    [w.t('import.there'), there > 0 ? w.number(there) : undefined],
  ]);
  const body: readonly Element[] = [
    header(title, pages > 1 ? w.t('board.page', { page: page + 1, pages }) : undefined),
    facts,
    ...(above > 0 ? [textBlock(w.t('import.aboveWhy'))] : []),
    ...(['fault', 'above', 'ready', 'there'] as const).flatMap((kind) => part(w, view, kind)),
    textBlock(w.t(isFine ? 'import.nothingSaved' : faults > 0 ? 'import.mend' : 'import.nothingNew'), {
      spacing: 'medium',
    }),
  ];
  return content(card(body, actionsOf(w, view, isFine)), title);
}

/** A form for pasted rows, with the words that a file's first line needs. */
export function importFormCard(locale: string, heads: readonly string[]): Content {
  const w = words(locale);
  const title = w.t('import.how.title');
  return content(
    card(
      [
        header(title),
        textBlock(w.t('import.how.file')),
        textBlock(w.t('import.how.columns')),
        textBlock(heads.join(', '), { isMonospace: true, size: 'small' }),
        remark(w.t('import.how.rules')),
        { type: 'Input.Text', id: 'rows', isMultiline: true, label: w.t('import.how.paste') },
      ],
      [submit('import', w.t('import.button.check'), { as: 'check' })],
    ),
    title,
  );
}

function part(w: Words, { lines }: ImportView, kind: keyof typeof SIGNS): readonly Element[] {
  const texts = lines.filter((line) => line.kind === kind).map(({ text }) => text);
  if (texts.length === 0) return [];
  return [
    subheading(w.t(`import.part.${kind}`)),
    bullets(texts, SIGNS[kind], kind === 'fault' ? 'attention' : 'accent'),
  ];
}

function actionsOf(w: Words, { id, page, pages, changeovers }: ImportView, isFine: boolean): readonly Action[] {
  const at = (to: number): Action =>
    press('import', w.t(to < page ? 'board.button.back' : 'board.button.more'), { as: 'show', import: id, page: to });
  return [
    ...(isFine
      ? [
          submit(
            'import',
            w.t('import.button.save', { changeovers }),
            { as: 'save', import: id },
            { style: 'positive' },
          ),
        ]
      : []),
    ...(page > 0 ? [at(page - 1)] : []),
    ...(page + 1 < pages ? [at(page + 1)] : []),
    submit('import', w.t('import.button.again')),
  ];
}
