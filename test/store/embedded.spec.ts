import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';
import { databaseOf, type Database } from '../../store/database.ts';
import { openEmbedded } from '../../store/embedded.ts';
import { startQueue } from '../../store/queue.ts';
import { upkeepRound } from '../../store/upkeep.ts';
import { freshDataDir } from '../support/fresh-database.ts';
import { silent } from '../support/silent-log.ts';

describe('the embedded store', () => {
  it('forces each commit to the disk, and nothing when it reads', async () => {
    let syncs = 0;
    const { database, close } = await open(() => void (syncs += 1));
    await database.run({ text: 'create table a (x integer)' });
    syncs = 0;
    for (let i = 0; i < 5; i++) await database.run({ text: 'insert into a values ($1)', values: [i] });
    assert.equal(syncs, 5);
    await database.run({ text: 'select * from a' });
    assert.equal(syncs, 5);
    await close();
  });

  it('serves on after a statement failed, alone, among others or in a transaction', async () => {
    const { database, close } = await open();
    const failing = { text: 'select 1/$1::integer', values: [0] };
    await assert.rejects(database.run(failing), /division by zero/);
    await assert.rejects(database.run({ text: 'begin; select 1/0; commit' }), /division by zero/);
    await assert.rejects(
      database.transaction((tx) => tx.run(failing)),
      /division by zero/,
    );
    assert.deepEqual(await database.run({ text: 'select 1 as one' }), [{ one: 1 }]);
    await close();
  });

  it('delivers at once what was under way when the process was killed', async () => {
    const { database, close } = await open();
    const before = await startQueue(database, silent, async () => {});
    await before.stop();
    await before.nudge(['left under way']);
    await database.run({ text: `update pgboss.job set state = 'active', started_on = now(), heartbeat_on = now()` });
    const bell = new EventEmitter();
    const delivered = once(bell, 'delivered');
    const queue = await startQueue(database, silent, async (id) => void bell.emit('delivered', id));
    assert.deepEqual(await delivered, ['left under way']);
    await queue.stop();
    await close();
  });

  it('clears away dead rows and shortens its log, which no background process does for it', async () => {
    const { database, close } = await open();
    for (const table of ['a', 'b']) {
      await database.run({ text: `create table ${table} as select n, 0 as x from generate_series(1, 500) n` });
    }
    await database.run({ text: 'update a set x = 1' });
    const before = await redo(database);
    await upkeepRound(database, 1);
    const vacuumed = await database.run({
      text: `select relname as name, vacuum_count as times from pg_stat_user_tables where relname in ('a', 'b') order by 1`,
    });
    assert.deepEqual(vacuumed, [
      { name: 'a', times: '1' },
      { name: 'b', times: '0' },
    ]);
    assert.notEqual(await redo(database), before);
    await close();
  });
});

async function open(onSync?: () => void): Promise<{ database: Database; close: () => Promise<void> }> {
  const embedded = await openEmbedded(join(await freshDataDir(), 'postgres'), onSync);
  const database = databaseOf({ kind: 'embedded', pool: embedded.pool, afterClose: embedded.close });
  return { database, close: () => database.close() };
}

/** Where a start after a crash would begin to read the log. */
async function redo(database: Database): Promise<unknown> {
  const [row] = await database.run({ text: 'select redo_lsn::text from pg_control_checkpoint()' });
  return row?.['redo_lsn'];
}
