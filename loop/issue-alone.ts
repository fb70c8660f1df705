/** A command without a conversation: a reading of the tenant, what delivery found out, the sandbox. */
import type { Changeover } from '../changeover/changeover.ts';
import type { Command } from '../changeover/commands.ts';
import type { Event } from '../changeover/events.ts';
import { refuse, type Refusal } from '../changeover/refusals.ts';
import { draftOf, handleCommand, saveOf } from './draft.ts';
import type { PlaybookShelf } from './playbook-shelf.ts';
import type { Clock, LoadKeys, Outcome, OutboxItem, Store, Text, Unit } from './ports.ts';

/** Somebody else was faster this many times in a row: given up with `tooBusy`. */
const MOST_TRIES = 6;

export interface AlonePorts {
  readonly shelf: PlaybookShelf;
  readonly load: (keys: LoadKeys, asked: readonly string[]) => ReturnType<Store['load']>;
  readonly commit: (unit: Unit, now: number) => Promise<Outcome>;
  readonly clock: Clock;
}

export type IssuedAlone =
  /** Without events when nothing changed, and for a command that is in the journal already. */
  | { readonly ok: true; readonly changeover: Changeover; readonly events: readonly Event[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** @param tell one-off messages that go with what happened, saved with it. @param kept texts that its events may name. */
export async function issueAlone(
  ports: AlonePorts,
  command: Command,
  tell: (events: readonly Event[], changeover: Changeover) => readonly OutboxItem[] = () => [],
  kept: readonly Text[] = [],
): Promise<IssuedAlone> {
  const now = ports.clock.now();
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const loaded = await ports.load({ conversationId: '', changeoverId: command.changeover }, [command.id]);
    const before = loaded.changeovers.find((one) => one.id === command.changeover);
    if (before === undefined) return { ok: false, refusal: refuse('unknownChangeover') };
    if (loaded.seenCommandIds.includes(command.id)) return { ok: true, changeover: before, events: [] };
    const playbook = ports.shelf.of(before);
    const drafted = handleCommand(draftOf(before.id, before), playbook, command, now);
    if (!drafted.ok) return drafted;
    const { draft, events } = drafted;
    const save = saveOf(draft, playbook, now);
    if (save === undefined) return { ok: true, changeover: before, events };
    const outbox = tell(events, save.next);
    const named = JSON.stringify(events);
    const texts = kept.filter(({ id }) => named.includes(id));
    const outcome = await ports.commit({ changeovers: [save], texts, outbox, cardWishes: [] }, now);
    if (outcome === 'saved') return { ok: true, changeover: save.next, events };
    if (outcome === 'failed') return { ok: false, refusal: refuse('internal') };
  }
  return { ok: false, refusal: refuse('tooBusy') };
}
