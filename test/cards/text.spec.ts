import assert from 'node:assert/strict';

import { plain, words } from '../../cards/text.ts';

const JOINT = '\u2060';

describe('words of a locale', () => {
  const w = words('en-GB');

  it('are those of the language, and English where there is no catalogue', () => {
    assert.equal(words('en-US').locale, 'en');
    assert.equal(words('xx-YY').locale, 'en');
    assert.equal(words('').locale, 'en');
  });

  it('write money with its currency and its own number of decimals', () => {
    assert.equal(w.money({ minor: 4160, currency: 'EUR' }), '€41.60');
    assert.equal(w.money({ minor: 500, currency: 'JPY' }), 'JP¥500');
    assert.equal(w.money({ minor: 123_456, currency: 'USD' }), 'US$1,234.56');
  });

  it('write a day without a zone and an instant with one', () => {
    assert.equal(w.date('2026-03-03'), '3 March 2026');
    const instant = Date.parse('2026-03-03T09:00:00Z');
    assert.equal(w.dateTime(instant, 'Europe/Amsterdam'), 'Tue 3 March 2026, 10:00 CET');
    assert.equal(w.dateTime(instant, 'America/New_York'), 'Tue 3 March 2026, 04:00 GMT-5');
  });

  it('read an unknown zone as UTC', () => {
    assert.equal(w.dateTime(0, 'Nowhere/At_All'), 'Thu 1 January 1970, 00:00 UTC');
  });

  it('throw on a key that no catalogue has, and on a parameter that is missing', () => {
    assert.throws(() => w.t('no.such.key'), /no key "no.such.key"/);
    assert.throws(() => w.t('status.late'));
    assert.throws(() => w.t('toString'), /no key/);
  });

  it('list things as a sentence does', () => {
    assert.equal(w.list(['a', 'b', 'c']), 'a, b and c');
  });
});

describe('user-given text', () => {
  const cases: readonly (readonly [what: string, text: string, shown: string])[] = [
    ['an ordinary name', 'Contoso (NL) & Co. – Café', 'Contoso (NL) & Co. – Café'],
    ['a mail address with an underscore', 'john_doe@contoso.com', 'john_doe@contoso.com'],
    ['a link', '[win](https://evil.example)', `\\[win\\](https:${JOINT}//evil.example)`],
    ['a bare address', 'www.evil.example', `www${JOINT}.evil.example`],
    ['emphasis', '**bold** _it_', String.raw`\*\*bold\*\* \_it\_`],
    ['a mention', '<at>Bob</at>', '‹at›Bob‹/at›'],
    ['a card function', '{{DATE(2026-01-01)}}', `{${JOINT}{DATE(2026-01-01)}}`],
    ['a list', '- one', `${JOINT}-${JOINT} one`],
    ['a numbered list', '1. one', `${JOINT}1${JOINT}. one`],
    ['an entity', '&lt;b&gt;', `&${JOINT}lt;b&${JOINT}gt;`],
    ['line breaks', 'one\n\ntwo', 'one two'],
    ['emoji joined to one', '👩‍👩‍👧 Family', '👩‍👩‍👧 Family'],
    ['a direction override', 'gnp\u202Eexe.', 'gnpexe.'],
    ['right-to-left text', 'שותפים', '\u2068שותפים\u2069'],
    ['control characters', 'a\u0000b\u0007c', 'abc'],
  ];
  for (const [what, text, shown] of cases) {
    it(`${what} shows as it was meant and does nothing else`, () => assert.equal(plain(text), shown));
  }

  it('is cut at a whole character', () => {
    assert.equal(plain('abcdef', 4), 'abc…');
    assert.equal(plain('👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 2), '👩‍👩‍👧…');
    assert.equal(plain('👩‍👩‍👧', 2), '👩‍👩‍👧');
  });

  it('of any length is read quickly and stays short', () => {
    assert.ok(plain('[x](y) '.repeat(30_000)).length < 1200);
  });
});
