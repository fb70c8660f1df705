/**
 * A "done" that waits for a look at the tenant: where a look may speak of the step, nothing that lies behind it opens before
 * the look was made or could not be made. Nothing is stated meanwhile, so that no guard has to know of it.
 */
import type { Changeover, EvidenceKind, Instant, LineId, Person, PlainDate, StepId, TextRef } from './changeover.ts';
import type { Event } from './events.ts';
import { stepKey } from './step-key.ts';
import type { ReadingTrouble } from './tenant-link.ts';

/** A "done" with all that follows from it once it is believed. */
export interface SaidDone {
  readonly step: StepId;
  readonly line?: LineId;
  readonly kind: Exclude<EvidenceKind, 'reading'>;
  /** The day on which it took effect. */
  readonly on: PlainDate;
  /** The same, where somebody named it. */
  readonly saidOn?: PlainDate;
  readonly referenceRef?: TextRef;
  /** Whose word it is, where the tenant's own was waited for. */
  readonly by?: Person;
}

export interface HeldWord extends SaidDone {
  readonly at: Instant;
}

/**
 * What became of it. `shown`: the tenant shows it too. `denied`: it shows otherwise, and the step is open again. `unsaid`:
 * it does not tell, so that the word counts. `unread`: no look could be made, the same.
 */
export type HeldOutcome = 'shown' | 'denied' | 'unsaid' | 'unread';

/** Why no look was made; `late`: nobody came to look in time, `disconnected`: nobody may any more. */
export type UnreadWhy = ReadingTrouble | 'late' | 'disconnected';

/** Milliseconds: a look is made within seconds, so whoever waits longer waits in vain. */
export const WORD_PATIENCE = 5 * 60_000;

/** When the words that are held now are taken for what they are; undefined when there are none. */
export function heldUntil({ checking = [] }: Changeover): Instant | undefined {
  return checking.length === 0 ? undefined : Math.min(...checking.map(({ at }) => at)) + WORD_PATIENCE;
}

export function heldFor({ checking = [] }: Changeover, step: string, line?: LineId): HeldWord | undefined {
  return checking.find((held) => held.step === step && held.line === line);
}

type HeldEvent = Extract<Event, { type: 'wordHeld' | 'wordSettled' }>;

/** Absent when nothing is held: most changeovers never hold anything. */
export function withHeld(changeover: Changeover, event: HeldEvent, at: Instant): Changeover {
  const { checking = [], ...going } = changeover;
  const others = checking.filter((held) => held.step !== event.step || held.line !== event.line);
  const { type, ...said } = event;
  const after = type === 'wordHeld' ? [...others, { ...(said as SaidDone), at }] : others;
  const kept = after.length === 0 ? going : { ...going, checking: after };
  return type === 'wordSettled' && event.how === 'denied' ? withDenial(kept, event, at) : kept;
}

function withDenial(changeover: Changeover, { step, line }: HeldEvent, at: Instant): Changeover {
  const key = stepKey(step, line);
  return { ...changeover, steps: { ...changeover.steps, [key]: { ...changeover.steps[key], deniedAt: at } } };
}
