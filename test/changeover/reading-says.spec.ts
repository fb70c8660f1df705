import assert from 'node:assert/strict';
import type { Instant } from '../../changeover/changeover.ts';
import { directToCsp } from '../../changeover/playbooks/direct-to-csp.ts';
import { findingsIn } from '../../changeover/reading-says.ts';
import type { LineFindings, TenantFindings } from '../../changeover/tenant-link.ts';
import {
  aLine,
  approved,
  carla,
  confirmed,
  DAY,
  does,
  given,
  type Given,
  HOUR,
  joins,
  opens,
  ordered,
  reader,
  tom,
  type Play,
} from '../support/changeover-builder.ts';
import { changed } from '../support/course-switches.ts';
import { prepaid, redeemed } from '../support/prepaid-story.ts';
import { looks } from '../support/tenant-plays.ts';

/** Facts as `fact:yes`, with their line, that one look says at an instant. */
function says(
  { changeover, playbook, now }: Given,
  found: Partial<LineFindings>,
  tenant?: Partial<TenantFindings>,
  at: Instant = now,
): readonly string[] {
  const body = {
    type: 'recordReading',
    findings: [{ line: 'l1', ...found }],
    ...(tenant && { tenant: { domains: 1, disturbed: [], ...tenant } }),
  } as const;
  return findingsIn(body, { changeover, playbook, actor: reader, now: at }).map(
    ({ fact, line, holds }) => `${fact}${line ? `/${line.id}` : ''}:${holds ? 'yes' : 'no'}`,
  );
}

function wordAt({ changeover }: Given, fact: string): Instant {
  return changeover.evidence.find((piece) => piece.fact === fact)!.at;
}

describe('what one look says', () => {
  it('is nothing of what it did not find, nor of a line that is not there', () => {
    const at = given(joins());
    assert.deepEqual(says(at, {}), []);
    assert.deepEqual(says(at, {}, {}), []);
    assert.deepEqual(says(at, { line: 'l9', newThere: true, newOwner: 'partner', oldLive: true }), []);
  });

  it('is the approval and the agreement where a partner sells the new one, the approval alone where it may sell', () => {
    const at = given(joins());
    const sold = { newThere: true, newOwner: 'partner' } as const;
    assert.deepEqual(says(at, sold), ['partnerApproved:yes', 'agreementAccepted:yes', 'newOrdered/l1:yes']);
    assert.deepEqual(says(at, {}, { relation: 'sells' }), ['partnerApproved:yes']);
    for (const newOwner of ['unclear', 'notPartner'] as const) {
      assert.deepEqual(says(at, { newThere: true, newOwner }), ['newOrdered/l1:yes']);
    }
    assert.deepEqual(says(at, { newThere: false, newOwner: 'partner' }), ['newConfirmed/l1:no']);
  });

  it('is that a new one was seen, where the playbook asks for it', () => {
    const asks = changed({
      'expect-mail': { ...directToCsp.phases[0]!.steps[0]!, id: 'expect-mail', states: 'newSeen' },
    });
    const at = { ...given(joins()), playbook: asks };
    assert.equal(says(at, { newThere: true }).includes('newSeen:yes'), true);
    assert.equal(says(at, { newThere: false }).includes('newSeen:yes'), false);
  });

  it('denies an approval an hour after it was said, and none that nobody spoke of or took back', () => {
    const said = given(...approved());
    const at = wordAt(said, 'partnerApproved') + HOUR;
    assert.deepEqual(says(said, {}, { relation: 'none' }, at - 1), []);
    assert.deepEqual(says(said, {}, { relation: 'none' }, at), ['partnerApproved:no']);
    assert.deepEqual(says(given(joins()), {}, { relation: 'none' }, at + DAY), []);
    const taken: Play = { actor: carla, body: { type: 'object', step: 'approve-partner' } };
    assert.deepEqual(says(given(...approved(), taken), {}, { relation: 'none' }, at + DAY), []);
    const ordering = given(joins(), does(tom, 'send-request'), does(carla, 'accept-agreement'));
    assert.deepEqual(says(ordering, {}, { relation: 'supports' }, at + DAY), []);
  });

  it('denies at once an approval and an access that the tenant showed before', () => {
    const shown = given(joins(), looks({}, { relation: 'sells', hasAccess: true }));
    assert.deepEqual(says(shown, {}, { relation: 'none', hasAccess: false }), [
      'partnerApproved:no',
      'accessGranted:no',
    ]);
    assert.deepEqual(says(shown, {}, { hasAccess: true }), ['accessGranted:yes']);
  });

  it('denies an order on the second day after its start, once somebody spoke of it', () => {
    const said = given(...ordered());
    const missed = (at: string): boolean =>
      says(said, { newThere: false }, undefined, Date.parse(at)).includes('newOrdered/l1:no');
    assert.deepEqual([missed('2026-03-10T20:00Z'), missed('2026-03-11T08:00Z')], [false, true]);
    assert.deepEqual(says(given(...approved()), { newThere: false }, undefined, Date.parse('2026-04-01T08:00Z')), [
      'newConfirmed/l1:no',
    ]);
  });

  it('is judged for each line by its own words', () => {
    const lines = [aLine(), aLine({ id: 'l2', product: 'o365-e3' })];
    const first = given(opens({ lines }), ...approved(), does(tom, 'order-new/l2'));
    const at = Date.parse('2026-03-20T08:00Z');
    assert.equal(says(first, { newThere: false }, undefined, at).includes('newOrdered/l1:no'), false);
    assert.equal(says(first, { line: 'l2', newThere: false }, undefined, at).includes('newOrdered/l2:no'), true);
  });

  it('denies what a key should have made an hour after it was redeemed, and proves the key by it', () => {
    const key = prepaid({}, ...redeemed());
    const at = wordAt(key, 'keyRedeemed') + HOUR;
    assert.deepEqual(says(key, { newThere: false }, undefined, at - 1), ['newConfirmed/l1:no']);
    assert.deepEqual(says(key, { newThere: false }, undefined, at), ['newOrdered/l1:no', 'newConfirmed/l1:no']);
    assert.deepEqual(says(key, { newThere: true }), ['newOrdered/l1:yes', 'keyRedeemed/l1:yes']);
  });

  it('denies that a renewal is off three days after the term, and only where somebody said so', () => {
    const line = aLine({ billingAccount: 'mca', renewsOn: '2026-03-20' });
    const stopped = given(opens({ lines: [line] }), ...ordered(), does(carla, 'stop-renewal/l1'));
    const on = (day: string, found: Partial<LineFindings> = {}): boolean =>
      says(stopped, { oldLive: true, ...found }, undefined, Date.parse(`${day}T08:00Z`)).includes(
        'renewalStopped/l1:no',
      );
    assert.deepEqual([on('2026-03-22'), on('2026-03-23')], [false, true]);
    assert.equal(on('2026-03-23', { oldInGrace: true }), false);
    const running = given(opens({ lines: [line] }), ...ordered());
    assert.deepEqual(says(running, { oldLive: true }, undefined, Date.parse('2026-04-01T08:00Z')), ['oldLive/l1:yes']);
  });

  it('of an old one that is gone is its end, of a live one nothing while its end may not show yet', () => {
    const ended = given(...confirmed(), does(carla, 'end-old/l1'));
    assert.deepEqual(says(ended, { oldLive: false }), ['oldLive/l1:no', 'oldEnded/l1:yes']);
    assert.deepEqual(says(ended, { oldLive: true }, undefined, ended.now + HOUR - 1), ['oldLive/l1:yes']);
    assert.deepEqual(says(ended, { oldLive: true }, undefined, ended.now + HOUR), ['oldLive/l1:yes', 'oldEnded/l1:no']);
  });
});
