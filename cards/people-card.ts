/** Who takes part in a changeover: both sides by name and role, who holds which of Microsoft's roles, who stands in. */
import type { Changeover, Member, Person } from '../changeover/changeover.ts';
import { MICROSOFT_ROLES } from '../changeover/decide-people.ts';
import { removableMembers } from '../changeover/decide-remove.ts';
import { isSamePerson } from '../changeover/membership.ts';
import { choiceInput } from './choice-input.ts';
import type { Content, Reader } from './content.ts';
import { customerName, partnerName, personName, type TextOf } from './names.ts';
import {
  type Action,
  actionSet,
  bullets,
  card,
  content,
  type Element,
  header,
  press,
  remark,
  showCard,
  subheading,
  textBlock,
} from './parts.ts';
import { words, type Words } from './text.ts';

/** @param me who reads: its own roles can be ticked. */
export function peopleCard(changeover: Changeover, reader: Reader, me: Person, text: TextOf): Content {
  const w = words(reader.locale);
  const customers = changeover.members.filter(({ side }) => side === 'customer');
  const partners = changeover.members.filter(({ side }) => side === 'partner');
  const line = (member: Member): string => lineOf(w, changeover, member, text);
  const isOpen = changeover.state.kind === 'open';
  const mine = customers.find(({ person }) => isSamePerson(person, me));
  const body: readonly Element[] = [
    header(w.t('people.title'), changeover.customer.domain),
    subheading(customerName(changeover, text)),
    customers.length === 0 ? textBlock(w.t('people.nobodyYet')) : bullets(customers.map(line)),
    subheading(partnerName(changeover, text)),
    bullets([...partners.map(line), w.t('people.team')]),
    ...(isOpen && mine ? rolesSection(w, changeover, mine) : []),
    remark(w.t(reader.side === 'customer' ? 'people.hint.customer' : 'people.hint.partner'), { spacing: 'medium' }),
  ];
  const isAdmin = reader.role === 'customerAdmin';
  const actions = [
    ...(isOpen && isAdmin ? adminActions(w, changeover, customers, text) : []),
    ...(isOpen && (isAdmin || reader.role === 'partnerLead') ? removal(w, changeover, text) : []),
  ];
  return content(card(body, actions), w.t('people.title'));
}

function lineOf(w: Words, changeover: Changeover, member: Member, text: TextOf): string {
  const { person, role, isStandIn, microsoftRoles = [] } = member;
  const isAssignee = changeover.assignee !== undefined && isSamePerson(changeover.assignee, person);
  const parts = [
    w.t(isStandIn ? 'people.role.standIn' : `people.role.${role}`),
    ...(isAssignee ? [w.t('people.assignee')] : []),
    ...microsoftRoles.map((one) => w.t(`role.${one}`)),
  ];
  return w.t('people.line', { who: personName(changeover, person, text, w.locale), what: w.list(parts) });
}

/** Each says so of itself: what somebody may do at Microsoft is nothing that we read, or grant. */
function rolesSection(w: Words, changeover: Changeover, { microsoftRoles = [] }: Member): readonly Element[] {
  const choices = MICROSOFT_ROLES.map((value) => ({ value, title: w.t(`role.${value}`) }));
  const data = { changeover: changeover.id, seen: changeover.version };
  return [
    choiceInput('roles', w.t('people.myRoles'), choices, { isMulti: true, picked: microsoftRoles.join(',') }),
    actionSet([press('myRoles', w.t('button.myRoles'), data)]),
  ];
}

function adminActions(w: Words, changeover: Changeover, customers: readonly Member[], text: TextOf): readonly Action[] {
  const data = { changeover: changeover.id, seen: changeover.version };
  const admins = customers.filter(({ role }) => role === 'customerAdmin');
  // Somebody has to be left who does not only stand in.
  const full = admins.filter(({ isStandIn }) => isStandIn !== true).length;
  const standIns = admins.filter(({ isStandIn }) => isStandIn === true || full > 1).slice(0, MOST_STAND_INS);
  return [
    press('inviteColleague', w.t('button.inviteColleague'), data, { ignoresInputs: true }),
    ...standIns.map(({ person, isStandIn = false }) => {
      const who = personName(changeover, person, text, w.locale);
      const title = w.t(isStandIn ? 'button.standIn.no' : 'button.standIn.yes', { who });
      const answer = isStandIn ? 'no' : 'yes';
      return press('standIn', title, { ...data, who: person.objectId, answer }, { ignoresInputs: true });
    }),
  ];
}

/** Unfolded first, so that nobody is taken out by one slip of a finger. */
function removal(w: Words, changeover: Changeover, text: TextOf): readonly Action[] {
  const choices = removableMembers(changeover)
    .slice(0, MOST_LISTED)
    .map(({ person }) => ({ value: person.objectId, title: personName(changeover, person, text, w.locale) }));
  if (choices.length === 0) return [];
  const data = { changeover: changeover.id, seen: changeover.version };
  return [
    showCard(
      w.t('button.removeMember'),
      [choiceInput('who', w.t('people.remove'), choices), remark(w.t('people.removeWhy'))],
      [press('removeMember', w.t('button.removeMember.sure'), data, { style: 'destructive' })],
    ),
  ];
}

/** More than a list can be picked from. */
const MOST_LISTED = 100;
const MOST_STAND_INS = 4;
