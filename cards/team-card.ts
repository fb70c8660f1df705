/** A partner's team: who leads it, and what its leads can change about that. */
import { PARTNER_ROLES } from '../changeover/team.ts';
import { choiceInput } from './choice-input.ts';
import type { Content } from './content.ts';
import {
  actionSet,
  bullets,
  card,
  content,
  type Element,
  header,
  press,
  remark,
  subheading,
  textBlock,
} from './parts.ts';
import { plain, words, type Words } from './text.ts';

export interface TeamPersonItem {
  /** Entra object id: where a button points, looked up again when it is pressed. */
  readonly id: string;
  /** As the roster has it; absent for somebody whom it does not name. */
  readonly name?: string;
  /** What it says to hold at Microsoft. */
  readonly roles?: readonly string[];
}

export interface TeamCardView {
  readonly locale: string;
  readonly name?: string;
  readonly leads: readonly TeamPersonItem[];
  /** Technicians who do not lead; absent when the roster could not be asked. */
  readonly others?: readonly TeamPersonItem[];
  readonly isLead: boolean;
  /** Who of the team says to hold any role. */
  readonly holders: readonly TeamPersonItem[];
}

/** More than a list can be picked from; whoever is not on it can be made a lead after it shrinks, or takes over. */
const MOST_LISTED = 100;

export function teamCard(view: TeamCardView): Content {
  const w = words(view.locale);
  const title = view.name === undefined ? w.t('team.title') : w.t('team.titleOf', { team: plain(view.name, 80) });
  const leads = view.leads.map((lead) => nameOf(w, lead));
  const body: readonly Element[] = [
    header(title),
    textBlock(w.t('team.who')),
    subheading(w.t('team.leads')),
    leads.length === 0 ? textBlock(w.t('team.nobody')) : bullets(leads),
    ...(view.others === undefined ? [remark(w.t('team.rosterUnknown'))] : []),
    ...rolesSection(w, view),
    ...(view.isLead ? leadSection(w, view) : []),
    remark(w.t(view.isLead ? 'team.mayLead' : 'team.may'), { spacing: 'medium' }),
  ];
  const actions = view.leads.length === 0 ? [press('takeLead', w.t('button.takeLead'), {}, { style: 'positive' })] : [];
  return content(card(body, actions), `${title}. ${leads.length === 0 ? w.t('team.nobody') : w.list(leads)}`);
}

/** Each says so of itself: what somebody may do at Microsoft is nothing that we read, or grant. */
function rolesSection(w: Words, { holders }: TeamCardView): readonly Element[] {
  const lines = holders.map((one) => {
    const what = w.list((one.roles ?? []).map((role) => w.t(`role.${role}`)));
    return w.t('people.line', { who: nameOf(w, one), what });
  });
  const choices = PARTNER_ROLES.map((value) => ({ value, title: w.t(`role.${value}`) }));
  return [
    subheading(w.t('team.roles')),
    lines.length === 0 ? textBlock(w.t('team.rolesNobody')) : bullets(lines),
    // Everybody in the channel sees this card: nobody's ticks stand in it for the next one to save.
    choiceInput('roles', w.t('team.myRoles'), choices, { isMulti: true }),
    actionSet([press('teamRoles', w.t('button.myRoles'))]),
  ];
}

function leadSection(w: Words, { others = [], leads }: TeamCardView): readonly Element[] {
  const made =
    others.length === 0
      ? []
      : [
          choiceInput('technician', w.t('team.pick'), choicesOf(w, others)),
          actionSet([press('makeLead', w.t('button.makeLead')), press('handOver', w.t('button.handOver'))]),
        ];
  const ended =
    leads.length < 2
      ? []
      : [
          choiceInput('formerLead', w.t('team.pickLead'), choicesOf(w, leads)),
          actionSet([press('removeLead', w.t('button.removeLead'))]),
        ];
  return [...made, ...ended];
}

function choicesOf(w: Words, people: readonly TeamPersonItem[]) {
  return people.slice(0, MOST_LISTED).map((one) => ({ value: one.id, title: nameOf(w, one) }));
}

function nameOf(w: Words, { name }: TeamPersonItem): string {
  return name === undefined ? w.t('team.unnamed') : plain(name, 60);
}
