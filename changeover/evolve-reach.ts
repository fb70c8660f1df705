import type { Changeover, Instant } from './changeover.ts';
import type { Event } from './events.ts';
import { reachOf } from './reachability.ts';

type ReachEvent = Extract<Event, { type: 'memberUnreachable' | 'memberReachable' }>;

/** The newest word about a person or the channel; another reason does not begin the time anew. */
export function withReach(changeover: Changeover, event: ReachEvent, at: Instant): Changeover {
  const { type: _type, ...told } = event;
  const before = reachOf(changeover, event.person);
  const isSameSpell = event.type === 'memberUnreachable' && before?.why !== undefined;
  const others = (changeover.reach ?? []).filter((one) => one !== before);
  return { ...changeover, reach: [...others, { ...told, since: isSameSpell ? before.since : at }] };
}
