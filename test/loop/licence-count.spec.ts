import assert from 'node:assert/strict';
import { openStore, type OpenStore } from '../../store/open.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import { aLicenceStory, FROM, type LicenceStory } from '../support/licence-story.ts';
import { silent } from '../support/silent-log.ts';

const MINUTE = 60_000;

describe('counting users after an end', () => {
  let opened: OpenStore;
  let story: LicenceStory;
  before(async () => void (opened = await openStore({ databaseUrl: await freshDatabase(), dataDir: '' }, silent)));
  beforeEach(async () => void (story = await aLicenceStory({ store: opened.store, users: 30 })));
  afterEach(() => story.close());
  after(() => opened.close());

  /** Everybody but two is moved; then the old subscription ends. */
  async function ends(): Promise<readonly string[]> {
    const left = [...story.directory.users.values()].slice(0, 2);
    for (const user of left) user.location = null;
    await story.begins();
    await story.until((one) => one.licences?.state === 'done');
    story.directory.withdraw(FROM);
    await story.says({ type: 'reportOldEnded', line: 'l1', on: '2026-03-02' });
    return left.map(({ id }) => id);
  }
  const counted = async () => (await story.changeover()).licenceCount;
  const named = async (): Promise<readonly string[]> =>
    (await opened.store.usersWithout(story.id, 20)).map(({ user }) => user);

  it('waits until the end shows everywhere, and then finds who has none', async () => {
    const left = await ends();
    assert.equal(await story.count(), 0);
    story.now += 11 * MINUTE;
    assert.equal(await story.count(), 1);
    const { checked, without } = (await counted())!;
    assert.deepEqual([checked, without], [30, 2]);
    assert.deepEqual((await named()).toSorted(), left.toSorted());
    assert.equal(await story.count(), 0);
  });

  it('takes a licence of a subscription that is over for none, though it stays on the user', async () => {
    await ends();
    const [, held] = [...story.directory.users.values()];
    held!.held = [{ skuId: FROM, disabledPlans: [], by: [undefined] }];
    story.directory.skus[0]!.status = 'Suspended';
    story.now += 11 * MINUTE;
    await story.count();
    assert.ok((await named()).includes(held!.id));
  });

  it('misses nobody who was deleted', async () => {
    const [gone = ''] = await ends();
    story.directory.users.delete(gone);
    story.now += 11 * MINUTE;
    await story.count();
    assert.equal((await counted())?.without, 1);
    assert.ok(!(await named()).includes(gone));
  });

  it('tries again later where Microsoft does not answer, and says nothing meanwhile', async () => {
    await ends();
    story.now += 11 * MINUTE;
    story.graph.fail({ kind: 503, times: 1 });
    assert.equal(await story.count(), 1);
    assert.equal(await counted(), undefined);
    assert.equal(await story.count(), 0);
    story.now += 31 * MINUTE;
    assert.equal(await story.count(), 1);
    assert.equal((await counted())?.without, 2);
  });
});
