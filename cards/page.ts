/** Several messages as one page of a dialog, which shows a single card. */
import type { Content } from './content.ts';
import { card, content, textBlock, type Element } from './parts.ts';

export function pageOf(contents: readonly Content[]): Content {
  const body = contents.flatMap((one, index) => {
    if ('text' in one) return [textBlock(one.text)];
    const [first, ...rest] = bodyOf(one.card);
    return first === undefined ? [] : [index === 0 ? first : { ...first, separator: true, spacing: 'Large' }, ...rest];
  });
  const [first] = contents;
  return content(card(body), first === undefined ? '' : 'text' in first ? first.text : first.summary);
}

function bodyOf(drawn: object): readonly Element[] {
  return 'body' in drawn && Array.isArray(drawn.body) ? (drawn.body as readonly Element[]) : [];
}
