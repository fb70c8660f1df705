import assert from 'node:assert/strict';
import { connect } from '../../store/connect.ts';
import { migrate, shippedMigrations } from '../../store/migrate.ts';
import { storeOn } from '../../store/postgres-store.ts';
import { rowHash } from '../../loop/history.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import { silent } from '../support/silent-log.ts';
import { NOW, onward, opening, snoozed, unitOf } from './units.ts';

describe('the migration that makes a chain of the journal', () => {
  it('gives the rows that are there theirs, and the next one goes on with it', async () => {
    const database = await connect({ databaseUrl: await freshDatabase('empty'), dataDir: '' }, silent);
    const before = shippedMigrations().filter((each) => each.name < '0012');
    await migrate(database, silent, before);
    const store = storeOn(database, silent);
    const [first, other] = [opening(), opening()];
    const second = onward(first.next, snoozed);
    for (const save of [first, other, second]) await store.commit([unitOf(save)], NOW);

    await migrate(database, silent);
    const third = onward(second.next, snoozed);
    assert.deepEqual(await store.commit([unitOf(third)], NOW), ['saved']);
    for (const [id, count] of [
      [first.next.id, 3],
      [other.next.id, 1],
    ] as const) {
      const rows = (await store.history(id))?.rows ?? [];
      assert.equal(rows.length, count);
      assert.deepEqual(
        rows.map(({ hash, previous }) => ({ hash, previous })),
        rows.map((row, index) => ({ hash: rowHash(id, row), previous: rows[index - 1]?.hash ?? null })),
      );
    }
    await assert.rejects(database.run({ text: 'update journal set at = 0' }), /append-only/);
    await database.close();
  });
});
