/**
 * The history of a changeover as it is exported: its journal's rows, each with the hash of the one before it, and the
 * texts that they name. What a reader may not see is left out by its hash alone, what was erased has no body any more;
 * both still verify.
 */
import { createHash } from 'node:crypto';
import type { Actor, ChangeoverId, Instant } from '../changeover/changeover.ts';
import { canonicalJson } from './canonical-json.ts';

/** A row of the journal as it was written: events in their own schema. */
export interface HistoryRow {
  readonly version: number;
  readonly commandId: string;
  readonly at: Instant;
  readonly actor: Actor;
  readonly schema: number;
  readonly events: readonly unknown[];
  /** The hash of the row before; null for the first. */
  readonly previous: string | null;
  readonly hash: string;
}

/** A text beside the journal; without body and salt it was erased. */
export interface HistoryText {
  readonly id: string;
  readonly kind: string;
  readonly body?: string;
  readonly salt?: string;
}

/** What the store has of a changeover's history. */
export interface History {
  readonly rows: readonly HistoryRow[];
  readonly texts: readonly HistoryText[];
}

/** In place of an event that the reader may not see. */
export interface Withheld {
  readonly withheld: string;
}

export const HISTORY_FORMAT = 'changeover-history/1';

export interface HistoryExport extends History {
  readonly format: typeof HISTORY_FORMAT;
  readonly changeover: ChangeoverId;
  /** ISO 8601, UTC. */
  readonly exportedAt: string;
  /** The hash of the last row: whoever knows it from elsewhere knows that no row is missing at the end. */
  readonly head: string;
}

/** The hash of a row, over the hashes of its events. */
export function rowHash(changeover: ChangeoverId, row: Omit<HistoryRow, 'hash'>): string {
  const { version, commandId, at, actor, schema, previous } = row;
  const events = row.events.map((event) => (isWithheld(event) ? event.withheld : eventHash(event)));
  return sha256(canonicalJson({ changeover, version, commandId, at, actor, schema, previous, events }));
}

export function eventHash(event: unknown): string {
  return sha256(canonicalJson(event));
}

/** What the journal keeps of a text: the hash of its salt and body. */
export function textHash(salt: string, body: string): string {
  return sha256(salt + body);
}

export function isWithheld(event: unknown): event is Withheld {
  return typeof event === 'object' && event !== null && 'withheld' in event && typeof event.withheld === 'string';
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
