/**
 * How far a zone's clocks are from UTC, from the changes of each zone in a stretch of about a year: asked of Temporal
 * once (some milliseconds), answered from memory afterwards. A memo of a pure function; it is what makes planning cheap.
 */
import { Temporal } from 'temporal-polyfill';
import type { Instant, Zone } from './changeover.ts';

/** A stretch of time, `[index, index + 1) * STRETCH`. */
interface Stretch {
  /** Milliseconds to add to UTC when it begins. */
  readonly first: number;
  readonly changes: readonly { readonly at: Instant; readonly offset: number }[];
}

const STRETCH = 400 * 24 * 3_600_000;

const known = new Map<Zone, Map<number, Stretch>>();

/** Milliseconds to add to a UTC instant to get the zone's wall clock. Throws a RangeError for a name that is no zone. */
export function offsetAt(zone: Zone, instant: Instant): number {
  const { first, changes } = stretchOf(zone, Math.floor(instant / STRETCH));
  let offset = first;
  for (const change of changes) {
    if (change.at > instant) break;
    offset = change.offset;
  }
  return offset;
}

function stretchOf(zone: Zone, index: number): Stretch {
  const found = known.get(zone)?.get(index);
  if (found) return found;
  const made = read(zone, index);
  known.set(zone, (known.get(zone) ?? new Map<number, Stretch>()).set(index, made));
  return made;
}

function read(zone: Zone, index: number): Stretch {
  const start = Temporal.Instant.fromEpochMilliseconds(index * STRETCH).toZonedDateTimeISO(zone);
  const end = (index + 1) * STRETCH;
  const changes: { at: Instant; offset: number }[] = [];
  let next = start.getTimeZoneTransition('next');
  while (next && next.epochMilliseconds < end) {
    changes.push({ at: next.epochMilliseconds, offset: next.offsetNanoseconds / 1e6 });
    next = next.getTimeZoneTransition('next');
  }
  return { first: start.offsetNanoseconds / 1e6, changes };
}
