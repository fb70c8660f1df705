import assert from 'node:assert/strict';
import type { Changeover } from '../../changeover/changeover.ts';
import { hashPageSecret, pageLinksOf } from '../../bot/page-links.ts';
import { createSignedLinks } from '../../bot/signed-link.ts';
import { DAY, given, OPENED_AT, tom } from '../support/changeover-builder.ts';

const KEY = 'k'.repeat(40);
const BASE = 'https://bot.example.com';

describe('the link to a customer’s page', () => {
  const linksWith = async (key: string) => pageLinksOf({ linkKey: async () => key }, BASE);

  async function issuedWith(key: string, nonce?: string): Promise<Changeover> {
    const { changeover } = given();
    const hash = (await linksWith(key)).hashOf(changeover.id, nonce ?? 'one');
    const link = { hash, expiresAt: OPENED_AT + 14 * DAY, ...(nonce !== undefined && { nonce }) };
    return given({ actor: tom, body: { type: 'issuePage', ...link } }).changeover;
  }

  it('can be made again from what is kept, and is nothing that is kept', async () => {
    const changeover = await issuedWith(KEY, 'one');
    const link = (await linksWith(KEY)).linkOf(changeover) ?? '';
    assert.equal((await linksWith(KEY)).linkOf(changeover), link);
    const token = new URL(link).searchParams.get('t') ?? '';
    const subject = createSignedLinks(Buffer.from(KEY)).open(token, 'customer page', OPENED_AT) ?? '';
    const [id, secret = ''] = subject.split('~');
    assert.equal(id, changeover.id);
    assert.equal(Buffer.from(secret, 'base64url').length, 16);
    assert.equal(hashPageSecret(secret), changeover.page?.hash);
    assert.ok(!JSON.stringify(changeover).includes(secret));
  });

  it('is another one for another nonce, changeover or key', async () => {
    const links = await linksWith(KEY);
    const hashes = [
      links.hashOf('c1', 'one'),
      links.hashOf('c1', 'two'),
      links.hashOf('c2', 'one'),
      links.hashOf('c1","one', ''),
      (await linksWith('l'.repeat(40))).hashOf('c1', 'one'),
    ];
    assert.equal(new Set(hashes).size, hashes.length);
  });

  it('is not shown once the key was changed, nor when it was made in another way', async () => {
    assert.equal((await linksWith('l'.repeat(40))).linkOf(await issuedWith(KEY, 'one')), undefined);
    assert.equal((await linksWith(KEY)).linkOf(await issuedWith(KEY)), undefined);
    assert.equal((await linksWith(KEY)).linkOf(given().changeover), undefined);
  });
});
