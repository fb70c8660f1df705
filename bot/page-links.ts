/** The links to customers' pages: a secret of 128 bits, made of the database's key and a nonce, in a signed token. */
import { createHash, createHmac } from 'node:crypto';
import type { ChangeoverId } from '../changeover/changeover.ts';
import type { PageLinks } from '../loop/page-ports.ts';
import type { Store } from '../loop/ports.ts';
import { PAGE_PATH } from './file-routes.ts';
import { createSignedLinks } from './signed-link.ts';

/** What the token of a page is good for. */
export const PAGE_PURPOSE = 'customer page';

const SECRET_BYTES = 16;

/** @param baseUrl such as `https://bot.example.com`, without a slash at its end. */
export async function pageLinksOf(store: Pick<Store, 'linkKey'>, baseUrl: string): Promise<PageLinks> {
  const key = Buffer.from(await store.linkKey());
  const signed = createSignedLinks(key);
  // No text that a token signs begins with a bracket, so the one is never the other.
  const secretOf = (id: ChangeoverId, nonce: string): string =>
    createHmac('sha256', key)
      .update(JSON.stringify([`${PAGE_PURPOSE} secret`, id, nonce]))
      .digest()
      .subarray(0, SECRET_BYTES)
      .toString('base64url');
  return {
    hashOf: (id, nonce) => hashPageSecret(secretOf(id, nonce)),
    linkOf({ id, page }) {
      if (page?.nonce === undefined) return undefined;
      const secret = secretOf(id, page.nonce);
      // The database's key was changed since.
      if (hashPageSecret(secret) !== page.hash) return undefined;
      const token = signed.sign({
        purpose: PAGE_PURPOSE,
        subject: `${id}~${secret}`,
        expiresAt: page.expiresAt,
      });
      return `${baseUrl}${PAGE_PATH}?t=${token}`;
    },
  };
}

/** SHA-256 (hex): all that is kept of a secret. */
export function hashPageSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
