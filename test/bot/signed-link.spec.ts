import assert from 'node:assert/strict';
import { createSignedLinks } from '../../bot/signed-link.ts';

const key = Buffer.alloc(32, 7);
const links = createSignedLinks(key);
const signed = { purpose: 'board', subject: '{"team":"ü"}', expiresAt: 1_000 };

describe('a signed link', () => {
  it('opens what it was made for, until its time is over', () => {
    const token = links.sign(signed);
    assert.match(token, /^[\w-]+\.[\w-]+$/u);
    assert.equal(links.open(token, 'board', 999), signed.subject);
    assert.equal(links.open(token, 'board', 1_000), undefined);
  });

  it('opens nothing else', () => assert.equal(links.open(links.sign(signed), 'history', 0), undefined));

  it('is of no use with one letter changed, cut short, or signed by another key', () => {
    const token = links.sign(signed);
    for (let i = 0; i < token.length - 1; i++) {
      const changed = `${token.slice(0, i)}${token[i] === 'A' ? 'B' : 'A'}${token.slice(i + 1)}`;
      assert.equal(links.open(changed, 'board', 0), undefined, String(i));
    }
    assert.equal(links.open(createSignedLinks(Buffer.alloc(32, 8)).sign(signed), 'board', 0), undefined);
    for (const bad of ['', '.', 'a.b', `${token}.x`, token.slice(0, -3), 'x'.repeat(10_000)]) {
      assert.equal(links.open(bad, 'board', 0), undefined, bad.slice(0, 20));
    }
  });

  it('needs a key of 32 bytes', () => assert.throws(() => createSignedLinks(Buffer.alloc(31)), /32 bytes/));
});
