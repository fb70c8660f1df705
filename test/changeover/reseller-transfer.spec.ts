import assert from 'node:assert/strict';
import type { Instant } from '../../changeover/changeover.ts';
import { availableActs } from '../../changeover/guards.ts';
import { overlapOf } from '../../changeover/overlap.ts';
import { check } from '../../changeover/playbook-check.ts';
import { checkWays } from '../../changeover/playbook-ways.ts';
import { resellerTransfer } from '../../changeover/playbooks/reseller-transfer.ts';
import { planReminders } from '../../changeover/reminders.ts';
import { openSteps } from '../../changeover/steps.ts';
import { missingWords } from '../../cards/playbook-missing-words.ts';
import { carla, does, type Given, HOUR, ID, ref, refusalOf, tom } from '../support/changeover-builder.ts';
import { aResoldLine, doneInOrder, further, resellerStory, type ResellerVariant } from '../support/reseller-story.ts';
import { breachesOf } from '../support/safety-checker.ts';

const VARIANTS: readonly ResellerVariant[] = ['transfer', 'buy-new', 'same-provider', 'losing'];
const WINDOW = { from: Date.parse('2026-03-05T18:00:00Z'), to: Date.parse('2026-03-06T06:00:00Z') } as const;

const openIds = ({ changeover, now }: Given, at: Instant = now): readonly string[] =>
  openSteps(changeover, resellerTransfer, at).map(({ step }) => step.id);

const isBefore = (order: readonly string[], first: string, then: string): void =>
  assert.ok(order.includes(first) && order.indexOf(first) < order.indexOf(then), `${first} is not before ${then}`);

const remindersOf = ({ changeover, now }: Given, step: string) =>
  planReminders(changeover, resellerTransfer, now).reminders.filter((reminder) => reminder.step === step);

describe('reseller-transfer', () => {
  it('can be trusted: nothing points nowhere, every step opens on some way and every way has an end', function () {
    this.timeout(30_000);
    assert.deepEqual(check(resellerTransfer), []);
    assert.deepEqual(checkWays(resellerTransfer), []);
    assert.deepEqual(missingWords('en', resellerTransfer), []);
  });

  for (const variant of VARIANTS) {
    it(`${variant} runs from hello to done, and nobody loses access on the way`, () => {
      const told = resellerStory(variant);
      assert.deepEqual(told.changeover.state.kind === 'closed' && told.changeover.state.outcome, 'done');
      assert.deepEqual(breachesOf(ID, resellerTransfer, told.journal), []);
    });
  }

  for (const variant of ['transfer', 'buy-new', 'same-provider'] as const) {
    it(`${variant} begins with reasons, a judgement and four statements, each with the day of its rule`, () => {
      const told = resellerStory(variant);
      const order = doneInOrder(told);
      isBefore(order, 'write-reasons', 'judge-reseller');
      isBefore(order, 'judge-reseller', 'tell-reseller');
      const statements = Object.values(told.changeover.steps).flatMap(({ value }) =>
        value?.kind === 'statement' ? value : [],
      );
      assert.equal(statements.length, 4);
      for (const { fact, asOf } of statements) assert.equal(asOf, resellerTransfer.facts[fact]?.asOf);
    });

    it(`${variant} opens no request and no order before the rules are known, the data saved and the old reseller told`, () => {
      const orders = ['create-request', 'provider-request', 'order-new', 'ask-partner-id'];
      for (const missing of ['know-data', 'know-outage', 'back-up', 'tell-reseller', 'accept-agreement']) {
        const open = openIds(resellerStory(variant, { without: [missing] }));
        assert.deepEqual(
          orders.filter((id) => open.includes(id)),
          [],
          `without ${missing}`,
        );
      }
    });

    it(`${variant} keeps the old reseller's access until both sides have said that the new one works`, () => {
      for (const missing of ['grant-new-access', 'try-new-access']) {
        const told = resellerStory(variant, { without: [missing] });
        assert.ok(!doneInOrder(told).includes('remove-old-access'));
        const reasonRef = ref('no time');
        const skip = { actor: tom, body: { type: 'skipStep', step: missing, reasonRef } } as const;
        assert.equal(refusalOf(told, skip).code, 'stepNeeded');
      }
      isBefore(doneInOrder(resellerStory(variant)), 'try-new-access', 'remove-old-access');
    });

    it(`${variant} has what does not work mended and looked at again before its end`, () => {
      const told = resellerStory(variant, { choices: { 'check-services': 'interrupted' } });
      isBefore(doneInOrder(told), 'mend-services', 'recheck-services');
      isBefore(doneInOrder(told), 'recheck-services', 'finish');
    });
  }

  it('asks whether to go on when something about the new reseller is doubtful, and waits for the answer', () => {
    const choices = { 'judge-reseller': 'doubtful' };
    const doubtful = resellerStory('transfer', { choices, without: ['settle-doubts'] });
    assert.ok(openIds(doubtful).includes('settle-doubts'));
    assert.ok(!doneInOrder(doubtful).includes('tell-reseller'));
    const stop = does(carla, 'settle-doubts', { value: { kind: 'choice', option: 'stop' } });
    assert.equal(refusalOf(doubtful, stop).code, 'choiceNotEnough');
  });

  it('asks for a restore that was not tried', () => {
    const saved = resellerStory('transfer', { choices: { 'back-up': 'saved' }, without: ['try-restore'] });
    assert.ok(openIds(saved).includes('try-restore'));
    assert.ok(!doneInOrder(saved).includes('create-request'));
  });
});

describe('a transfer by request', () => {
  const requested = (): Given =>
    further(
      resellerStory('transfer', { without: ['agree-transfer-window', 'approve-request'], standsStill: true }),
      does(tom, 'agree-transfer-window', { value: { kind: 'window', ...WINDOW } }),
      does(tom, 'create-request', { referenceRef: ref('TR-1') }),
    );

  it('has no overlap, no act and no cancel route', () => {
    const { changeover, now } = requested();
    assert.equal(overlapOf(changeover, '2026-03-05').state, 'none');
    assert.deepEqual(availableActs(changeover, resellerTransfer, now), []);
  });

  it('goes through the provider where the reseller is an indirect one', () => {
    const order = doneInOrder(resellerStory('transfer', { choices: { 'how-sold': 'indirect' } }));
    assert.ok(order.includes('provider-request') && !order.includes('create-request'));
  });

  it('offers plan B once the losing side was silent for a week, and takes it away when it approves', () => {
    const silent = requested();
    const week = silent.now + 8 * 24 * HOUR;
    assert.ok(!openIds(silent).includes('plan-b'));
    assert.ok(openIds(silent, week).includes('plan-b'));
    const wait = remindersOf(silent, 'approve-request').find(({ kind }) => kind === 'waitOver');
    assert.equal(wait?.to, 'partner');
    assert.equal(wait?.params['planBStep'], 'plan-b');
    const value = { kind: 'choice', option: 'approved' } as const;
    assert.ok(!openIds(further(silent, does(tom, 'approve-request', { value, at: week }))).includes('plan-b'));
  });

  it('says what to do instead when the losing side declines, and stays where it is', () => {
    const refusal = refusalOf(
      requested(),
      does(tom, 'approve-request', { value: { kind: 'choice', option: 'declined' } }),
    );
    assert.equal(refusal.code, 'choiceNotEnough');
  });

  it('is watched from the agreed window on: looked at after 4 hours, both sides alarmed after 24', () => {
    const value = { kind: 'choice', option: 'approved' } as const;
    const approved = further(requested(), does(tom, 'approve-request', { value }));
    assert.ok(!openIds(approved).includes('watch-move'));
    const running = further(approved, { actor: { door: 'tick' }, body: { type: 'wake' }, at: WINDOW.from });
    assert.ok(openIds(running).includes('watch-move'));
    const watched = remindersOf(running, 'watch-move').map(({ kind, to, dueAt }) => ({
      kind,
      to,
      hours: (dueAt - WINDOW.from) / HOUR,
    }));
    assert.deepEqual(
      watched.filter(({ kind }) => kind === 'stepCheck'),
      [{ kind: 'stepCheck', to: 'partner', hours: 4 }],
    );
    assert.deepEqual(
      watched
        .filter(({ kind }) => kind === 'stepAlarm')
        .map(({ to, hours }) => `${to} ${hours}`)
        .toSorted(),
      ['customer 24', 'partner 24'],
    );
  });
});

describe('buying new beside the old reseller', () => {
  it('offers "cancel at term end" only behind an order that both sides have seen, and has it verified', () => {
    for (const missing of ['order-new', 'see-order']) {
      const { changeover, journal } = resellerStory('buy-new', { without: [missing], standsStill: true });
      assert.equal(changeover.lines[0]?.renewalStoppedAt, undefined);
      assert.ok(!journal.some(({ events }) => events.some(({ type }) => type === 'actTaken')));
    }
    isBefore(doneInOrder(resellerStory('buy-new')), 'ask-reseller', 'see-term-end');
  });

  it('is over when the old term is: not before, and only then is the old access removed', () => {
    const before = resellerStory('buy-new', { standsStill: true });
    assert.ok(!openIds(before).includes('remove-old-access'));
    assert.ok(!openIds(before).includes('check-last-invoice'));
    const after = resellerStory('buy-new');
    assert.ok(after.now >= Date.parse('2026-06-30T22:00:00Z'));
  });

  it('has a rescue window only while the old one is live and covers every user', () => {
    const lines = [aResoldLine({ newStartsOn: '2026-03-03' })];
    const story = { lines, without: ['ask-reseller', 'old-live'], standsStill: true } as const;
    const told = resellerStory('buy-new', story);
    const day5 = Date.parse('2026-03-07T09:00:00Z');
    assert.ok(openIds(told, day5).includes('old-live'));
    assert.ok(!openIds(told, day5).includes('undo-new'));
    const live = further(told, does(carla, 'old-live/l1', { at: day5 }), does(tom, 'see-old-live/l1'));
    assert.ok(availableActs(live.changeover, resellerTransfer, live.now).some(({ act }) => act === 'undoNew'));
  });
});

describe('the losing side', () => {
  const atTermEnd = { choices: { 'losing-way': 'termEnd' } } as const;

  it('approves or declines by a day, and a declined customer leaves at the end of the term', () => {
    const asked = resellerStory('losing', { without: ['losing-answer'], standsStill: true });
    const [view] = openSteps(asked.changeover, resellerTransfer, asked.now, 'partner').filter(
      ({ step }) => step.id === 'losing-answer',
    );
    assert.equal(view?.dueOn, '2026-03-09');
    const declined = doneInOrder(resellerStory('losing', { choices: { 'losing-answer': 'decline' } }));
    isBefore(declined, 'losing-term-end', 'losing-run-out');
    assert.ok(!declined.includes('losing-moved'));
    assert.ok(!doneInOrder(resellerStory('losing')).includes('losing-term-end'));
  });

  it('sets "cancel at term end" only after both sides have confirmed the new order, and nobody can leave that out', () => {
    for (const missing of ['losing-hear-order', 'losing-say-order']) {
      const told = resellerStory('losing', { ...atTermEnd, without: [missing] });
      assert.ok(!doneInOrder(told).includes('losing-term-end'));
      const body = { type: 'skipStep', step: missing, line: 'l1', reasonRef: ref('in a hurry') } as const;
      assert.equal(refusalOf(told, { actor: tom, body }).code, 'stepNeeded');
    }
  });

  it('is told three days before the end to switch the renewal back on while the new licences are not confirmed', () => {
    const told = resellerStory('losing', {
      ...atTermEnd,
      without: ['losing-new-licences', 'losing-back-on'],
      standsStill: true,
    });
    const due = remindersOf(told, 'losing-back-on').map(({ to, dueAt }) => `${to} ${new Date(dueAt).toISOString()}`);
    assert.match(due.join(), /partner 2026-06-2[78]|partner 2026-06-29/);
    const confirmed = further(told, does(carla, 'losing-new-licences/l1'));
    assert.deepEqual(remindersOf(confirmed, 'losing-back-on'), []);
  });

  it('gives its own access back only when somebody else can help and everything has gone', () => {
    for (const missing of ['losing-new-access', 'losing-moved']) {
      assert.ok(!doneInOrder(resellerStory('losing', { without: [missing] })).includes('losing-own-access'));
    }
    isBefore(doneInOrder(resellerStory('losing')), 'losing-own-access', 'losing-farewell');
  });
});
