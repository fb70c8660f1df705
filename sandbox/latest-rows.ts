/** The newest journal rows of all changeovers, told in a few plain words each. */
import { z } from 'zod';
import type { Changeover, ChangeoverId, Instant } from '../changeover/changeover.ts';
import type { Event } from '../changeover/events.ts';
import type { JournalEntry, Store } from '../loop/ports.ts';
import type { StateFile } from './state-file.ts';

export interface LatestRow {
  readonly changeover: ChangeoverId;
  readonly version: number;
  readonly at: Instant;
  /** The door through which it came: a person's message or card, the clock, the tenant. */
  readonly door: string;
  readonly events: readonly string[];
}

const MOST_ROWS = 30;
const MOST_CHANGEOVERS = 20;
/** Fields that say which one was meant; ids, hashes and money are left out. */
const TELLING = ['step', 'line', 'act', 'fact', 'holds', 'answer', 'kind', 'why', 'outcome', 'side', 'to', 'on', 'key'];
const Seen = z.array(z.string());

/** Newest first. A changeover that was closed since is remembered in the file, because the store lists open ones only. */
export async function latestRows(
  store: Pick<Store, 'journal'>,
  open: readonly Changeover[],
  file: StateFile,
): Promise<readonly LatestRow[]> {
  const seen = Seen.safeParse(file.part('seen')).data ?? [];
  const fresh = open.map((one) => one.id).filter((id) => !seen.includes(id));
  const ids = [...fresh, ...seen].slice(0, MOST_CHANGEOVERS);
  if (fresh.length > 0) await file.put('seen', ids);
  const journals = await Promise.all(ids.map(async (id) => rowsOf(id, await store.journal(id))));
  return journals
    .flat()
    .sort((a, b) => b.at - a.at || b.version - a.version)
    .slice(0, MOST_ROWS);
}

function rowsOf(id: ChangeoverId, journal: readonly (JournalEntry & { readonly version: number })[]): LatestRow[] {
  return journal.map(({ version, at, actor, events }) => ({
    changeover: id,
    version,
    at,
    door: actor.door,
    events: events.map(inWords),
  }));
}

/** `stepDone` of step `end-old` on line `l1` becomes `step done: end-old, l1`. */
function inWords(event: Event): string {
  const name = event.type.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  const fields: Readonly<Record<string, unknown>> = { ...event };
  const said = TELLING.flatMap((field) => {
    const value = fields[field];
    if (typeof value === 'boolean') return value ? [] : ['not so'];
    return typeof value === 'string' ? [value] : [];
  });
  return said.length > 0 ? `${name}: ${said.join(', ')}` : name;
}
