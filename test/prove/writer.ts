/**
 * A process that does nothing but save, for `kill.spec.ts`: opens the store in the data folder, checks that what it finds
 * is whole, and goes on saving until it is killed. Tells its parent in lines: `opening`, `opened <version>`, and
 * `saved <version>` for every answer it got.
 */
import { openStore } from '../../store/open.ts';
import type { Loaded } from '../../loop/ports.ts';
import { silent } from '../support/silent-log.ts';
import { NOW, onward, opening, snoozed, unit } from '../store/units.ts';

const WRITER = { tenantId: 'tenant', objectId: 'writer' };
const ID = 'the one changeover';

process.stdout.write('opening\n');
const { store } = await openStore({ dataDir: process.argv[2] ?? '' }, silent);
const found = await store.load({ conversationId: 'c', person: WRITER, changeoverId: ID });
process.stdout.write(`opened ${await wholeVersion(found)}\n`);

let [changeover] = found.changeovers;
for (;;) {
  const version = changeover?.version ?? 0;
  const nextDueAt = NOW + version + 1;
  const save = changeover ? onward(changeover, snoozed, { nextDueAt }) : opening({ id: ID, nextDueAt });
  const dialog = { conversationId: 'c', person: WRITER, doc: { version }, version };
  const [outcome] = await store.commit([unit({ changeovers: [save], dialog })], NOW);
  if (outcome !== 'saved') throw new Error(`not saved but ${outcome}`);
  changeover = save.next;
  process.stdout.write(`saved ${changeover.version}\n`);
}

/** Snapshot, journal, dialog and next due instant were saved together each time, so they are of one version. */
async function wholeVersion(loaded: Loaded): Promise<number> {
  const version = loaded.changeovers[0]?.version ?? 0;
  const journal = await store.journal(ID);
  const dueVersion = ((await store.nextDueAt()) ?? NOW) - NOW;
  const all = [journal.length, journal.at(-1)?.version ?? 0, loaded.dialog?.version ?? 0, dueVersion];
  if (all.some((each) => each !== version)) throw new Error(`torn: snapshot ${version}, the others ${all.join(', ')}`);
  return version;
}
