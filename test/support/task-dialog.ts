/** A technician's dialog as Teams plays it: fetched by a button, its pages sent back as task/submit, answered by the next. */
import assert from 'node:assert/strict';
import { buttonsOf, inputsOf, isPiece, textOf, type Piece } from '../../sandbox/card-reader.ts';
import type { Person } from '../../sandbox/person.ts';
import { PARTIES_OF_FABRIKAM, type Typed } from './typed-forms.ts';

export interface Page {
  readonly card: Piece;
  /** All that it says. */
  readonly text: string;
}

/** `task/fetch` as Teams sends it for a button of a card in a channel. */
export async function fetches(who: Person, data: Piece = { verb: 'new' }): Promise<object> {
  return sent(who, 'task/fetch', { ...data, msteams: { type: 'task/fetch' } });
}

/** `task/submit` of a button of the page with what was typed over what stood in its fields. */
export async function submits(who: Person, page: Page, title: string, typed: Piece = {}): Promise<object> {
  const button = buttonsOf(page.card).find((one) => one.title === title);
  if (button === undefined) throw new Error(`The page has no button ${title}: ${page.text}`);
  return sent(who, 'task/submit', { ...(button.piece['data'] as Piece), ...typed });
}

export async function sent(who: Person, name: string, data: Piece): Promise<object> {
  const value = { data, context: { theme: 'default' }, tabContext: null };
  const { status, body } = await who.sends({ type: 'invoke', name, text: undefined, value });
  assert.equal(status, 200);
  assert.ok(isPiece(body));
  return body;
}

/** The page that an answer shows; fails on one that closes the dialog. */
export function pageIn(answer: object): Page {
  const { task } = answer as { readonly task: { readonly type: string; readonly value: Piece } };
  assert.equal(task.type, 'continue', JSON.stringify(answer));
  const { card: attachment, title, height, width } = task.value;
  assert.deepEqual([title, height, width], ['New changeover', 'large', 'medium']);
  assert.ok(isPiece(attachment));
  assert.equal(attachment['contentType'], 'application/vnd.microsoft.card.adaptive');
  assert.ok(isPiece(attachment['content']));
  return { card: attachment['content'], text: textOf(attachment['content']) };
}

/** The words that close a dialog. */
export function lastWordsIn(answer: object): string {
  const { task } = answer as { readonly task: { readonly type: string; readonly value: unknown } };
  assert.equal(task.type, 'message', JSON.stringify(answer));
  return String(task.value);
}

/** The pages up to the preview, filled in as the forms of a thread are. */
export async function toPreview(who: Person, typed: Pick<Typed, 'parties' | 'old' | 'terms'> = {}): Promise<Page> {
  const forms = { ...PARTIES_OF_FABRIKAM, ...typed };
  const kind = pageIn(await fetches(who));
  const parties = pageIn(await submits(who, kind, 'Continue', { course: 'direct-to-csp' }));
  const old = pageIn(await submits(who, parties, 'Continue', forms.parties));
  const terms = pageIn(await submits(who, old, 'Continue', forms.old));
  return pageIn(await submits(who, terms, 'Show what it costs', defaultsOf(terms, forms.terms)));
}

/** As a client sends them: what stood in the fields, and what was typed over it. */
function defaultsOf({ card }: Page, typed: Piece): Piece {
  const inputs = inputsOf(card, { title: '', type: 'Action.Submit', piece: {} });
  const stood = inputs.flatMap(({ id, value }) => (value === undefined ? [] : [[id, value]]));
  return { ...Object.fromEntries(stood), ...typed };
}
