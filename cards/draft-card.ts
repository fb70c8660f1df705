/** A message to a customer that waits: what it would say, and what can become of it. */
import type { Content } from './content.ts';
import { card, container, content, header, press, remark, showCard, textBlock } from './parts.ts';
import { unmarked, words } from './text.ts';

export interface DraftView {
  readonly locale: string;
  readonly changeover: string;
  readonly occasion: string;
  readonly customer: string;
  /** As the customer would read it, harmless for Markdown. */
  readonly lines: readonly string[];
}

const LONGEST_OWN = 1_000;

export function draftCard({ locale, changeover, occasion, customer, lines }: DraftView): Content {
  const w = words(locale);
  const title = w.t('draft.title', { customer });
  const about = { changeover, occasion };
  const own = {
    type: 'Input.Text',
    id: 'text',
    isMultiline: true,
    maxLength: LONGEST_OWN,
    label: w.t('draft.own'),
    value: unmarked(lines.join('\n\n')),
  };
  return content(
    card(
      [
        header(title),
        container(
          lines.map((line, i) => textBlock(line, { isBold: i === 0 && lines.length > 1 })),
          { style: 'emphasis' },
        ),
        remark(w.t('draft.why')),
      ],
      [
        press('draftSend', w.t('draft.button.send'), about, { style: 'positive', ignoresInputs: true }),
        showCard(w.t('draft.button.edit'), [own], [press('draftEdit', w.t('draft.button.sendOwn'), about)]),
        press('draftDrop', w.t('draft.button.drop'), about, { ignoresInputs: true }),
        press('goLive', w.t('draft.button.live'), { changeover }, { isPrimary: false, ignoresInputs: true }),
      ],
    ),
    title,
  );
}

/** What stands in its place once something was said of it. */
export function settledDraftCard(locale: string, text: string): Content {
  return content(card([textBlock(text)]), words(locale).t('draft.settled'));
}
