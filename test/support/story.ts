/** The usual story of a changeover up to a point, for tests that begin there. */
import { doesIn } from './chat.ts';
import type { FakeWorld, Someone } from './fake-turn.ts';

export interface Cast {
  readonly world: FakeWorld;
  /** The customer's admin, joined already. */
  readonly admin: Someone;
  readonly technician: Someone;
}

/** All that the customer does by itself at first. */
export async function prepareIn({ world, admin }: Cast): Promise<void> {
  await doesIn(world, admin, 'check-facts', 'find-canceller', 'expect-mail');
}

/** … and the partner is approved. */
export async function approveIn(cast: Cast): Promise<void> {
  const { world, admin, technician } = cast;
  await prepareIn(cast);
  await doesIn(world, technician, 'send-request');
  await doesIn(world, admin, 'approve-partner', 'accept-agreement');
}

/** … and the new licences are ordered, both sides having seen the order. */
export async function orderIn(cast: Cast, line = 'l1'): Promise<void> {
  const { world, admin, technician } = cast;
  await approveIn(cast);
  await doesIn(world, technician, `order-new/${line}`);
  await doesIn(world, admin, `see-order/${line}`);
}

/** … and confirmed on all users by both sides: the old subscription may be ended. */
export async function confirmIn(cast: Cast, line = 'l1'): Promise<void> {
  const { world, admin, technician } = cast;
  await orderIn(cast, line);
  await doesIn(world, technician, `assign-new/${line}`);
  await doesIn(world, admin, `confirm-new/${line}`);
}

/** … and the old one has ended, and the customer knows whom to call: only the bill is left. */
export async function endIn(cast: Cast): Promise<void> {
  const { world, admin, technician } = cast;
  await confirmIn(cast);
  await doesIn(world, admin, 'end-old/l1');
  await doesIn(world, technician, 'tell-support');
}
