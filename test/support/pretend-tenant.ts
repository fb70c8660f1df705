/** A pretend tenant of Contoso with the real reader on it: for tests of what is read. */
import type { Changeover, Line } from '../../changeover/changeover.ts';
import type { TenantSight } from '../../changeover/tenant-sight.ts';
import type { Reading, TenantReader } from '../../loop/reading-ports.ts';
import { startPretendGraph, type PretendGraph } from '../../sandbox/graph.ts';
import { pretendReader } from '../../sandbox/pretend-reader.ts';
import { type Knobs, openTenants, type PretendTenants } from '../../sandbox/tenant.ts';
import { aChangeover, aLine } from '../sandbox/a-changeover.ts';

export const NOON = Date.UTC(2026, 2, 2, 12);

export interface ReadTenant {
  readonly graph: PretendGraph;
  readonly tenants: PretendTenants;
  readonly reader: TenantReader;
  readonly changeover: Changeover;
  /** Milliseconds that the reader was asked to wait, one for each time. */
  readonly waits: readonly number[];
  now: number;
  turn(knobs: Omit<Knobs, 'changeover'>): Promise<void>;
  read(): Promise<Reading>;
  /** What was seen; throws when nothing was. */
  sight(): Promise<TenantSight>;
}

export async function aReadTenant(line: Partial<Line> = {}, deadlineMs = 2_000): Promise<ReadTenant> {
  const changeover = aChangeover([aLine('l1', line)], { openedAt: NOON - 86_400_000 });
  const waits: number[] = [];
  const tenants = openTenants({ part: () => undefined, put: async () => undefined }, () => made.now);
  const graph = await startPretendGraph(() => made.now, tenants);
  const wait = async (ms: number): Promise<void> => {
    waits.push(ms);
    made.now += ms;
  };
  const made: ReadTenant = {
    graph,
    tenants,
    changeover,
    waits,
    reader: pretendReader(graph, tenants, { deadlineMs, wait }),
    now: NOON,
    turn: (knobs) => tenants.turn(changeover, knobs),
    read: () => made.reader.read(changeover),
    async sight() {
      const reading = await made.read();
      if (!reading.ok) throw new Error(`nothing was seen: ${reading.why} (${reading.detail})`);
      return reading.sight;
    },
  };
  return made;
}
