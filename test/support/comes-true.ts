import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import type { World } from './world.ts';

const PATIENCE_MS = 8_000;

/**
 * Lets the world do what is due, the clock standing still, until it is so: what its own queue has under way meanwhile is
 * not done when a settling ends. Fails naming `what`.
 */
export async function comesTrue(world: World, what: string, look: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await look())) {
    assert.ok(performance.now() < end, `It does not come true: ${what}`);
    await world.goTo(world.now());
    await setImmediate();
  }
}
