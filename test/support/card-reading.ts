/** Reads cards as a person and its client do: words, fields with what stands in them, buttons with what they send. */
import assert from 'node:assert/strict';
import type { Content } from '../../cards/content.ts';

type Node = Readonly<Record<string, unknown>>;

export interface DrawnCard {
  readonly node: Node;
  readonly summary: string;
}

export function cardOf(content: Content | undefined): DrawnCard {
  assert.ok(content !== undefined, 'nothing was said');
  assert.ok('card' in content, `a text was said, not a card: ${JSON.stringify(content)}`);
  assert.ok(isNode(content.card));
  return { node: content.card, summary: content.summary };
}

/** The last card among what was said. */
export function lastCard(said: readonly Content[]): DrawnCard {
  return cardOf(said.findLast((content) => 'card' in content));
}

/** All that was said without a card, one text a line. */
export function textsOf(said: readonly Content[]): string {
  return said.flatMap((content) => ('text' in content ? [content.text] : [])).join('\n');
}

/** All words of a card, labels and values of fields included, one a line. */
export function wordsIn({ node }: DrawnCard): string {
  return nodesIn(node)
    .flatMap((one) => [one['text'], one['title'], one['value'], one['label']])
    .filter((word) => typeof word === 'string')
    .join('\n');
}

export function fieldsIn({ node }: DrawnCard): Readonly<Record<string, Node>> {
  const inputs = nodesIn(node).filter((one) => typeof one['type'] === 'string' && one['type'].startsWith('Input.'));
  return Object.fromEntries(inputs.map((input) => [wordOf(input['id']), input]));
}

/** What stands in each field; an empty one is an empty text. */
export function valuesIn(card: DrawnCard): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fieldsIn(card)).map(([id, input]) => [id, wordOf(input['value'])]));
}

/** The values that a choice offers. */
export function choicesIn(card: DrawnCard, id: string): readonly string[] {
  const choices = fieldsIn(card)[id]?.['choices'];
  return Array.isArray(choices) ? choices.filter(isNode).map((choice) => wordOf(choice['value'])) : [];
}

export function buttonsIn({ node }: DrawnCard): readonly Node[] {
  return nodesIn(node).filter((one) => one['type'] === 'Action.Submit' || one['type'] === 'Action.Execute');
}

export function titlesOf(card: DrawnCard): readonly string[] {
  return buttonsIn(card).map((button) => wordOf(button['title']));
}

/** What the client sends for a button: its data and the fields, with what was typed over what stood there. */
export function submitOf(
  card: DrawnCard,
  title: string,
  typed: Readonly<Record<string, string>> = {},
): Record<string, unknown> {
  const button = buttonsIn(card).find((one) => one['title'] === title);
  assert.ok(button, `no button is called "${title}"; there are ${titlesOf(card).join(', ')}`);
  const fields = valuesIn(card);
  for (const id of Object.keys(typed))
    assert.ok(id in fields, `no field is called "${id}"; there are ${Object.keys(fields).join(', ')}`);
  const inputs = button['associatedInputs'] === 'none' ? {} : { ...fields, ...typed };
  return { ...inputs, ...(isNode(button['data']) ? button['data'] : {}) };
}

/** Every element and action of a card; the fallback of an action is not an action of its own. */
export function nodesIn(value: unknown): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  if (!isNode(value)) return [];
  const inner = Object.entries(value).filter(([name]) => name !== 'fallback' && name !== 'data');
  return [value, ...inner.flatMap(([, child]) => nodesIn(child))];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wordOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
