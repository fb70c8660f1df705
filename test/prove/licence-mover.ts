/**
 * A process that does nothing but work on licence moves, for the kill proof: the real store, the real client and the real
 * run, on a clock that goes faster than this machine's. It may be killed at any moment.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { systemRandom } from '../../bot/system.ts';
import { playbooks } from '../../changeover/playbooks/index.ts';
import { createLicenceNote } from '../../loop/licence-note.ts';
import { createLicenceRun } from '../../loop/licence-run.ts';
import { openPlaybookShelf } from '../../loop/playbook-shelf.ts';
import { openStore } from '../../store/open.ts';
import { createGraph } from '../../tenant/graph.ts';
import { licencesOver } from '../../tenant/licences.ts';
import { silent } from '../support/silent-log.ts';
import { fastClock, type FastClock } from './fast-clock.ts';
import type { Place } from './verdict.ts';

export interface MoverOptions {
  readonly place: Place;
  readonly graphUrl: string;
  readonly clock: FastClock;
  readonly leaseMs: number;
}

const LOOK_EVERY_MS = 20;

const { place, graphUrl, clock: parts, leaseMs } = JSON.parse(process.argv[2] ?? '') as MoverOptions;
const { store } = await openStore({ dataDir: '', ...place }, silent);
const shelf = await openPlaybookShelf(playbooks, (list) => store.keepPlaybooks(list));
const clock = fastClock(parts);
const note = createLicenceNote({
  store,
  shelf,
  clock,
  random: systemRandom,
  log: silent,
  load: (keys, asked) => store.load(keys, asked),
  commit: async (unit, now) => (await store.commit([unit], now))[0]!,
});
const tokens = { token: async (tenantId: string) => ({ ok: true as const, token: `pretend.${tenantId}` }) };
const graph = createGraph({ tokens, baseUrl: graphUrl });
const round = createLicenceRun({
  store,
  clock,
  note,
  leaseMs,
  random: systemRandom,
  log: silent,
  tenant: licencesOver(graph, graph),
  consent: { stateOf: async () => 'given' },
});
for (;;) if ((await round()) === 0) await wait(LOOK_EVERY_MS);
