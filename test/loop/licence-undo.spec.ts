import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { LicencePair } from '../../changeover/licence-plan.ts';
import { openStore, type OpenStore } from '../../store/open.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import { aLicenceStory, FROM, TO, type LicenceStory } from '../support/licence-story.ts';
import { silent } from '../support/silent-log.ts';

const SECOND = 1_000;

describe('putting a licence move back', () => {
  let opened: OpenStore;
  const stories: LicenceStory[] = [];
  before(async () => void (opened = await openStore({ databaseUrl: await freshDatabase(), dataDir: '' }, silent)));
  afterEach(async () => {
    for (const story of stories.splice(0)) await story.close();
  });
  after(() => opened.close());

  async function aStory(parts: Omit<Parameters<typeof aLicenceStory>[0], 'store'>): Promise<LicenceStory> {
    const story = await aLicenceStory({ store: opened.store, ...parts });
    stories.push(story);
    return story;
  }

  /** The whole way of a move; returns its id. */
  async function moves(story: LicenceStory, pair: LicencePair): Promise<string> {
    const move = randomUUID();
    story.now += SECOND;
    await story.says({ type: 'readLicences', move, pairs: [pair] }, 'technician');
    await story.until((one) => one.licences?.state === 'planned');
    await story.says({ type: 'confirmLicenceMove', move });
    await story.until((one) => one.licences?.state === 'done');
    story.now += 10 * SECOND;
    return move;
  }

  /** As the button does it. */
  async function putsBack(story: LicenceStory, move: string): Promise<void> {
    const touched = await opened.store.touchedLater(move);
    await story.says({ type: 'undoLicenceMove', move, touched });
    await story.until((one) => one.licences?.id === move && one.licences.state === 'done');
    story.now += 10 * SECOND;
  }

  const has = ({ directory }: LicenceStory, skuId: string): readonly string[] =>
    [...directory.users.values()].filter(({ held }) => held.some((one) => one.skuId === skuId)).map(({ id }) => id);

  it('works for an earlier one, where the later one changed others', async () => {
    const story = await aStory({ users: 30 });
    const mailbox = story.directory.skus[2]!.skuId;
    story.directory.skus[0]!.enabled = 60;
    const others = [...story.directory.users.values()].slice(20);
    for (const user of others) user.held = [{ skuId: mailbox, disabledPlans: [], by: [undefined] }];
    const first = await moves(story, { from: FROM, to: TO });
    await moves(story, { from: mailbox, to: FROM });
    assert.deepEqual(await opened.store.touchedLater(first), { count: 0, names: [] });
    await putsBack(story, first);
    assert.deepEqual([has(story, FROM).length, has(story, TO).length, has(story, mailbox).length], [30, 0, 0]);
    assert.equal(story.directory.seen.withoutLicence, 0);
  });

  it('is refused with names where a later one changed the same users, and works once that one is back', async () => {
    const story = await aStory({ users: 8 });
    const mailbox = story.directory.skus[2]!.skuId;
    const first = await moves(story, { from: FROM, to: TO });
    const second = await moves(story, { from: TO, to: mailbox });
    const touched = await opened.store.touchedLater(first);
    assert.equal(touched.count, 8);
    assert.deepEqual(touched.names.length, 5);
    assert.ok(touched.names.includes('Ada Adams'));
    await assert.rejects(putsBack(story, first), /licencesTouchedLater.*Ada Adams/);
    await putsBack(story, second);
    await putsBack(story, first);
    assert.equal(has(story, FROM).length, 8);
    assert.equal(story.directory.seen.withoutLicence, 0);
  });

  it('sees a later move of another changeover in the same tenant too', async () => {
    const one = await aStory({ users: 6 });
    const other = await aStory({ beside: one });
    const first = await moves(one, { from: FROM, to: TO });
    other.now = one.now;
    await moves(other, { from: TO, to: one.directory.skus[2]!.skuId });
    assert.equal((await opened.store.touchedLater(first)).count, 6);
  });

  it('is gone on with where it was stopped on the way', async () => {
    const story = await aStory({ users: 800 });
    const move = await moves(story, { from: FROM, to: TO });
    await story.says({ type: 'undoLicenceMove', move });
    await story.round();
    await story.says({ type: 'stopLicenceMove', move });
    const back = has(story, FROM).length;
    assert.ok(back > 0 && back < 800, `${back}`);
    story.now += 60 * SECOND;
    await putsBack(story, move);
    assert.deepEqual([has(story, FROM).length, has(story, TO).length], [800, 0]);
    assert.ok([...story.directory.seen.writes.values()].every((writes) => writes === 2));
  });
});
