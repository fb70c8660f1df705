/** Who of a changeover can be written to in Teams, as far as delivery found out. */
import type { Changeover, Instant, Person, Reach, UnreachableWhy } from './changeover.ts';
import { isSamePerson } from './membership.ts';

/** Somebody whom nothing reaches now. */
export type Unreached = Reach & { readonly why: UnreachableWhy };

/** What is known of a person of the customer, or without one of the partner's channel; undefined: nothing ever failed. */
export function reachOf(changeover: Changeover, person: Person | undefined): Reach | undefined {
  return changeover.reach?.find((one) => isSameReader(one.person, person));
}

/** Those of a side whom nothing reaches now. */
export function unreachedOf(changeover: Changeover, side: Reach['side']): readonly Unreached[] {
  return (changeover.reach ?? []).filter((one): one is Unreached => one.side === side && one.why !== undefined);
}

/** The partner by its channel, the customer by any one of its admins; a customer that has not joined by nobody. */
export function canReach(changeover: Changeover, side: Reach['side']): boolean {
  return readersOf(changeover, side).some((person) => !isDeaf(reachOf(changeover, person)));
}

/** Since when nobody of a side can be reached; undefined while somebody can, and for a side that is not there yet. */
export function unreachedSince(changeover: Changeover, side: Reach['side']): Instant | undefined {
  const readers = readersOf(changeover, side);
  if (readers.length === 0 || canReach(changeover, side)) return undefined;
  return Math.max(...readers.map((person) => reachOf(changeover, person)?.since ?? 0));
}

/** Neither side can be reached: only whoever runs the assistant can still do something. */
export function isNobodyReached(changeover: Changeover): boolean {
  return !canReach(changeover, 'customer') && !canReach(changeover, 'partner');
}

/** Those whom a message to the side goes to; `undefined` stands for the partner's channel. */
function readersOf({ members }: Changeover, side: Reach['side']): readonly (Person | undefined)[] {
  if (side === 'partner') return [undefined];
  return members.filter((one) => one.side === side && one.role === 'customerAdmin').map(({ person }) => person);
}

/** One message that was turned down says nothing about the next. */
function isDeaf(reach: Reach | undefined): boolean {
  return reach?.why !== undefined && reach.why !== 'refused';
}

function isSameReader(one: Person | undefined, other: Person | undefined): boolean {
  return one === undefined || other === undefined ? one === other : isSamePerson(one, other);
}
