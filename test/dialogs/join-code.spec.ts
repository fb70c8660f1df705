import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cleanText } from '../../changeover/free-text.ts';
import { hashJoinCode, makeJoinCode, normaliseJoinCode } from '../../dialogs/join-code.ts';

const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 });

describe('the join code', () => {
  it('carries all 128 bits: other bytes make another code', () => {
    fc.assert(
      fc.property(bytes, fc.nat(127), (some, bit) => {
        const other = Uint8Array.from(some);
        other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        assert.notEqual(makeJoinCode(some), makeJoinCode(other));
      }),
    );
  });

  it('reads the same however it is typed: lower case, other dashes, O for 0, I and L for 1, in a pasted message', () => {
    fc.assert(
      fc.property(bytes, (some) => {
        const code = makeJoinCode(some);
        const plain = normaliseJoinCode(code);
        assert.ok(plain);
        assert.equal(plain.length, 26);
        assert.equal(normaliseJoinCode(code.toLowerCase()), plain);
        assert.equal(normaliseJoinCode(code.replaceAll('-', ' – ').replaceAll('0', 'o').replaceAll('1', 'l')), plain);
        assert.equal(normaliseJoinCode(code.replaceAll('-', '')), plain);
        assert.equal(normaliseJoinCode(`Hello,\nplease write:\n\njoin ${code}\n\nThank you.`), plain);
        assert.equal(normaliseJoinCode(`join ${code.replaceAll('-', ' ')}`), plain);
      }),
    );
  });

  it('is not taken for a product key by the cleaning of texts', () => {
    fc.assert(fc.property(bytes, (some) => assert.deepEqual(cleanText(`join ${makeJoinCode(some)}`).removed, [])));
  });

  it('is not found where none is', () => {
    for (const text of [
      '',
      'join',
      'join me later',
      'VK7JG-NPHTM-C97JM-9MPGT-3V66T',
      '1234-5678',
      'x'.repeat(30_000),
    ]) {
      assert.equal(normaliseJoinCode(text), undefined, text.slice(0, 40));
    }
  });

  it('is kept as a hash that its code alone gives', () => {
    assert.match(hashJoinCode('0'.repeat(26)), /^[0-9a-f]{64}$/);
    assert.notEqual(hashJoinCode('0'.repeat(26)), hashJoinCode(`${'0'.repeat(25)}1`));
  });

  it('refuses to be made of too few bytes', () => {
    assert.throws(() => makeJoinCode(new Uint8Array(15)), RangeError);
  });
});
