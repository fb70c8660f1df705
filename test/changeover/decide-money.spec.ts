import assert from 'node:assert/strict';
import type { CommandBody, Correction } from '../../changeover/commands.ts';
import type { Event } from '../../changeover/events.ts';
import {
  aLine,
  anOpenInput,
  carla,
  confirmed,
  DAY,
  does,
  given,
  joins,
  opens,
  ref,
  refusalOf,
  tom,
  tryOn,
  type Given,
  type Play,
} from '../support/changeover-builder.ts';
import { onSmallWith } from '../support/small-playbook.ts';

type ClaimBody = Extract<CommandBody, { type: 'openClaim' }>;

const AMOUNT = { minor: 20_800, currency: 'EUR' };

function claims(overrides: Partial<ClaimBody> = {}): Play {
  const days = { from: '2026-02-20', to: '2026-03-01', followUpOn: '2026-03-16' };
  return { actor: carla, body: { type: 'openClaim', ...days, amount: AMOUNT, ...overrides } };
}

function settles(outcome: 'credited' | 'givenUp', reason?: string): Play {
  return {
    actor: tom,
    body: { type: 'settleClaim', outcome, ...(reason !== undefined && { reasonRef: ref(reason) }) },
  };
}

function corrects(actor: Play['actor'], ...changes: readonly Correction[]): Play {
  return { actor, body: { type: 'correct', changes, reasonRef: ref('typo') } };
}

function leaves(before: Given, play: Play): readonly Event[] {
  const { decision } = tryOn(before, play);
  assert.ok(decision.ok, JSON.stringify(decision));
  return decision.events.filter(({ type }) => type !== 'stepOpened');
}

describe('the claim of a double charge', () => {
  it('is kept with its confirmation where there is one', () => {
    const kept = {
      type: 'claimOpened',
      from: '2026-02-20',
      to: '2026-03-01',
      amount: AMOUNT,
      followUpOn: '2026-03-16',
    };
    assert.deepEqual(leaves(given(joins()), claims()), [kept]);
    const confirmationRef = ref('MS-1');
    assert.deepEqual(leaves(given(joins()), claims({ confirmationRef })), [{ ...kept, confirmationRef }]);
  });

  it('may be of one day, of today, and followed up from today to a year ahead', () => {
    for (const fine of [
      { from: '2026-03-01', to: '2026-03-01' },
      { from: '2026-03-02', to: '2026-03-02' },
      { followUpOn: '2026-03-02' },
      { followUpOn: '2027-03-02' },
      { amount: { minor: 1, currency: 'EUR' } },
      { amount: { minor: 1_000_000_000_000, currency: 'EUR' } },
    ]) {
      assert.equal(tryOn(given(joins()), claims(fine)).decision.ok, true, JSON.stringify(fine));
    }
  });

  it('is refused with the field that cannot be, and what could', () => {
    const of = (overrides: Partial<ClaimBody>) => refusalOf(given(joins()), claims(overrides));
    assert.deepEqual(of({ to: 'soon' }), { code: 'dateUnreadable', params: { text: 'soon' }, field: 'to' });
    assert.deepEqual(of({ to: '2026-02-19' }), {
      code: 'endBeforeStart',
      params: { from: '2026-02-20', to: '2026-02-19' },
      field: 'to',
    });
    assert.deepEqual(of({ from: '2026-03-03', to: '2026-03-03' }), {
      code: 'dateTooFar',
      params: { from: '2025-03-02', to: '2026-03-02' },
      field: 'from',
    });
    assert.equal(of({ amount: { minor: 0, currency: 'EUR' } }).field, 'amount');
    assert.equal(of({ amount: { minor: 1_000_000_000_001, currency: 'EUR' } }).field, 'amount');
    assert.deepEqual(of({ followUpOn: '2026-03-01' }), {
      code: 'dateInPast',
      params: { date: '2026-03-01', from: '2026-03-02' },
      field: 'followUpOn',
    });
    assert.deepEqual(of({ followUpOn: '2027-03-03' }), {
      code: 'dateTooFar',
      params: { from: '2026-03-02', to: '2027-03-02' },
      field: 'followUpOn',
    });
  });

  it('settled does the step that found it, and no other', () => {
    const found = [
      ...confirmed(),
      does(carla, 'end-old/l1'),
      does(carla, 'check-bill', { answer: 'chargedTwice' }),
      claims(),
    ];
    assert.deepEqual(leaves(given(...found), settles('credited')), [
      { type: 'claimSettled', outcome: 'credited' },
      { type: 'stepDone', step: 'check-bill', kind: 'word' },
    ]);
    assert.deepEqual(leaves(given(joins(), claims()), settles('givenUp', 'too small')), [
      { type: 'claimSettled', outcome: 'givenUp', reasonRef: ref('too small') },
    ]);
    assert.deepEqual(refusalOf(given(...found), settles('givenUp')), {
      code: 'textEmpty',
      params: {},
      field: 'reason',
    });
  });

  it('settled does the step of the line that found it, while that is open', () => {
    const bill = { id: 'bill', per: 'line', side: 'customer', answers: ['done', 'notYet', 'chargedTwice'] } as const;
    const twice = (line: string): Play => does(carla, `bill/${line}`, { answer: 'chargedTwice' });
    const lines = [aLine(), aLine({ id: 'l2' }), aLine({ id: 'l3' })];
    const at = onSmallWith(
      lines,
      [bill],
      twice('l2'),
      does(carla, 'bill/l1', { answer: 'notYet' }),
      twice('l3'),
      { actor: tom, body: { type: 'skipStep', step: 'bill', line: 'l3', reasonRef: ref('looked at elsewhere') } },
      claims(),
    );
    assert.deepEqual(leaves(at, settles('credited')), [
      { type: 'claimSettled', outcome: 'credited' },
      { type: 'stepDone', step: 'bill', line: 'l2', kind: 'word' },
    ]);
  });
});

describe('a corrected field', () => {
  const contact: Correction = { field: 'contact', to: ref('Carla, 020 123') };
  const support: Correction = { field: 'support', to: ref('Call us') };
  const domain = (to: string): Correction => ({ field: 'domain', to });

  it('has its old value beside the new one, where there was one', () => {
    const changes = (before: Given, ...to: readonly Correction[]): unknown => {
      const [event] = leaves(before, corrects(tom, ...to));
      return event?.type === 'corrected' && event.changes;
    };
    assert.deepEqual(changes(given(), contact, support), [contact, support]);
    assert.deepEqual(changes(given(), domain('Contoso.NL')), [
      { field: 'domain', to: 'contoso.nl', from: 'contoso.com' },
    ]);
    const { customer } = anOpenInput();
    const known = given(opens({ customer: { ...customer, contactRef: ref('Colin') } }), corrects(tom, support));
    assert.deepEqual(changes(known, contact, { field: 'support', to: ref('Mail us') }), [
      { ...contact, from: ref('Colin') },
      { field: 'support', to: ref('Mail us'), from: ref('Call us') },
    ]);
  });

  it('is the partner’s where it is the domain or the support, and the domain stays once the customer is in', () => {
    for (const change of [domain('contoso.nl'), support]) {
      assert.deepEqual(refusalOf(given(joins()), corrects(carla, change)), {
        code: 'notYourSide',
        params: { side: 'partner' },
      });
    }
    assert.equal(tryOn(given(joins()), corrects(carla, contact)).decision.ok, true);
    assert.equal(tryOn(given(joins()), corrects(tom, support)).decision.ok, true);
    assert.deepEqual(refusalOf(given(joins()), corrects(tom, domain('contoso.nl'))), {
      code: 'domainFixed',
      params: {},
      field: 'domain',
    });
  });

  it('is refused where there is no such line, no such domain, or it is the partner’s', () => {
    assert.deepEqual(refusalOf(given(), corrects(tom, { field: 'seats', line: 'l7', to: 5 })), {
      code: 'choiceUnknown',
      params: {},
      field: 'line',
    });
    assert.equal(refusalOf(given(), corrects(tom, domain('no domain'))).code, 'domainUnreadable');
    assert.deepEqual(refusalOf(given(), corrects(tom, domain('www.Fabrikam.com'))), {
      code: 'domainNotCustomers',
      params: { domain: 'fabrikam.com' },
      field: 'domain',
    });
  });

  it('changes its own line alone, and is checked with nothing but what was touched', () => {
    const lines = [aLine(), aLine({ id: 'l2', renewsOn: '2026-03-05', newStartsOn: '2026-03-04' })];
    const before = given(opens({ lines }), joins());
    const later = { ...before, now: before.now + 400 * DAY };
    const { decision } = tryOn(later, corrects(tom, { field: 'seats', line: 'l1', to: 30 }));
    assert.equal(decision.ok, true);
    const { after } = tryOn(before, corrects(tom, { field: 'seats', line: 'l2', to: 30 }, contact));
    assert.deepEqual(
      after.lines.map(({ seats }) => seats),
      [20, 30],
    );
    const dated = corrects(
      tom,
      { field: 'seats', line: 'l2', to: 30 },
      { field: 'renewsOn', line: 'l2', to: '2020-01-01' },
    );
    assert.equal(refusalOf(before, dated).code, 'dateInPast');
    const twoLines = corrects(
      tom,
      { field: 'renewsOn', line: 'l1', to: '2026-08-01' },
      { field: 'newSeats', line: 'l2', to: 0 },
    );
    assert.deepEqual(refusalOf(before, twoLines), {
      code: 'countOutOfRange',
      params: { min: 1, max: 99_999, line: 'l2' },
      field: 'newSeats',
    });
  });
});
