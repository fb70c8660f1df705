/** The secret of a link to a customer's page: 128 random bits that stand in the link alone; only their hash is kept. */
import { createHash } from 'node:crypto';
import type { Random } from '../loop/ports.ts';

/** How long a link lives, in days. */
export const PAGE_DAYS = 14;

const BYTES = 16;

export interface PageSecret {
  readonly secret: string;
  readonly hash: string;
}

export function makePageSecret(random: Pick<Random, 'bytes'>): PageSecret {
  const secret = Buffer.from(random.bytes(BYTES)).toString('base64url');
  return { secret, hash: hashPageSecret(secret) };
}

/** SHA-256 (hex). */
export function hashPageSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
