/** What the mail "You're about to lose access to your Office 365 subscription" means now. [S1, S4; I] */
import type { Changeover, Line } from '../changeover/changeover.ts';
import { isConfirmed } from '../changeover/guards.ts';

/**
 * `unknown`: no changeover to judge it by. `urgent`: the old one has ended and the new one is not confirmed. `warning`:
 * both may be needed still, so it is a real warning. `expected`: the new licences are confirmed on all users.
 * `afterEnd`: the old one has ended behind confirmed licences.
 */
export type MailCase = 'unknown' | 'urgent' | 'warning' | 'expected' | 'afterEnd';

export interface MailVerdict {
  readonly case: MailCase;
  /** The lines that the verdict is about: the worst ones. */
  readonly lines: readonly Line[];
}

/** What the mail means in this changeover's state; of several lines the worst case counts. */
export function mailVerdict(changeover: Changeover | undefined): MailVerdict {
  if (!changeover || changeover.lines.length === 0) return { case: 'unknown', lines: [] };
  const judged = changeover.lines.map((line) => ({ line, case: caseOf(changeover, line) }));
  const worst = WORST_FIRST.find((one) => judged.some((line) => line.case === one)) ?? 'unknown';
  return { case: worst, lines: judged.filter((one) => one.case === worst).map((one) => one.line) };
}

const WORST_FIRST: readonly MailCase[] = ['urgent', 'warning', 'expected', 'afterEnd'];

function caseOf(changeover: Changeover, line: Line): MailCase {
  const isNewThere = line.newUndoneAt === undefined && isConfirmed(changeover, 'newConfirmed', line.id);
  const hasOldEnded = line.oldEndedAt !== undefined || line.oldEndedOn !== undefined;
  if (hasOldEnded) return isNewThere ? 'afterEnd' : 'urgent';
  return isNewThere ? 'expected' : 'warning';
}
