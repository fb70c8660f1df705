/** A "done" that is looked for in the tenant, and what is seen of a telephony product's domains and of a key. */
import { questionCard } from '../../cards/question-card.ts';
import { statusCard } from '../../cards/status-card.ts';
import { stepsCard } from '../../cards/steps-card.ts';
import { tenantCard } from '../../cards/tenant-card.ts';
import { statusView } from '../../cards/view.ts';
import { stepsOf } from '../../changeover/steps.ts';
import { called, chooses, moved, moveOn } from '../support/call2teams-plays.ts';
import { approved, carla, does, given, type Given } from '../support/changeover-builder.ts';
import { prepaid, redeemed } from '../support/prepaid-story.ts';
import { connects, looks } from '../support/tenant-plays.ts';
import { CUSTOMER, TECHNICIAN, textOf, withNames } from './readers.ts';
import type { GalleryState } from './states.ts';

const DOMAINS = {
  count: 3,
  names: ['a.call2teams.com', 'b.call2teams.com', 'c.call2teams.com'],
  inConflict: ['b.call2teams.com'],
  withMail: ['c.call2teams.com'],
};

export function heldStates(): readonly GalleryState[] {
  const [join, ...others] = approved();
  const held = given(join!, ...connects(), ...others.slice(0, -1), does(carla, 'accept-agreement'));
  const counting = moveOn('assisted', ...moved(), ...connects(), ...called().slice(0, -1));
  const domains = moveOn(
    'assisted',
    ...moved(),
    ...connects(),
    ...called().slice(0, -1),
    looks({}, { productDomains: DOMAINS }),
    chooses('count-domains', 'more'),
  );
  const key = prepaid({}, ...redeemed(), ...connects(), looks({ newThere: false, oldLive: true, isInPartners: true }));
  return [
    state('held-status', 'Said to be done, looked for in the tenant', status(held, true)),
    state('held-status-customer', 'The same for the customer', status(held, false)),
    state('held-steps', 'The same among all steps', steps(held)),
    state('held-domains', 'Domains of the telephony product', tenant(domains)),
    state('held-domains-question', 'Counting them, with what the tenant shows', question(counting)),
    state('held-key', 'A key that may be in the partner’s own tenant', tenant(key)),
  ];
}

function status({ changeover, playbook, now }: Given, isPartner: boolean): GalleryState['content'] {
  return statusCard(statusView(withNames(changeover), playbook, isPartner ? TECHNICIAN : CUSTOMER, now, textOf));
}

function steps({ changeover, playbook, now }: Given): GalleryState['content'] {
  return stepsCard(withNames(changeover), playbook, CUSTOMER, now, textOf);
}

function tenant({ changeover, playbook, now }: Given): GalleryState['content'] {
  return tenantCard(withNames(changeover), playbook, TECHNICIAN, now, textOf, true);
}

/** As the question stands while the tenant shows three. */
function question({ changeover, playbook, now }: Given): GalleryState['content'] {
  const tenantSeen = { domains: 4, disturbed: [], productDomains: DOMAINS };
  const seen = { ...changeover, link: { ...changeover.link, seen: { at: now, lines: [], tenant: tenantSeen } } };
  const view = stepsOf(seen, playbook, now).find(({ key }) => key === 'count-domains')!;
  return questionCard(withNames(seen), playbook, view, TECHNICIAN, now, textOf);
}

function state(id: string, title: string, content: GalleryState['content']): GalleryState {
  return { id, group: 'details', title, content };
}
