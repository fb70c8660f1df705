import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { cleanText, REMOVED_MARK } from '../../changeover/free-text.ts';

const text = (raw: string, maxLength?: number): string => cleanText(raw, maxLength).text;

/** Made up; five groups of five of the key alphabet. */
const KEY = 'BCDFG-HJKMN-PQRTV-WXY23-46789';

describe('free-text', () => {
  it('keeps emoji, right-to-left text and lines as they were', () => {
    const kept = '👩‍👩‍👧 שלום עליכם\nمرحبا 🏴󠁧󠁢󠁥󠁮󠁧󠁿 naïve';
    assert.deepEqual(cleanText(kept), { text: kept, removed: [], wasCut: false });
  });

  it('takes tags of mentions away and leaves the name', () => {
    assert.equal(text('<at id="1">Alex</at>, see below'), 'Alex, see below');
    assert.equal(text('<<at>at>x<at>'), 'x');
    assert.ok(!/<at/i.test(text(`${'<a'.repeat(40)}<at>${'t>'.repeat(40)}`)));
  });

  it('takes characters away that turn or hide text', () => {
    assert.equal(
      text('invoice\u202Efdp.exe \u2066isolated\u2069 a\u200Bb \u0007bell'),
      'invoicefdp.exe isolated ab bell',
    );
  });

  it('makes a lone half of a character harmless', () => {
    assert.ok(text('a\uD83Db').isWellFormed());
  });

  for (const pasted of [
    KEY,
    KEY.replaceAll('-', ''),
    KEY.replaceAll('-', ' '),
    KEY.toLowerCase(),
    KEY.replaceAll('-', ' - '),
    KEY.replaceAll('-', '\u200B-'),
  ]) {
    it(`removes the product key "${pasted}"`, () => {
      assert.deepEqual(cleanText(`my key: ${pasted}, thanks`), {
        text: `my key: ${REMOVED_MARK}, thanks`,
        removed: ['productKey'],
        wasCut: false,
      });
    });
  }

  it('leaves words and long numbers that only look a little like a key', () => {
    for (const harmless of ['every third order needs paper today', '23467-23467-23467-23467-23467', `A${KEY}`]) {
      assert.deepEqual(cleanText(harmless).removed, [], harmless);
    }
  });

  for (const card of [
    '4111 1111 1111 1111',
    '4111111111111111',
    '5500-0000-0000-0004',
    '3782 822463 10005',
    '4111 1111 1111 1111 123',
  ]) {
    it(`removes the card number "${card}"`, () => {
      const cleaned = cleanText(`paid with ${card}.`);
      assert.deepEqual(cleaned.removed, ['cardNumber']);
      assert.ok(!cleaned.text.includes('1111') && !/\d{5}/.test(cleaned.text));
    });
  }

  it('leaves numbers that are no card: a wrong check digit, a telephone, a support request', () => {
    for (const harmless of [
      '4111 1111 1111 1112',
      '+31 20 123 45 67',
      '2603150040001234',
      '2603150040001235',
      'order 123456789012',
    ]) {
      assert.deepEqual(cleanText(harmless).removed, [], harmless);
    }
  });

  it('removes what stands behind the word password, to the end of its line', () => {
    assert.deepEqual(cleanText('Password: correct horse\nThen call me'), {
      text: `Password: ${REMOVED_MARK}\nThen call me`,
      removed: ['password'],
      wasCut: false,
    });
    assert.deepEqual(cleanText('my pwd is hunter2').removed, ['password']);
    assert.deepEqual(cleanText('wachtwoord=geheim').removed, ['password']);
    assert.deepEqual(cleanText('the password is expired').removed, []);
  });

  it('names every kind of secret once', () => {
    assert.deepEqual(cleanText(`${KEY} ${KEY}\npassword: x1\n4111111111111111`).removed, [
      'productKey',
      'cardNumber',
      'password',
    ]);
  });

  it('cuts 30,000 characters to the length asked for and says so', () => {
    const cleaned = cleanText('word '.repeat(6000), 2000);
    assert.equal(cleaned.wasCut, true);
    assert.ok(cleaned.text.length <= 2000 && cleaned.text.length > 1990);
  });

  it('never cuts inside what is shown as one character', () => {
    const family = '👩‍👩‍👧';
    const cleaned = cleanText(family.repeat(100), 50);
    assert.equal(cleaned.text, family.repeat(6));
  });

  it('cuts an endless character all the same', () => {
    const cleaned = cleanText(`e${'\u0301'.repeat(30_000)}`, 100);
    assert.ok(cleaned.text.length > 50 && cleaned.text.length <= 100);
  });

  it('removes a secret before it cuts, so that no half of one is left', () => {
    assert.ok(!text(`${'x'.repeat(90)} ${KEY}`, 100).includes('BCDFG'));
  });

  it('tidies white space', () => {
    assert.equal(text('  a \t b\r\n\r\n\r\n\r\nc  '), 'a b\n\nc');
  });

  it('finds nothing more to do in what it made', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (raw) => {
        const once = text(raw, 200);
        assert.ok(once.length <= 200 && once.isWellFormed());
        assert.equal(text(once, 200), once);
      }),
    );
  });
});
