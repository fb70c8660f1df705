import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { checkPeriod, parseCount, parseDomain, parseMoney, type Parsed } from '../../changeover/inputs.ts';

function valueOf<Value>(parsed: Parsed<Value>): Value | string {
  return parsed.ok ? parsed.value : parsed.refusal.code;
}

const euros = (text: string): number | string => {
  const parsed = parseMoney(text, 'EUR');
  return parsed.ok ? parsed.value.minor : parsed.refusal.code;
};

describe('inputs', () => {
  const PRICES: readonly [string, number | string][] = [
    ['12,50', 1250],
    ['12.50', 1250],
    ['12,5', 1250],
    ['12', 1200],
    [',50', 50],
    ['1.234,56', 123_456],
    ['1,234.56', 123_456],
    ['1 234,5', 123_450],
    ["1'234.50", 123_450],
    ['1.234', 123_400],
    ['€ 12.50', 1250],
    ['12,50 €', 1250],
    ['EUR 12', 1200],
    ['12,50 euro', 1250],
    ['٣٫٥', 350],
    ['１２．５０', 1250],
    ['0', 'amountOutOfRange'],
    ['-3', 'amountOutOfRange'],
    ['100000.01', 'amountOutOfRange'],
    ['999999999999999999999', 'amountOutOfRange'],
    ['12.', 'amountUnreadable'],
    ['0.125', 'amountUnreadable'],
    ['1,23,45', 'amountUnreadable'],
    ['about 12', 'amountUnreadable'],
    ['', 'amountUnreadable'],
    ['$12', 'currenciesDiffer'],
    ['12 GBP', 'currenciesDiffer'],
  ];
  for (const [text, expected] of PRICES) {
    it(`reads the price "${text}" as ${expected}`, () => {
      assert.equal(euros(text), expected);
    });
  }

  it('counts minor units as the currency does', () => {
    assert.deepEqual(valueOf(parseMoney('1200', 'JPY')), { minor: 1200, currency: 'JPY' });
    assert.deepEqual(valueOf(parseMoney('1.234', 'KWD')), { minor: 1234, currency: 'KWD' });
    assert.equal(valueOf(parseMoney('12.50', 'JPY')), 'amountUnreadable');
  });

  it('refuses a currency that does not exist, and names the field', () => {
    const parsed = parseMoney('12', 'XYZ', { field: 'price' });
    assert.deepEqual(parsed, {
      ok: false,
      refusal: { code: 'currencyUnknown', params: { currency: 'XYZ' }, field: 'price' },
    });
  });

  it('allows nothing and larger amounts where it is told to', () => {
    assert.deepEqual(valueOf(parseMoney('0', 'EUR', { allowZero: true })), { minor: 0, currency: 'EUR' });
    assert.deepEqual(valueOf(parseMoney('250000', 'EUR', { maxMinor: 1e9 })), { minor: 25_000_000, currency: 'EUR' });
  });

  it('reads back any amount, written with a point or with a comma', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.constantFrom('.', ','), (minor, separator) => {
        const cents = String(minor % 100).padStart(2, '0');
        assert.equal(euros(`${Math.floor(minor / 100)}${separator}${cents}`), minor);
      }),
    );
  });

  it('reads back any amount as any locale writes it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.constantFrom('en-GB', 'de-DE', 'fr-FR', 'de-CH', 'nl-NL', 'ar-EG', 'pl-PL'),
        (minor, locale) => {
          const text = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' }).format(minor / 100);
          assert.equal(euros(text), minor, text);
        },
      ),
    );
  });

  const COUNTS: readonly [string, number | string][] = [
    ['1', 1],
    [' 25 ', 25],
    ['1,000', 1000],
    ['12.345', 12_345],
    ['99999', 99_999],
    ['٢٥', 25],
    ['0', 'countOutOfRange'],
    ['100000', 'countOutOfRange'],
    ['100,000', 'countOutOfRange'],
    ['-1', 'countOutOfRange'],
    ['2.5', 'countOutOfRange'],
    ['1e3', 'countOutOfRange'],
    ['twelve', 'countOutOfRange'],
    ['', 'countOutOfRange'],
  ];
  for (const [text, expected] of COUNTS) {
    it(`reads the count "${text}" as ${expected}`, () => {
      assert.equal(valueOf(parseCount(text)), expected);
    });
  }

  it('allows no licences where it is told to, and says what it would have taken', () => {
    assert.equal(valueOf(parseCount('0', { allowZero: true })), 0);
    const parsed = parseCount('0', { field: 'seats' });
    assert.deepEqual(parsed, {
      ok: false,
      refusal: { code: 'countOutOfRange', params: { min: 1, max: 99_999 }, field: 'seats' },
    });
  });

  const DOMAINS: readonly [string, string][] = [
    ['contoso.com', 'contoso.com'],
    ['Contoso.COM.', 'contoso.com'],
    ['https://www.contoso.com/admin?x=1', 'contoso.com'],
    ['alex@mail.contoso.co.uk', 'mail.contoso.co.uk'],
    ['münchen.de', 'xn--mnchen-3ya.de'],
    ['contoso.onmicrosoft.com', 'contoso.onmicrosoft.com'],
    ['contoso', 'domainUnreadable'],
    ['10.0.0.1', 'domainUnreadable'],
    ['con toso.com', 'domainUnreadable'],
    ['-contoso.com', 'domainUnreadable'],
    [`${'a'.repeat(64)}.com`, 'domainUnreadable'],
    ['', 'domainUnreadable'],
  ];
  for (const [text, expected] of DOMAINS) {
    it(`reads the domain "${text.slice(0, 40)}" as ${expected}`, () => {
      assert.equal(valueOf(parseDomain(text)), expected);
    });
  }

  it('refuses an end before its start, and the same day only where the end must be later', () => {
    assert.equal(checkPeriod('2026-03-01', '2026-03-01'), undefined);
    assert.equal(checkPeriod('2026-03-02', '2026-03-01', { field: 'to' })?.code, 'endBeforeStart');
    assert.equal(checkPeriod('2026-03-01', '2026-03-01', { mustBeLater: true })?.code, 'endBeforeStart');
  });

  it('answers any text with a value or a refusal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        for (const parsed of [parseCount(text), parseMoney(text, 'EUR'), parseDomain(text)]) {
          assert.ok(parsed.ok || parsed.refusal.code.length > 0);
        }
      }),
    );
  });
});
