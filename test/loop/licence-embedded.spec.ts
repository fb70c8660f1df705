import assert from 'node:assert/strict';
import { openStore } from '../../store/open.ts';
import { freshDataDir } from '../support/fresh-database.ts';
import { aLicenceStory } from '../support/licence-story.ts';
import { silent } from '../support/silent-log.ts';

describe('a licence move on the embedded store', function () {
  // The first start of an embedded store takes its time.
  this.timeout(90_000);

  it('goes the same way, and what a killed process had claimed is free for the next one at once', async () => {
    const dataDir = await freshDataDir();
    const before = await openStore({ dataDir }, silent);
    const story = await aLicenceStory({ store: before.store, users: 30 });
    await story.begins();
    assert.ok(await before.store.claimMove(story.now, 'a process that is killed', 3_600_000));
    assert.equal(await story.round(), 0);
    await before.close();
    const { store, close } = await openStore({ dataDir }, silent);
    assert.equal((await store.claimMove(story.now, 'the next one', 1_000))?.changeover.id, story.id);
    await close();
    await story.close();
  });
});
