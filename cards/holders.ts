/** Who of a side says to hold the Microsoft role that a step asks for. */
import type { Changeover } from '../changeover/changeover.ts';
import { canDo } from '../changeover/decide-people.ts';
import { isSamePerson } from '../changeover/membership.ts';
import type { Step } from '../changeover/playbook.ts';
import type { TeamRoles } from '../changeover/team.ts';
import type { Reader } from './content.ts';
import { personName, type TextOf } from './names.ts';
import { type Element, textBlock } from './parts.ts';
import type { Words } from './text.ts';

/**
 * The role in Microsoft's words, and who of the side that does it has it; nothing for a step that needs none.
 * @param hasRoute the way that is shown names the role itself.
 */
export function roleSection(
  w: Words,
  changeover: Changeover,
  step: Step,
  { teamRoles = [] }: Pick<Reader, 'teamRoles'>,
  text: TextOf,
  hasRoute: boolean,
): readonly Element[] {
  if (step.role === undefined) return [];
  const named = textBlock(w.t('question.role', { role: w.t(`role.${step.role}`) }), { isSubtle: true });
  const role = hasRoute ? [] : [named];
  const { role: needed } = step;
  if (step.side === 'partner') return [...role, technicians(w, changeover, needed, teamRoles, text)];
  if (step.side !== 'customer') return role;
  const people = changeover.members.filter(({ side }) => side === 'customer');
  // Whoever reads it on a page can't tick a role of its own.
  if (people.length === 0) return role;
  const holders = people.filter(({ microsoftRoles }) => canDo(needed, microsoftRoles));
  const who = w.list(holders.map(({ person }) => personName(changeover, person, text, w.locale)));
  const said = holders.length > 0 ? w.t('question.holders', { who }) : w.t('question.nobodyHolds');
  return [...role, textBlock(said, { isSubtle: true, spacing: 'none' })];
}

/** Technicians who worked on this changeover by name; of others there is a name in the team's roster alone. */
function technicians(
  w: Words,
  changeover: Changeover,
  needed: string,
  teamRoles: readonly TeamRoles[],
  text: TextOf,
): Element {
  const holders = teamRoles.filter(({ roles }) => canDo(needed, roles));
  const named = holders.flatMap(({ person }) => {
    const member = changeover.members.find((one) => isSamePerson(one.person, person));
    return text(member?.nameRef) === undefined ? [] : [personName(changeover, person, text, w.locale)];
  });
  const more = holders.length - named.length;
  const who = w.list([
    ...named,
    ...(more > 0 ? [w.t('question.moreOfTeam', { count: more, named: named.length })] : []),
  ]);
  const said = holders.length > 0 ? w.t('question.holders', { who }) : w.t('question.nobodyOfTeam');
  return textBlock(said, { isSubtle: true, spacing: 'none' });
}
