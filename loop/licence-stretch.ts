/** One stretch of work on a move, and what a failure of a whole call makes of it. */
import type { ChangeoverId, Instant } from '../changeover/changeover.ts';
import type { LicenceMove, LicenceNote } from '../changeover/licence-move.ts';
import type { LicenceStore, LicenceTenant, MoveWork, TenantFailure, WriteConsent } from './licence-ports.ts';
import type { Clock, Log, Random } from './ports.ts';

export interface LicenceRunPorts {
  readonly tenant: LicenceTenant;
  readonly consent: WriteConsent;
  readonly store: LicenceStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Tells the changeover what was found out. */
  readonly note: (changeover: ChangeoverId, move: string, note: LicenceNote) => Promise<void>;
  /** How long a move stays this process's without a sign of life, in real milliseconds; longer than one call takes. */
  readonly leaseMs?: number;
}

/** What a stretch of work ends with: when to go on, and how often it failed in a row. */
export interface Stretch {
  readonly nextAt: Instant;
  readonly failures: number;
}

export interface Working extends LicenceRunPorts {
  readonly worker: string;
  readonly leaseMs: number;
}

const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 5 * 60_000;
/** With the waits in between about an hour and a half. */
const MOST_FAILURES = 22;
/** A token that is refused so often in a row is no fault of a clock. */
const MOST_TOKEN_FAILURES = 5;

/** After a failure of the whole call: waits longer each time, or gives the move up to people. */
export async function afterFailure(
  ports: Working,
  work: MoveWork,
  move: LicenceMove,
  failure: TenantFailure,
): Promise<Stretch> {
  const failures = work.failures + 1;
  const now = ports.clock.now();
  ports.log.warn({ move: move.id, why: failure.why, kind: failure.kind, failures }, 'a call for licences failed');
  const why = whyToGiveUp(failure, failures);
  if (why !== undefined) {
    const kind = move.state === 'reading' ? 'unread' : 'held';
    await ports.note(work.changeover.id, move.id, { kind, why });
    return { nextAt: now, failures: 0 };
  }
  const waitMs = failure.retryAfterMs ?? Math.min(FIRST_WAIT_MS * 2 ** work.failures, LONGEST_WAIT_MS);
  return { nextAt: now + waitMs, failures };
}

function whyToGiveUp(
  { kind, isNotDone }: TenantFailure,
  failures: number,
): 'notPermitted' | 'refused' | 'silent' | undefined {
  if (kind === 'notPermitted' || kind === 'refused') return kind;
  if (kind === 'unavailable' && isNotDone && failures >= MOST_TOKEN_FAILURES) return 'notPermitted';
  return failures >= MOST_FAILURES ? 'silent' : undefined;
}
