/** The overlap as one reader may see it: each side its own payer's money, the partner's lead both. */
import type { Changeover, Instant, LineId, Money, PlainDate } from '../changeover/changeover.ts';
import { costsOf, type Payer } from '../changeover/cost.ts';
import { todayOf } from '../changeover/old-over.ts';
import { type Overlap, type OverlapState, overlapOf } from '../changeover/overlap.ts';
import type { Reader } from './content.ts';

export interface MeterRow {
  readonly payer: Payer;
  /** One amount per currency. */
  readonly perDay: readonly Money[];
  readonly soFar: readonly Money[];
  /** What the days ahead cost; empty while the end is open. */
  readonly ahead: readonly Money[];
}

export interface Meter {
  readonly state: OverlapState;
  readonly startsOn?: PlainDate;
  readonly startsInDays: number;
  readonly endsOn?: PlainDate;
  readonly rows: readonly MeterRow[];
  /** The day that the sums are as of: today in the customer's zone, so that both sides see the same. */
  readonly asOf: PlainDate;
  readonly lastChance?: {
    readonly kind: 'refundWindow' | 'renewal' | 'rescueWindow';
    /** The last whole day. */
    readonly on: PlainDate;
    readonly line: LineId;
  };
}

/** @param now decides what has been paid: days before today have, today and later are ahead. A closed changeover stays as it was. */
export function meterOf(changeover: Changeover, reader: Reader, now: Instant): Meter {
  const asOf = todayOf(changeover, changeover.state.kind === 'closed' ? changeover.state.at : now);
  const overlap = overlapOf(changeover, asOf);
  const { state, startsOn, startsInDays, endsOn, lastChance } = overlap;
  return {
    state,
    startsInDays,
    asOf,
    rows: payersFor(reader).map((payer) => rowOf(overlap, payer)),
    ...(startsOn !== undefined && { startsOn }),
    ...(endsOn !== undefined && { endsOn }),
    ...(lastChance && { lastChance: { kind: lastChance.kind, on: lastChance.on, line: lastChance.line } }),
  };
}

/** Whose money a reader sees. */
export function payersFor(reader: Pick<Reader, 'side' | 'role'>): readonly Payer[] {
  if (reader.role === 'partnerLead') return ['customer', 'partner'];
  return reader.side === 'customer' ? ['customer'] : ['partner'];
}

function rowOf(overlap: Overlap, payer: Payer): MeterRow {
  return {
    payer,
    perDay: costsOf(overlap.perDay, payer),
    soFar: costsOf(overlap.soFar, payer),
    ahead: overlap.isOpenEnded ? [] : costsOf(overlap.ahead, payer),
  };
}
