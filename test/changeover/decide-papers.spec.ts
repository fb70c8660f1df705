import assert from 'node:assert/strict';
import type { Actor, Addressee } from '../../changeover/changeover.ts';
import {
  carla,
  DAY,
  given,
  joins,
  OPENED_AT,
  ref,
  refusalOf,
  tina,
  tom,
  type Play,
} from '../support/changeover-builder.ts';

describe('a case at Microsoft support', () => {
  it('is kept with its number, since when, and by which side', () => {
    const { changeover, now } = given(joins(), records(tom, '2026-02-20'));
    assert.deepEqual(changeover.cases, [{ referenceRef: ref('case'), on: '2026-02-20', at: now, side: 'partner' }]);
  });

  it('is of today where the person is, when no day is given', () => {
    const { changeover } = given(joins(), { ...records(carla), at: Date.parse('2026-03-02T23:30:00Z') });
    assert.equal(changeover.cases?.[0]?.on, '2026-03-03');
    assert.equal(changeover.cases?.[0]?.side, 'customer');
  });

  it('is not of a day to come, nor of one more than 90 days ago', () => {
    const before = given(joins());
    assert.equal(refusalOf(before, records(tom, '2026-03-03')).code, 'dateTooFar');
    assert.equal(refusalOf(before, records(tom, '2025-12-01')).code, 'dateTooFar');
  });

  it('is closed by either side, once, and the others stay open', () => {
    const { changeover, now } = given(joins(), records(tom), records(tom), closes(carla, 2));
    assert.deepEqual(
      changeover.cases?.map(({ closedAt }) => closedAt),
      [undefined, now],
    );
    const before = given(joins(), records(tom), closes(tina, 1));
    assert.equal(refusalOf(before, closes(tom, 1)).code, 'alreadyDone');
    for (const number of [0, 2, -1]) assert.equal(refusalOf(before, closes(tom, number)).code, 'caseUnknown');
    assert.equal(refusalOf(given(joins()), closes(tom, 1)).code, 'caseUnknown');
  });

  it('is the ninth at most that is open; one that was closed makes room', () => {
    const nine = Array.from({ length: 9 }, () => records(tom));
    assert.deepEqual(refusalOf(given(joins(), ...nine), records(tom)), { code: 'casesTooMany', params: { max: 9 } });
    const { changeover } = given(joins(), ...nine, closes(tom, 4), records(tom));
    assert.equal(changeover.cases?.length, 10);
  });
});

describe('a letter', () => {
  it('is noted as sent, with its day and side', () => {
    const { changeover, now } = given(joins(), sends(tom, 'provider', '2026-03-01'), sends(carla, 'users'));
    assert.deepEqual(changeover.letters, [
      { to: 'provider', on: '2026-03-01', at: now - 60_000, side: 'partner' },
      { to: 'users', on: '2026-03-02', at: now, side: 'customer' },
    ]);
  });

  it('to the provider is the partner’s alone, to the losing reseller either side’s', () => {
    const before = given(joins());
    assert.equal(refusalOf(before, sends(carla, 'provider')).code, 'notYourSide');
    for (const who of [carla, tom]) assert.equal(given(joins(), sends(who, 'source')).changeover.letters?.length, 1);
  });

  it('is not sent tomorrow', () => {
    assert.equal(refusalOf(given(joins()), sends(tom, 'users', '2026-03-04')).code, 'dateTooFar');
  });

  it('is one of the newest twenty that are remembered', () => {
    const many = Array.from({ length: 22 }, (_, i) => ({ ...sends(tom, 'users'), at: OPENED_AT + (i + 1) * DAY }));
    const { changeover } = given({ ...joins(), at: OPENED_AT + 1 }, ...many);
    assert.equal(changeover.letters?.length, 20);
    assert.equal(changeover.letters?.[0]?.on, '2026-03-05');
  });
});

function records(actor: Actor, on?: string): Play {
  return { actor, body: { type: 'recordCase', referenceRef: ref('case'), ...(on !== undefined && { on }) } };
}

function closes(actor: Actor, number: number): Play {
  return { actor, body: { type: 'closeCase', number } };
}

function sends(actor: Actor, to: Addressee, on?: string): Play {
  return { actor, body: { type: 'recordLetter', to, ...(on !== undefined && { on }) } };
}
