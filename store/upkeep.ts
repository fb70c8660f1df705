/** What a server does by itself and the embedded store does not: it has no background processes. */
import type { Log } from '../loop/ports.ts';
import type { Database } from './database.ts';

export interface Upkeep {
  stop(): Promise<void>;
}

const EVERY_MS = 60_000;
/** More log than this since the last checkpoint, in bytes, is what a start after a crash would have to read through. */
const CHECKPOINT_BYTES = 16 * 1024 * 1024;

/** Keeps the embedded store small and quick to open, from now on; on a server it does nothing. */
export function keepUp(database: Database, log: Log): Upkeep {
  if (database.kind === 'postgres') return { stop: async () => {} };
  let round = Promise.resolve();
  const timer = setInterval(() => {
    round = round
      .then(() => upkeepRound(database, CHECKPOINT_BYTES))
      .catch((error: unknown) => log.warn({ err: error }, 'the upkeep of the embedded store failed'));
  }, EVERY_MS);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      return round;
    },
  };
}

/** Clears away dead rows where there are as many as would wake PostgreSQL's autovacuum, and shortens the log. */
export async function upkeepRound(database: Database, checkpointBytes: number): Promise<void> {
  /* Without a word the one session never hands its counts over. */
  await database.run({ text: 'select pg_stat_force_next_flush()' });
  const untidy = await database.run<{ readonly name: string }>({
    text: `select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables
      where n_dead_tup > 50 + 0.2 * n_live_tup order by n_dead_tup desc limit 5`,
  });
  for (const { name } of untidy) await database.run({ text: `vacuum (analyze) ${name}` });

  const [log] = await database.run<{ readonly isLong: boolean }>({
    text: `select pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn) > $1 as "isLong" from pg_control_checkpoint()`,
    values: [checkpointBytes],
  });
  if (log?.isLong) await database.run({ text: 'checkpoint' });
}
