import assert from 'node:assert/strict';
import type { AnswerValue } from '../../changeover/changeover.ts';
import type { Proof } from '../../changeover/playbook.ts';
import type { Refusal } from '../../changeover/refusals.ts';
import {
  CUSTOMER_TENANT,
  DAY,
  does,
  HOUR,
  OPENED_AT,
  OTHER_TENANT,
  refusalOf,
  tom,
  tryOn,
  type Given,
} from '../support/changeover-builder.ts';
import { onSmall } from '../support/small-playbook.ts';

/** One step of the partner's with that proof. */
function asking(proof: Proof): Given {
  return onSmall([{ id: 'ask', proof }]);
}

function saying(value: AnswerValue | undefined, answer: 'done' | 'notYet' = 'done') {
  return does(tom, 'ask', { answer, ...(value && { value }) });
}

/** What is kept of the value; throws when it is refused. */
function kept(before: Given, value: AnswerValue | undefined, answer: 'done' | 'notYet' = 'done'): unknown {
  const { decision, after } = tryOn(before, saying(value, answer));
  assert.ok(decision.ok, JSON.stringify(decision));
  assert.equal(after.steps['ask']?.doneAt !== undefined, answer === 'done');
  return after.steps['ask']?.value;
}

function refusal(before: Given, value: AnswerValue | undefined, answer: 'done' | 'notYet' = 'done'): Refusal {
  return refusalOf(before, saying(value, answer));
}

describe('the value of an answer', () => {
  describe('of a domain', () => {
    const domain = (text: string, tenantId?: string): AnswerValue => ({
      kind: 'domain',
      domain: text,
      ...(tenantId !== undefined && { tenantId }),
    });
    const at = (): Given => asking({ kind: 'domain' });

    it('is kept in its plain form, however it was typed', () => {
      for (const text of [' Contoso.COM ', 'https://www.contoso.com/portal?x=1', 'carla@contoso.com', 'contoso.com.']) {
        assert.deepEqual(kept(at(), domain(text, CUSTOMER_TENANT)), domain('contoso.com', CUSTOMER_TENANT));
      }
    });

    it('that is none is refused as it is typed', () => {
      for (const text of ['contoso', 'con toso.com', '', 'x'.repeat(300), '10.0.0.1']) {
        assert.deepEqual(refusal(at(), domain(text), 'notYet'), { code: 'domainUnreadable', field: 'domain' });
      }
    });

    it('of another is refused by what it is, with the book that the answer brings', () => {
      assert.equal(refusal(at(), domain('fabrikam.com')).code, 'domainIsPartners');
      assert.equal(refusal(at(), domain('xn--contso-7ya.com')).code, 'domainDiffers');
      const book = [{ domain: 'tailspin.com', tenantId: OTHER_TENANT, name: 'Tailspin' }];
      const typed = does(tom, 'ask', { value: domain('TAILSPIN.com'), book });
      assert.equal(refusalOf(at(), typed).code, 'domainIsAnothers');
      assert.deepEqual(kept(at(), domain('tailspin.com'), 'notYet'), domain('tailspin.com'));
    });
  });

  describe('of something agreed', () => {
    const day = (on: string): AnswerValue => ({ kind: 'day', on });
    const window = (from: number, to: number): AnswerValue => ({ kind: 'window', from, to });
    /** A minute after the customer joined: when `saying` is said. */
    const now = OPENED_AT + 120_000;

    it('is a day between yesterday and a year ahead, as the asking side counts days', () => {
      const at = asking({ kind: 'when', of: 'day' });
      for (const on of ['2026-03-01', '2027-03-03']) assert.deepEqual(kept(at, day(on)), day(on));
      for (const on of ['2026-02-28', '2027-03-04']) {
        assert.deepEqual(refusal(at, day(on), 'notYet'), {
          code: 'dateTooFar',
          params: { from: '2026-03-01', to: '2027-03-03' },
          field: 'day',
        });
      }
      assert.deepEqual(refusal(at, day('2026-02-30')), {
        code: 'dateUnreadable',
        params: { text: '2026-02-30' },
        field: 'day',
      });
    });

    it('is a moment between a day ago and a year ahead', () => {
      const at = asking({ kind: 'when', of: 'moment' });
      const moment = (of: number): AnswerValue => ({ kind: 'moment', at: of });
      for (const instant of [now - DAY, now + 366 * DAY]) assert.deepEqual(kept(at, moment(instant)), moment(instant));
      for (const instant of [now - DAY - 1, now + 366 * DAY + 1, Number.NaN, 1.5]) {
        assert.deepEqual(refusal(at, moment(instant), 'notYet'), {
          code: 'dateTooFar',
          params: { from: '2026-03-01', to: '2027-03-03' },
          field: 'moment',
        });
      }
    });

    it('is a window that ends after it begins, within a week', () => {
      const at = asking({ kind: 'when', of: 'window' });
      const from = now + DAY;
      for (const to of [from + 1, from + 7 * 24 * HOUR]) assert.deepEqual(kept(at, window(from, to)), window(from, to));
      for (const to of [from, from - 1, from + 7 * 24 * HOUR + 1, Number.NaN]) {
        assert.deepEqual(refusal(at, window(from, to), 'notYet'), {
          code: 'windowUnclear',
          params: { hours: 168 },
          field: 'windowTo',
        });
      }
      assert.equal(refusal(at, window(now - 2 * DAY, now)).field, 'windowFrom');
    });
  });
});
