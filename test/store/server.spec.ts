import assert from 'node:assert/strict';
import { connect } from '../../store/connect.ts';
import { openStore } from '../../store/open.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import { silent } from '../support/silent-log.ts';

describe('the store on a server', () => {
  it('survives connections that the server ends, idle or in use, and says so in the log', async () => {
    const databaseUrl = await freshDatabase();
    const warnings: string[] = [];
    const log = { ...silent, warn: (_fields: object, message: string) => void warnings.push(message) };
    const database = await connect({ databaseUrl, dataDir: '' }, log);
    const other = await connect({ databaseUrl, dataDir: '' }, silent);
    const endOthers = {
      text: `select pg_terminate_backend(pid) from pg_stat_activity
        where pid <> pg_backend_pid() and datname = current_database()`,
    };
    const answer = { text: 'select 1 as one' };

    await other.run(endOthers);
    await untilTrue(() => warnings.length === 1);
    assert.deepEqual(await database.run(answer), [{ one: 1 }]);

    const inUse = database.transaction(async (tx) => {
      await other.run(endOthers);
      await tx.run(answer);
    });
    await assert.rejects(inUse);
    assert.deepEqual(await database.run(answer), [{ one: 1 }]);

    await database.close();
    await other.close();
    assert.deepEqual(new Set(warnings), new Set(['a database connection broke']));
  });

  it('is not ready when the database does not answer', async () => {
    const { store, close } = await openStore({ databaseUrl: await freshDatabase(), dataDir: '' }, silent);
    await close();
    assert.equal(await store.isReady(), false);
  });

  it('refuses at once to open a server that is not there', async () => {
    await assert.rejects(openStore({ databaseUrl: 'postgres://x@127.0.0.1:1/x', dataDir: '' }, silent), /ECONNREFUSED/);
  });
});

async function untilTrue(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}
