import assert from 'node:assert/strict';
import type { DueRow } from '../../loop/ports.ts';
import type { Open, Opened } from './store-contract.ts';
import { NOW, onward, opening, snoozed, unitOf } from './units.ts';

export function tickContract(open: Open): void {
  describe('tick', () => {
    let opened: Opened;
    before(async () => void (opened = await open()));
    /* What the test before left is due no more. */
    beforeEach(() => opened.sql('update changeovers set next_due_at = null'));
    after(() => opened.close());

    async function plan(...instants: readonly (number | undefined)[]): Promise<readonly string[]> {
      const saves = instants.map((nextDueAt) => opening(nextDueAt === undefined ? {} : { nextDueAt }));
      await opened.store.commit(
        saves.map((save) => unitOf(save)),
        NOW,
      );
      return saves.map((save) => save.next.id);
    }

    function moveOn(rows: readonly DueRow[]) {
      return rows.map((row) => unitOf(onward(row.changeover, snoozed, { nextDueAt: row.nextDueAt + 1_000 })));
    }

    it('claims what is due, the longest due first and no more than asked, and saves what was decided', async () => {
      const [late, , soon] = await plan(NOW - 2, NOW + 1, NOW - 1, NOW - 3, undefined);
      const [first] = await plan(NOW - 9);
      const seen: string[] = [];
      const claimed = await opened.store.tick(NOW, 2, (rows) => {
        seen.push(...rows.map((row) => `${row.changeover.id} ${row.nextDueAt - NOW}`));
        return moveOn(rows);
      });
      assert.equal(claimed, 2);
      assert.equal(seen[0], `${first} -9`);
      assert.equal(await opened.store.tick(NOW, 10, moveOn), 2);
      assert.equal(await opened.store.tick(NOW, 10, moveOn), 0);
      for (const id of [late, soon]) assert.equal((await opened.store.journal(id!)).length, 2);
    });

    it('names the earliest due instant of all, and none when nothing is planned', async () => {
      assert.equal(await opened.store.nextDueAt(), undefined);
      await plan(NOW + 7, NOW + 3, undefined);
      assert.equal(await opened.store.nextDueAt(), NOW + 3);
    });

    it('lets two ticks at once share the work: nothing is decided twice', async () => {
      await plan(...Array.from({ length: 12 }, (_, i) => NOW - i));
      const other = await opened.another();
      const decided: string[] = [];
      const note = (rows: readonly DueRow[]) => {
        decided.push(...rows.map((row) => row.changeover.id));
        return moveOn(rows);
      };
      await Promise.all([opened, other, opened].map((each) => each.store.tick(NOW, 4, note)));
      assert.equal(decided.length, 12);
      assert.equal(new Set(decided).size, 12);
    });

    it('leaves everything due when deciding throws', async () => {
      const [id] = await plan(NOW);
      await assert.rejects(
        opened.store.tick(NOW, 10, () => {
          throw new Error('no');
        }),
        /no/,
      );
      assert.equal(await opened.store.tick(NOW, 10, moveOn), 1);
      assert.equal((await opened.store.journal(id!)).length, 2);
    });

    it('looks at a changeover of which nothing was saved again after ten minutes', async () => {
      await plan(NOW);
      assert.equal(await opened.store.tick(NOW, 10, () => []), 1);
      assert.equal(await opened.store.nextDueAt(), NOW + 600_000);
    });

    it('does not decide what a turn saved meanwhile', async () => {
      const [id] = await plan(NOW);
      const { changeovers } = await opened.store.load({ conversationId: 'c', changeoverId: id! });
      await opened.store.commit([unitOf(onward(changeovers[0]!, snoozed))], NOW);
      assert.equal(await opened.store.tick(NOW, 10, moveOn), 0);
    });
  });
}
