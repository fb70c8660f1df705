import type { Instant } from '../changeover/changeover.ts';
import type { DueRow, Log, Unit } from '../loop/ports.ts';
import { commit } from './commit.ts';
import type { Database, Transaction } from './database.ts';
import { instantOf, readChangeovers, type StoredChangeover } from './rows.ts';

/** A claimed changeover that nothing was saved of waits this long, so that one that can't be decided holds up nobody. */
const POSTPONED_MS = 600_000;

type DueColumns = StoredChangeover & { readonly next_due_at: string; readonly tried_at: string | null };

/**
 * Claims at most `limit` due changeovers, has them decided and saves what was decided, all in one transaction: other
 * processes pass over the claimed rows, and when this one dies they are due as before. Returns how many were claimed.
 */
export function tick(
  database: Database,
  log: Log,
  now: Instant,
  limit: number,
  decideAll: (rows: readonly DueRow[]) => readonly Unit[],
): Promise<number> {
  return database.transaction(async (tx) => {
    const claimed = await tx.run<DueColumns>({
      name: 'claim due',
      text: `select id, shape, snapshot, next_due_at,
          (select r.tried_at from readings r where r.changeover_id = changeovers.id) as tried_at
        from changeovers where next_due_at <= $1 order by next_due_at limit $2 for update skip locked`,
      values: [now, limit],
    });
    if (claimed.length === 0) return 0;
    const changeovers = await readChangeovers(tx, claimed);
    const due = claimed.map((row, i) => ({
      changeover: changeovers[i]!,
      nextDueAt: instantOf(row.next_due_at),
      ...(row.tried_at !== null && { lookedAt: instantOf(row.tried_at) }),
    }));
    const units = decideAll(due);
    const outcomes = await commit(tx, log, units, now);
    const saved = units.filter((_unit, i) => outcomes[i] === 'saved');
    const savedIds = new Set(saved.flatMap((unit) => unit.changeovers.map((save) => save.next.id)));
    await postpone(
      tx,
      claimed.map((row) => row.id).filter((id) => !savedIds.has(id)),
      now,
    );
    return claimed.length;
  });
}

async function postpone(tx: Transaction, ids: readonly string[], now: Instant): Promise<void> {
  if (ids.length === 0) return;
  await tx.run({
    text: 'update changeovers set next_due_at = $2 where id = any($1)',
    values: [ids, now + POSTPONED_MS],
  });
}
