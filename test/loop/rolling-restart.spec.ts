import assert from 'node:assert/strict';
import { buildApp, type App } from '../../bot/app.ts';
import { createLog } from '../../bot/log.ts';
import { systemRandom } from '../../bot/system.ts';
import { openStore } from '../../store/open.ts';
import { startRecordingConnector, type RecordingConnector } from '../prove/recording-connector.ts';
import { DUE_FROM, seed } from '../prove/seed.ts';
import { verdictOf } from '../prove/verdict.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import { silent } from '../support/silent-log.ts';

const COUNT = 40;

describe('a rolling restart', function () {
  this.timeout(60_000);
  let connector: RecordingConnector;
  beforeEach(async () => void (connector = await startRecordingConnector(1)));
  afterEach(() => connector.close());

  function instance(databaseUrl: string): App {
    const config = { databaseUrl, dataDir: '', host: '127.0.0.1', port: 0, client: 'off', rateLimit: 1_000 } as const;
    const log = createLog('silent');
    return buildApp({ ...config, logLevel: 'silent' }, { clock: { now: () => DUE_FROM }, random: systemRandom, log });
  }

  it('in the middle of the work loses nothing and leaves nothing in doubt', async () => {
    const databaseUrl = await freshDatabase();
    const { store, close } = await openStore({ databaseUrl, dataDir: '' }, silent);
    const { serviceUrl } = connector;
    await seed(store, { serviceUrl, count: COUNT, tenants: 4, dueAfterMs: () => 0 });
    await close();

    const before = instance(databaseUrl);
    await before.start();
    await until(() => connector.taken.length >= 5);
    const after = instance(databaseUrl);
    await Promise.all([before.stop(), after.start()]);
    const isLeft = async (): Promise<boolean> => (await verdictOf({ databaseUrl }, connector.taken, DUE_FROM)).lost > 0;
    while (await isLeft()) await until(() => true);
    await after.stop();

    const { lost, decidedTwice, duplicates, doubts } = await verdictOf({ databaseUrl }, connector.taken, DUE_FROM);
    assert.deepEqual(
      { lost, decidedTwice, duplicates, doubts },
      { lost: 0, decidedTwice: 0, duplicates: 0, doubts: 0 },
    );
  });
});

async function until(holds: () => boolean): Promise<void> {
  do await new Promise((resolve) => setImmediate(resolve));
  while (!holds());
}
