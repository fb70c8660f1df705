import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '../../store/connect.ts';
import type { Database } from '../../store/database.ts';
import { migrate, MigrationChanged, shippedMigrations, type Migration } from '../../store/migrate.ts';
import { freshDatabase, freshDataDir } from '../support/fresh-database.ts';
import { schemaDump } from '../support/schema-dump.ts';
import { silent } from '../support/silent-log.ts';

describe('the migrations', () => {
  const opened: Database[] = [];
  afterEach(async () => {
    for (const database of opened.splice(0)) await database.close();
  });

  async function emptyDatabase(databaseUrl?: string): Promise<Database> {
    const database = await connect({ databaseUrl: databaseUrl ?? (await freshDatabase('empty')), dataDir: '' }, silent);
    opened.push(database);
    return database;
  }

  function migration(name: string, sql: string, hash = 'h'): Migration {
    return { name, hash, sql };
  }

  it('are applied in order, each once', async () => {
    const database = await emptyDatabase();
    const first = migration('0001', 'create table a (x integer)');
    const second = migration('0002', 'insert into a values (1)');
    await migrate(database, silent, [first]);
    await migrate(database, silent, [first, second]);
    await migrate(database, silent, [first, second]);
    assert.deepEqual(await database.run({ text: 'select x from a' }), [{ x: 1 }]);
  });

  it('are applied once by many that start together', async () => {
    const databaseUrl = await freshDatabase('empty');
    const databases = await Promise.all([1, 2, 3].map(() => emptyDatabase(databaseUrl)));
    await Promise.all(databases.map((database) => migrate(database, silent)));
    const names = await databases[0]!.run<{ name: string }>({ text: 'select name from migrations order by name' });
    assert.deepEqual(
      names.map((row) => row.name),
      shippedMigrations().map((each) => each.name),
    );
  });

  it('leave nothing behind when one fails', async () => {
    const database = await emptyDatabase();
    const broken = [migration('0001', 'create table a (x integer)'), migration('0002', 'create tabel b')];
    await assert.rejects(migrate(database, silent, broken), /syntax error/);
    assert.deepEqual(await database.run({ text: `select to_regclass('a') as a, to_regclass('migrations') as m` }), [
      { a: null, m: null },
    ]);
  });

  it('refuse to go on when one was changed after it had been applied', async () => {
    const database = await emptyDatabase();
    await migrate(database, silent, [migration('0001', 'create table a (x integer)', 'old')]);
    await assert.rejects(
      migrate(database, silent, [migration('0001', 'create table a (y integer)', 'new')]),
      MigrationChanged,
    );
  });

  it('of a newer release are let be', async () => {
    const database = await emptyDatabase();
    await migrate(database, silent, [migration('0001', 'create table a (x integer)'), migration('0002', 'select 1')]);
    await migrate(database, silent, [migration('0001', 'create table a (x integer)')]);
  });

  it('make the schema of store/schema.sql, the same on both stores', async () => {
    const reviewed = readFileSync(join(import.meta.dirname, '../../store/schema.sql'), 'utf8').replaceAll('\r\n', '\n');
    const embedded = await connect({ dataDir: await freshDataDir() }, silent);
    opened.push(embedded);
    const server = await emptyDatabase(await freshDatabase());
    for (const database of [embedded, server]) {
      assert.equal(
        await schemaDump(database),
        reviewed,
        'The schema has moved: run "npm run schema" and review store/schema.sql.',
      );
    }
  });
});
