import type { Claim } from '../loop/ports.ts';
import type { Database, Sql } from './database.ts';
import { jsonb } from './json.ts';

/** All of the claim or nothing: undefined when something of it is not to be had; else how much of it is in doubt. */
export async function claim(sql: Sql, one: Claim): Promise<{ readonly inDoubt: number } | undefined> {
  const [row] = await sql.run<{ readonly doubts: number | null }>({
    name: 'claim',
    text: 'select claim_delivery($1) as doubts',
    values: [jsonb(one)],
  });
  return row === undefined || row.doubts === null ? undefined : { inDoubt: row.doubts };
}

/**
 * The embedded store has one process: what is claimed when it starts was left by one that was killed. It is free at
 * once, and in doubt.
 */
export async function freeAbandonedClaims(database: Database): Promise<void> {
  if (database.kind !== 'embedded') return;
  await database.run({ text: `update outbox set claimed_until = 1 where state = 'pending' and claimed_until > 1` });
  await database.run({ text: 'update licence_tenants set claimed_until = 0 where claimed_until > 0' });
  await database.run({ text: 'update cards set claimed_until = 1 where claimed_until > 1' });
}
