import assert from 'node:assert/strict';
import {
  carla,
  CODE_HASH,
  colin,
  CUSTOMER_TENANT,
  DAY,
  does,
  given,
  joins,
  OPENED_AT,
  paul,
  refusalOf,
  stranger,
  tina,
  tom,
  tryOn,
} from '../support/changeover-builder.ts';

const NEW_CODE = 'd'.repeat(64);
const issue = {
  actor: tom,
  body: { type: 'issueJoinCode', codeHash: NEW_CODE, expiresAt: OPENED_AT + 20 * DAY },
} as const;
const withNewCode = (actor: typeof colin) =>
  ({ actor, body: { type: 'join', codeHash: NEW_CODE, zone: 'Europe/Paris', locale: 'fr' } }) as const;

describe('joining', () => {
  it('brings tenant, zone and locale of the first one in, and uses the code up', () => {
    const { changeover } = given(joins());
    assert.deepEqual(
      [changeover.customer.tenantId, changeover.customer.zone, changeover.customer.locale],
      [CUSTOMER_TENANT, 'Europe/Amsterdam', 'en'],
    );
    assert.deepEqual(
      changeover.members.map((member) => member.role),
      ['partnerTechnician', 'customerAdmin'],
    );
    assert.equal(refusalOf(given(joins()), joins(colin)).code, 'joinCodeUsed');
  });

  it('lets a second person of the same tenant in with a new code, which changes neither zone nor locale', () => {
    const { changeover } = given(joins(), issue, withNewCode(colin));
    assert.equal(changeover.members.length, 3);
    assert.equal(changeover.customer.zone, 'Europe/Amsterdam');
  });

  it('refuses another tenant once the customer is in', () => {
    assert.equal(refusalOf(given(joins(), issue), withNewCode(stranger)).code, 'joinOtherTenant');
  });

  it("refuses the partner's own people, a wrong code and an expired one", () => {
    assert.equal(refusalOf(given(), joins(paul)).code, 'joinOwnTenant');
    const wrong = { actor: carla, body: { type: 'join', codeHash: 'x', zone: 'UTC', locale: 'en' } } as const;
    assert.equal(refusalOf(given(), wrong).code, 'joinCodeWrong');
    assert.equal(refusalOf(given(), joins(carla, OPENED_AT + 14 * DAY)).code, 'joinCodeExpired');
    assert.equal(refusalOf(given(issue), joins()).code, 'joinCodeWrong');
  });

  it('answers who is in already that it is done', () => {
    assert.equal(refusalOf(given(joins()), joins()).code, 'alreadyDone');
  });

  it('keeps the zone that is known when the client names none that exists', () => {
    const odd = {
      actor: carla,
      body: { type: 'join', codeHash: CODE_HASH, zone: 'Mars/Olympus', locale: 'en' },
    } as const;
    assert.equal(given(odd).changeover.customer.zone, 'Europe/Amsterdam');
  });

  it('leaves giving codes to the partner, and never gives one that has expired', () => {
    assert.equal(refusalOf(given(joins()), { ...issue, actor: carla }).code, 'notYourSide');
    const past = { ...issue, body: { ...issue.body, expiresAt: OPENED_AT } };
    assert.equal(refusalOf(given(), past).code, 'dateInPast');
  });
});

describe('who may act', () => {
  it('is a technician of the team, member or not, and nobody else of the partner', () => {
    assert.equal(tryOn(given(), does(tina, 'send-request')).decision.ok, true);
    assert.equal(refusalOf(given(), does(paul, 'send-request')).code, 'notAMember');
  });

  it('is no stranger, and nobody of the customer before joining', () => {
    assert.equal(refusalOf(given(), does(stranger, 'check-facts')).code, 'notAMember');
    assert.equal(refusalOf(given(), does(carla, 'check-facts')).code, 'notAMember');
  });

  it('is not a person where the clock or the tenant reader acts', () => {
    for (const body of [
      { type: 'recordReading', findings: [] },
      { type: 'remind', key: 'k' },
      { type: 'wake' },
    ] as const) {
      assert.equal(refusalOf(given(joins()), { actor: tom, body }).code, 'notAMember');
    }
  });

  it('is nobody who only reads along', () => {
    const before = given(joins());
    const members = before.changeover.members.map((member) =>
      member.side === 'customer' ? { ...member, role: 'customerViewer' as const } : member,
    );
    const viewed = { ...before, changeover: { ...before.changeover, members } };
    assert.equal(refusalOf(viewed, does(carla, 'check-facts')).code, 'viewerMayNot');
  });
});
