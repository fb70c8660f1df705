/** What events do to lines and to what is believed of them. */
import type { Actor, Changeover, Evidence, FactName, Instant, Line, LineId } from './changeover.ts';
import type { LineFindings, LineInput } from './commands.ts';
import type { Event } from './events.ts';
import { PORTAL_LIMIT } from './cancel-route.ts';
import { latestReading } from './evidence.ts';
import { dateIn } from './working-time.ts';

type EventOf<Type extends Event['type']> = Extract<Event, { type: Type }>;

/** What is known of an event besides itself. */
export interface Occasion {
  readonly at: Instant;
  readonly actor: Actor;
}

/** A line as the journal's first event has it; one that does not say so is not per user, and so never gets a cancel route. */
export function lineOf(input: LineInput): Line {
  return { ...input, isPerUser: input.isPerUser ?? false };
}

export function withFact(changeover: Changeover, event: EventOf<'factStated'>, on: Occasion): Changeover {
  const { fact, line, holds, kind, side, referenceRef } = event;
  const by = event.by ?? on.actor.person;
  const piece: Evidence = {
    fact,
    holds,
    kind,
    at: on.at,
    ...(line !== undefined && { line }),
    ...(side !== undefined && { side }),
    ...(by && { by }),
    ...(referenceRef && { referenceRef }),
  };
  const others = changeover.evidence.filter(
    (known) => known.fact !== fact || known.line !== line || known.kind !== kind || known.side !== side,
  );
  const known = { ...changeover, evidence: [...others, piece] };
  return line === undefined ? known : withLine(known, line, (old) => afterFact(old, event, changeover, on.at));
}

/** A taken act marks its line; undoing the new also ends all belief in it, so that it can be ordered again. */
export function withAct(changeover: Changeover, event: EventOf<'actTaken'>, at: Instant): Changeover {
  switch (event.act) {
    case 'stopRenewal':
      return withLine(changeover, event.line, (line) => ({ ...line, renewalStoppedAt: at }));
    case 'endNow':
      return withLine(changeover, event.line, (line) => ({ ...line, oldEndedOn: event.on, oldEndedAt: at }));
    case 'undoNew':
      return withLine(withoutBeliefInNew(changeover, event.line), event.line, (line) => ({ ...line, newUndoneAt: at }));
  }
}

export function withOldReportedEnded(
  changeover: Changeover,
  event: EventOf<'oldReportedEnded'>,
  at: Instant,
): Changeover {
  return withLine(changeover, event.line, (line) => ({ ...line, oldEndedOn: event.on, oldEndedAt: at }));
}

/** Counts move to what the tenant says; the facts of the reading are events of their own. */
export function withReading(changeover: Changeover, event: EventOf<'readingMade'>, at: Instant): Changeover {
  const lines = changeover.lines.map((line) => {
    const found = event.findings.find((finding) => finding.line === line.id);
    return {
      ...line,
      ...(found?.assigned !== undefined && { assigned: found.assigned }),
      ...(found?.seats !== undefined && { seats: found.seats }),
      ...(found && startsSooner(line, found)),
    };
  });
  return { ...withCounts(changeover, lines, at), lastReadingAt: at };
}

/**
 * Both are billed from the day on which the new one was made, whatever was planned. A later day than the planned one moves
 * nothing: what was ordered may be billed from its planned start.
 */
function startsSooner(line: Line, { newThere, newSince }: LineFindings): Partial<Line> {
  const isSooner = newThere === true && newSince !== undefined && newSince < line.newStartsOn;
  return isSooner && !line.isMoved && line.newUndoneAt === undefined ? { newStartsOn: newSince } : {};
}

/** The lines put in place; remembers when a count went over or under the portal's limit. */
export function withCounts(changeover: Changeover, lines: readonly Line[], at: Instant): Changeover {
  const hasCrossed = lines.some((line, index) => {
    const before = changeover.lines[index];
    if (before === undefined) return false;
    // Under the older agreement what counts is how many there are in the subscription.
    const isAssignedAcross = line.billingAccount !== 'mosa' && isAcross(before.assigned, line.assigned);
    return isAssignedAcross || fits(before) !== fits(line);
  });
  return { ...changeover, lines, ...(hasCrossed && { countChangedAt: at }) };
}

function isAcross(before: number | undefined, after: number | undefined): boolean {
  return before !== undefined && after !== undefined && before < PORTAL_LIMIT !== after < PORTAL_LIMIT;
}

function fits(line: Line): boolean {
  return line.seats <= PORTAL_LIMIT;
}

/** What a stated fact does to its line: only readings and withdrawn words do anything; acts and reports have their own events. */
function afterFact(line: Line, event: EventOf<'factStated'>, changeover: Changeover, at: Instant): Line {
  const { fact, holds, kind, side } = event;
  if (fact === 'oldEnded' && !holds) return isReadAsEnded(changeover, event) ? line : withoutEnd(line);
  if (fact === 'oldEnded' && kind === 'reading' && line.oldEndedOn === undefined) {
    return { ...line, oldEndedOn: dateIn(changeover.customer.zone, at), oldEndedAt: at };
  }
  if (fact === 'renewalStopped' && !holds) {
    const { renewalStoppedAt: _stopped, ...running } = line;
    return running;
  }
  if (fact === 'newOrdered' && holds && side === 'partner') {
    const { newUndoneAt: _undone, ...orderedAgain } = line;
    return orderedAgain;
  }
  return line;
}

/** Nobody can take back what the tenant itself shows. */
function isReadAsEnded(changeover: Changeover, event: EventOf<'factStated'>): boolean {
  return event.kind !== 'reading' && latestReading(changeover, 'oldEnded', event.line)?.holds === true;
}

function withoutEnd(line: Line): Line {
  const { oldEndedOn: _on, oldEndedAt: _at, ...live } = line;
  return live;
}

function withoutBeliefInNew(changeover: Changeover, line: LineId): Changeover {
  const ended: readonly FactName[] = ['newOrdered', 'newConfirmed'];
  const evidence = changeover.evidence.filter((piece) => piece.line !== line || !ended.includes(piece.fact));
  return { ...changeover, evidence };
}

function withLine(changeover: Changeover, id: LineId, change: (line: Line) => Line): Changeover {
  return { ...changeover, lines: changeover.lines.map((line) => (line.id === id ? change(line) : line)) };
}
