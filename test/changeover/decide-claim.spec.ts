import assert from 'node:assert/strict';
import type { CommandBody } from '../../changeover/commands.ts';
import {
  carla,
  confirmed,
  does,
  given,
  joins,
  ref,
  refusalOf,
  tom,
  tryOn,
  type Play,
} from '../support/changeover-builder.ts';

type ClaimBody = Extract<CommandBody, { type: 'openClaim' }>;

function claims(overrides: Partial<ClaimBody> = {}): Play {
  const amount = { minor: 20_800, currency: 'EUR' };
  const days = { from: '2026-02-20', to: '2026-03-01', followUpOn: '2026-03-16' };
  return { actor: carla, body: { type: 'openClaim', ...days, amount, ...overrides } };
}

const settles = (outcome: 'credited' | 'givenUp', reason?: string): Play => ({
  actor: tom,
  body: { type: 'settleClaim', outcome, ...(reason !== undefined && { reasonRef: ref(reason) }) },
});

describe('a double charge', () => {
  const found = [
    ...confirmed(),
    does(carla, 'end-old/l1'),
    does(carla, 'check-bill', { answer: 'chargedTwice' }),
    claims(),
  ];

  it('keeps the changeover open until it is settled, and the bill unchecked', () => {
    const before = given(...found, does(tom, 'tell-support'));
    assert.equal(before.changeover.claims.length, 1);
    assert.equal(refusalOf(before, does(carla, 'check-bill')).code, 'claimOpenAlready');
    assert.equal(refusalOf(before, does(carla, 'finish')).code, 'stepNotOpen');
    const { after } = tryOn(before, settles('credited'));
    assert.notEqual(after.steps['check-bill']?.doneAt, undefined);
    assert.equal(after.claims[0]?.settled?.outcome, 'credited');
  });

  it('opened after everything else was done does not let it close', () => {
    const { changeover } = given(
      ...confirmed(),
      does(carla, 'end-old/l1'),
      does(carla, 'check-bill'),
      claims(),
      does(tom, 'tell-support'),
    );
    assert.equal(changeover.state.kind, 'open');
    assert.equal(changeover.steps['finish']?.openedAt, undefined);
  });

  it('is claimed once at a time', () => {
    assert.equal(refusalOf(given(...found), claims()).code, 'claimOpenAlready');
    assert.equal(refusalOf(given(joins()), settles('credited')).code, 'noClaimOpen');
    assert.equal(tryOn(given(...found, settles('credited')), claims()).decision.ok, true);
  });

  it('is given up only with a reason', () => {
    assert.equal(refusalOf(given(...found), settles('givenUp')).code, 'textEmpty');
    assert.equal(tryOn(given(...found), settles('givenUp', 'too small')).decision.ok, true);
  });

  it('that cannot be is refused', () => {
    const codeOf = (overrides: Partial<ClaimBody>) => refusalOf(given(joins()), claims(overrides)).code;
    assert.equal(codeOf({ to: '2026-02-19' }), 'endBeforeStart');
    assert.equal(codeOf({ from: '2026-03-05', to: '2026-03-06' }), 'dateTooFar');
    assert.equal(codeOf({ from: 'last week' }), 'dateUnreadable');
    assert.equal(codeOf({ followUpOn: '2026-03-01' }), 'dateInPast');
    assert.equal(codeOf({ followUpOn: '2027-04-01' }), 'dateTooFar');
    assert.equal(codeOf({ amount: { minor: 0, currency: 'EUR' } }), 'amountOutOfRange');
    assert.equal(codeOf({ amount: { minor: 100, currency: '€' } }), 'currencyUnknown');
  });
});
