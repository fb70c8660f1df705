import assert from 'node:assert/strict';
import { startPretendConnector } from '../../sandbox/connector.ts';
import type { PretendConnector } from '../../sandbox/connector.ts';
import { textOfPost } from '../../sandbox/transcripts.ts';

const CHANNEL = '19:channel@thread.tacv2';

describe('the pretend connector', () => {
  let connector: PretendConnector;

  beforeEach(async () => {
    connector = await startPretendConnector();
  });
  afterEach(async () => connector.close());

  it('keeps what the bot says, and what became of it', async () => {
    const first = await call('POST', 'a:chat/activities', { type: 'message', text: 'One' });
    await call('POST', 'a:chat/activities/any-id', { type: 'message', text: 'Two' });
    const updated = await call('PUT', `a:chat/activities/${first.body['id']}`, { type: 'message', text: 'Eins' });
    assert.deepEqual([first.status, updated.status], [201, 200]);
    assert.deepEqual(connector.posts('a:chat').map(textOfPost), ['Eins', 'Two']);
    assert.deepEqual(
      connector.posts('a:chat').map((post) => post.edits),
      [1, 0],
    );
  });

  it('starts a thread for a post to a bare channel, and lists threads under their channel', async () => {
    const opened = await call('POST', '', {
      isGroup: true,
      channelData: { channel: { id: CHANNEL } },
      activity: { type: 'message', text: 'Root' },
    });
    assert.equal(opened.body['id'], `${CHANNEL};messageid=${opened.body['activityId']}`);
    await call('POST', `${opened.body['id']}/activities`, { type: 'message', text: 'Reply' });
    assert.deepEqual(connector.posts(CHANNEL).map(textOfPost), ['Root', 'Reply']);
    const updated = await call('PUT', `${opened.body['id']}/activities/${opened.body['activityId']}`, {
      text: 'New root',
    });
    assert.equal(updated.status, 200);
  });

  it('answers 404 to the update of a message that is gone or was never there', async () => {
    const sent = await call('POST', 'a:chat/activities', { type: 'message', text: 'One' });
    connector.remove('a:chat', String(sent.body['id']));
    const answer = await call('PUT', `a:chat/activities/${sent.body['id']}`, { type: 'message', text: 'x' });
    assert.equal(answer.status, 404);
    assert.match(JSON.stringify(answer.body), /ActivityNotFoundInConversation/);
  });

  it('refuses a message that is too big for Teams', async () => {
    const answer = await call('POST', 'a:chat/activities', { type: 'message', text: 'x'.repeat(60_000) });
    assert.equal(answer.status, 413);
    assert.equal(connector.posts('a:chat').length, 0);
  });

  it('fails as often as it was told, and only where', async () => {
    connector.fail({ kind: 'throttled', path: 'a:chat', times: 2, retryAfter: 7 });
    const statuses = [];
    for (const chat of ['a:other', 'a:chat', 'a:chat', 'a:chat']) {
      statuses.push((await call('POST', `${chat}/activities`, { type: 'message', text: 'x' })).status);
    }
    assert.deepEqual(statuses, [201, 429, 429, 201]);
    assert.equal(connector.posts('a:chat').length, 1);
  });

  it('gives the reason of a refusal as Teams does', async () => {
    const expected = [
      ['blocked', 403, /ConversationBlockedByUser/],
      ['blocked209', 403, /"errorCode":209.*MessageWritesBlocked/],
      ['disabledByAdmin', 403, /BotDisabledByAdmin/],
      ['conversationGone', 404, /ConversationNotFound/],
      ['serverError', 500, /ServiceError/],
      ['unavailable', 503, /ServiceUnavailable/],
    ] as const;
    for (const [kind, status, words] of expected) {
      connector.fail({ kind });
      const answer = await call('POST', 'a:chat/activities', { type: 'message', text: 'x' });
      assert.equal(answer.status, status);
      assert.match(JSON.stringify(answer.body), words);
    }
  });

  it('does what was asked although the answer is lost', async () => {
    connector.fail({ kind: 'replyLost' });
    await assert.rejects(call('POST', 'a:chat/activities', { type: 'message', text: 'One' }));
    assert.deepEqual(connector.posts('a:chat').map(textOfPost), ['One']);
    assert.equal(connector.exchanges.at(-1)?.status, 0);
  });

  it('does nothing when the connection breaks, and lets a hung request be closed', async () => {
    connector.fail({ kind: 'reset' });
    await assert.rejects(call('POST', 'a:chat/activities', { type: 'message', text: 'One' }));
    connector.fail({ kind: 'hang' });
    const hung = call('POST', 'a:chat/activities', { type: 'message', text: 'Two' });
    await connector.until(
      () => (connector.exchanges.length === 2 ? true : undefined),
      () => 'no second request',
    );
    await Promise.all([assert.rejects(hung), connector.close()]);
    assert.equal(connector.posts('a:chat').length, 0);
    connector = await startPretendConnector();
  });

  async function call(method: string, path: string, body: object) {
    const [conversation = '', ...rest] = path === '' ? [] : path.split('/');
    const below = path === '' ? '' : `/${[encodeURIComponent(conversation), ...rest].join('/')}`;
    const response = await fetch(`${connector.serviceUrl}/v3/conversations${below}`, {
      method,
      body: JSON.stringify(body),
    });
    const answer: Record<string, string> = Object(await response.json());
    return { status: response.status, body: answer };
  }
});
