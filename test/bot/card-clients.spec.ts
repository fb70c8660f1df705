import assert from 'node:assert/strict';
import { isPiece, type Piece } from '../../sandbox/card-reader.ts';
import { diego as diegoCast, fabrikam, partnerTeam, type Cast } from '../../sandbox/people.ts';
import type { BotAnswer, Person } from '../../sandbox/person.ts';
import { cardsOf, textOfPost } from '../../sandbox/transcripts.ts';
import { deedsIn, joins, opens, theChangeover } from '../support/story-world.ts';
import { buttonOf, elsewhere, sendsPress, wordsOf } from '../support/team-world.ts';
import { aWorld, type World } from '../support/world.ts';

type Button = ReturnType<typeof buttonOf>;

/** More than a card may name for views of their own. */
const CROWD = 65;

describe('a status card in clients old and new', function () {
  this.timeout(120_000);
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
    await joins(world, await opens(world));
    await world.running.pump.settle();
  });
  afterEach(() => world.close());

  it('has for each button of today one that an old client can send, with the same data', () => {
    const buttons = executesIn(statusCard(world));
    assert.ok(buttons.length >= 8, `only ${buttons.length}`);
    for (const { verb, data, fallback } of buttons) {
      assert.ok(isPiece(fallback) && isPiece(data) && isPiece(fallback['data']), JSON.stringify(fallback));
      assert.equal(fallback['type'], 'Action.Submit');
      assert.deepEqual({ ...data, verb }, { ...fallback['data'] });
    }
  });

  it('does the same for an old client: said in the thread, and shown to all', async () => {
    const take = buttonOf(world.diego, 'I take it');
    const { status } = await sendsOld(world.diego, take);
    assert.equal(status, 200);
    await world.diego.sees(/It is yours now/);
    await world.running.pump.settle();
    assert.equal((await theChangeover(world)).assignee?.objectId, diegoCast.objectId);
    assert.match(textOfPost(statusPost(world)), /Technician Diego Siciliani/);
  });

  it('goes to one of two who take it at once, one by an old client, and the other sees who has it', async () => {
    await world.diego.says('help');
    const take = buttonOf(world.megan, 'I take it');
    const [answer] = await Promise.all([sendsNew(world.megan, take), sendsOld(world.diego, take)]);
    await world.running.pump.settle();
    const { assignee } = await theChangeover(world);
    const deeds = await deedsIn(world);
    if (assignee?.objectId === diegoCast.objectId) assert.match(wordsOf(answer), /^Diego Siciliani has it since/u);
    else await world.diego.sees(/Megan Bowen has it since/);
    assert.match(textOfPost(statusPost(world)), /Technician (?:Megan Bowen|Diego Siciliani)/);
    await Promise.all([sendsNew(world.megan, take), sendsOld(world.diego, take)]);
    assert.equal(await deedsIn(world), deeds);
  });

  it('names at most sixty of a large team, who leads and whose it is among them, and answers everybody', async () => {
    const crowd = Array.from({ length: CROWD }, (_, i) => elsewhere(world, technician(i), 'channel'));
    let mine = buttonOf(world.megan, 'I take it');
    for (const one of crowd) {
      await sendsPress(one, mine);
      const from = one.cast.objectId;
      mine = withData(mine, { from, seen: (await theChangeover(world)).version });
    }
    await world.running.pump.settle();
    const last = crowd.at(-1)!;
    assert.equal((await theChangeover(world)).assignee?.objectId, last.cast.objectId);
    const { userIds } = refreshIn(statusCard(world));
    assert.equal(userIds.length, 60);
    for (const { cast } of [world.megan, last]) assert.ok(userIds.includes(cast.teamsId), cast.name);
    const unnamed = crowd.filter(({ cast }) => !userIds.includes(cast.teamsId));
    assert.ok(unnamed.length > 0);
    // A client that is not named asks all the same when somebody presses "refresh" by hand.
    const own = await asksForView(unnamed[0]!, statusCard(world));
    assert.match(JSON.stringify(own.body), /Technician/);
    await unnamed[0]!.says('team');
    await unnamed[0]!.sees(/The team Fabrikam Cloud/);
  });
});

function technician(i: number): Cast {
  const number = String(100 + i);
  return {
    ...diegoCast,
    name: `Technician ${number}`,
    objectId: `f00dbabe-0${number}-4000-8000-000000000${number}`,
    teamsId: `29:technician-${number}`,
  };
}

/** As Teams' desktop client was recorded to send it: an id of the client's own, and the card that it stood on. */
function sendsNew(who: Person, { piece }: Button): Promise<BotAnswer> {
  const { verb, data } = piece;
  return who.sends({
    type: 'invoke',
    id: `f:${crypto.randomUUID()}`,
    name: 'adaptiveCard/action',
    text: undefined,
    textFormat: undefined,
    attachments: undefined,
    replyToId: '1795331250000',
    value: { action: { type: 'Action.Execute', id: '', title: 'I take it', verb, data }, trigger: 'manual' },
  });
}

/** As a client that knows no Action.Execute sends its fallback: a message without words. */
function sendsOld(who: Person, { piece }: Button): Promise<BotAnswer> {
  const { fallback } = piece;
  assert.ok(isPiece(fallback) && isPiece(fallback['data']));
  return who.sends({
    text: undefined,
    attachments: undefined,
    replyToId: '1795331250000',
    value: fallback['data'],
    channelData: {
      teamsChannelId: partnerTeam.channel.id,
      teamsTeamId: partnerTeam.id,
      channel: { id: partnerTeam.channel.id },
      team: { id: partnerTeam.id },
      source: { name: 'message' },
      legacy: { replyToId: '1:1795331250000' },
      tenant: { id: fabrikam.tenantId },
    },
  });
}

function asksForView(who: Person, card: Piece): Promise<BotAnswer> {
  const value = { action: refreshIn(card).action, trigger: 'automatic' };
  return who.sends({ type: 'invoke', name: 'adaptiveCard/action', text: undefined, value });
}

function withData(button: Button, more: Piece): Button {
  return { ...button, piece: { ...button.piece, data: { ...(button.piece['data'] as Piece), ...more } } };
}

function statusPost({ connector }: World) {
  const found = connector.posts(partnerTeam.channel.id).findLast((post) => cardsOf(post).some(hasRefresh));
  assert.ok(found);
  return found;
}

function statusCard(world: World): Piece {
  return cardsOf(statusPost(world)).filter(isPiece).find(hasRefresh)!;
}

function hasRefresh(card: unknown): boolean {
  return isPiece(card) && isPiece(card['refresh']);
}

function refreshIn(card: Piece): { readonly userIds: readonly string[]; readonly action: Piece } {
  return card['refresh'] as never;
}

/** Every Action.Execute of a card, also in the cards that its buttons unfold. */
function executesIn(value: unknown): readonly Piece[] {
  if (Array.isArray(value)) return value.flatMap(executesIn);
  if (!isPiece(value)) return [];
  const own = value['type'] === 'Action.Execute' && 'title' in value ? [value] : [];
  return [...own, ...Object.values(value).flatMap(executesIn)];
}
