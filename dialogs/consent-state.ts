/** The part of a consent link that proves that we made it: it goes to Microsoft's page and comes back, once. */
import { createHash } from 'node:crypto';
import type { ChangeoverId } from '../changeover/changeover.ts';
import type { ConsentPurpose } from '../changeover/tenant-link.ts';
import type { Random } from '../loop/ports.ts';

const SECRET_BYTES = 24;

export interface ConsentState {
  readonly changeoverId: ChangeoverId;
  readonly purpose: ConsentPurpose;
  /** SHA-256 (hex) of its secret, which is never kept. */
  readonly hash: string;
}

export function makeConsentState(
  changeoverId: ChangeoverId,
  purpose: ConsentPurpose,
  random: Pick<Random, 'bytes'>,
): ConsentState & { readonly state: string } {
  const secret = Buffer.from(random.bytes(SECRET_BYTES)).toString('base64url');
  return { changeoverId, purpose, hash: hashOf(secret), state: `${changeoverId}~${purpose}~${secret}` };
}

/** Undefined for what we never made. */
export function readConsentState(text: string): ConsentState | undefined {
  const [, changeoverId = '', purpose, secret = ''] = /^([\w-]{1,100})~(read|write)~([\w-]{20,100})$/.exec(text) ?? [];
  if (purpose !== 'read' && purpose !== 'write') return undefined;
  return { changeoverId, purpose, hash: hashOf(secret) };
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
