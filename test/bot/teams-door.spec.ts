import assert from 'node:assert/strict';
import { Activity } from '../../bot/doors/activity.ts';
import { hear, type Heard } from '../../bot/doors/teams.ts';
import { hashJoinCode, makeJoinCode, normaliseJoinCode } from '../../dialogs/join-code.ts';
import {
  ALEX,
  BOT,
  channelMessage,
  CHANNEL_ID,
  CUSTOMER_TENANT,
  executePress,
  installEvents,
  MEGAN,
  PARTNER_TENANT,
  personalMessage,
  TEAM_ID,
  TEAMS_URL,
  THREAD_ID,
  type Json,
} from '../support/activities.ts';

type Turn = Extract<Heard, { kind: 'turn' }>;

describe('the door for chats and channels', () => {
  it('hears a message in a one-to-one chat', () => {
    const { said, source, keys, userId } = turn(personalMessage());
    const person = { tenantId: CUSTOMER_TENANT, objectId: ALEX.aadObjectId };
    assert.deepEqual(said, { kind: 'text', text: 'status', attachments: 0 });
    assert.deepEqual(keys, { conversationId: 'a:1personal', person });
    assert.equal(userId, ALEX.id);
    assert.deepEqual(source, {
      door: 'message',
      person,
      personName: 'Alex Wilber',
      userId: ALEX.id,
      conversationId: 'a:1personal',
      activityId: '1795331250001',
      zone: 'Europe/Amsterdam',
      locale: 'en-GB',
      // The client's own word is GB, the country of its language.
      country: 'NL',
      conversation: {
        id: 'a:1personal',
        kind: 'personal',
        tenantId: CUSTOMER_TENANT,
        person,
        state: 'reachable',
        version: 0,
        zone: 'Europe/Amsterdam',
        locale: 'en-GB',
        reference: {
          serviceUrl: TEAMS_URL,
          conversationId: 'a:1personal',
          botId: BOT.id,
          botName: BOT.name,
          tenantId: CUSTOMER_TENANT,
          userId: ALEX.id,
        },
      },
    });
  });

  it('hears a message in a channel without the mention, in its thread, with the channel as its home', () => {
    const { said, source, keys } = turn(channelMessage('new Contoso'));
    assert.deepEqual(said, { kind: 'text', text: 'new Contoso', attachments: 0 });
    assert.equal(source.conversationId, THREAD_ID);
    assert.equal(source.teamId, TEAM_ID);
    assert.equal(source.conversation.id, CHANNEL_ID);
    assert.equal(source.conversation.kind, 'channel');
    assert.equal(source.conversation.reference.conversationId, CHANNEL_ID);
    assert.deepEqual(keys, {
      conversationId: THREAD_ID,
      rootConversationId: CHANNEL_ID,
      teamId: TEAM_ID,
      person: { tenantId: PARTNER_TENANT, objectId: MEGAN.aadObjectId },
    });
  });

  it('gives a channel no person, clock or language: they are those of whoever speaks', () => {
    const { source } = turn(channelMessage('status'));
    assert.equal(source.zone, 'Europe/London');
    const { person, zone, locale, reference } = source.conversation;
    assert.deepEqual([person, zone, locale, reference.userId], [undefined, undefined, undefined, undefined]);
  });

  const spoken: readonly [string, Json, string][] = [
    ['a mention in the middle', channelMessage('', { text: `please <at>${BOT.name}</at>   status` }), 'please status'],
    [
      'a mention of somebody else, by name',
      channelMessage('', { text: `<at>${BOT.name}</at> ask <at>Alex</at>` }),
      'ask Alex',
    ],
    [
      'a mention that the client numbered',
      personalMessage({ text: '<at id="0">Changeover</at> help' }),
      'Changeover help',
    ],
    ['spaces that Teams made', personalMessage({ text: '\u00a0next&nbsp;step \n' }), 'next step'],
    ['several lines', personalMessage({ text: 'one\ntwo' }), 'one\ntwo'],
    ['emoji and letters from right to left', personalMessage({ text: '👍 שלום' }), '👍 שלום'],
    ['nothing', personalMessage({ text: null }), ''],
    ['tags that never end', personalMessage({ text: '<at '.repeat(20_000) }), '<at '.repeat(20_000).trim()],
  ];
  for (const [what, activity, text] of spoken) {
    it(`hears ${what}`, () => {
      const { said } = turn(activity);
      assert.equal(said.kind === 'text' && said.text, text);
    });
  }

  it('counts pictures and files, not the copy of the text as HTML', () => {
    const attachments = [{ contentType: 'text/html', content: '<p>x</p>' }, { contentType: 'image/png' }, {}];
    const { said } = turn(personalMessage({ attachments }));
    assert.equal(said.kind === 'text' && said.attachments, 2);
  });

  it('hears a press of Action.Submit, which comes as a message without words', () => {
    const value = { verb: 'answer', changeover: 'c-1', step: 'order', note: 'typed' };
    const { said, source, keys, pressedCard } = turn(personalMessage({ text: undefined, value, replyToId: '17' }));
    assert.deepEqual(said, { kind: 'press', verb: 'answer', data: value, surface: 'submit' });
    assert.equal(source.door, 'card');
    assert.equal(keys.changeoverId, 'c-1');
    assert.deepEqual(pressedCard, { conversationId: 'a:1personal', activityId: '17' });
  });

  it('hears a press of Action.Execute in a channel', () => {
    const { said, source, pressedCard } = turn(executePress('status', { changeover: 'c-1' }, channelMessage('')));
    assert.deepEqual(said, { kind: 'press', verb: 'status', data: { changeover: 'c-1' }, surface: 'execute' });
    assert.equal(source.teamId, TEAM_ID);
    assert.deepEqual(pressedCard, { conversationId: THREAD_ID, activityId: '1795331250000' });
  });

  it('hears the Playground’s form of it, which has no trigger', () => {
    const activity = executePress('status', {});
    const { said } = turn({ ...activity, value: { action: { type: 'Action.Execute', verb: 'status' } } });
    assert.deepEqual(said, { kind: 'press', verb: 'status', data: {}, surface: 'execute' });
  });

  const strange: readonly [string, unknown][] = [
    ['without a value', undefined],
    ['with a text for a value', 'x'],
    ['with a list for an action', { action: [] }],
    ['with a number for a verb', { action: { verb: 7, data: 'x' } }],
  ];
  for (const [what, value] of strange) {
    it(`hears an unknown verb in a press ${what}, for the dialogs to answer`, () => {
      const { said } = turn({ ...executePress('x', {}), value });
      assert.deepEqual(said, { kind: 'press', verb: '', data: {}, surface: 'execute' });
    });
  }

  it('never takes who speaks from a card’s data', () => {
    const forged = {
      verb: 'answer',
      aadObjectId: MEGAN.aadObjectId,
      tenantId: PARTNER_TENANT,
      from: MEGAN,
      person: { tenantId: PARTNER_TENANT, objectId: MEGAN.aadObjectId },
      teamId: TEAM_ID,
    };
    const { source, keys } = turn(personalMessage({ text: undefined, value: forged }));
    assert.deepEqual(source.person, { tenantId: CUSTOMER_TENANT, objectId: ALEX.aadObjectId });
    assert.equal(source.teamId, undefined);
    assert.equal(keys.teamId, undefined);
  });

  it('takes a team only from a channel’s envelope', () => {
    const channelData = { tenant: { id: CUSTOMER_TENANT }, team: { id: TEAM_ID } };
    assert.equal(turn(personalMessage({ channelData })).source.teamId, undefined);
  });

  const code = makeJoinCode(new Uint8Array(16).fill(7));
  const hash = hashJoinCode(normaliseJoinCode(code)!);
  const codes: readonly [string, Json][] = [
    ['typed after a word', personalMessage({ text: `join ${code.toLowerCase()}` })],
    ['pasted alone', personalMessage({ text: code })],
    ['in a form', personalMessage({ text: undefined, value: { verb: 'join', code } })],
  ];
  for (const [what, activity] of codes) {
    it(`loads the changeover of a join code ${what}, by its hash alone`, () => {
      assert.equal(turn(activity).keys.joinCodeHash, hash);
    });
  }

  const [added, joined] = installEvents('add');
  const installs: readonly [string, Json, 'installed' | 'uninstalled'][] = [
    ['an install', added, 'installed'],
    ['an install as the documents write it', { ...added, action: 'Add' }, 'installed'],
    ['an upgrade', { ...added, action: 'add-upgrade' }, 'installed'],
    ['the bot among new members', joined, 'installed'],
    ['a removal', { ...added, action: 'remove' }, 'uninstalled'],
    ['a removal by an upgrade', { ...added, action: 'Remove-Upgrade' }, 'uninstalled'],
    [
      'the bot among those who left',
      { ...joined, membersAdded: undefined, membersRemoved: [{ id: BOT.id }] },
      'uninstalled',
    ],
  ];
  for (const [what, activity, kind] of installs) {
    it(`hears ${what} as ${kind}`, () => assert.deepEqual(turn(activity).said, { kind }));
  }

  const nothing: readonly [string, Json][] = [
    ['somebody else joined', { ...joined, membersAdded: [{ id: '29:other' }] }],
    [
      'a channel was renamed',
      {
        ...joined,
        membersAdded: undefined,
        channelData: { eventType: 'channelRenamed', tenant: { id: CUSTOMER_TENANT } },
      },
    ],
    ['an unknown install action', { ...added, action: 'sideways' }],
    ['an install without an action', { ...added, action: undefined }],
    ['a reaction', personalMessage({ type: 'messageReaction', text: undefined })],
    ['a typing sign', personalMessage({ type: 'typing', text: undefined })],
    ['another invoke', personalMessage({ type: 'invoke', name: 'fileConsent/invoke' })],
    ['nobody of Entra', personalMessage({ from: { id: '29:anonymous', name: 'Guest' } })],
    ['an object id that is none', personalMessage({ from: { ...ALEX, aadObjectId: 'x/../y' } })],
    ['no tenant', personalMessage({ channelData: {}, conversation: { id: 'a:1', conversationType: 'personal' } })],
    ['two tenants', personalMessage({ channelData: { tenant: { id: PARTNER_TENANT } } })],
  ];
  for (const [what, activity] of nothing) {
    it(`ignores ${what}`, () => assert.equal(hear(Activity.parse(activity), 'r1').kind, 'ignored'));
  }

  it('takes the tenant from the conversation when the channel data names none', () => {
    assert.equal(turn(personalMessage({ channelData: undefined })).source.person.tenantId, CUSTOMER_TENANT);
  });

  it('writes ids of Entra in lower case, so that one person is one person', () => {
    const upper = turn(personalMessage({ from: { ...ALEX, aadObjectId: 'ABCDEF44-4444-4444-8444-444444444444' } }));
    assert.equal(upper.source.person.objectId, 'abcdef44-4444-4444-8444-444444444444');
  });

  it('passes over a clock and a language that nobody knows', () => {
    const entities = [{ type: 'clientInfo', timezone: 'Mars/Olympus', locale: '<script>' }];
    const { source } = turn(personalMessage({ entities, localTimezone: 'Europe/Paris', locale: 'not a tag' }));
    assert.deepEqual([source.zone, source.locale], ['Europe/Paris', undefined]);
  });

  it('names an activity without an id after its request, so that two of them are two', () => {
    assert.equal(turn(personalMessage({ id: undefined })).source.activityId, 'r1');
  });
});

function turn(activity: Json): Turn {
  const heard = hear(Activity.parse(activity), 'r1');
  assert.ok(heard.kind === 'turn');
  return heard;
}

describe('the door for dialogs', () => {
  const invoke = (name: string, value: unknown): Json => ({
    ...executePress('x', {}, channelMessage('')),
    name,
    value,
  });

  it('hears a dialog asked for by a button, and a page of it, as recorded from Teams', () => {
    const context = { theme: 'default' };
    const asked = { verb: 'new', msteams: { type: 'task/fetch' } };
    const { said, source } = turn(invoke('task/fetch', { data: asked, context, tabContext: null }));
    assert.deepEqual(said, { kind: 'task', what: 'fetch', data: asked });
    assert.deepEqual([source.door, source.teamId, source.conversationId], ['dialog', TEAM_ID, THREAD_ID]);
    const page = { verb: 'form', form: 'new-kind', run: 'r1', button: 'next', course: 'direct-to-csp' };
    assert.deepEqual(turn(invoke('task/submit', { data: page, context })).said, {
      kind: 'task',
      what: 'submit',
      data: page,
    });
  });

  it('hears an empty one where nothing of the right shape came with it', () => {
    for (const value of [undefined, null, 'x', [], { data: 'x' }, { data: [] }]) {
      assert.deepEqual(turn(invoke('task/submit', value)).said, { kind: 'task', what: 'submit', data: {} });
    }
  });
});
