import assert from 'node:assert/strict';
import type { Changeover, Line } from '../../changeover/changeover.ts';
import { todayOf } from '../../changeover/old-over.ts';
import { outlookOf, type OutlookSpan } from '../../changeover/outlook.ts';
import { costsOf, overlapOf } from '../../changeover/overlap.ts';
import { aLine, DAY, given, HOUR, OPENED_AT, opens } from '../support/changeover-builder.ts';

/** Amsterdam is an hour ahead in winter and two in summer. */
const MARCH_9 = Date.parse('2026-03-08T23:00:00Z');
const JULY_1 = Date.parse('2026-06-30T22:00:00Z');

const at = (spans: readonly OutlookSpan[], now: number): OutlookSpan | undefined =>
  spans.find((span) => span.until === undefined || now < span.until);

describe('the outlook of a changeover', () => {
  it('has nothing to pay before both are billed, and the customer’s price of a day from then on', () => {
    const spans = outlookOf(given().changeover, OPENED_AT);
    assert.deepEqual(at(spans, MARCH_9 - 1)?.perDay, []);
    assert.deepEqual(at(spans, MARCH_9)?.perDay, [{ minor: 822, currency: 'EUR' }]);
    assert.equal(at(spans, MARCH_9)?.cost, 822);
  });

  it('goes on without an end while nobody stops the old one, its last chance gone by', () => {
    const spans = outlookOf(given().changeover, OPENED_AT);
    assert.equal(at(spans, MARCH_9)?.chanceAt, Date.parse('2026-07-01T00:00:00Z'));
    assert.equal(spans.at(-1)?.until, undefined);
    assert.equal(spans.at(-1)?.cost, 822);
  });

  it('ends on the day that the old one ends', () => {
    const { changeover } = given();
    const [line] = changeover.lines as readonly [Line];
    const stopped: Changeover = { ...changeover, lines: [{ ...line, renewalStoppedAt: OPENED_AT }] };
    assert.deepEqual(at(outlookOf(stopped, OPENED_AT), JULY_1)?.perDay, []);
    assert.equal(at(outlookOf(stopped, OPENED_AT), JULY_1 - 1)?.cost, 822);
  });

  it('keeps currencies apart', () => {
    const lines = [
      aLine(),
      aLine({
        id: 'l2',
        price: { minor: 3000, currency: 'USD' },
        newPrice: { minor: 2900, currency: 'USD' },
        newStartsOn: '2026-03-09',
      }),
    ];
    const spans = outlookOf(given(opens({ lines })).changeover, OPENED_AT);
    assert.deepEqual(
      at(spans, MARCH_9)?.perDay.map(({ currency }) => currency),
      ['EUR', 'USD'],
    );
  });

  it('says on any later hour what looking at the changeover again would say', () => {
    const lines = [
      aLine({ billingAccount: 'mca', termStartedOn: '2026-03-01' }),
      aLine({ id: 'l2', newStartsOn: '2026-03-20', renewsOn: '2026-04-02' }),
    ];
    for (const zone of ['Europe/Amsterdam', 'Pacific/Auckland', 'America/Los_Angeles']) {
      const { changeover: opened } = given(opens({ lines }));
      const changeover = { ...opened, customer: { ...opened.customer, zone } };
      const spans = outlookOf(changeover, OPENED_AT);
      for (let now = OPENED_AT; now < OPENED_AT + 60 * DAY; now += 5 * HOUR) {
        const overlap = overlapOf(changeover, todayOf(changeover, now));
        const perDay = overlap.state === 'running' ? costsOf(overlap.perDay, 'customer') : [];
        const chance = (overlap.lastChance?.at ?? 0) > now ? overlap.lastChance?.at : undefined;
        const span = at(spans, now);
        assert.deepEqual(span?.perDay, perDay, `${zone} ${new Date(now).toISOString()}`);
        assert.equal((span?.chanceAt ?? 0) > now ? span?.chanceAt : undefined, chance, new Date(now).toISOString());
      }
    }
  });
});
