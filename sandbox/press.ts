/** Pressing a button as a client does: which card has it, what its inputs hold, what is sent. */
import { executeActivity, submitActivity } from './activities.ts';
import type { Teller } from './activities.ts';
import { buttonsOf, inputsOf, isPiece, stringOf } from './card-reader.ts';
import type { Button, Input, Piece } from './card-reader.ts';
import { cardsOf, textOfPost } from './transcripts.ts';
import type { Post } from './transcripts.ts';

/** What to type or choose, by the input's label or id; of a choice by its title or value. */
export type Fields = Readonly<Record<string, string>>;

export interface FoundButton {
  readonly post: Post;
  readonly card: unknown;
  readonly button: Button;
}

/** On the newest message that has the button; `title` is the whole title, or a pattern. */
export function findButton(
  posts: readonly Post[],
  title: string | RegExp,
  on: RegExp | undefined,
): FoundButton | undefined {
  const fits = (button: Button) => (typeof title === 'string' ? button.title === title : title.test(button.title));
  for (const one of posts.toReversed()) {
    if (on && !on.test(textOfPost(one))) continue;
    for (const card of cardsOf(one)) {
      const button = buttonsOf(card).find(fits);
      if (button) return { post: one, card, button };
    }
  }
  return undefined;
}

/** The values that a client sends: what stood in the inputs, and what was typed over it. Throws where a client would refuse. */
export function checked({ card, button }: FoundButton, fields: Fields): Fields {
  if (button.piece['associatedInputs'] === 'none') return {};
  const inputs = inputsOf(card, button);
  const values: Record<string, string> = {};
  for (const input of inputs) if (input.value !== undefined) values[input.id] = input.value;
  for (const [name, text] of Object.entries(fields)) {
    const input = inputs.find((one) => one.id === name) ?? inputs.find((one) => one.label === name);
    if (!input) throw new Error(`There is no input ${name}. There are: ${inputs.map((one) => one.label).join(', ')}`);
    values[input.id] = valueFor(input, text);
  }
  const missing = inputs.find((one) => one.isRequired && (values[one.id] ?? '') === '');
  if (missing) throw new Error(`The client refuses: ${missing.errorMessage ?? `${missing.label} is required`}`);
  return values;
}

function valueFor(input: Input, text: string): string {
  if (input.choices.size === 0 || input.choices.has(text)) return text;
  const choice = [...input.choices].find(([, title]) => title === text);
  if (!choice) throw new Error(`${input.label} has no choice ${text}, but ${[...input.choices.values()].join(', ')}`);
  return choice[0];
}

export function pressActivity(teller: Teller, { post: card, button }: FoundButton, values: Fields): Piece {
  const data = isPiece(button.piece['data']) ? button.piece['data'] : {};
  const value = { ...data, ...values };
  if (button.type === 'Action.Submit') return submitActivity(teller, card.conversationId, card.id, value);
  const id = stringOf(button.piece, 'id');
  const action = { verb: stringOf(button.piece, 'verb') ?? '', data: value, ...(id !== undefined && { id }) };
  return executeActivity(teller, card.conversationId, card.id, action);
}
