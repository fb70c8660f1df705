import assert from 'node:assert/strict';
import { SNAPSHOT_SHAPE } from '../../changeover/changeover.ts';
import { EVENT_SCHEMA } from '../../changeover/events.ts';
import { NewerSchema } from '../../store/upcast.ts';
import type { Open, Opened } from './store-contract.ts';
import { joined, NOW, onward, opening, somebody, snoozed, unitOf } from './units.ts';

export function snapshotContract(open: Open): void {
  describe('a snapshot of another shape', () => {
    let opened: Opened;
    before(async () => void (opened = await open()));
    after(() => opened.close());

    /** A changeover of two journal rows whose snapshot says nothing and claims the shape. */
    async function withShape(shape: number) {
      const first = opening();
      const second = onward(first.next, joined(somebody()), { nextDueAt: NOW });
      await opened.store.commit([unitOf(first), unitOf(second)], NOW);
      await opened.sql(`update changeovers set shape = $2, snapshot = '{}' where id = $1`, first.next.id, shape);
      return second.next;
    }

    it('is folded anew from its journal, wherever it is read', async () => {
      const changeover = await withShape(SNAPSHOT_SHAPE - 1);
      const loaded = await opened.store.load({ conversationId: 'c', changeoverId: changeover.id });
      assert.deepEqual(loaded.changeovers, [changeover]);
      assert.deepEqual(await opened.store.openChangeovers(100), [changeover]);
      let due: readonly unknown[] = [];
      await opened.store.tick(NOW, 10, (rows) => {
        due = rows.map((row) => row.changeover);
        return [];
      });
      assert.deepEqual(due, [changeover]);
    });

    it('is written in our shape by the next save', async () => {
      const changeover = await withShape(SNAPSHOT_SHAPE - 1);
      assert.deepEqual(await opened.store.commit([unitOf(onward(changeover, snoozed))], NOW), ['saved']);
      const rows = await opened.sql('select shape from changeovers where id = $1', changeover.id);
      assert.deepEqual(rows, [{ shape: SNAPSHOT_SHAPE }]);
    });

    it('that is newer than ours is never overwritten', async () => {
      const changeover = await withShape(SNAPSHOT_SHAPE + 1);
      assert.deepEqual(await opened.store.commit([unitOf(onward(changeover, snoozed))], NOW), ['conflict']);
      const rows = await opened.sql('select version, shape, snapshot from changeovers where id = $1', changeover.id);
      assert.deepEqual(rows, [{ version: 2, shape: SNAPSHOT_SHAPE + 1, snapshot: {} }]);
    });

    it('and events of the future are refused with a word to the operator', async () => {
      const changeover = await withShape(SNAPSHOT_SHAPE + 1);
      await opened.sql(
        `insert into journal (changeover_id, version, command_id, at, actor, schema, events)
        values ($1, 3, $1 || ' from the future', 0, '{"door":"message"}', $2, '[]')`,
        changeover.id,
        EVENT_SCHEMA + 1,
      );
      await assert.rejects(opened.store.load({ conversationId: 'c', changeoverId: changeover.id }), NewerSchema);
    });
  });
}
