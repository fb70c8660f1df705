/** What a reminder is: the kinds, an occasion as a rule states it, and a reminder as it is planned for one reader. */
import type { Instant, LineId, PlainDate, StepId } from './changeover.ts';

/** The words of each are in the catalogue: `reminder.<kind>.title`, `.body`, `.bodyInform`, `.why`. */
export const REMINDER_KINDS = [
  'stepDue',
  'stepLate',
  'stepAhead',
  'stepCheck',
  'stepAlarm',
  'waitOver',
  'requestLapses',
  'overlapAhead',
  'bothBilling',
  'licenceLimit',
  'renewal',
  'rescueWindow',
  'loseAccessMail',
  'invoiceCheck',
  'refundWindow',
  'fewerSeatsThanUsers',
  'switchRenewalBackOn',
  'claimFollowUp',
  'partnerRequestUnanswered',
  'dataDeletionAhead',
  'noCustomerYet',
  'unanswered',
  'usersNotice',
] as const;

export type ReminderKind = (typeof REMINDER_KINDS)[number];

/** The two sides that act in Teams; what the others have to do is reminded of to the partner. */
export type Told = 'customer' | 'partner';

/** Days `…On` are `YYYY-MM-DD`, instants `…At` milliseconds UTC, money `…Minor` minor units of `currency`. */
export type ReminderParams = Readonly<Record<string, string | number>>;

/** Something to say, before it is put into a reader's working hours. */
export interface Occasion {
  readonly kind: ReminderKind;
  /** Names the occasion among all; with the side it is the reminder's key, and never used again for another one. */
  readonly name: string;
  /** That day at the reader's opening hour, or an instant. */
  readonly when: { readonly on: PlainDate } | { readonly at: Instant };
  readonly tells: Told | 'both';
  /** The side that acts; the other one is informed. */
  readonly actor: Told;
  /** The instant after which acting is too late. Nothing is said from then on. */
  readonly endsAt?: Instant;
  /** Nothing else of its series comes before `endsAt`: it breaks through working hours and snoozes rather than come too late. */
  readonly isFinal: boolean;
  /** Comes at its hour, by night and through a snooze too: something is going on that somebody has to look at. */
  readonly isUrgent?: boolean;
  /** Of one series and reader only the newest that is due is said. */
  readonly series: string;
  readonly line?: LineId;
  readonly step?: StepId;
  /** For the partner's lead: in a chat of its own, or in the channel with a clear mark. */
  readonly isForLead?: boolean;
  readonly params: (reader: Told) => ReminderParams;
}

export interface PlannedReminder {
  readonly key: string;
  readonly kind: ReminderKind;
  readonly to: Told;
  /** `act` to the side that acts, `inform` to the other. */
  readonly form: 'act' | 'inform';
  readonly dueAt: Instant;
  readonly isLastChance: boolean;
  /** By night and through a snooze too; never part of a digest. */
  readonly isUrgent?: boolean;
  readonly line?: LineId;
  readonly step?: StepId;
  readonly isForLead?: boolean;
  readonly params: ReminderParams;
  readonly validUntil?: Instant;
  readonly series: string;
}
