import assert from 'node:assert/strict';
import { holds } from '../../changeover/condition.ts';
import { whyNeeded } from '../../changeover/decide-skip.ts';
import { check } from '../../changeover/playbook-check.ts';
import { checkWays } from '../../changeover/playbook-ways.ts';
import { prepaidKey } from '../../changeover/playbooks/prepaid-key.ts';
import { availableActs } from '../../changeover/guards.ts';
import { remindersDue } from '../../changeover/reminders.ts';
import { openSteps, stepsOf } from '../../changeover/steps.ts';
import {
  aLine,
  carla,
  does,
  HOUR,
  joins,
  reads,
  ref,
  refusalOf,
  tom,
  tryOn,
  type Given,
} from '../support/changeover-builder.ts';
import {
  answers,
  assigned,
  chooses,
  counts,
  keyReceived,
  prepaid,
  redeemed,
  seen,
  typesDomain,
} from '../support/prepaid-story.ts';

const open = ({ changeover, playbook, now }: Given): readonly string[] =>
  openSteps(changeover, playbook, now).map(({ key }) => key);

const stepIn = (id: string) => prepaidKey.phases.flatMap(({ steps }) => steps).find((step) => step.id === id);

describe('the playbook prepaid-key', () => {
  it('is sound, and every way through it comes to an end', () => {
    assert.deepEqual(check(prepaidKey), []);
    assert.deepEqual(checkWays(prepaidKey), []);
  });

  it('goes nowhere without a reason that serves the customer', () => {
    assert.equal(refusalOf(prepaid({}, joins()), chooses('pick-reason', 'none')).code, 'choiceNotEnough');
    assert.ok(!open(prepaid({}, joins())).includes('agree-move'));
    const given = prepaid({}, joins(), chooses('pick-reason', 'oneInvoice'));
    assert.deepEqual(given.changeover.steps['pick-reason']?.value, { kind: 'choice', option: 'oneInvoice' });
    assert.ok(open(given).includes('agree-move'));
  });

  it('orders nothing before the customer agreed, accepted the stricter terms and named its partner', () => {
    const start = [joins(), chooses('pick-reason', 'upfront'), chooses('ask-record', 'asked')] as const;
    const order = does(tom, 'order-key', { referenceRef: ref('ORD-7') });
    assert.equal(refusalOf(prepaid({}, start[0], start[1]), order).code, 'stepNotOpen');
    const agreed = [start[0], start[1], does(carla, 'agree-move'), does(carla, 'accept-terms'), start[2]];
    assert.equal(refusalOf(prepaid({}, ...agreed), order).code, 'stepNotOpen');
    const named = prepaid({}, ...agreed, does(carla, 'name-partner'));
    assert.ok(open(named).includes('order-key'));
    assert.deepEqual(named.changeover.steps['accept-terms']?.value, {
      kind: 'statement',
      fact: 'lessFlexible',
      asOf: '2026-11-22',
    });
  });

  it('lets nobody leave out the reason, the stricter terms, the tenant or where the new one was found', () => {
    const given = prepaid({}, ...redeemed());
    for (const step of ['pick-reason', 'accept-terms', 'check-tenant', 'find-new', 'see-new', 'see-prepaid']) {
      const found = stepIn(step);
      assert.ok(found && whyNeeded(found, given.playbook) !== undefined, step);
    }
    const skip = { type: 'skipStep', step: 'find-new', line: 'l1', reasonRef: ref('left out') } as const;
    assert.equal(refusalOf(given, { actor: tom, body: skip }).code, 'stepNeeded');
  });

  it('lets nobody leave out the customer’s yes, or the taking back of the distributor’s access', () => {
    for (const step of ['agree-move', 'take-back-access']) {
      assert.equal(whyNeeded(stepIn(step)!, prepaid({}).playbook), 'read', step);
    }
  });

  it('asks for no naming where the partner is on record already', () => {
    const given = prepaid(
      {},
      joins(),
      chooses('pick-reason', 'managed'),
      does(carla, 'agree-move'),
      does(carla, 'accept-terms'),
      chooses('ask-record', 'already'),
    );
    assert.ok(open(given).includes('order-key'));
    assert.ok(!open(given).includes('name-partner'));
  });

  it('shows the page to redeem the key on only once the tenant is checked', () => {
    const linkAfter = stepIn('redeem-key')?.linkAfter;
    const before = prepaid({}, ...keyReceived());
    assert.ok(linkAfter && !holds(linkAfter, before));
    assert.ok(!open(before).includes('redeem-key/l1'));
    const checked = prepaid({}, ...keyReceived(), typesDomain('check-tenant', 'contoso.com'));
    assert.ok(holds(linkAfter, checked));
    assert.ok(open(checked).includes('redeem-key/l1'));
    const links = prepaidKey.phases.flatMap(({ steps }) => steps).filter(({ facts }) => facts?.includes('redeemPage'));
    assert.deepEqual(
      links.map(({ id }) => id),
      ['redeem-key'],
    );
  });

  it('checks no tenant for a wrong domain, and names a customer of the partner’s', () => {
    const given = prepaid({}, ...keyReceived());
    assert.equal(refusalOf(given, typesDomain('check-tenant', 'fabrikam.com')).code, 'domainIsPartners');
    assert.equal(refusalOf(given, typesDomain('check-tenant', 'tailspin.com')).code, 'domainDiffers');
    const play = typesDomain('check-tenant', 'tailspin.com');
    const book = [{ domain: 'tailspin.com', name: 'Tailspin' }];
    assert.equal(play.body.type, 'answer');
    const named = { ...play, body: { ...play.body, book } as typeof play.body };
    assert.deepEqual(refusalOf(given, named).params, {
      typed: 'tailspin.com',
      customer: 'Tailspin',
      domain: 'contoso.com',
    });
  });

  it('reads a pasted address, capitals and spaces as the domain that they hold', () => {
    const given = prepaid({}, ...keyReceived(), typesDomain('check-tenant', ' HTTPS://www.Contoso.com/admin '));
    assert.deepEqual(given.changeover.steps['check-tenant']?.value, { kind: 'domain', domain: 'contoso.com' });
  });

  it('assigns nothing until the new subscription was seen in the right tenant by both sides', () => {
    const given = prepaid({}, ...redeemed());
    assert.ok(open(given).includes('find-new/l1'));
    for (const step of ['choose-assigner', 'assign-prepaid/l1']) {
      assert.equal(refusalOf(given, does(tom, step)).code, 'stepNotOpen', step);
    }
    const partnerAlone = prepaid(
      {},
      ...redeemed(),
      chooses('find-new/l1', 'right'),
      typesDomain('see-new/l1', 'contoso.com'),
    );
    assert.ok(!open(partnerAlone).includes('choose-assigner'));
    assert.ok(open(prepaid({}, ...seen())).includes('choose-assigner'));
  });

  it('asks to look after half an hour, and alarms both sides after one', () => {
    const { changeover, playbook, now } = prepaid({}, ...redeemed());
    const kindsAt = (at: number) =>
      remindersDue(changeover, playbook, at)
        .fire.filter(({ step }) => step === 'find-new')
        .map(({ kind, to }) => `${kind} ${to}`);
    assert.deepEqual(kindsAt(now + HOUR / 4), []);
    assert.deepEqual(kindsAt(now + HOUR / 2), ['stepCheck partner']);
    assert.deepEqual(kindsAt(now + HOUR).toSorted(), ['stepAlarm customer', 'stepAlarm partner', 'stepCheck partner']);
  });

  for (const where of ['ours', 'nowhere']) {
    it(`has the partner line called for a key that is found in "${where}", before anything else is done`, () => {
      const given = prepaid({}, ...redeemed(), chooses('find-new/l1', where));
      assert.ok(open(given).includes('call-partner-line/l1'));
      assert.equal(refusalOf(given, typesDomain('see-new/l1', 'contoso.com')).code, 'stepNotOpen');
      assert.equal(refusalOf(given, does(tom, 'call-partner-line/l1')).code, 'referenceNeeded');
      const { after } = tryOn(given, does(tom, 'call-partner-line/l1', { referenceRef: ref('CASE-1') }));
      assert.ok(open({ ...given, changeover: after }).includes('see-new/l1'));
    });
  }

  it('asks which tenant it is in before the partner line is called about another customer’s', () => {
    const given = prepaid({}, ...redeemed(), chooses('find-new/l1', 'another'));
    const call = does(tom, 'call-partner-line/l1', { referenceRef: ref('CASE-1') });
    assert.equal(refusalOf(given, call).code, 'stepNotOpen');
    const said = prepaid(
      {},
      ...redeemed(),
      chooses('find-new/l1', 'another'),
      does(tom, 'say-where/l1', { noteRef: ref('tailspin.com') }),
    );
    assert.equal(tryOn(said, call).decision.ok, true);
  });

  it('asks nobody where the key is once the tenant itself shows the new subscription', () => {
    const given = prepaid({}, ...redeemed(), reads({ newThere: true }));
    assert.ok(!open(given).includes('find-new/l1'));
    assert.ok(open(given).includes('choose-assigner'));
  });

  it('lets the old one be ended only when the new licences are confirmed', () => {
    const acts = ({ changeover, playbook, now }: Given) => availableActs(changeover, playbook, now);
    assert.deepEqual(acts(prepaid({}, ...seen())), []);
    assert.equal(refusalOf(prepaid({}, ...seen()), does(carla, 'call-billing/l1')).code, 'guardEndNow');
    assert.deepEqual(acts(prepaid({}, ...assigned())), [{ act: 'endNow', line: 'l1' }]);
  });

  it('stops the renewal, and calls nobody to cancel, where an agreement is past its seventh day', () => {
    const given = prepaid({ lines: [aLine({ billingAccount: 'mca' })] }, ...assigned());
    assert.ok(open(given).includes('stop-renewal/l1'));
    assert.ok(!open(given).includes('call-billing/l1'));
  });

  it('takes the distributor’s access back before it can be finished', () => {
    const given = prepaid(
      {},
      ...seen(),
      chooses('choose-assigner', 'distributor'),
      does(carla, 'grant-access'),
      does(tom, 'distributor-assigns'),
      does(tom, 'assign-prepaid/l1'),
    );
    assert.ok(open(given).includes('take-back-access'));
    assert.match(JSON.stringify(stepIn('finish')?.after), /"daysSince":\{"step":"take-back-access"/);
    const skip = { type: 'skipStep', step: 'take-back-access', reasonRef: ref('left out') } as const;
    assert.equal(refusalOf(given, { actor: tom, body: skip }).code, 'stepNeeded');
  });

  it('gives nobody access where a person assigns the licences', () => {
    const { changeover, playbook, now } = prepaid({}, ...assigned());
    const status = (id: string) => stepsOf(changeover, playbook, now).find(({ key }) => key === id)?.status;
    assert.deepEqual(['grant-access', 'distributor-assigns', 'take-back-access'].map(status), [
      'notApplicable',
      'notApplicable',
      'notApplicable',
    ]);
  });

  it('counts the users again after the old one ended, names who fell out, and comes to its end', () => {
    const ended = prepaid({}, ...assigned(), does(carla, 'call-billing/l1'));
    assert.ok(open(ended).includes('count-again'));
    const dropped = [{ id: 'n1', labelRef: ref('Dana'), outcome: 'given' }];
    const done = prepaid(
      {},
      ...assigned(),
      does(carla, 'call-billing/l1'),
      counts('count-again', 17),
      answers('name-dropped', { kind: 'list', items: dropped }),
      does(carla, 'check-bill'),
      does(tom, 'tell-support'),
      does(carla, 'know-end'),
      does(carla, 'finish'),
    );
    assert.deepEqual(done.changeover.state.kind, 'closed');
  });

  it('refuses to name nothing for somebody who fell out', () => {
    const given = prepaid({}, ...assigned(), does(carla, 'call-billing/l1'), counts('count-again', 17));
    const undecided = answers('name-dropped', { kind: 'list', items: [{ id: 'n1', labelRef: ref('Dana') }] });
    assert.equal(refusalOf(given, undecided).code, 'listIncomplete');
    assert.equal(tryOn(given, answers('name-dropped', { kind: 'list', items: [] })).decision.ok, true);
  });

  it('reminds of the last day on which the key can be redeemed', () => {
    const given = prepaid({}, ...keyReceived(), typesDomain('check-tenant', 'contoso.com'));
    const view = openSteps(given.changeover, given.playbook, given.now).find(({ key }) => key === 'redeem-key/l1');
    assert.equal(view?.dueOn, '2026-04-01');
    const at = Date.parse('2026-03-25T12:00:00Z');
    const due = remindersDue(given.changeover, given.playbook, at).fire.filter(({ step }) => step === 'redeem-key');
    assert.deepEqual(
      due.map(({ kind, params }) => [kind, params['daysLeft']]),
      [['stepAhead', 7]],
    );
  });

  it('says of both phone numbers where they are from, as of when, and that nobody checked them', () => {
    for (const id of ['customerBilling', 'partnerLine']) {
      const fact = prepaidKey.facts[id];
      assert.equal(fact?.sureness, 'U', id);
      assert.match(fact.source, /W\. Walton/);
      assert.equal(fact.asOf, '2026-11-22');
    }
  });
});
