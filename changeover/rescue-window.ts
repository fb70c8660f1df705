/** The new subscription's own first 168 hours, in which its partner may still undo it (FACTS §3, [2026]). */
import type { Instant, Line } from './changeover.ts';
import { HOUR, startOf } from './working-time.ts';

const RESCUE_HOURS = 168;

export interface Window {
  readonly from: Instant;
  /** The first instant at which it is too late. */
  readonly to: Instant;
}

/** 168 hours from 00:00 UTC of the new start: its hour is unknown, so the earliest holds. `undefined` once it was undone, and where nothing new was bought. */
export function rescueWindow(line: Line): Window | undefined {
  if (line.newUndoneAt !== undefined || line.isMoved) return undefined;
  const from = startOf(line.newStartsOn);
  return { from, to: from + RESCUE_HOURS * HOUR };
}

export function isInRescueWindow(line: Line, now: Instant): boolean {
  const window = rescueWindow(line);
  return window !== undefined && now >= window.from && now < window.to;
}
