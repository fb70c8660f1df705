import assert from 'node:assert/strict';
import { openStore, type OpenStore } from '../../store/open.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import { aLicenceStory, type LicenceStory } from '../support/licence-story.ts';
import { silent } from '../support/silent-log.ts';

describe('a licence move that is refused for some', () => {
  let opened: OpenStore;
  let story: LicenceStory;
  before(async () => void (opened = await openStore({ databaseUrl: await freshDatabase(), dataDir: '' }, silent)));
  afterEach(() => story.close());
  after(() => opened.close());

  it('says which services do not go together, where Microsoft refuses what it lets stack elsewhere', async () => {
    story = await aLicenceStory({ store: opened.store, users: 50, hasConflicts: true });
    await story.begins();
    story.directory.isStrict = true;
    const { licences } = await story.until((one) => one.licences?.state === 'done');
    const { failures } = (await story.progress())!;
    assert.deepEqual(
      failures.map(({ code, about }) => [code, about]),
      Array.from({ length: licences?.plan?.doubled ?? 0 }, () => [
        'excluding',
        ['EXCHANGE_S_STANDARD', 'EXCHANGE_S_ENTERPRISE'],
      ]),
    );
    assert.ok(failures.length > 0);
    assert.equal(story.directory.seen.withoutLicence, 0);
  });
});
