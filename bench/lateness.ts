/**
 * How late a reminder arrives when nothing throttles it: from the instant at which it is due to its arrival at the
 * connector, on each store, the real bot in a process of its own. `node bench/lateness.ts [seconds]`; it starts its own
 * PostgreSQL server. Twenty changeovers come due in a second, each with one message for its customer.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openStore } from '../store/open.ts';
import { startInstance } from '../test/prove/fleet.ts';
import { startRecordingConnector } from '../test/prove/recording-connector.ts';
import { DUE_FROM, numberOf, seed } from '../test/prove/seed.ts';
import type { Place } from '../test/prove/verdict.ts';
import { freshDatabase } from '../test/support/fresh-database.ts';
import { startTestServer } from '../test/support/postgres-server.ts';
import { silent } from '../test/support/silent-log.ts';

const seconds = Number(process.argv[2] ?? 30);
const PER_SECOND = 20;
/** The instance is up by then, and has been through its first rounds. */
const LEAD_MS = 15_000;
/** Whoever has not arrived by then counts as that late. */
const GIVE_UP_MS = 30_000;

const server = await startTestServer();
process.env['TEST_HOME'] = server.home;
process.env['TEST_PG'] = server.url;
const dataDir = mkdtempSync(join(tmpdir(), 'changeover-bench-'));
try {
  console.log(['', 'messages', 'p50 ms', 'p95 ms', 'p99 ms', 'most ms'].map(cell).join(''));
  for (const [name, place] of [
    ['embedded', { dataDir }],
    ['PostgreSQL', { databaseUrl: await freshDatabase() }],
  ] as const) {
    const late = await lateness(place);
    console.log([name, late.length, ...[0.5, 0.95, 0.99, 1].map((share) => quantile(late, share))].map(cell).join(''));
  }
} finally {
  rmSync(dataDir, { recursive: true, force: true });
  await server.stop();
}

/** In milliseconds, the shortest first. */
async function lateness(place: Place): Promise<readonly number[]> {
  const connector = await startRecordingConnector(1);
  const count = seconds * PER_SECOND;
  const dueAfterMs = (i: number): number => LEAD_MS + (i * 1000) / PER_SECOND;
  const { store, close } = await openStore({ dataDir: '', ...place }, silent);
  await seed(store, { serviceUrl: connector.serviceUrl, count, tenants: 20, dueAfterMs });
  await close();
  const startedAt = Date.now();
  const instance = await startInstance({ place, aheadMs: DUE_FROM - startedAt, keepsLimits: false });
  const arrived = new Map<number, number>();
  while (arrived.size < count && Date.now() - startedAt < dueAfterMs(count) + GIVE_UP_MS) {
    await wait(200);
    for (const one of connector.taken) {
      const i = numberOf(one.conversationId);
      if (i !== undefined && !arrived.has(i)) arrived.set(i, one.at - startedAt - dueAfterMs(i));
    }
  }
  await instance.end();
  await connector.close();
  return Array.from({ length: count }, (_, i) => arrived.get(i) ?? GIVE_UP_MS).toSorted((a, b) => a - b);
}

function quantile(sorted: readonly number[], share: number): number {
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN);
}

function cell(text: string | number, i: number): string {
  return i === 0 ? String(text).padEnd(12) : String(text).padStart(10);
}
