/** The real clock and the real source of randomness. */
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Clock, Random } from '../loop/ports.ts';

export const systemClock: Clock = { now: () => Date.now() };

export const systemRandom: Random = { id: () => randomUUID(), bytes: (length) => randomBytes(length) };

/** Real milliseconds. */
export const systemWait = async (ms: number): Promise<void> => wait(ms);
