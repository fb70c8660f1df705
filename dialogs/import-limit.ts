/** Whether what a row of a file opens would cost so much twice that a second person has to agree. */
import { asksOf } from '../changeover/asks.ts';
import type { Money } from '../changeover/changeover.ts';
import { aboveLimit, type AboveLimit } from '../changeover/opening-limit.ts';
import { overlapIfStarting } from '../changeover/safe-start.ts';
import { dateIn } from '../changeover/working-time.ts';
import type { ImportEntry } from '../loop/import-ports.ts';
import type { Turn } from '../loop/turn.ts';

/** As the forms do: all lines of the changeover together, by the plan as it was read, on the day of asking. */
export function aboveIn(turn: Turn, { open }: ImportEntry, limit: Money | undefined): AboveLimit | undefined {
  const { playbook } = turn.playbook(open.playbook.id);
  if (asksOf(playbook, open.variant).lines !== 'oldAndNew') return undefined;
  const today = dateIn(open.partner.zone, turn.now);
  const costs = open.lines.map(
    (line) => overlapIfStarting(line, line.newStartsOn, today, playbook.marginWorkingDays).cost,
  );
  return aboveLimit(limit, costs);
}
