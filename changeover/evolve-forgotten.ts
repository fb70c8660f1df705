import type { Changeover, Instant, Person } from './changeover.ts';
import type { Event } from './events.ts';
import { withoutPage } from './customer-page.ts';
import { contactsWithout } from './evolve-outside.ts';
import { isSamePerson } from './membership.ts';

type Forgotten = Extract<Event, { type: 'forgotten' }>;

/** Whoever is forgotten is no member any more, and holds nothing back. */
export function withForgotten(changeover: Changeover, event: Forgotten, at: Instant): Changeover {
  const { person, tenantId } = event;
  const isGone = (one: Person | undefined): boolean =>
    one !== undefined && (person === undefined ? one.tenantId === tenantId : isSamePerson(one, person));
  const { reach, members, snoozes, contacts } = changeover;
  return {
    ...(person === undefined ? withoutPage(changeover) : changeover),
    members: members.filter((member) => !isGone(member.person)),
    snoozes: snoozes.filter((snooze) => !isGone(snooze.person)),
    ...(reach && { reach: reach.filter((one) => !isGone(one.person)) }),
    ...(contacts && { contacts: person === undefined ? {} : contactsWithout(contacts, isGone) }),
    ...(person === undefined && { forgottenAt: at }),
  };
}
