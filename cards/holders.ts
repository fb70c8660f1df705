/** Who of a side says to hold the Microsoft role that a step asks for. */
import type { Changeover } from '../changeover/changeover.ts';
import { canDo } from '../changeover/decide-people.ts';
import type { Step } from '../changeover/playbook.ts';
import { personName, type TextOf } from './names.ts';
import { type Element, textBlock } from './parts.ts';
import type { Words } from './text.ts';

/**
 * The role in Microsoft's words, and who of the customer has it; nothing for a step that needs none.
 * @param hasRoute the way that is shown names the role itself.
 */
export function roleSection(
  w: Words,
  changeover: Changeover,
  step: Step,
  text: TextOf,
  hasRoute: boolean,
): readonly Element[] {
  if (step.role === undefined) return [];
  const named = textBlock(w.t('question.role', { role: w.t(`role.${step.role}`) }), { isSubtle: true });
  const role = hasRoute ? [] : [named];
  if (step.side !== 'customer') return role;
  const { role: needed } = step;
  const people = changeover.members.filter(({ side }) => side === 'customer');
  // Whoever reads it on a page can't tick a role of its own.
  if (people.length === 0) return role;
  const holders = people.filter(({ microsoftRoles }) => canDo(needed, microsoftRoles));
  const who = w.list(holders.map(({ person }) => personName(changeover, person, text, w.locale)));
  const said = holders.length > 0 ? w.t('question.holders', { who }) : w.t('question.nobodyHolds');
  return [...role, textBlock(said, { isSubtle: true, spacing: 'none' })];
}
