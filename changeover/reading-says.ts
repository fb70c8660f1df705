/** What one look at a tenant says of facts: all that it proves and disproves, whether that is news or not. */
import type { Changeover, FactName, Instant, Line } from './changeover.ts';
import { lineById, type Asked, type BodyOf } from './decision.ts';
import { latestReading } from './evidence.ts';
import { hasChosen } from './condition.ts';
import { todayOf } from './old-over.ts';
import type { LineFindings } from './tenant-link.ts';
import { factsRead, READABLE } from './readable-facts.ts';
import { addDays, DAY } from './working-time.ts';

/** A cancelled subscription can look live in the portal for so long, given a confirmation number (FACTS §1, [2026]). */
const PORTAL_LAG_DAYS = 90;
/** Steps in which the partner says whether it buys by itself or through a provider. */
const SAYS_HOW = ['how-you-buy', 'how-sold'];
/** A term that ended is no longer as it was so many days later (I). */
const TERM_LAG_DAYS = 2;

export interface Finding {
  readonly fact: FactName;
  /** Absent: of the changeover as a whole. */
  readonly line?: Line;
  readonly holds: boolean;
}

/** Nothing is found of a fact that no step of the playbook states and no line has. */
export function findingsIn(body: BodyOf<'recordReading'>, asked: Asked): readonly Finding[] {
  const found = body.findings.filter((one) => lineById(asked.changeover, one.line));
  return [...ofAll(body, found, asked), ...found.flatMap((one) => ofLine(one, asked))];
}

/**
 * A subscription that the partner sells is there only once the partner was approved and the agreement accepted: orders are
 * refused without (FACTS §1, [2026]).
 */
function ofAll({ tenant }: BodyOf<'recordReading'>, found: readonly LineFindings[], asked: Asked): readonly Finding[] {
  const isThere = found.some(({ newThere }) => newThere === true);
  const isSold = found.some(({ newThere, newOwner }) => newThere === true && newOwner === 'partner');
  const isApproved = isSold || tenant?.relation === 'sells';
  const isUnapproved = !isApproved && tenant?.relation !== undefined && !buysThroughProvider(asked);
  const read = factsRead(asked.playbook);
  const all: readonly (Finding | undefined)[] = [
    isApproved ? yes('partnerApproved') : isUnapproved ? no('partnerApproved', asked) : undefined,
    isSold ? yes('agreementAccepted') : undefined,
    tenant?.hasAccess === true ? yes('accessGranted') : undefined,
    tenant?.hasAccess === false ? no('accessGranted', asked) : undefined,
    isThere ? yes('newSeen') : undefined,
  ];
  return all.flatMap((one) => (one && read.has(one.fact) ? [one] : []));
}

function yes(fact: FactName): Finding {
  return { fact, holds: true };
}

/** That it is not there denies a word that is old enough, or an earlier look; where nobody spoke of it, nothing is denied. */
function no(fact: FactName, asked: Asked): Finding | undefined {
  const saidAt = saidAtOf(asked.changeover, fact);
  const isOld = saidAt !== undefined && asked.now - saidAt >= READABLE[fact].showsWithin;
  return isOld || latestReading(asked.changeover, fact)?.holds === true ? { fact, holds: false } : undefined;
}

/** When somebody last said so and nobody took it back; a word that waits for this look is not among them. */
function saidAtOf({ evidence }: Changeover, fact: FactName): Instant | undefined {
  return evidence.findLast((piece) => piece.kind !== 'reading' && piece.fact === fact && piece.holds)?.at;
}

/** An indirect reseller's contracts may stand in its provider's tenant (PLATFORM §1.2, not verified). */
function buysThroughProvider({ changeover, playbook, now }: Asked): boolean {
  return SAYS_HOW.some((step) => hasChosen({ step, option: ['indirect'] }, { changeover, playbook, now }));
}

function ofLine(found: LineFindings, asked: Asked): readonly Finding[] {
  const line = lineById(asked.changeover, found.line);
  if (!line) return [];
  return [...newSide(found, line, asked), ...oldSide(found, line, asked)];
}

/** An order that was undone can look live for a while: nothing is read of the new one until it is ordered again. */
function newSide(found: LineFindings, line: Line, asked: Asked): readonly Finding[] {
  if (line.newUndoneAt !== undefined) return [];
  const { newThere, newOnAllUsers } = found;
  const isConfirmed = newThere === true && newOnAllUsers === true;
  const isDenied = newThere === false || newOnAllUsers === false;
  const isMissed = newThere === false && isOverdue(line, asked);
  const isKey = newThere === true && factsRead(asked.playbook).has('keyRedeemed');
  return [
    ...(newThere === true || isMissed ? [{ fact: 'newOrdered', line, holds: !isMissed } as const] : []),
    ...(isKey ? [{ fact: 'keyRedeemed', line, holds: true } as const] : []),
    ...(isConfirmed || isDenied ? [{ fact: 'newConfirmed', line, holds: isConfirmed } as const] : []),
  ];
}

/** Somebody said that it was ordered or redeemed, and it should have been there for a while. */
function isOverdue(line: Line, { changeover, now }: Asked): boolean {
  const said = changeover.evidence.filter((piece) => piece.line === line.id && piece.kind !== 'reading' && piece.holds);
  const redeemed = said.find(({ fact }) => fact === 'keyRedeemed');
  if (redeemed) return now - redeemed.at >= READABLE.keyRedeemed.showsWithin;
  const isWaitedFor = said.some(({ fact }) => fact === 'newOrdered') || isHeldOn(changeover, line);
  const startsBy = addDays(line.newStartsOn, READABLE.newOrdered.showsWithin / DAY);
  return isWaitedFor && todayOf(changeover, now) > startsBy;
}

/** A word that waits for this very look: on the order, or on what comes after it. */
function isHeldOn({ checking = [] }: Changeover, line: Line): boolean {
  return checking.some((held) => held.line === line.id);
}

function oldSide(found: LineFindings, line: Line, asked: Asked): readonly Finding[] {
  const { oldLive, oldInGrace } = found;
  if (oldLive === undefined) return [];
  const live: Finding = { fact: 'oldLive', line, holds: oldLive };
  if (!oldLive) return [live, { fact: 'oldEnded', line, holds: true }];
  // What serves for a while after its end is not billed; what is enabled as before was renewed.
  const isRenewed = oldInGrace !== true && line.renewalStoppedAt !== undefined && isTermOver(line, asked);
  const isDisproved = line.oldEndedOn !== undefined && !isWithinLag(line, asked);
  return [
    live,
    ...(isRenewed ? [{ fact: 'renewalStopped', line, holds: false } as const] : []),
    ...(isDisproved ? [{ fact: 'oldEnded', line, holds: false } as const] : []),
  ];
}

function isTermOver(line: Line, { changeover, now }: Asked): boolean {
  return todayOf(changeover, now) > addDays(line.renewsOn, TERM_LAG_DAYS);
}

function isWithinLag(line: Line, asked: Asked): boolean {
  const endedAt: Instant = line.oldEndedAt ?? 0;
  const hasNumber = asked.changeover.evidence.some(
    (piece) => piece.fact === 'oldEnded' && piece.line === line.id && piece.holds && piece.referenceRef !== undefined,
  );
  const wasRead = latestReading(asked.changeover, 'oldEnded', line.id)?.holds === true;
  const lag = hasNumber ? PORTAL_LAG_DAYS * DAY : wasRead ? 0 : READABLE.oldEnded.showsWithin;
  return asked.now - endedAt < lag;
}
