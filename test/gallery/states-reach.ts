import { statusCard } from '../../cards/status-card.ts';
import { unreachableCard } from '../../cards/unreachable-card.ts';
import { statusView } from '../../cards/view.ts';
import type { Reader } from '../../cards/content.ts';
import type { Changeover, UnreachableWhy } from '../../changeover/changeover.ts';
import { approved, carla, DAY, given, joins, ref, type Given, type Play } from '../support/changeover-builder.ts';
import { CUSTOMER, TECHNICIAN, textOf, withNames } from './readers.ts';
import type { GalleryState } from './states.ts';

const REASONS: readonly UnreachableWhy[] = [
  'blocked',
  'disabledByAdmin',
  'removed',
  'notInstalled',
  'conversationGone',
  'unknownUser',
  'refused',
  'other',
];

/** What each side sees while the other can't be reached, and when it can again. */
export function reachStates(): readonly GalleryState[] {
  const silent = given(...approved(), noted('blocked'));
  const back = given(...approved(), noted('blocked'), noted(undefined));
  const channelGone = given(joins(), { ...noted('removed'), body: { type: 'noteReach', why: 'removed' } });
  return [
    status('status-partner-unreached', 'Partner: the customer blocked the app', silent, TECHNICIAN),
    status('status-partner-back', 'Partner: the customer can be reached again', back, TECHNICIAN),
    status('status-customer-unreached', 'Customer: the partner’s channel is gone', channelGone, CUSTOMER),
    ...REASONS.map((why) => told(why, given(joins(), noted(why)))),
  ];
}

function noted(why: UnreachableWhy | undefined): Play {
  return {
    actor: { door: 'delivery' },
    body: { type: 'noteReach', ...(carla.person && { person: carla.person }), ...(why && { why }) },
  };
}

function status(id: string, title: string, { changeover, playbook, now }: Given, reader: Reader): GalleryState {
  const view = statusView(named(changeover), playbook, reader, now + DAY, textOf);
  return { id, title, group: 'status', content: statusCard(view) };
}

function told(why: UnreachableWhy, { changeover }: Given): GalleryState {
  const message = { kind: 'unreachable' as const, person: carla.person!, why };
  const content = unreachableCard(message, named(changeover), TECHNICIAN, textOf);
  if (content === undefined) throw new Error(`there is no card for ${why}`);
  return { id: `unreachable-${why.toLowerCase()}`, title: `Not reached: ${why}`, group: 'reminders', content };
}

function named(changeover: Changeover): Changeover {
  const { customer } = changeover;
  return withNames({ ...changeover, customer: { ...customer, contactRef: ref('Carla Jansen, +31 20 555 0100') } });
}
