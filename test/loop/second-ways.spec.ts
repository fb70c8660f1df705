import assert from 'node:assert/strict';
import type { PretendGraph } from '../../sandbox/graph.ts';
import { alex, contoso, personalChatOf } from '../../sandbox/people.ts';
import { textOfPost } from '../../sandbox/transcripts.ts';
import { DAY, HOUR } from '../support/changeover-builder.ts';
import { comesTrue } from '../support/comes-true.ts';
import { joins, opens } from '../support/story-world.ts';
import { aWorld, MONDAY, type World } from '../support/world.ts';

const CHAT = personalChatOf(alex);
const TUESDAY = MONDAY + DAY;

async function aStory(): Promise<World & { readonly graph: PretendGraph }> {
  const world = await aWorld('postgres', MONDAY, { hasGraph: true });
  await joins(world, await opens(world));
  const { graph } = world;
  assert.ok(graph);
  return Object.assign(world, { graph });
}

function hasArrived({ connector }: World): boolean {
  return connector.posts(CHAT).some((post) => textOfPost(post).startsWith('Both will be billed from 9 March'));
}

function refusals({ log }: World, wanted: 'install' | 'letter'): number {
  return log.lines.filter(({ level, way, kind }) => level === 'warn' && way === wanted && kind === 'notPermitted')
    .length;
}

describe('a letter to a person whom Teams does not reach', () => {
  let world: Awaited<ReturnType<typeof aStory>>;
  before(async () => {
    world = await aStory();
    world.connector.fail({ kind: 'blocked', path: CHAT, times: Infinity });
    await world.goTo(TUESDAY);
    await comesTrue(world, 'a letter is written', () => world.graph.mails.length > 0);
  });
  after(() => world.close());

  it('goes to the mailbox of the directory and tells what waits', () => {
    const [letter, ...more] = world.graph.mails;
    assert.equal(more.length, 0);
    assert.equal(letter?.to, alex.email);
    assert.match(letter.subject, /^Contoso: a reminder about your change to Fabrikam$/);
    assert.match(letter.text, /• Both will be billed from 9 March 2026/);
    assert.match(letter.text, /messages of the app are blocked there/);
    assert.match(letter.text, /As of Tue 3 March 2026, 09:00 CET\.|As of Tue 3 March 2026, 10:00 CET\./);
  });

  it('comes once a day at most, and tells nothing twice', async () => {
    for (let day = 2; day <= 7; day += 1) await world.goTo(MONDAY + day * DAY);
    const { mails } = world.graph;
    const days = mails.map(({ at }) => Math.floor(at / HOUR));
    assert.ok(mails.length >= 3, String(mails.length));
    for (const [index, hour] of days.entries()) assert.ok(index === 0 || hour - days[index - 1]! >= 23, String(days));
    const told = mails.flatMap(({ text }) => text.match(/^• .*$/gm) ?? []);
    assert.equal(new Set(told).size, told.length, told.join('\n'));
  });

  it('comes no more once Teams reaches the person', async () => {
    world.connector.mend(CHAT);
    await world.alex.says('status');
    const before = world.graph.mails.length;
    await world.goTo(world.now() + 7 * DAY);
    assert.equal(world.graph.mails.length, before);
  });
});

describe('the app for a person who does not have it', () => {
  it('is installed, and what waited arrives after Teams says so', async () => {
    const world = await aStory();
    try {
      world.connector.fail({ kind: 'notInstalled', path: CHAT, times: Infinity });
      await world.goTo(TUESDAY);
      await comesTrue(world, 'the app is installed', () => world.graph.installed.has(alex.objectId));
      world.connector.mend(CHAT);
      await world.alex.installs();
      await world.goTo(TUESDAY + HOUR);
      await comesTrue(world, 'what waited arrives', () => hasArrived(world));
    } finally {
      await world.close();
    }
  });

  it('that was there all along is reason enough to write again', async () => {
    const world = await aStory();
    try {
      world.graph.fail({ kind: 409, path: 'installedApps' });
      world.connector.fail({ kind: 'notInstalled', path: CHAT, times: 1 });
      await world.goTo(TUESDAY);
      await comesTrue(world, 'what waited arrives', () => hasArrived(world));
      await comesTrue(world, 'the changeover knows', async () => {
        const [changeover] = await world.running.store.openChangeovers(1);
        return changeover?.reach?.find(({ person }) => person)?.why === undefined;
      });
      assert.equal(world.graph.mails.length, 0);
    } finally {
      await world.close();
    }
  });

  it('is not asked for where the person itself took it away', async () => {
    const world = await aStory();
    try {
      await world.alex.uninstalls();
      await world.goTo(TUESDAY);
      assert.equal(world.graph.installed.size, 0);
      assert.equal(
        world.graph.exchanges.some(({ path }) => path.includes('installedApps')),
        false,
      );
      await comesTrue(world, 'a letter is written', () => world.graph.mails.length === 1);
    } finally {
      await world.close();
    }
  });
});

describe('a tenant that permits nothing', () => {
  it('is told to the operator once for each way, and everything else goes on', async () => {
    const world = await aStory();
    try {
      world.graph.permit(contoso.tenantId, []);
      world.connector.fail({ kind: 'notInstalled', path: CHAT, times: Infinity });
      for (let day = 1; day <= 4; day += 1) await world.goTo(MONDAY + day * DAY);
      assert.equal(refusals(world, 'letter'), 1);
      assert.equal(refusals(world, 'install'), 1);
      assert.equal(world.graph.mails.length, 0);
      assert.match(world.megan.screen(), /Alex Wilber can’t be reached\nContoso/);
    } finally {
      await world.close();
    }
  });
});
