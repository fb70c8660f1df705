/** What is believed, and why. Guards read the evidence as it stands now, per line, never a tick of the past. */
import type { Changeover, Evidence, FactName, Instant, LineId, Side } from './changeover.ts';

/** Facts of the changeover as a whole; all others are stated per line. */
const FACTS_OF_ALL: ReadonlySet<FactName> = new Set([
  'partnerApproved',
  'agreementAccepted',
  'accessGranted',
  'newSeen',
  'permissionGiven',
  'transferApproved',
  'moveDone',
]);

/** Facts that open a guard: what a technician wrote down for the customer never settles them. */
const GUARD_FACTS: ReadonlySet<FactName> = new Set(['newOrdered', 'newConfirmed', 'oldLive']);

export function isFactOfAll(fact: FactName): boolean {
  return FACTS_OF_ALL.has(fact);
}

export function opensGuard(fact: FactName): boolean {
  return GUARD_FACTS.has(fact);
}

/**
 * Confirmed as FACTS §6 means it: the tenant's own latest reading says so, or, where no reading speaks of it, the
 * technician's and the customer's own latest words both do. A reading that denies it outweighs every word.
 * Without a line a fact stated per line is asked of all lines.
 */
export function isConfirmed(changeover: Changeover, fact: FactName, line?: LineId): boolean {
  if (FACTS_OF_ALL.has(fact)) return isConfirmedFor(changeover, fact, undefined);
  if (line !== undefined) return isConfirmedFor(changeover, fact, line);
  return changeover.lines.length > 0 && changeover.lines.every((each) => isConfirmedFor(changeover, fact, each.id));
}

/** The latest reading of a fact, if the tenant was ever read for it. */
export function latestReading(changeover: Changeover, fact: FactName, line?: LineId): Evidence | undefined {
  return changeover.evidence.findLast(
    (piece) => piece.kind === 'reading' && piece.fact === fact && piece.line === line,
  );
}

/**
 * The same as far as it still counts: what a tenant once denied holds nobody back for ever where it can't be looked at any
 * more. Then the words count that were given since.
 */
export function standingReading(changeover: Changeover, fact: FactName, line?: LineId): Evidence | undefined {
  const reading = latestReading(changeover, fact, line);
  return reading?.holds === false && blindSince(changeover) !== undefined ? undefined : reading;
}

/** The latest own word of a side, given plainly or with a reference number; a reported word is nobody's own. */
export function latestWord(changeover: Changeover, side: Side, fact: FactName, line?: LineId): Evidence | undefined {
  return changeover.evidence.findLast(
    (piece) =>
      (piece.kind === 'word' || piece.kind === 'reference') &&
      piece.side === side &&
      piece.fact === fact &&
      piece.line === line,
  );
}

function isConfirmedFor(changeover: Changeover, fact: FactName, line: LineId | undefined): boolean {
  const reading = standingReading(changeover, fact, line);
  if (reading) return reading.holds;
  return saysSo(changeover, 'partner', fact, line) && saysSo(changeover, 'customer', fact, line);
}

/** After a denial only a word that was given since nobody could look any more. */
export function saysSo(changeover: Changeover, side: Side, fact: FactName, line: LineId | undefined): boolean {
  const word = latestWord(changeover, side, fact, line);
  const isDenied = latestReading(changeover, fact, line)?.holds === false;
  return word?.holds === true && (!isDenied || word.at >= (blindSince(changeover) ?? Infinity));
}

/** Since when nobody may look at the tenant any more, until somebody mends it; what passes by itself is no such time. */
function blindSince({ link }: Changeover): Instant | undefined {
  const { trouble, endedAt } = link ?? {};
  const isLasting = trouble?.why === 'consentMissing' || trouble?.why === 'domainMissing';
  return endedAt ?? (isLasting ? trouble.since : undefined);
}
