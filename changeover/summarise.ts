/** The columns that lists and boards need, derived from the changeover whenever it is saved. */
import { silentSince } from './book.ts';
import type { Changeover, Instant, PlainDate, Side } from './changeover.ts';
import { todayOf } from './old-over.ts';
import { type OutlookSpan, outlookOf } from './outlook.ts';
import { costsOf, overlapOf } from './overlap.ts';
import type { Playbook } from './playbook.ts';
import { currentPhase, progress, waitingOn } from './steps.ts';

export interface Summary {
  readonly state: 'open' | 'done' | 'calledOff';
  readonly playbookId: string;
  readonly phase: string;
  readonly domain: string;
  readonly partnerTenantId: string;
  readonly teamId: string;
  readonly waitingOn: Side | 'nobody';
  readonly waitingSince?: Instant;
  /** The first day on which both are billed, while that is ahead or runs. */
  readonly overlapFrom?: PlainDate;
  /** What the customer pays for the old subscriptions on one such day, in minor units of `currency`. */
  readonly overlapPerDayMinor?: number;
  /** Of several currencies the one with the greatest amount. */
  readonly currency?: string;
  readonly lastChanceAt?: Instant;
  readonly doneSteps: number;
  readonly allSteps: number;
  /** What time alone will make of the overlap; absent for one that is closed. */
  readonly outlook?: readonly OutlookSpan[];
  readonly silentSince?: Instant;
  /** Where the customer's name is kept, for a list that is searched by it. */
  readonly nameId?: string;
}

/** @param now decides what is open, late and overlapping; days are those of the customer's zone. */
export function summarise(changeover: Changeover, playbook: Playbook, now: Instant): Summary {
  const { state, customer, partner } = changeover;
  const { done, all } = progress(changeover, playbook, now);
  const { side, since } = waitingOn(changeover, playbook, now);
  const silent = silentSince(changeover, playbook, now);
  return {
    state: state.kind === 'open' ? 'open' : state.outcome,
    playbookId: changeover.playbook.id,
    phase: currentPhase(changeover, playbook, now),
    domain: customer.domain,
    partnerTenantId: partner.tenantId,
    teamId: partner.teamId,
    waitingOn: side,
    ...(since !== undefined && { waitingSince: since }),
    ...(state.kind === 'open' && overlapColumns(changeover, now)),
    ...(state.kind === 'open' && { outlook: outlookOf(changeover, now) }),
    ...(silent !== undefined && { silentSince: silent }),
    nameId: customer.nameRef.id,
    doneSteps: done,
    allSteps: all,
  };
}

function overlapColumns(changeover: Changeover, now: Instant): Partial<Summary> {
  const overlap = overlapOf(changeover, todayOf(changeover, now));
  const isLive = overlap.state === 'ahead' || overlap.state === 'running';
  const [dearest] = [...costsOf(overlap.perDay, 'customer')].sort((one, other) => other.minor - one.minor);
  return {
    ...(isLive && overlap.startsOn !== undefined && { overlapFrom: overlap.startsOn }),
    ...(isLive && dearest && { overlapPerDayMinor: dearest.minor, currency: dearest.currency }),
    ...(overlap.lastChance && { lastChanceAt: overlap.lastChance.at }),
  };
}
