/** What was believed of a line and no longer can be once the line turned out to be different. */
import type { FactName, Line, Side } from './changeover.ts';
import type { Event } from './events.ts';
import { todayFor, type AskedByMember } from './decision.ts';
import { latestReading, latestWord } from './evidence.ts';
import { isOldOver } from './old-over.ts';
import { stepKey } from './step-key.ts';

/**
 * Another start or number of the new order: the other side's word on the order was given for what it was before.
 * Fewer new licences than users: nobody's word that all users have one can stand. A reading outweighs both.
 */
export function whatNoLongerHolds(asked: AskedByMember, lines: readonly Line[]): readonly Event[] {
  const other: Side = asked.standing.side === 'partner' ? 'customer' : 'partner';
  return asked.changeover.lines.flatMap((before) => {
    const line = lines.find((candidate) => candidate.id === before.id);
    if (!line || isOldOver(line, todayFor(asked))) return [];
    const isOtherOrder = line.newStartsOn !== before.newStartsOn || line.newSeats !== before.newSeats;
    const isShort = line.assigned !== undefined && line.assigned > line.newSeats;
    const wasShort = before.assigned !== undefined && before.assigned > before.newSeats;
    return [
      ...(isOtherOrder ? withoutWord(asked, line, 'newOrdered', other) : []),
      ...(isShort && !wasShort ? withoutWord(asked, line, 'newConfirmed', 'partner') : []),
      ...(isShort && !wasShort ? withoutWord(asked, line, 'newConfirmed', 'customer') : []),
    ];
  });
}

function withoutWord(asked: AskedByMember, line: Line, fact: FactName, side: Side): readonly Event[] {
  const { changeover, playbook } = asked;
  const word = latestWord(changeover, side, fact, line.id);
  if (latestReading(changeover, fact, line.id)?.holds || !word?.holds) return [];
  const steps = playbook.phases
    .flatMap((phase) => phase.steps)
    .filter((step) => step.side === side && step.states === fact)
    .filter((step) => changeover.steps[stepKey(step.id, line.id)]?.doneAt !== undefined);
  return [
    { type: 'factStated', fact, line: line.id, holds: false, kind: word.kind, side },
    ...steps.map((step): Event => ({ type: 'stepReopened', step: step.id, line: line.id, why: 'corrected' })),
  ];
}
