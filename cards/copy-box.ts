import { container, textBlock, type Element } from './parts.ts';
import { plain } from './text.ts';

/**
 * A text to take along: a field, since every client can select and copy all of one with its line breaks, and nothing in
 * it is read as Markdown. What stands in it is never read back.
 */
export function copyBox(id: string, label: string, text: string): Element {
  return { type: 'Input.Text', id, label, isMultiline: true, value: text, spacing: 'Medium' };
}

/** The same text to be read: a field shows but its first lines. */
export function paragraphs(text: string): Element {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const blocks = lines.map((line, i) => textBlock(plain(line, 600), { spacing: i === 0 ? 'none' : 'small' }));
  return container(blocks, { style: 'emphasis', spacing: 'medium' });
}
