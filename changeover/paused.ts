import type { Changeover, Instant } from './changeover.ts';

/** Whether reminders rest now, for both sides; last chances come all the same. */
export function isPaused({ pause }: Pick<Changeover, 'pause'>, now: Instant): boolean {
  return pause !== undefined && (pause.until === undefined || pause.until > now);
}
