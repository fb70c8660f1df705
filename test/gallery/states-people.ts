import { inviteCard, colleagueCodeCard } from '../../cards/invite-card.ts';
import { peopleCard } from '../../cards/people-card.ts';
import { questionCard } from '../../cards/question-card.ts';
import { statusCard } from '../../cards/status-card.ts';
import { teamCard } from '../../cards/team-card.ts';
import { statusView } from '../../cards/view.ts';
import { stepsOf } from '../../changeover/steps.ts';
import { carla, colin, DAY, given, joins, OPENED_AT, ref, tom } from '../support/changeover-builder.ts';
import { CUSTOMER, LEAD, TECHNICIAN, textOf, withNames } from './readers.ts';
import type { GalleryState } from './states.ts';

const NOW = OPENED_AT + DAY;

/** Who is who on both sides, and a card that technicians share. */
export function peopleStates(): readonly GalleryState[] {
  const { changeover: made, playbook } = given(
    joins(),
    {
      actor: carla,
      body: {
        type: 'invite',
        codeHash: 'code',
        shortHash: 'short',
        expiresAt: OPENED_AT + 14 * DAY,
        role: 'customerAdmin',
        isStandIn: true,
      },
    },
    { actor: colin, body: { type: 'join', codeHash: 'code', zone: 'Europe/Amsterdam', locale: 'en' } },
    { actor: colin, body: { type: 'stateRoles', roles: ['billingAdministrator'] } },
    { actor: tom, body: { type: 'assign' } },
    { actor: tom, body: { type: 'note', noteRef: ref('Called Carla, back on Monday') } },
    { actor: tom, body: { type: 'setTicket', ticketRef: ref('INC-4711') } },
    { actor: tom, body: { type: 'askCustomer', step: 'check-facts' } },
  );
  const changeover = withNames(made);
  const asked = stepsOf(changeover, playbook, NOW).find((view) => view.key === 'find-canceller');
  const form = { run: 'run', values: { inviteAs: 'admin' }, faults: {} };
  const code = {
    locale: 'en',
    zone: 'Europe/Amsterdam',
    domain: 'contoso.com',
    code: 'K7QM-4XWD-9RTF-K7QM-4XWD-9RTF-6H',
    short: '3K7Q-M0FZ',
    expiresAt: OPENED_AT + 14 * DAY,
  };
  const people = [
    { id: 'tom', name: 'Tom Technician' },
    { id: 'tina', name: 'Tina Technician' },
  ];
  const team = { locale: 'en', name: 'Fabrikam Cloud', others: people };
  return [
    state(
      'status-shared',
      'A card that technicians share',
      statusCard(statusView(changeover, playbook, TECHNICIAN, NOW, textOf)),
    ),
    state(
      'status-mine',
      'The lead’s own view of it',
      statusCard(statusView(changeover, playbook, { ...LEAD, person: tom.person! }, NOW, textOf)),
    ),
    state('people-customer', 'Who is who', peopleCard(changeover, CUSTOMER, carla.person!, textOf)),
    state('people-partner', 'Who is who, in the channel', peopleCard(changeover, TECHNICIAN, tom.person!, textOf)),
    state('invite', 'Inviting a colleague', inviteCard('en', form)),
    state('invite-code', 'A colleague’s code', colleagueCodeCard({ ...code, as: 'standIn' })),
    ...(asked
      ? [
          state(
            'ask-with-role',
            'A question with who may',
            questionCard(changeover, playbook, asked, CUSTOMER, NOW, textOf),
          ),
        ]
      : []),
    state(
      'team-lead',
      'The team, for a lead',
      teamCard({
        ...team,
        leads: people,
        isLead: true,
        holders: [{ ...people[0]!, roles: ['adminAgent', 'salesAgent'] }],
      }),
    ),
    state('team-nobody', 'A team without a lead', teamCard({ ...team, leads: [], isLead: false, holders: [] })),
  ];
}

function state(id: string, title: string, content: GalleryState['content']): GalleryState {
  return { id, group: 'details', title, content };
}
