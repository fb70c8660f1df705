import assert from 'node:assert/strict';
import { silentSince } from '../../changeover/book.ts';
import type { Changeover } from '../../changeover/changeover.ts';
import { DAY, given, joins } from '../support/changeover-builder.ts';

function asked(times: readonly number[], lastAnswerAt?: number): Changeover {
  const { changeover } = given(joins());
  const record = { openedAt: changeover.openedAt, askedAt: times, ...(lastAnswerAt !== undefined && { lastAnswerAt }) };
  return { ...changeover, steps: { ...changeover.steps, 'check-facts': record } };
}

describe('a silent customer', () => {
  const { playbook, now } = given(joins());

  it('was asked twice and said nothing, since the first time', () => {
    assert.equal(silentSince(asked([now + 1, now + DAY]), playbook, now + 2 * DAY), now + 1);
  });

  it('is not one that was asked once, or that answered anything since', () => {
    assert.equal(silentSince(asked([now + 1]), playbook, now + 2 * DAY), undefined);
    assert.equal(silentSince(asked([now + 1, now + DAY], now + DAY), playbook, now + 2 * DAY), undefined);
  });
});
