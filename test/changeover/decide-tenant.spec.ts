import assert from 'node:assert/strict';
import type { CommandBody } from '../../changeover/commands.ts';
import { disagreements } from '../../changeover/disagreements.ts';
import { nextLookAt, retryLookAt } from '../../changeover/look-times.ts';
import { changesSince } from '../../changeover/tenant-changes.ts';
import { newsOf } from '../../changeover/told-by-tenant.ts';
import {
  approved,
  carla,
  confirmed,
  CUSTOMER_TENANT,
  DAY,
  does,
  given,
  HOUR,
  joins,
  ordered,
  OTHER_TENANT,
  type Play,
  reader,
  reads,
  refusalOf,
  tom,
  tryOn,
} from '../support/changeover-builder.ts';

const HASH = 'a'.repeat(64);
const MINUTE = 60_000;
const asks = (purpose: 'read' | 'write' = 'read', actor = carla): Play => ({
  actor,
  body: { type: 'askConsent', purpose, hash: HASH, expiresAt: Date.parse('2026-03-03T09:00:00Z') },
});
const answers = (more: Partial<Extract<CommandBody, { type: 'takeConsent' }>> = {}, at?: number): Play => ({
  actor: { door: 'consent' },
  body: { type: 'takeConsent', purpose: 'read', hash: HASH, isGranted: true, tenantId: CUSTOMER_TENANT, ...more },
  ...(at !== undefined && { at }),
});
const fails = (why: 'consentMissing' | 'unavailable'): Play => ({
  actor: reader,
  body: { type: 'recordTrouble', why },
});
const connected = [joins(), asks(), answers()] as const;

describe('consent to read a tenant', () => {
  it('is asked for by the customer alone', () => {
    assert.equal(refusalOf(given(joins()), asks('read', tom)).code, 'notYourSide');
  });

  it('is believed for the link that was made and for the customer’s own tenant', () => {
    const { changeover, now } = given(...connected);
    assert.deepEqual(changeover.link?.read, { since: now });
    assert.deepEqual(changeover.link?.asks, {});
  });

  it('is taken once from each link', () => {
    assert.equal(refusalOf(given(...connected), answers()).code, 'consentUnknown');
    assert.equal(refusalOf(given(joins(), asks()), answers({ hash: 'b'.repeat(64) })).code, 'consentUnknown');
    assert.equal(refusalOf(given(joins()), answers()).code, 'consentUnknown');
  });

  it('is not taken from a link that is too old', () => {
    const late = Date.parse('2026-03-03T09:00:01Z');
    assert.equal(refusalOf(given(joins(), asks()), answers({}, late)).code, 'consentExpired');
  });

  it('of another tenant, or of none, connects nothing and uses the link up', () => {
    for (const tenantId of [OTHER_TENANT, undefined]) {
      const before = given(joins(), asks());
      const body = { ...answers().body, tenantId } as CommandBody;
      const { after } = tryOn(before, { ...answers(), body });
      assert.equal(after.link?.answered?.outcome, 'wrongTenant');
      assert.deepEqual([after.link.read, after.link.asks], [undefined, {}]);
    }
  });

  it('that is refused leaves everything as it was', () => {
    const { after } = tryOn(given(joins(), asks()), answers({ isGranted: false }));
    assert.deepEqual([after.link?.answered?.outcome, after.link?.read], ['refused', undefined]);
  });

  it('to write is another one, with a link of its own', () => {
    const both = given(...connected, asks('write'));
    assert.equal(refusalOf(both, answers()).code, 'consentUnknown');
    assert.notEqual(tryOn(both, answers({ purpose: 'write' })).after.link?.write, undefined);
    assert.equal(both.changeover.link?.write, undefined);
  });

  it('is given by Microsoft’s page alone, never by a person', () => {
    assert.equal(refusalOf(given(joins(), asks()), { ...answers(), actor: carla }).code, 'notAMember');
  });

  it('is not asked for twice, unless it was taken back in the tenant', () => {
    assert.equal(refusalOf(given(...connected), asks()).code, 'alreadyDone');
    assert.notEqual(given(...connected, fails('consentMissing'), asks()).changeover.link?.asks?.read, undefined);
  });

  it('ends when either side says so', () => {
    for (const actor of [carla, tom]) {
      const { after } = tryOn(given(...connected), { actor, body: { type: 'disconnectTenant' } });
      assert.deepEqual(Object.keys(after.link ?? {}), ['endedAt']);
    }
    assert.equal(refusalOf(given(joins()), { actor: carla, body: { type: 'disconnectTenant' } }).code, 'alreadyDone');
  });
});

describe('a tenant that cannot be read', () => {
  it('is worth an event when it is news', () => {
    const first = given(...connected, fails('unavailable'));
    assert.equal(first.changeover.link?.trouble?.why, 'unavailable');
    assert.deepEqual(tryOn(first, fails('unavailable')).decision, { ok: true, events: [] });
    assert.equal(tryOn(first, fails('consentMissing')).after.link?.trouble?.why, 'consentMissing');
  });

  it('is over with the next look that succeeds', () => {
    assert.equal(given(...connected, fails('unavailable'), reads()).changeover.link?.trouble, undefined);
  });

  it('says nothing once nobody reads any more', () => {
    assert.deepEqual(tryOn(given(joins()), fails('unavailable')).decision, { ok: true, events: [] });
  });
});

describe('what a look shows beside counts', () => {
  const shows = { oldOwner: 'unclear', newSeats: 20, newThere: true, newOnAllUsers: true } as const;

  it('is an event once, and again when it differs or somebody waits for it', () => {
    const before = given(...connected, reads(shows));
    assert.deepEqual(tryOn(before, reads(shows)).decision, { ok: true, events: [] });
    assert.equal(tryOn(before, reads({ ...shows, newSeats: 21 })).after.link?.seen?.lines[0]?.newSeats, 21);
    const body = { type: 'recordReading', findings: [{ line: 'l1', ...shows }], isAwaited: true } as const;
    const { decision } = tryOn(before, { actor: reader, body });
    assert.deepEqual(decision.ok && decision.events.map(({ type }) => type), ['readingMade']);
  });

  it('moves the start of the new one to the day on which it was made, never to a later one', () => {
    const seen = (newSince: string) =>
      given(...connected, reads({ ...shows, newSince })).changeover.lines[0]?.newStartsOn;
    assert.equal(seen('2026-03-01'), '2026-03-01');
    assert.equal(seen('2026-03-20'), '2026-03-09');
  });

  it('proves what must have gone before an order that the partner sold, and closes those steps', () => {
    const { changeover } = given(...connected, reads({ ...shows, newOwner: 'partner' }));
    for (const step of ['approve-partner', 'accept-agreement'])
      assert.equal(changeover.steps[step]?.doneKind, 'reading');
    const unclear = given(...connected, reads({ ...shows, newOwner: 'unclear' })).changeover;
    assert.equal(unclear.steps['approve-partner']?.doneAt, undefined);
  });

  it('tells both sides of an overlap that nobody had told of, each its own cost', () => {
    const before = given(...connected);
    const after = given(...connected, reads({ ...shows, newSince: '2026-03-01', oldLive: true }));
    const news = newsOf(before.changeover, after.changeover, before.playbook, [], after.now);
    assert.deepEqual(
      news.map((one) => one.kind === 'overlapFound' && [one.to, one.since, one.perDay?.minor]),
      [
        ['customer', '2026-03-01', 822],
        ['partner', '2026-03-01', 776],
      ],
    );
    assert.deepEqual(newsOf(after.changeover, after.changeover, before.playbook, [], after.now), []);
  });

  it('stands beside what people said where the two differ', () => {
    const denied = given(...confirmed(), reads({ newOnAllUsers: false })).changeover;
    assert.deepEqual(
      disagreements(denied).map(({ word, reading }) => [word.side, word.fact, word.holds, reading.holds]),
      [
        ['partner', 'newConfirmed', true, false],
        ['customer', 'newConfirmed', true, false],
      ],
    );
    assert.deepEqual(disagreements(given(...ordered(), reads(shows)).changeover), []);
  });
});

describe('when a tenant is looked at', () => {
  const near = (ms: number, expected: number): void =>
    assert.ok(ms >= expected * 0.9 && ms <= expected * 1.1, `${ms} is not about ${expected}`);

  it('is every few hours while both may be billed, else once a day', () => {
    const { changeover, now } = given(...connected);
    near(nextLookAt(changeover, now) - now, 6 * HOUR);
    const running = Date.parse('2026-03-12T10:00:00Z');
    near(nextLookAt(changeover, running) - running, 3 * HOUR);
    const early = { ...changeover, lines: changeover.lines.map((line) => ({ ...line, newStartsOn: '2026-06-01' })) };
    near(nextLookAt(early, now) - now, DAY);
  });

  it('is at the latest when an end that was said must show', () => {
    const before = given(...confirmed());
    const ended = given(...confirmed(), does(carla, 'end-old/l1', { at: before.now + 2 * HOUR }));
    assert.equal(nextLookAt(ended.changeover, ended.now) - ended.now, HOUR);
  });

  it('is at the latest when an approval that was said must show', () => {
    const { changeover, now } = given(...approved());
    const saidAt = changeover.evidence.find(({ fact }) => fact === 'partnerApproved')?.at ?? 0;
    assert.equal(nextLookAt(changeover, now), saidAt + HOUR);
  });

  it('differs between changeovers that were connected together', () => {
    const { changeover, now } = given(...connected);
    const times = ['a', 'b', 'c', 'd'].map((id) => nextLookAt({ ...changeover, id }, now));
    assert.equal(new Set(times).size, 4);
  });

  it('comes later after each failure, but not sooner than Microsoft asks', () => {
    const { changeover, now } = given(...connected);
    const after = (failures: number, retryAfterMs?: number) =>
      retryLookAt(changeover, now, 'unavailable', failures, retryAfterMs) - now;
    near(after(1), 5 * MINUTE);
    near(after(3), 20 * MINUTE);
    near(after(500), 6 * HOUR);
    assert.equal(after(1, HOUR), HOUR);
    near(retryLookAt(changeover, now, 'consentMissing', 1, undefined) - now, 6 * HOUR);
  });
});

describe('a tenant after the move', () => {
  const user = (id: string, ...plansOff: readonly string[]) => ({ id, skuIds: ['k'], plansOff });
  const sight = {
    tenantId: 't',
    domains: ['a.com', 'b.com'],
    products: [],
    disturbed: [],
    users: [user('1'), user('2')],
    accesses: ['r1'],
  };

  it('is as it was', () => {
    assert.equal(changesSince(sight, sight), undefined);
  });

  it('shows users who fell out, services that are off, domains and access that are gone', () => {
    const now = { ...sight, domains: ['a.com', 'c.com'], users: [user('1', 'mail')], accesses: [] };
    assert.deepEqual(changesSince(sight, now), {
      domainsGone: ['b.com'],
      domainsNew: ['c.com'],
      usersWithoutLicence: 1,
      usersWithFewerPlans: 1,
      accessEnded: 1,
    });
  });

  it('is not compared where it could not be read', () => {
    const { users: _users, accesses: _accesses, ...less } = sight;
    assert.equal(changesSince(sight, less), undefined);
    assert.equal(changesSince(less, sight), undefined);
  });
});
