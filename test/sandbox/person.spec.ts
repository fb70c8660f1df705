import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { Piece } from '../../sandbox/card-reader.ts';
import { isPiece } from '../../sandbox/card-reader.ts';
import { startPretendConnector } from '../../sandbox/connector.ts';
import type { PretendConnector } from '../../sandbox/connector.ts';
import { alex, fabrikam, lee, megan, partnerTeam, personalChatOf } from '../../sandbox/people.ts';
import { person } from '../../sandbox/person.ts';
import type { Person } from '../../sandbox/person.ts';

const CHAT = personalChatOf(alex);

describe('a person with a pretend client', () => {
  let connector: PretendConnector;
  let bot: Server;
  let botUrl: string;
  let heard: Piece[];
  /** What the scripted bot answers to the next activities: HTTP status and body. */
  let answers: [number, unknown][];
  let user: Person;

  beforeEach(async () => {
    connector = await startPretendConnector();
    heard = [];
    answers = [];
    ({ bot, botUrl } = await startScriptedBot((activity) => {
      heard.push(activity);
      return answers.shift() ?? [200, {}];
    }));
    user = person({ cast: alex, place: 'personal', connector, botUrl: () => botUrl, now: () => 0, patienceMs: 200 });
  });
  afterEach(async () => {
    bot.close();
    bot.closeAllConnections();
    await connector.close();
  });

  it('says words as Teams sends them', async () => {
    await user.says('status');
    const [activity] = heard;
    assert.equal(activity?.['text'], 'status');
    assert.equal(activity['channelId'], 'msteams');
    assert.deepEqual(activity['from'], { id: alex.teamsId, name: alex.name, aadObjectId: alex.objectId });
    assert.equal(activity['localTimezone'], 'Europe/Amsterdam');
    assert.equal(activity['serviceUrl'], connector.serviceUrl);
  });

  it('mentions the bot in a channel, in a thread of its own', async () => {
    const tech = person({ cast: megan, place: 'channel', connector, botUrl: () => botUrl, now: () => 0 });
    await tech.says('new');
    await tech.says('new');
    assert.equal(heard[0]?.['text'], '<at>Changeover</at> new');
    const threads = heard.map((one) => (isPiece(one['conversation']) ? one['conversation']['id'] : ''));
    assert.match(String(threads[0]), /^19:fabrikam-changeovers@thread\.tacv2;messageid=\d+$/);
    assert.notEqual(threads[0], threads[1]);
  });

  it('is listed as a guest in the team of another company, and speaks with that company as its tenant', async () => {
    const guest = person({ cast: lee, place: 'channel', connector, botUrl: () => botUrl, now: () => 0 });
    await guest.says('new');
    assert.deepEqual(
      heard[0]?.['conversation'] && isPiece(heard[0]['conversation']) && heard[0]['conversation']['tenantId'],
      fabrikam.tenantId,
    );
    const listed = await fetch(`${connector.serviceUrl}/v3/conversations/${partnerTeam.id}/members/${lee.teamsId}`);
    assert.equal(Reflect.get(Object(await listed.json()), 'userRole'), 'guest');
  });

  it('presses Action.Submit with the data and the inputs of the newest card that has the button', async () => {
    await say(connector, card([input('seats', 'Licences')], [submit('Next', { verb: 'old' })]));
    const newest = await say(connector, card([input('seats', 'Licences')], [submit('Next', { verb: 'new' })]));
    user.fills({ Licences: '30' });
    await user.presses('Next');
    assert.deepEqual(heard[0]?.['value'], { verb: 'new', seats: '30' });
    assert.equal(heard[0]['replyToId'], newest);
    assert.equal(heard[0]['text'], undefined);
  });

  it('presses Action.Execute and takes the card of the answer in the place of the old one', async () => {
    await say(connector, card([], [execute('Done', 'answer', { step: 's1' })]));
    answers.push([200, cardAnswer(card([{ type: 'TextBlock', text: 'Well done' }], []))]);
    await user.presses('Done');
    assert.equal(heard[0]?.['name'], 'adaptiveCard/action');
    assert.deepEqual(heard[0]['value'], {
      action: { type: 'Action.Execute', verb: 'answer', data: { step: 's1' } },
      trigger: 'manual',
    });
    await user.sees(/Well done/);
    user.doesNotSee(/Done$/);
  });

  it('sees the words of a refusal that an invoke was answered with, alone', async () => {
    await say(connector, card([], [execute('Done', 'answer', {})]));
    answers.push([200, { statusCode: 400, type: 'application/vnd.microsoft.error', value: { message: 'Not yet' } }]);
    await user.presses('Done');
    await user.sees(/Not yet/);
    assert.equal(connector.posts(CHAT).filter((post) => post.by === 'bot').length, 1);
  });

  it('waits for a button that comes later, and names the buttons there are when it does not come', async () => {
    const pressed = user.presses('Continue');
    await say(connector, card([], [submit('Continue', {})]));
    await pressed;
    await assert.rejects(user.presses('Finish'), /no button Finish\. There are: Continue/);
  });

  it('waits for the answer to a form rather than send it twice, unless it is told to', async () => {
    await say(connector, card([], [submit('Next', { form: 1 })]));
    await user.presses('Next');
    const second = user.presses('Next');
    await say(connector, card([], [submit('Next', { form: 2 })]));
    await second;
    await assert.rejects(user.presses('Next'), /no button Next/);
    await user.presses('Next', {}, { again: true });
    assert.deepEqual(
      heard.map((one) => one['value']),
      [{ form: 1 }, { form: 2 }, { form: 2 }],
    );
  });

  it('does not press what its client would not let it press', async () => {
    const required = { ...input('number', 'Reference'), isRequired: true, errorMessage: 'A number, please' };
    await say(connector, card([required], [submit('Done', {})]));
    await assert.rejects(user.presses('Done'), /refuses: A number, please/);
    await assert.rejects(user.presses('Done', { Colour: 'red' }), /no input Colour/);
    assert.equal(heard.length, 0);
    await user.presses('Done', {}, { isUnchecked: true });
    assert.deepEqual(heard[0]?.['value'], {});
  });

  it('chooses by the title that stands there and sends the value behind it', async () => {
    const choices = [
      { title: 'By card', value: 'card' },
      { title: 'By invoice', value: 'invoice' },
    ];
    await say(connector, card([{ ...input('pay', 'Paid'), type: 'Input.ChoiceSet', choices }], [submit('Next', {})]));
    await assert.rejects(user.presses('Next', { Paid: 'By cheque' }), /no choice By cheque, but By card, By invoice/);
    await user.presses('Next', { Paid: 'By invoice' });
    assert.deepEqual(heard[0]?.['value'], { pay: 'invoice' });
  });

  it('does not send the inputs behind another show button', async () => {
    const behind = { type: 'AdaptiveCard', body: [input('note', 'Note')], actions: [submit('Send', { verb: 'note' })] };
    const show = { type: 'Action.ShowCard', title: 'Add a note', card: behind };
    await say(connector, card([input('seats', 'Licences')], [submit('Next', {}), show]));
    await assert.rejects(user.presses('Next', { Note: 'x' }), /no input Note/);
    await user.presses('Send', { Note: 'x', Licences: '3' });
    assert.deepEqual(heard[0]?.['value'], { verb: 'note', note: 'x', seats: '3' });
  });

  it('reads a newer element by its fallback and does not see what is hidden', async () => {
    const bar = { type: 'ProgressBar', value: 40, fallback: { type: 'TextBlock', text: '2 of 5 steps' } };
    await say(connector, card([bar, { type: 'TextBlock', text: 'secret', isVisible: false }], []));
    await user.sees(/2 of 5 steps/);
    user.doesNotSee(/secret/);
  });

  it('toggles what a button shows, without telling the bot', async () => {
    const more = { type: 'Action.ToggleVisibility', title: 'More', targetElements: ['more'] };
    await say(connector, card([{ type: 'TextBlock', id: 'more', text: 'All of it', isVisible: false }], [more]));
    await user.presses('More');
    assert.match(user.screen(), /All of it/);
    assert.equal(heard.length, 0);
  });

  it('sees only what came or changed after its last act', async () => {
    await say(connector, { type: 'message', text: 'Hello' });
    await user.says('help');
    await assert.rejects(user.sees(/Hello/), /does not see .*Hello/);
    await say(connector, { type: 'message', text: 'Hello again' });
    await user.sees(/Hello again/);
  });

  it('presses twice at once under two activity ids', async () => {
    await say(connector, card([], [execute('Done', 'answer', { seen: 3 })]));
    answers.push([200, cardAnswer(card([], []))], [200, cardAnswer(card([], []))]);
    await user.presses('Done', {}, { times: 2 });
    assert.equal(heard.length, 2);
    assert.notEqual(heard[0]?.['id'], heard[1]?.['id']);
    assert.deepEqual(heard[0]?.['value'], heard[1]?.['value']);
  });

  it('installs as Teams tells it: two activities at the same time', async () => {
    await user.installs();
    assert.deepEqual(new Set(heard.map((one) => one['type'])), new Set(['conversationUpdate', 'installationUpdate']));
  });

  it('throws when the bot answers with an error', async () => {
    answers.push([500, 'oops']);
    await assert.rejects(user.says('hello'), /answered 500: "oops"/);
  });
});

async function startScriptedBot(script: (activity: Piece) => [number, unknown]) {
  const bot = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const activity: unknown = JSON.parse(Buffer.concat(chunks).toString());
      const [status, body] = script(isPiece(activity) ? activity : {});
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((done) => bot.listen(0, '127.0.0.1', done));
  const address = bot.address();
  return { bot, botUrl: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/api/messages` };
}

/** Sends as the bot does; returns the message's id. */
async function say(connector: PretendConnector, activity: Piece): Promise<string> {
  const url = `${connector.serviceUrl}/v3/conversations/${encodeURIComponent(CHAT)}/activities`;
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(activity) });
  assert.equal(response.status, 201);
  return String(Reflect.get(Object(await response.json()), 'id'));
}

function card(body: readonly Piece[], actions: readonly Piece[]): Piece {
  const content = { type: 'AdaptiveCard', version: '1.5', body, actions };
  return { type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }] };
}

function cardAnswer(activity: Piece): Piece {
  const attachments: unknown = activity['attachments'];
  const value: unknown = Array.isArray(attachments) && isPiece(attachments[0]) ? attachments[0]['content'] : undefined;
  return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value };
}

function input(id: string, label: string): Piece {
  return { type: 'Input.Text', id, label };
}
function submit(title: string, data: Piece): Piece {
  return { type: 'Action.Submit', title, data };
}
function execute(title: string, verb: string, data: Piece): Piece {
  return { type: 'Action.Execute', title, verb, data };
}
