/** Folds what is kept around the steps: people, invites, whose changeover it is, notes and ticket. */
import type { Changeover, Instant, Invite, Member, Person } from './changeover.ts';
import { NOTES_KEPT } from './decide-desk.ts';
import type { Event } from './events.ts';
import { isSamePerson } from './membership.ts';

type DeskEvent = Extract<
  Event,
  { type: 'invited' | 'standInSet' | 'rolesStated' | 'assigned' | 'noted' | 'ticketSet' }
>;

export function withDesk(changeover: Changeover, event: DeskEvent, at: Instant): Changeover {
  switch (event.type) {
    case 'invited': {
      const { type: _type, ...invite } = event;
      return { ...changeover, invites: [...(changeover.invites ?? []), { ...invite, issuedAt: at }] };
    }
    case 'standInSet':
      return withMember(changeover, event.person, ({ isStandIn: _before, ...member }) =>
        event.isStandIn ? { ...member, isStandIn: true } : member,
      );
    case 'rolesStated':
      return withMember(changeover, event.person, (member) => ({ ...member, microsoftRoles: event.roles }));
    case 'assigned': {
      const { assignee: _before, assignedAt: _since, ...rest } = changeover;
      return event.to ? { ...rest, assignee: event.to, assignedAt: at } : rest;
    }
    case 'noted': {
      const { noteRef, by } = event;
      return { ...changeover, notes: [...(changeover.notes ?? []), { at, by, noteRef }].slice(-NOTES_KEPT) };
    }
    case 'ticketSet': {
      const { ticketRef: _before, ...rest } = changeover;
      return event.ticketRef ? { ...rest, ticketRef: event.ticketRef } : rest;
    }
  }
}

/** The invites once a colleague's code was used up. */
export function usedInvites(
  invites: readonly Invite[] | undefined,
  usedHash: string | undefined,
  at: Instant,
): readonly Invite[] | undefined {
  return usedHash === undefined
    ? invites
    : invites?.map((one) => (one.hash === usedHash ? { ...one, usedAt: at } : one));
}

function withMember(changeover: Changeover, person: Person, change: (member: Member) => Member): Changeover {
  const members = changeover.members.map((one) => (isSamePerson(one.person, person) ? change(one) : one));
  return { ...changeover, members };
}
