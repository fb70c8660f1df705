import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import type { World } from './world.ts';

const PATIENCE_MS = 40_000;

/**
 * Lets the world do what is due, second by second, until it is so: what its own queue has under way meanwhile is not done
 * when a settling ends, and what was put off for some seconds never comes while the clock stands still. Fails naming `what`.
 */
export async function comesTrue(world: World, what: string, look: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await look())) {
    assert.ok(performance.now() < end, `It does not come true: ${what}`);
    await world.goTo(world.now() + 1_000);
    await setImmediate();
  }
}
