/** Addresses that give one thing to whoever has them, for a while: what they stand for is signed, so that nobody makes one up. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../changeover/changeover.ts';
import type { Store } from '../loop/ports.ts';

export interface Signed {
  /** What it is good for: a token for one purpose opens nothing else. */
  readonly purpose: string;
  /** What it is about, in the words of the purpose. */
  readonly subject: string;
  readonly expiresAt: Instant;
}

export interface SignedLinks {
  /** A token for an address: letters, digits, `-`, `_` and one dot. */
  sign(signed: Signed): string;
  /** The subject; undefined for a token that is not ours, is for something else, or whose time is over. */
  open(token: string, purpose: string, now: Instant): string | undefined;
}

/** Longer than any token of ours: what is longer is not looked at. */
const LONGEST = 4_096;
/** As many bytes as the signature has. */
const SHORTEST_KEY = 32;

/** Signed with the database's own key, which all instances share. */
export async function signedLinksOf(store: Pick<Store, 'linkKey'>): Promise<SignedLinks> {
  return createSignedLinks(Buffer.from(await store.linkKey()));
}

/** @param key secret, at least 32 bytes; all instances share one. HMAC with SHA-256. */
export function createSignedLinks(key: Uint8Array): SignedLinks {
  if (key.length < SHORTEST_KEY) throw new RangeError('A key for links has at least 32 bytes.');
  const signatureOf = (body: string): Buffer => createHmac('sha256', key).update(body).digest();
  return {
    sign({ purpose, subject, expiresAt }) {
      const body = Buffer.from(JSON.stringify([purpose, expiresAt, subject])).toString('base64url');
      return `${body}.${signatureOf(body).toString('base64url')}`;
    },
    open(token, purpose, now) {
      const [body = '', signature = '', ...more] = token.slice(0, LONGEST + 1).split('.');
      if (token.length > LONGEST || more.length > 0) return undefined;
      const given = Buffer.from(signature, 'base64url');
      const expected = signatureOf(body);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      const [ofPurpose, expiresAt, subject] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [
        string,
        Instant,
        string,
      ];
      return ofPurpose === purpose && now < expiresAt ? subject : undefined;
    },
  };
}
