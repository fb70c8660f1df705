/** The real clock and the real source of randomness. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock, Random } from '../loop/ports.ts';

export const systemClock: Clock = { now: () => Date.now() };

export const systemRandom: Random = { id: () => randomUUID(), bytes: (length) => randomBytes(length) };
