/** What each old subscription and its new one are reminded of: one row per rule. */
import { PORTAL_LIMIT } from './cancel-route.ts';
import type { Instant } from './changeover.ts';
import { actorOf, type LineCase } from './reminder-case.ts';
import type { Occasion, ReminderKind, ReminderParams, Told } from './reminder-kinds.ts';
import {
  before,
  confirmedAt,
  countsOf,
  type Days,
  daysTo,
  deletedOn,
  disabledOn,
  every,
  hasRefundWindow,
  isDataAtRisk,
  limitCounts,
  refundEndsOn,
  SEATS_DAYS,
  seatsShort,
  soonAfter,
  toAssign,
} from './reminder-line-facts.ts';
import { addDays, startOf } from './working-time.ts';

export interface LineRule {
  readonly kind: ReminderKind;
  /** Tells the rules of one kind apart. */
  readonly part?: string;
  /** True while there is something to be said. */
  readonly while: (c: LineCase) => boolean;
  /** The days on which it is said, or the instant; an instant that is not known yet says nothing. */
  readonly says: (c: LineCase) => Days | { readonly at: Instant | undefined };
  /** The instant after which it is too late: the last of the days before it is a last chance. */
  readonly until?: (c: LineCase) => Instant;
  readonly tells: Occasion['tells'] | 'actor';
  readonly actor: (c: LineCase) => Told;
  readonly params: (c: LineCase) => ReminderParams;
  /** Said once for all lines that are in the same case. */
  readonly isShared?: boolean;
}

export const LINE_RULES: readonly LineRule[] = [
  {
    kind: 'overlapAhead',
    while: (c) => c.overlap.state === 'ahead' && c.toEnd !== 'none',
    says: (c) => before(c.line.newStartsOn, c.policy.overlapAheadDays),
    until: (c) => startOf(c.line.newStartsOn),
    tells: 'both',
    actor: (c) => actorOf(c.toEnd, c),
    params: (c) => ({ todo: c.toEnd, startsOn: c.line.newStartsOn, daysLeft: daysTo(c, c.line.newStartsOn) }),
  },
  {
    kind: 'overlapAhead',
    part: 'calm',
    while: (c) => c.overlap.state === 'ahead' && c.toEnd === 'none',
    says: (c) => before(c.line.newStartsOn, [7]),
    tells: 'both',
    actor: () => 'customer',
    params: (c) => ({ todo: c.toEnd, startsOn: c.line.newStartsOn, daysLeft: daysTo(c, c.line.newStartsOn) }),
  },
  {
    kind: 'bothBilling',
    while: (c) => c.overlap.state === 'running' && c.isOrdered && c.toEnd !== 'none',
    says: (c) => every(c.line.newStartsOn, c.policy.billingEveryDays, c.today),
    tells: 'both',
    actor: (c) => actorOf(c.toEnd, c),
    params: (c) => ({ todo: c.toEnd, startsOn: c.line.newStartsOn }),
  },
  {
    kind: 'licenceLimit',
    part: 'near',
    while: (c) => limitCounts(c).some((count) => count >= PORTAL_LIMIT - 1 && count <= PORTAL_LIMIT + 2),
    says: (c) => before(c.line.newStartsOn, [14]),
    tells: 'both',
    actor: () => 'customer',
    params: (c) => ({ state: 'near', route: c.route.id, ...countsOf(c) }),
  },
  {
    kind: 'licenceLimit',
    part: 'crossed',
    while: (c) => limitCounts(c).length > 0,
    says: (c) => ({ at: soonAfter(c.changeover.countChangedAt) }),
    tells: 'both',
    actor: () => 'customer',
    params: (c) => ({ state: c.route.id === 'portal' ? 'fallen' : 'crossed', route: c.route.id, ...countsOf(c) }),
  },
  {
    kind: 'renewal',
    while: (c) => c.line.renewalStoppedAt === undefined && c.today < c.line.renewsOn && c.toStop !== 'none',
    says: (c) => before(c.line.renewsOn, c.policy.renewalDays),
    until: (c) => startOf(c.line.renewsOn),
    tells: 'both',
    actor: (c) => actorOf(c.toStop, c),
    params: (c) => ({ todo: c.toStop, renewsOn: c.line.renewsOn, daysLeft: daysTo(c, c.line.renewsOn) }),
  },
  {
    kind: 'renewal',
    part: 'passed',
    while: (c) => c.toStop === 'correctRenewal',
    says: (c) => ({ anchor: c.line.renewsOn, offsets: [1, 7] }),
    tells: 'both',
    actor: () => 'partner',
    params: (c) => ({ todo: c.toStop, renewsOn: c.line.renewsOn, daysLeft: 0 }),
  },
  {
    kind: 'refundWindow',
    while: (c) => hasRefundWindow(c) && c.toEnd !== 'none' && c.line.newStartsOn <= refundEndsOn(c),
    says: (c) => ({ anchor: refundEndsOn(c), offsets: [-6, -2, -1] }),
    until: (c) => startOf(addDays(refundEndsOn(c), 1)),
    tells: 'both',
    actor: (c) => actorOf(c.toEnd, c),
    params: (c) => ({ todo: c.toEnd, daysLeft: daysTo(c, refundEndsOn(c)) }),
  },
  {
    kind: 'switchRenewalBackOn',
    while: (c) => c.line.renewalStoppedAt !== undefined && !c.isOldOver && !c.isNewConfirmed,
    says: (c) => before(c.line.renewsOn, [3, 1]),
    until: (c) => startOf(c.line.renewsOn),
    tells: 'both',
    actor: () => 'customer',
    params: (c) => ({ renewsOn: c.line.renewsOn, daysLeft: daysTo(c, c.line.renewsOn) }),
  },
  {
    kind: 'rescueWindow',
    while: (c) => c.toUndo !== 'none' && c.isOrdered,
    says: (c) => ({ anchor: c.line.newStartsOn, offsets: [4, 5] }),
    until: (c) => startOf(addDays(c.line.newStartsOn, 7)),
    tells: 'partner',
    actor: () => 'partner',
    params: (c) => ({
      todo: c.toUndo,
      startsOn: c.line.newStartsOn,
      daysLeft: daysTo(c, addDays(c.line.newStartsOn, 7)),
    }),
  },
  {
    kind: 'loseAccessMail',
    part: 'before',
    isShared: true,
    while: (c) => c.toEnd === 'endNow' || (c.line.renewalStoppedAt !== undefined && !c.isOldOver && c.isNewConfirmed),
    says: (c) => (c.toEnd === 'endNow' ? { at: soonAfter(confirmedAt(c)) } : before(c.line.renewsOn, [7])),
    tells: 'customer',
    actor: () => 'customer',
    params: (c) => ({ state: c.isNewConfirmed ? 'expected' : 'warning' }),
  },
  {
    kind: 'loseAccessMail',
    part: 'after',
    isShared: true,
    while: (c) => c.isOldOver && c.line.isPerUser,
    says: (c) =>
      c.line.oldEndedAt === undefined ? before(c.line.renewsOn, [0]) : { at: soonAfter(c.line.oldEndedAt) },
    tells: 'customer',
    actor: () => 'customer',
    params: (c) => ({ state: c.isNewConfirmed ? 'expected' : 'warning' }),
  },
  {
    kind: 'fewerSeatsThanUsers',
    while: (c) => c.line.isPerUser && c.line.newUndoneAt === undefined && seatsShort(c) > 0,
    says: (c) => ({ anchor: c.line.newStartsOn, offsets: [-3, 1, 60, SEATS_DAYS - 7] }),
    until: (c) => startOf(addDays(c.line.newStartsOn, SEATS_DAYS)),
    tells: 'partner',
    actor: () => 'partner',
    params: (c) => ({ ...countsOf(c), newSeats: c.line.newSeats, short: seatsShort(c) }),
  },
  {
    kind: 'dataDeletionAhead',
    part: 'disabled',
    while: (c) => isDataAtRisk(c) && disabledOn(c) > (c.oldEndsOn ?? ''),
    says: (c) => before(disabledOn(c), [14, 3]),
    until: (c) => startOf(disabledOn(c)),
    tells: 'actor',
    actor: (c) => actorOf(toAssign(c), c),
    params: (c) => ({ state: 'disabled', disabledOn: disabledOn(c), deletedOn: deletedOn(c), todo: toAssign(c) }),
  },
  {
    kind: 'dataDeletionAhead',
    part: 'deleted',
    while: isDataAtRisk,
    says: (c) => before(deletedOn(c), [30, 7, 2]),
    until: (c) => startOf(deletedOn(c)),
    tells: 'actor',
    actor: (c) => actorOf(toAssign(c), c),
    params: (c) => ({ state: 'deleted', disabledOn: disabledOn(c), deletedOn: deletedOn(c), todo: toAssign(c) }),
  },
];
