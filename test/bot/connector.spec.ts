import assert from 'node:assert/strict';
import type { Call, Reply } from '../../bot/connector-call.ts';
import { createConnector, type Connector } from '../../bot/connector.ts';
import { isLoopbackServiceUrl, isTeamsServiceUrl } from '../../bot/service-url.ts';
import type { Reference } from '../../loop/ports.ts';
import { startFakeConnector, type FakeConnector, type Scripted } from '../support/fake-connector.ts';
import { quietLog } from '../support/quiet-log.ts';

const BOT = '28:bot';
const TENANT = '22222222-2222-4222-8222-222222222222';
const CHANNEL = '19:channel@thread.tacv2';
const THREAD = `${CHANNEL};messageid=17`;

describe('the connector client', () => {
  let fake: FakeConnector;
  let connector: Connector;
  let personal: Reference;
  let channel: Reference;

  beforeEach(async () => {
    fake = await startFakeConnector();
    connector = createConnector({ trusts: isLoopbackServiceUrl, log: quietLog().log, timeoutMs: 250 });
    const { serviceUrl } = fake;
    personal = {
      serviceUrl,
      conversationId: 'a:1',
      botId: BOT,
      botName: 'Changeover',
      tenantId: TENANT,
      userId: '29:x',
    };
    channel = { serviceUrl, conversationId: CHANNEL, botId: BOT, tenantId: TENANT };
  });
  afterEach(async () => {
    connector.close();
    await fake.close();
  });

  const say = (text = 'hello') => connector.send(personal, 'personal', { text });

  it('says a text in a chat and learns the id of the message', async () => {
    assert.deepEqual(await say(), { ok: true, activityId: 'sent-1' });
    const [request] = fake.requests;
    assert.equal(`${request?.method} ${request?.url}`, 'POST /connector/v3/conversations/a%3A1/activities');
    assert.deepEqual(request?.body, {
      type: 'message',
      channelId: 'msteams',
      serviceUrl: fake.serviceUrl,
      from: { id: BOT, name: 'Changeover' },
      conversation: { id: 'a:1', tenantId: TENANT },
      recipient: { id: '29:x' },
      text: 'hello',
      textFormat: 'markdown',
    });
    assert.equal(request?.headers.authorization, undefined);
  });

  it('sends a card with the words that stand for it in a notification', async () => {
    await connector.send(personal, 'personal', { card: { type: 'AdaptiveCard', body: [] }, summary: 'In short' });
    const { body } = fake.requests[0]!;
    assert.equal(body['summary'], 'In short');
    assert.deepEqual(body['attachments'], [
      { contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard', body: [] } },
    ]);
    assert.equal(body['text'], undefined);
  });

  it('makes a chat with a person anew, and does not believe an answer that names none', async () => {
    fake.script({ status: 201, body: { id: 'a:new' } });
    assert.deepEqual(await connector.chatWith(personal), { ok: true, conversationId: 'a:new' });
    const [request] = fake.requests;
    assert.equal(`${request?.method} ${request?.url}`, 'POST /connector/v3/conversations');
    assert.deepEqual(request?.body, {
      isGroup: false,
      bot: { id: BOT },
      members: [{ id: '29:x' }],
      tenantId: TENANT,
      channelData: { tenant: { id: TENANT } },
    });
    fake.script({ status: 200, body: '' });
    assert.equal((await connector.chatWith(personal)).ok, false);
  });

  it('speaks in a thread of a channel when it is given one', async () => {
    const result = await connector.send(channel, 'channel', { text: 'x' }, THREAD);
    assert.deepEqual(result, { ok: true, activityId: 'sent-1' });
    assert.match(fake.requests[0]?.url ?? '', /19%3Achannel%40thread\.tacv2%3Bmessageid%3D17\/activities$/);
  });

  for (const [what, threadId] of [
    ['no thread', undefined],
    ['the bare channel', CHANNEL],
  ] as const) {
    it(`starts a thread of its own in a channel when it is given ${what}, and learns its id`, async () => {
      fake.script({ status: 201, body: { id: THREAD, activityId: '17' } });
      const result = await connector.send(channel, 'channel', { text: 'x' }, threadId);
      assert.deepEqual(result, { ok: true, activityId: '17', threadId: THREAD });
      const { body } = fake.requests[0]!;
      assert.equal(fake.requests[0]?.url, '/connector/v3/conversations');
      assert.deepEqual(body['channelData'], { channel: { id: CHANNEL }, tenant: { id: TENANT } });
      assert.equal(body['isGroup'], true);
      assert.equal(JSON.parse(JSON.stringify(body['activity'])).text, 'x');
    });
  }

  it('updates a message in place', async () => {
    fake.script({ status: 200, body: { id: '17' } });
    assert.deepEqual(await connector.update(channel, THREAD, '17', { text: 'y' }), { ok: true, activityId: '17' });
    const [request] = fake.requests;
    assert.equal(request?.method, 'PUT');
    assert.match(request?.url ?? '', /activities\/17$/);
    assert.equal(request?.body['id'], '17');
  });

  it('takes an answer without an id, or without anything, for a message that was sent', async () => {
    fake.script({ status: 200, body: {} }, { status: 202 });
    assert.deepEqual(await say(), { ok: true });
    assert.deepEqual(await say(), { ok: true });
  });

  it('keeps its connection between two messages', async () => {
    await say();
    await say();
    assert.equal(fake.connections(), 1);
  });

  it('cannot be led out of its path by an id', async () => {
    await connector.update(personal, '../../../etc', '..', { text: 'x' });
    assert.equal(fake.requests[0]?.url, '/connector/v3/conversations/..%2F..%2F..%2Fetc/activities/%2E%2E');
  });

  const blocked209 = {
    errorCode: 209,
    message: JSON.stringify({ subCode: 'MessageWritesBlocked', details: 'Thread is blocked for message writes.' }),
  };
  const nested209 = {
    message: JSON.stringify({ errorCode: 209, message: JSON.stringify({ subCode: 'MessageWritesBlocked' }) }),
  };
  const coded = (status: number, code: string): Scripted => ({ status, body: { error: { code, message: 'words' } } });
  const failures: readonly [string, Scripted, object][] = [
    [
      'the person blocked the bot',
      coded(403, 'ConversationBlockedByUser'),
      { kind: 'unreachable', why: '403 ConversationBlockedByUser' },
    ],
    [
      'writes are blocked, said in a string',
      { status: 403, body: blocked209 },
      { kind: 'unreachable', why: '403 MessageWritesBlocked' },
    ],
    [
      'writes are blocked, said in a string in a string',
      { status: 403, body: nested209 },
      { kind: 'unreachable', why: '403 MessageWritesBlocked' },
    ],
    [
      'an administrator disabled the bot',
      coded(403, 'BotDisabledByAdmin'),
      { kind: 'unreachable', why: '403 BotDisabledByAdmin' },
    ],
    [
      'the bot was taken away',
      coded(403, 'BotNotInConversationRoster'),
      { kind: 'unreachable', why: '403 BotNotInConversationRoster' },
    ],
    [
      'the app is not installed',
      coded(403, 'ForbiddenOperationException'),
      { kind: 'unreachable', why: '403 ForbiddenOperationException' },
    ],
    [
      'permissions are missing',
      coded(403, 'NotEnoughPermissions'),
      { kind: 'refused', why: '403 NotEnoughPermissions' },
    ],
    ['a firewall in between refuses', { status: 403, body: '<html>no</html>' }, { kind: 'retry', why: '403 not JSON' }],
    [
      'the conversation is gone',
      coded(404, 'ConversationNotFound'),
      { kind: 'unreachable', why: '404 ConversationNotFound' },
    ],
    [
      'the card is gone',
      coded(404, 'ActivityNotFoundInConversation'),
      { kind: 'cardGone', why: '404 ActivityNotFoundInConversation' },
    ],
    ['it is our mistake', coded(400, 'BadSyntax'), { kind: 'refused', why: '400 BadSyntax' }],
    ['the message is too big', coded(413, 'MessageSizeTooBig'), { kind: 'refused', why: '413 MessageSizeTooBig' }],
    [
      'the bot is not registered',
      coded(401, 'BotNotRegistered'),
      { kind: 'retry', why: '401 BotNotRegistered', retryAfterMs: 300_000 },
    ],
    ['something changed meanwhile', coded(412, 'PreconditionFailed'), { kind: 'retry', why: '412 PreconditionFailed' }],
    [
      'there are too many messages',
      { ...coded(429, 'Throttled'), headers: { 'retry-after': '3' } },
      { kind: 'retry', why: '429 Throttled', retryAfterMs: 3000 },
    ],
    [
      'there are too many messages, without saying for how long',
      coded(429, 'Throttled'),
      { kind: 'retry', why: '429 Throttled' },
    ],
    [
      'it asks for a week of patience',
      { ...coded(429, 'Throttled'), headers: { 'retry-after': '604800' } },
      { kind: 'retry', why: '429 Throttled', retryAfterMs: 3_600_000 },
    ],
    ['the server failed', coded(500, 'ServiceError'), { kind: 'retry', why: '500 ServiceError', isInDoubt: true }],
    ['a gateway gave up', { status: 504, body: '<html>' }, { kind: 'retry', why: '504 not JSON', isInDoubt: true }],
    [
      'it is moved elsewhere',
      { status: 302, headers: { location: 'http://127.0.0.1:1/' } },
      { kind: 'refused', why: '302' },
    ],
    [
      'a page comes with a 200',
      { status: 200, body: '<html>sign in</html>' },
      { kind: 'retry', why: '200 not JSON', isInDoubt: true },
    ],
    ['a list comes with a 200', { status: 200, body: 'null' }, { kind: 'retry', why: '200', isInDoubt: true }],
    ['nothing is answered', { fault: 'hang' }, { kind: 'retry', why: 'no answer in time', isInDoubt: true }],
    ['the connection breaks', { fault: 'reset' }, { kind: 'retry', why: 'ECONNRESET', isInDoubt: true }],
    [
      'the answer breaks off',
      { status: 201, body: { id: '1' }, fault: 'halfBody' },
      { kind: 'retry', why: 'ECONNRESET', isInDoubt: true },
    ],
    [
      'the answer has no end',
      { status: 200, body: 'x'.repeat(2 * 1024 * 1024) },
      { kind: 'retry', why: 'answer too long', isInDoubt: true },
    ],
  ];
  for (const [what, answer, expected] of failures) {
    it(`does not send a message again by itself when ${what}, and says what it means`, async () => {
      fake.script(answer);
      assert.deepEqual(await say(), { ok: false, ...expected });
      assert.equal(fake.requests.length, 1);
    });
  }

  it('knows that nothing was sent when nobody listens', async () => {
    const { serviceUrl } = await closedConnector();
    const result = await connector.send({ ...personal, serviceUrl }, 'personal', { text: 'x' });
    assert.deepEqual(result, { ok: false, kind: 'retry', why: 'ECONNREFUSED' });
  });

  it('does an update once more after a failure, because twice is as good as once', async () => {
    fake.script({ status: 503, body: {} }, { status: 200, body: { id: '17' } }, { fault: 'reset' }, { status: 200 });
    assert.equal((await connector.update(personal, 'a:1', '17', { text: 'y' })).ok, true);
    assert.equal((await connector.update(personal, 'a:1', '17', { text: 'y' })).ok, true);
    assert.equal(fake.requests.length, 4);
    fake.script({ status: 503, body: {} }, { status: 503, body: {} });
    assert.equal((await connector.update(personal, 'a:1', '17', { text: 'y' })).ok, false);
    assert.equal(fake.requests.length, 6);
  });

  it('sends no byte to an address that is not trusted, whatever the reference says', async () => {
    const teams = createConnector({ trusts: () => false, log: quietLog().log });
    const result = await teams.send(personal, 'personal', { text: 'x' });
    assert.deepEqual(result, { ok: false, kind: 'refused', why: 'service URL not trusted' });
    assert.equal(fake.connections(), 0);
  });

  it('goes to the government host once when the public one says that it is the wrong one', async () => {
    const called: string[] = [];
    const error = JSON.stringify({ error: { code: 'InvalidBotApiHost' } });
    const call = async ({ serviceUrl }: Call): Promise<Reply> => {
      called.push(serviceUrl);
      return { kind: 'answered', status: 403, text: error };
    };
    const caller = { call, close: () => {} };
    const teams = createConnector({ trusts: isTeamsServiceUrl, log: quietLog().log, caller });
    const reference = { ...personal, serviceUrl: 'https://smba.trafficmanager.net/teams/' };
    assert.equal((await teams.send(reference, 'personal', { text: 'x' })).ok, false);
    assert.deepEqual(called, [reference.serviceUrl, 'https://smba.infra.gcc.teams.microsoft.com/teams/']);
  });

  it('asks who a member is', async () => {
    fake.script({ status: 200, body: { id: '29:x', userRole: 'user' } });
    assert.deepEqual(await connector.member(channel, '19:team@thread.tacv2', '29:x'), {
      ok: true,
      body: { id: '29:x', userRole: 'user' },
    });
    assert.equal(fake.requests[0]?.url, '/connector/v3/conversations/19%3Ateam%40thread.tacv2/members/29%3Ax');
  });
});

/** The address of a connector that has gone away. */
async function closedConnector(): Promise<{ serviceUrl: string }> {
  const gone = await startFakeConnector();
  await gone.close();
  return { serviceUrl: gone.serviceUrl };
}
