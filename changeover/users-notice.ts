/** What the customer's own users have to be told, and when: the days on which something changes for them. */
import { agreedAt } from './agreed.ts';
import type { Changeover, PlainDate } from './changeover.ts';
import { zoneOf } from './due.ts';
import type { Playbook } from './playbook.ts';
import type { ChangeoverCase } from './reminder-case.ts';
import type { Occasion } from './reminder-kinds.ts';
import { stepKey } from './step-key.ts';
import { addDays, dateIn, instantOf } from './working-time.ts';

const AHEAD_DAYS = 3;

/**
 * Days of the customer's calendar, each once, in order: another product begins (the same one keeps its licences, so that
 * nothing changes for anybody), or an agreed window opens. What is not ordered or agreed is no day yet.
 */
export function daysOfChange(changeover: Changeover, playbook: Playbook): readonly PlainDate[] {
  const starts = changeover.lines
    .filter((line) => line.isPerUser && !line.isSameProduct && !line.isMoved && line.newUndoneAt === undefined)
    .filter((line) =>
      changeover.evidence.some(({ fact, line: of, holds }) => of === line.id && holds && fact === 'newOrdered'),
    )
    .map((line) => line.newStartsOn);
  return [...new Set([...starts, ...windowsOf(changeover, playbook)])].toSorted();
}

/** Three days before and on the day, to whoever tells the users; quiet once that was done for the day. */
export function usersNotice(all: ChangeoverCase): readonly Occasion[] {
  const { changeover, playbook, hasCustomer } = all;
  const teller = hasCustomer ? 'customer' : 'partner';
  return daysOfChange(changeover, playbook).flatMap((day) =>
    [-AHEAD_DAYS, 0]
      .filter((offset) => !isTold(changeover, addDays(day, offset)))
      .map((offset): Occasion => ({
        kind: 'usersNotice',
        name: `usersNotice/${day}/${offset}`,
        when: { on: addDays(day, offset) },
        tells: teller,
        actor: teller,
        endsAt: instantOf(addDays(day, 1), '00:00', changeover.customer.zone),
        isFinal: false,
        series: `usersNotice/${day}`,
        params: () => ({ startsOn: day, state: offset === 0 ? 'today' : 'ahead' }),
      })),
  );
}

function isTold({ letters = [] }: Changeover, from: PlainDate): boolean {
  return letters.some((letter) => letter.to === 'users' && letter.on >= from);
}

function windowsOf(changeover: Changeover, playbook: Playbook): readonly PlainDate[] {
  return playbook.phases
    .flatMap((phase) => phase.steps)
    .filter((step) => step.proof.kind === 'when' && step.proof.of === 'window')
    .flatMap((step) => {
      const keys = step.per === 'line' ? changeover.lines.map((line) => stepKey(step.id, line.id)) : [step.id];
      return keys.flatMap((key) => agreedAt(changeover.steps[key], 'from', zoneOf(step.side, changeover)) ?? []);
    })
    .map((at) => dateIn(changeover.customer.zone, at));
}
