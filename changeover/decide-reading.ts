/** What the tenant itself shows. A reading can prove and disprove; one that finds what is known already changes nothing. */
import type { FactName, Instant, Line } from './changeover.ts';
import type { LineFindings } from './commands.ts';
import type { Event } from './events.ts';
import { accept, lineById, type Asked, type BodyOf, type Decision } from './decision.ts';
import { isFactOfAll, latestReading } from './evidence.ts';
import { actOf } from './guard-of.ts';
import { isSeenAnew } from './seen-anew.ts';
import { stepsOf, type StepView } from './steps.ts';
import { END_SHOWS_WITHIN } from './look-times.ts';
import { DAY } from './working-time.ts';

/** A cancelled subscription can look live in the portal for so long, given a confirmation number (FACTS §1, [2026]). */
const PORTAL_LAG_DAYS = 90;

function readingMade({ tenant, requestId }: BodyOf<'recordReading'>, findings: readonly LineFindings[]): Event {
  return {
    type: 'readingMade',
    findings,
    ...(tenant && { tenant }),
    ...(requestId !== undefined && { requestId }),
  };
}

interface Finding {
  readonly fact: FactName;
  /** Absent: of the changeover as a whole. */
  readonly line?: Line;
  readonly holds: boolean;
}

/** Accepted with no events when nothing differs from what is known. Lines that the changeover does not have are passed over. */
export function decideReading(body: BodyOf<'recordReading'>, asked: Asked): Decision {
  const { changeover, playbook, now } = asked;
  const known = body.findings.filter((found) => lineById(changeover, found.line));
  const findings = [...findingsOfAll(body, known, asked), ...known.flatMap((found) => newFindings(found, asked))];
  const isNews =
    known.some((found) => hasOtherCounts(found, lineById(changeover, found.line))) || isSeenAnew(body, asked);
  if (findings.length === 0 && !isNews && body.isAwaited !== true) return accept();
  const views = stepsOf(changeover, playbook, now);
  return accept(
    readingMade(body, known),
    ...findings.map(stated),
    ...findings.flatMap((finding) => views.flatMap((view) => consequence(view, finding))),
  );
}

/**
 * A subscription that the partner sells is there only once the partner was approved and the agreement accepted: orders are
 * refused without (FACTS §1, [2026]). That none is seen yet, or no access, disproves nothing.
 */
function findingsOfAll(
  { tenant }: BodyOf<'recordReading'>,
  found: readonly LineFindings[],
  asked: Asked,
): readonly Finding[] {
  const isThere = found.some(({ newThere }) => newThere === true);
  const isSold = found.some(({ newThere, newOwner }) => newThere === true && newOwner === 'partner');
  const facts: readonly FactName[] = [
    ...(isSold || tenant?.relation === 'sells' ? (['partnerApproved'] as const) : []),
    ...(isSold ? (['agreementAccepted'] as const) : []),
    ...(tenant?.hasAccess === true ? (['accessGranted'] as const) : []),
    ...(isThere ? (['newSeen'] as const) : []),
  ];
  const askedFor = new Set(asked.playbook.phases.flatMap(({ steps }) => steps.map((step) => step.states)));
  return facts
    .filter((fact) => isFactOfAll(fact) && askedFor.has(fact))
    .filter((fact) => latestReading(asked.changeover, fact)?.holds !== true)
    .map((fact) => ({ fact, holds: true }));
}

function newFindings(found: LineFindings, asked: Asked): readonly Finding[] {
  const line = lineById(asked.changeover, found.line);
  if (!line) return [];
  return [...newSideFindings(found, line, asked), ...oldSideFindings(found, line, asked)];
}

/** An order that was undone can look live for a while: nothing is read of the new one until it is ordered again. */
function newSideFindings(found: LineFindings, line: Line, asked: Asked): readonly Finding[] {
  if (line.newUndoneAt !== undefined) return [];
  const { newThere, newOnAllUsers } = found;
  const isConfirmed = newThere === true && newOnAllUsers === true;
  const isDenied = newThere === false || newOnAllUsers === false;
  return [
    ...(newThere === true ? differing('newOrdered', line, true, asked) : []),
    ...(isConfirmed || isDenied ? differing('newConfirmed', line, isConfirmed, asked) : []),
  ];
}

function oldSideFindings(found: LineFindings, line: Line, asked: Asked): readonly Finding[] {
  const { oldLive } = found;
  if (oldLive === undefined) return [];
  const live = differing('oldLive', line, oldLive, asked);
  if (!oldLive) return [...live, ...differing('oldEnded', line, true, asked)];
  const isDisproved = line.oldEndedOn !== undefined && !isWithinLag(line, asked);
  return isDisproved ? [...live, { fact: 'oldEnded', line, holds: false }] : live;
}

function differing(fact: FactName, line: Line, holds: boolean, asked: Asked): readonly Finding[] {
  const isEndUnknown = fact === 'oldEnded' && line.oldEndedOn === undefined;
  const isKnown = latestReading(asked.changeover, fact, line.id)?.holds === holds && !isEndUnknown;
  return isKnown ? [] : [{ fact, line, holds }];
}

function isWithinLag(line: Line, asked: Asked): boolean {
  const endedAt: Instant = line.oldEndedAt ?? 0;
  const hasNumber = asked.changeover.evidence.some(
    (piece) => piece.fact === 'oldEnded' && piece.line === line.id && piece.holds && piece.referenceRef !== undefined,
  );
  const wasRead = latestReading(asked.changeover, 'oldEnded', line.id)?.holds === true;
  return asked.now - endedAt < (hasNumber ? PORTAL_LAG_DAYS * DAY : wasRead ? 0 : END_SHOWS_WITHIN);
}

function hasOtherCounts(found: LineFindings, line: Line | undefined): boolean {
  if (!line) return false;
  const { assigned, seats } = found;
  return (assigned !== undefined && assigned !== line.assigned) || (seats !== undefined && seats !== line.seats);
}

function stated(finding: Finding): Event {
  const { fact, line, holds } = finding;
  return { type: 'factStated', fact, ...(line && { line: line.id }), holds, kind: 'reading' };
}

/** A reading proves open steps and opens disproved ones again; an act is never taken by it, only seen to be needless. */
function consequence(view: StepView, finding: Finding): readonly Event[] {
  if (view.line?.id !== finding.line?.id || view.step.states !== finding.fact) return [];
  const where = { step: view.step.id, ...(finding.line && { line: finding.line.id }) };
  const isWaiting = view.status === 'open' || view.status === 'blocked';
  if (finding.holds && isWaiting && !actOf(view.step.effect)) return [{ type: 'stepDone', ...where, kind: 'reading' }];
  if (!finding.holds && view.status === 'done') return [{ type: 'stepReopened', ...where, why: 'disproved' }];
  return [];
}
