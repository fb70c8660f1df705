/** What Teams sends for the message extension, and what it makes of the answers; as recorded from the client. */
import assert from 'node:assert/strict';
import { isPiece, textOf, type Piece } from '../../sandbox/card-reader.ts';
import type { Person } from '../../sandbox/person.ts';

/** A chat in which the bot is not: of two people, or of several. */
export interface Chat {
  readonly id: string;
  readonly kind: 'personal' | 'groupChat';
}

export const OF_TWO: Chat = { id: '19:one_two@unq.gbl.spaces', kind: 'personal' };
export const OF_SEVERAL: Chat = { id: '19:several@thread.v2', kind: 'groupChat' };

export interface Result {
  readonly card: Piece;
  /** What whoever searches sees of it. */
  readonly title: string;
  readonly text: string;
}

/** One keystroke's query, from a chat or, without one, from the person's own place; `undefined` is what comes first. */
export async function searches(who: Person, query: string | undefined, chat?: Chat, skip = 0): Promise<Piece> {
  const parameters = query === undefined ? [{ name: 'initialRun', value: 'true' }] : [{ name: 'query', value: query }];
  return extension(who, 'query', { commandId: 'search', parameters, queryOptions: { skip, count: 25 } }, chat);
}

export async function extension(who: Person, name: string, value: Piece, chat?: Chat): Promise<Piece> {
  const { status, body } = await asks(who, `composeExtension/${name}`, value, chat);
  assert.equal(status, 200);
  assert.ok(isPiece(body) && isPiece(body['composeExtension']), JSON.stringify(body));
  return body['composeExtension'];
}

export function resultsIn({ type, attachmentLayout, attachments }: Piece): readonly Result[] {
  assert.deepEqual([type, attachmentLayout], ['result', 'list']);
  assert.ok(Array.isArray(attachments));
  return (attachments as readonly Piece[]).map(({ contentType, content, preview }) => {
    assert.equal(contentType, 'application/vnd.microsoft.card.adaptive');
    const shown = preview as { readonly content: { readonly title: string; readonly text: string } };
    return { card: content as Piece, ...shown.content };
  });
}

/** What the person's client shows in the place of the card: it asks with the card's own refresh action. */
export async function looksAt(who: Person, card: Piece, chat?: Chat): Promise<string> {
  const refresh = card['refresh'];
  assert.ok(isPiece(refresh));
  assert.equal(refresh['userIds'], undefined);
  const { body } = await asks(who, 'adaptiveCard/action', { action: refresh['action'], trigger: 'automatic' }, chat);
  assert.ok(isPiece(body));
  assert.deepEqual([body['statusCode'], body['type']], [200, 'application/vnd.microsoft.card.adaptive']);
  return textOf(body['value']);
}

function asks(who: Person, name: string, value: Piece, chat: Chat | undefined) {
  const { tenantId } = who.cast.company;
  const there = chat && {
    conversation: {
      id: chat.id,
      conversationType: chat.kind,
      tenantId,
      ...(chat.kind === 'groupChat' && { isGroup: true }),
    },
    channelData: { tenant: { id: tenantId }, source: { name: 'compose' } },
  };
  return who.sends({ type: 'invoke', name, text: undefined, value, ...there });
}
