/** The rows of a journal as a person reads them: when, who, through which door, what happened, with which evidence. */
import type { Actor, Changeover, Instant, TextRef } from '../changeover/changeover.ts';
import type { Event } from '../changeover/events.ts';
import type { Playbook } from '../changeover/playbook.ts';
import type { Reader } from './content.ts';
import { eventWords, type EventWording } from './history-event-words.ts';
import { maySeeText } from './history-sight.ts';
import { personName, type TextOf } from './names.ts';
import { playbookWords } from './playbook-words.ts';
import { plain, type Words } from './text.ts';

/** A row of the journal, its events as today's release knows them. */
export interface RecordedRow {
  readonly version: number;
  readonly at: Instant;
  readonly actor: Actor;
  readonly events: readonly Event[];
}

/** What was written down beside the journal; without a body it was erased. */
export interface RecordedText {
  readonly id: string;
  readonly kind: string;
  readonly body?: string;
}

export interface Recorded {
  readonly changeover: Changeover;
  readonly playbook: Playbook;
  readonly reader: Reader;
  /** Oldest first. */
  readonly rows: readonly RecordedRow[];
  readonly texts: readonly RecordedText[];
  /** The hash of the last row. */
  readonly head: string;
}

/** One row. All of it is harmless for a card; user-given text in it is `plain`. */
export interface HistoryEntry {
  readonly version: number;
  readonly at: string;
  readonly who: string;
  readonly door: string;
  readonly lines: readonly string[];
  readonly evidence: readonly string[];
}

/** Newest first. */
export function historyEntries(recorded: Recorded): readonly HistoryEntry[] {
  const { changeover, playbook, reader, rows, texts } = recorded;
  const byId = new Map(texts.map((text) => [text.id, text]));
  const text: TextOf = (ref) => (ref === undefined ? undefined : byId.get(ref.id)?.body);
  const w = playbookWords(reader.locale, playbook);
  const wording: EventWording = { w, changeover, playbook, reader, text };
  return rows.toReversed().map((row) => ({
    version: row.version,
    at: w.dateTime(row.at, reader.zone),
    who: whoWords(w, row, wording),
    door: doorWords(w, row.actor.door),
    lines: row.events.map((event) => eventWords(event, wording)),
    evidence: row.events.flatMap((event) => evidenceOf(w, event, row, { byId, reader, changeover })),
  }));
}

function doorWords(w: Words, door: string): string {
  const key = `history.door.${door}`;
  return w.t(w.has(key) ? key : 'history.door.other');
}

function whoWords(w: Words, { actor }: RecordedRow, { changeover, reader, text }: EventWording): string {
  if (actor.person === undefined) return w.t(actor.door === 'page' ? 'history.onPage' : 'history.nobody');
  return personName(changeover, actor.person, text, reader.locale);
}

/** Where an event keeps the words of a person, and what they are called. */
const EVIDENCE = {
  referenceRef: 'reference',
  confirmationRef: 'reference',
  noteRef: 'note',
  saidRef: 'said',
  reasonRef: 'reason',
} as const;

interface Sight {
  readonly byId: ReadonlyMap<string, RecordedText>;
  readonly reader: Reader;
  readonly changeover: Changeover;
}

function evidenceOf(w: Words, event: Event, row: RecordedRow, { byId, reader, changeover }: Sight): readonly string[] {
  const refs = event as Partial<Record<keyof typeof EVIDENCE, TextRef>>;
  return Object.entries(EVIDENCE).flatMap(([field, name]) => {
    const ref = refs[field as keyof typeof EVIDENCE];
    if (ref === undefined) return [];
    const kept = byId.get(ref.id);
    const isSeen = kept !== undefined && maySeeText(kept.kind, row.actor, changeover, reader);
    const words = !isSeen
      ? w.t('history.notShown')
      : kept.body === undefined
        ? w.t('history.erased')
        : plain(kept.body, LONGEST);
    return [w.t(`history.evidence.${name}`, { text: words })];
  });
}

const LONGEST = 400;
