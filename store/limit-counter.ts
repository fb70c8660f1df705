import type { Sql } from './database.ts';
import { jsonb } from './json.ts';

export interface CountItem {
  readonly key: string;
  /** Added to what the window has already; a negative number takes back. */
  readonly points: number;
  /** How long a window lasts that begins with it, in milliseconds. */
  readonly forMs: number;
  /** Sets points and window whatever was there. */
  readonly isForced: boolean;
}

export interface Counted {
  /** What the window has now. */
  readonly points: number;
  /** Until the window ends, in milliseconds. */
  readonly msLeft: number;
}

/** Counts the items, each with an answer of its own in the same order, in the database's time. */
export type CountUp = (items: readonly CountItem[]) => Promise<readonly Counted[]>;

/** Windows that ended are cleared away once in so many calls. */
const CLEAR_EVERY = 1_000;

export function countUp(sql: Sql): CountUp {
  let calls = 0;
  return async (items) => {
    calls += 1;
    if (calls % CLEAR_EVERY === 0) {
      await sql.run({ name: 'clear limits', text: 'delete from send_limits where expires_at < now_ms()' });
    }
    const rows = await sql.run<{ readonly points: number; readonly ms_left: string }>({
      name: 'count up',
      text: 'select points, ms_left from count_up($1) order by ordinal',
      values: [jsonb(items)],
    });
    return rows.map(({ points, ms_left }) => ({ points, msLeft: Number(ms_left) }));
  };
}
