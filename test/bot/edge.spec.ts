import assert from 'node:assert/strict';
import { TooBusy } from '../../loop/unit-of-work.ts';
import {
  channelMessage,
  executePress,
  installEvents,
  MEGAN,
  PARTNER_TENANT,
  personalMessage,
  type Json,
} from '../support/activities.ts';
import { startEdge, type Edge, type EdgeOptions } from '../support/edge.ts';

describe('the edge', () => {
  let edge: Edge;

  const start = async (options: EdgeOptions = {}): Promise<Edge> => (edge = await startEdge(options));
  afterEach(() => edge.close());

  /** An activity whose service URL is the fake connector's. */
  const here = (activity: Json): Json => ({ ...activity, serviceUrl: edge.connector.serviceUrl });
  const member = (changes: Json = {}): Json => ({
    id: '29:1megan',
    userRole: 'user',
    tenantId: PARTNER_TENANT,
    ...changes,
  });
  const errorOf = (body: unknown): { statusCode: number; type: string; value: { code: string; message: string } } =>
    body as never;

  it('answers a message with 200 and hands what was said to the dialogs', async () => {
    await start();
    const { status } = await edge.post(here(personalMessage()));
    assert.equal(status, 200);
    assert.deepEqual(edge.turns[0]?.said, { kind: 'text', text: 'status', attachments: 0 });
  });

  it('answers a message before what follows from it is sent', async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    await start({ finish: () => gate });
    assert.equal((await edge.post(here(personalMessage()))).status, 200);
    assert.equal(await edge.aftermath.settled(0), false);
    open();
    assert.equal(await edge.aftermath.settled(5000), true);
  });

  describe('asked by Action.Execute', () => {
    it('returns the answer of the turn', async () => {
      await start({ work: async (turn) => turn.answer({ kind: 'message', text: 'Noted.' }) });
      const { status, body } = await edge.post(here(executePress('answer', {})));
      assert.equal(status, 200);
      assert.deepEqual(body, { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Noted.' });
    });

    it('returns the status card of the changeover', async () => {
      await start({
        work: async (turn) => turn.answer({ kind: 'status', changeoverId: 'c-1' }),
        drawStatus: () => ({ card: { type: 'AdaptiveCard' }, summary: 'x' }),
      });
      const { body } = await edge.post(here(executePress('status', {})));
      assert.deepEqual(body, {
        statusCode: 200,
        type: 'application/vnd.microsoft.card.adaptive',
        value: { type: 'AdaptiveCard' },
      });
    });

    it('returns a refusal with HTTP 200, because a client shows nothing of any other', async () => {
      await start({
        work: async (turn) => turn.answer({ kind: 'error', code: 'notAMember', text: 'You have not joined.' }),
      });
      const { status, body } = await edge.post(here(executePress('answer', {})));
      assert.equal(status, 200);
      assert.deepEqual(body, {
        statusCode: 400,
        type: 'application/vnd.microsoft.error',
        value: { code: 'notAMember', message: 'You have not joined.' },
      });
    });

    it('returns a fault with HTTP 200, a kind sentence and the number in the log, never the exception’s words', async () => {
      await start({ work: () => Promise.reject(new Error('relation "x" does not exist')) });
      const { status, body, headers } = await edge.post(here(executePress('answer', {})));
      const { statusCode, value } = errorOf(body);
      assert.deepEqual([status, statusCode, value.code], [200, 500, 'internal']);
      const turn = headers.get('x-request-id') ?? '';
      assert.ok(value.message.includes(turn.slice(0, 8)));
      assert.ok(!JSON.stringify(body).includes('relation'));
      assert.ok(edge.lines.some((line) => line['turn'] === turn && JSON.stringify(line['err']).includes('relation')));
    });

    it('says that it was too busy when every try lost', async () => {
      await start({ work: () => Promise.reject(new TooBusy()) });
      const { body } = await edge.post(here(executePress('answer', {})));
      assert.deepEqual([errorOf(body).statusCode, errorOf(body).value.code], [400, 'tooBusy']);
    });

    it('returns a word also when the turn has none', async () => {
      await start();
      const { body } = await edge.post(here(executePress('answer', {})));
      assert.equal(errorOf(body).type, 'application/vnd.microsoft.activity.message');
      assert.notEqual(errorOf(body).value, '');
    });
  });

  it('tells a fault in the chat when it was a message', async () => {
    await start({ work: () => Promise.reject(new Error('secret words')) });
    const { status } = await edge.post(here(personalMessage()));
    assert.equal(status, 200);
    const said = edge.connector.requests[0]!.body;
    assert.match(String(said['text']), /not recorded/);
    assert.ok(!JSON.stringify(said).includes('secret'));
  });

  it('answers an invoke and an event that are not for us with 200, and runs nothing', async () => {
    await start();
    const fetch = await edge.post(here(personalMessage({ type: 'invoke', name: 'fileConsent/invoke' })));
    const typing = await edge.post(here(personalMessage({ type: 'typing' })));
    assert.deepEqual([fetch.status, typing.status, edge.turns.length], [200, 200, 0]);
  });

  describe('asked in a channel', () => {
    it('lets the team’s own people in, and asks who they are once an hour at most', async () => {
      await start();
      edge.connector.script({ status: 200, body: member() });
      await edge.post(here(channelMessage('status')));
      await edge.post(here(channelMessage('next', { id: '2' })));
      assert.equal(edge.turns.length, 2);
      assert.equal(edge.connector.requests.length, 1);
      assert.match(edge.connector.requests[0]?.url ?? '', /19%3Ateam%40thread\.tacv2\/members\/29%3A1megan$/);
    });

    const strangers: readonly [string, Json, string][] = [
      ['a guest', member({ userRole: 'guest' }), 'guestMayNot'],
      [
        'somebody of another tenant in a shared channel',
        member({ tenantId: '99999999-9999-4999-8999-999999999999' }),
        'guestMayNot',
      ],
      ['somebody without a name', member({ userRole: 'anonymous' }), 'guestMayNot'],
      ['somebody whose role is not said', member({ userRole: undefined }), 'memberUnknown'],
    ];
    for (const [what, found, code] of strangers) {
      it(`refuses ${what} kindly on the card, with HTTP 200`, async () => {
        await start();
        edge.connector.script({ status: 200, body: found });
        const { status, body } = await edge.post(here(executePress('answer', {}, channelMessage(''))));
        assert.deepEqual([status, errorOf(body).value.code, edge.turns.length], [200, code, 0]);
        assert.ok(errorOf(body).value.message.length > 20);
      });
    }

    it('refuses a guest’s message in the thread', async () => {
      await start();
      edge.connector.script({ status: 200, body: member({ userRole: 'guest' }) });
      await edge.post(here(channelMessage('new')));
      assert.equal(edge.turns.length, 0);
      assert.match(String(edge.connector.requests[1]?.body['text']), /guest/);
    });

    it('refuses whom the team has no more, and asks again next time', async () => {
      await start();
      edge.connector.script(
        { status: 404, body: { error: { code: 'MemberNotFoundInConversation' } } },
        { status: 200, body: member() },
      );
      const press = here(executePress('answer', {}, channelMessage('')));
      assert.equal(errorOf((await edge.post(press)).body).value.code, 'leftTeam');
      assert.equal(errorOf((await edge.post(press)).body).statusCode, 200);
    });

    it('refuses nobody who installs it, and says whether it is one of the team’s own', async () => {
      await start();
      const [added] = installEvents('add', channelMessage(''));
      edge.connector.script({ status: 200, body: member() }, { status: 403, body: {} });
      await edge.post(here(added));
      await edge.post(here({ ...added, from: { ...MEGAN, id: '29:2other' } }));
      assert.deepEqual(
        edge.turns.map((turn) => [turn.said.kind, turn.source.isOwn]),
        [
          ['installed', true],
          ['installed', undefined],
        ],
      );
    });
  });
});
