/** What the partner's technicians do around the steps: whose changeover it is, notes, its ticket, asking the customer. */
import type { Person } from './changeover.ts';
import { accept, refused, type AskedByMember, type BodyOf, type Decision } from './decision.ts';
import type { Event } from './events.ts';
import { isSamePerson } from './membership.ts';
import { canReach } from './reachability.ts';
import { stepKey, stepsOf } from './steps.ts';

type DeskBody = BodyOf<'assign' | 'unassign' | 'note' | 'setTicket' | 'askCustomer'>;

/** More than anybody reads; the oldest go out of the snapshot, never out of the journal. */
export const NOTES_KEPT = 20;
/** Milliseconds between two times that the customer is asked for the same step by hand. */
const ASK_AGAIN_AFTER = 4 * 3_600_000;

/** The partner's alone. */
export function decideDesk(body: DeskBody, asked: AskedByMember): Decision {
  const { person } = asked.actor;
  if (asked.standing.side !== 'partner' || !person) return refused('notYourSide', { side: 'partner' });
  switch (body.type) {
    case 'assign':
      return assign(body, asked, person);
    case 'unassign':
      return asked.changeover.assignee ? accept({ type: 'assigned' }) : refused('notAssigned');
    case 'note':
      return accept({ type: 'noted', noteRef: body.noteRef, by: person });
    case 'setTicket':
      return accept({ type: 'ticketSet', ...(body.ticketRef && { ticketRef: body.ticketRef }) });
    case 'askCustomer':
      return askCustomer(body, asked);
  }
}

/**
 * Of two who take it at once one wins: the other's card showed it as somebody else's, or nobody's (`assignedMeanwhile`).
 * Who takes it is named from then on.
 */
function assign({ from, nameRef }: BodyOf<'assign'>, { changeover }: AskedByMember, person: Person): Decision {
  const { assignee, members } = changeover;
  if (assignee && isSamePerson(assignee, person)) return refused('alreadyDone');
  if (assignee?.objectId !== from) return refused('assignedMeanwhile');
  const isMember = members.some((one) => isSamePerson(one.person, person));
  const joined: Event = {
    type: 'memberJoined',
    person,
    side: 'partner',
    role: 'partnerTechnician',
    ...(nameRef && { nameRef }),
  };
  return accept(...(isMember ? [] : [joined]), { type: 'assigned', to: person });
}

/** Refuses a step that is not the customer's or not open, a customer that nothing reaches, and asking twice within four hours. */
function askCustomer({ step, line }: BodyOf<'askCustomer'>, { changeover, playbook, now }: AskedByMember): Decision {
  const key = stepKey(step, line);
  const view = stepsOf(changeover, playbook, now).find((one) => one.key === key);
  if (!view) return refused('stepUnknown');
  if (view.status !== 'open' || view.step.side !== 'customer') return refused('stepNotOpen');
  if (!canReach(changeover, 'customer')) return refused('customerNotThere');
  const last = view.record?.askedAt?.at(-1);
  if (last !== undefined && now - last < ASK_AGAIN_AFTER) return refused('askedAlready', { askedAt: last });
  return accept({ type: 'customerAsked', step, ...(line !== undefined && { line }) });
}
