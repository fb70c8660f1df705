import assert from 'node:assert/strict';
import type { Changeover, UnreachableWhy } from '../../changeover/changeover.ts';
import type { Fault } from '../../sandbox/connector-faults.ts';
import { startPretendConnector } from '../../sandbox/connector.ts';
import { partnerTeam, personalChatOf, alex as ALEX } from '../../sandbox/people.ts';
import { textOfPost } from '../../sandbox/transcripts.ts';
import { DAY, HOUR } from '../support/changeover-builder.ts';
import { comesTrue } from '../support/comes-true.ts';
import { joins, opens } from '../support/story-world.ts';
import { PARTIES_OF_FABRIKAM } from '../support/typed-forms.ts';
import { aWorld, MONDAY, type World } from '../support/world.ts';

const PARTIES = { parties: { ...PARTIES_OF_FABRIKAM.parties, contact: 'Alex, +31 20 555 0100' } };
const CHAT = personalChatOf(ALEX);
const CHANNEL: string = partnerTeam.channel.id;
/** Something of Alex's is due on Wednesday morning. */
const WEDNESDAY = MONDAY + 2 * DAY;
const TITLE = /Alex Wilber can’t be reached\nContoso/;

async function aStory(): Promise<World> {
  const world = await aWorld();
  await joins(world, await opens(world, PARTIES));
  return world;
}

async function changeoverOf({ running }: World): Promise<Changeover> {
  const [changeover] = await running.store.openChangeovers(1);
  assert.ok(changeover);
  return changeover;
}

async function whyOf(world: World): Promise<UnreachableWhy | undefined> {
  return (await changeoverOf(world)).reach?.find((one) => one.person !== undefined)?.why;
}

/** Waits until the changeover knows that much of Alex. */
async function knows(world: World, why: UnreachableWhy | undefined): Promise<void> {
  await comesTrue(world, `Alex is ${why ?? 'reachable'}`, async () => (await whyOf(world)) === why);
}

/** Waits until so many messages say it, and knows that there are no more. */
async function hears(world: World, count: number, words: RegExp, conversation = CHANNEL): Promise<void> {
  await comesTrue(world, String(words), () => told(world, words, conversation) >= count);
  assert.equal(told(world, words, conversation), count);
}

function told({ connector }: World, words: RegExp, conversation = CHANNEL): number {
  return connector.posts(conversation).filter((post) => post.by === 'bot' && words.test(textOfPost(post))).length;
}

/** A standing failure, and its end. */
function failing(world: World, kind: Fault['kind'], path = CHAT): () => void {
  world.connector.fail({ kind, path, times: Infinity });
  return () => world.connector.mend(path);
}

describe('a person who blocked the bot', () => {
  let world: World;
  let mend: () => void;
  before(async () => {
    world = await aStory();
    mend = failing(world, 'blocked');
    await world.goTo(WEDNESDAY);
  });
  after(() => world.close());

  it('is noted once with the reason, however often it fails', async () => {
    await knows(world, 'blocked');
    const journal = await world.running.store.journal((await changeoverOf(world)).id);
    const events = journal.flatMap((row) => row.events).filter((event) => event.type === 'memberUnreachable');
    assert.equal(events.length, 1);
    assert.equal(journal.find((row) => row.events.includes(events[0]!))?.actor.door, 'delivery');
  });

  it('is told to the other side once, with whom to call, and stands on its status card', async () => {
    await hears(world, 1, TITLE);
    const said =
      /can’t be reached in Teams since 3 March 2026: messages of the app are blocked there\. To call or write: Alex, \+31 20 555 0100\./;
    await hears(world, 1, new RegExp(`0 of 14 steps done[^]*${said.source}`));
  });

  it('is stood in for: the other side hears what was due', async () => {
    await hears(
      world,
      1,
      /Due today: Check what we noted\n[^]*Contoso was asked to do this[^]*can’t be reached in Teams/,
    );
    assert.equal(
      world.connector.posts(CHAT).some((post) => /Check what we noted\nC/.test(textOfPost(post))),
      false,
    );
  });

  it('gets what still stands, and nothing else, as soon as it writes again', async () => {
    mend();
    await world.megan.presses('Done', {}, { on: /Your open steps/ });
    await world.alex.says('status');
    await world.goTo(world.now() + HOUR);
    await knows(world, undefined);
    await hears(world, 1, /Due today: Check what we noted/, CHAT);
    assert.equal(told(world, /Send the reseller request/, CHAT), 0);
  });

  it('is back quietly: on the card, without a message', async () => {
    const posts = world.connector.posts(CHANNEL).length;
    await hears(world, 1, /Alex Wilber can be reached in Teams again since 4 March 2026/);
    mend = failing(world, 'blocked209');
    await world.goTo(WEDNESDAY + DAY);
    await knows(world, 'blocked');
    await hears(world, 1, TITLE);
    assert.ok(world.connector.posts(CHANNEL).length > posts, 'what is due is still told');
  });
});

describe('a person who takes the app away', () => {
  let world: World;
  before(async () => void (world = await aStory()));
  after(() => world.close());

  it('is told of to the other side before anything failed', async () => {
    await world.alex.uninstalls();
    await world.goTo(world.now() + HOUR);
    await knows(world, 'removed');
    await hears(world, 1, /Alex Wilber can’t be reached\n[^]*the app was removed there/);
  });

  it('is sent nothing meanwhile', async () => {
    const before = world.connector.exchanges.filter(({ path }) => path.includes(CHAT)).length;
    await world.goTo(WEDNESDAY);
    assert.equal(world.connector.exchanges.filter(({ path }) => path.includes(CHAT)).length, before);
  });

  it('gets what still stands after installing it again', async () => {
    await world.alex.installs();
    await world.goTo(world.now() + HOUR);
    await knows(world, undefined);
    await hears(world, 1, /Due today: Check what we noted/, CHAT);
  });
});

describe('every way in which Teams says no', () => {
  let world: World;
  before(async () => void (world = await aStory()));
  after(() => world.close());

  const reasons: readonly [Fault['kind'], UnreachableWhy, RegExp][] = [
    ['notInRoster', 'removed', /the app was removed there/],
    ['unknownUser', 'unknownUser', /Teams does not know the person any more/],
    ['notInstalled', 'notInstalled', /the app is not installed there/],
    ['disabledByAdmin', 'disabledByAdmin', /an administrator has switched the app off/],
  ];
  for (const [kind, why, words] of reasons) {
    it(`${kind} is told by its own words`, async () => {
      await world.alex.says('help');
      const mend = failing(world, kind);
      // A card that is behind is enough to find it out.
      await world.alex.says('status');
      await knows(world, why);
      // Said while it is so: what is over before it is said is not said any more.
      await hears(world, 1, new RegExp(`Alex Wilber can’t be reached\n[^]*${words.source}`));
      mend();
    });
  }

  it('a message that is turned down is told too, and forgotten when the next one arrives', async () => {
    await world.alex.says('help');
    await world.goTo(world.now() + 60_000);
    const mend = failing(world, 'badArgument');
    await world.goTo(WEDNESDAY);
    await knows(world, 'refused');
    assert.ok(world.log.lines.some(({ msg, level }) => msg === 'a message was refused' && level === 'error'));
    mend();
    await world.goTo(WEDNESDAY + DAY);
    await knows(world, undefined);
  });

  it('a card that is too big goes as its words', async () => {
    world.connector.fail({ kind: 'tooBig', path: CHAT, method: 'POST' });
    await world.alex.says('help');
    await world.alex.sees(/./);
    const [post] = world.connector.posts(CHAT).slice(-1);
    assert.equal(typeof post?.activity['text'], 'string');
  });
});

describe('the partner’s channel', () => {
  let world: World;
  before(async () => void (world = await aStory()));
  after(() => world.close());

  it('is told of to the customer, and once nobody is left the operator hears of it', async () => {
    failing(world, 'notInRoster', CHANNEL);
    await world.goTo(MONDAY + DAY);
    await hears(world, 1, /^The channel of Fabrikam can’t be reached\nContoso/, CHAT);
    const lost = (): boolean =>
      world.log.lines.some(({ msg, level }) => level === 'error' && /nobody of either side/.test(String(msg)));
    assert.equal(lost(), false);
    failing(world, 'blocked');
    await world.goTo(WEDNESDAY);
    await comesTrue(world, 'the operator hears of it', lost);
  });
});

describe('a conversation that moved to another service URL', () => {
  it('is followed from the first activity that says so', async () => {
    const world = await aStory();
    const other = await startPretendConnector();
    try {
      const answer = await world.alex.sends({ text: 'help', serviceUrl: other.serviceUrl });
      assert.equal(answer.status, 200);
      await world.goTo(WEDNESDAY);
      const hasArrived = (): boolean =>
        other.posts(CHAT).some((post) => /Due today: Check what we noted/.test(textOfPost(post)));
      await comesTrue(world, 'it arrives there', hasArrived);
    } finally {
      await world.close();
      await other.close();
    }
  });
});
