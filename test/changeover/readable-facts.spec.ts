import assert from 'node:assert/strict';
import type { Playbook } from '../../changeover/playbook.ts';
import { playbooks } from '../../changeover/playbooks/index.ts';
import { isProvable, readableOf } from '../../changeover/readable-facts.ts';
import { openSteps, stepsOf } from '../../changeover/steps.ts';
import { newsOf } from '../../changeover/told-by-tenant.ts';
import {
  aLine,
  approved,
  carla,
  confirmed,
  DAY,
  does,
  given,
  HOUR,
  OPENED_AT,
  opens,
  ordered,
  tom,
  tryOn,
  type Given,
  type Play,
} from '../support/changeover-builder.ts';
import { keyReceived, prepaid, redeemed, typesDomain } from '../support/prepaid-story.ts';
import { connects, fails, looks } from '../support/tenant-plays.ts';

function stepsWith(playbook: Playbook, isWanted: (reads: ReturnType<typeof readableOf>) => boolean): readonly string[] {
  const steps = playbook.phases.flatMap((phase) => phase.steps);
  return steps.filter((step) => isWanted(readableOf(step))).map(({ id }) => id);
}

function playbookOf(id: string): Playbook {
  return playbooks.find((playbook) => playbook.id === id)!;
}

/** The status of a step as it is. */
function status({ changeover, playbook, now }: Given, key: string): string | undefined {
  return stepsOf(changeover, playbook, now).find((view) => view.key === key)?.status;
}

describe('what a look at the tenant says of each step', () => {
  const PROVED = {
    'direct-to-csp':
      'approve-partner accept-agreement approve-gdap order-new see-order assign-new confirm-new end-old ask-reseller-now hand-over see-ended old-live see-old-live',
    'prepaid-key':
      'redeem-key see-new see-prepaid assign-prepaid confirm-new call-billing ask-reseller-now hand-over see-ended',
    'reseller-transfer':
      'approve-partner accept-agreement grant-new-access try-new-access order-new see-order assign-new confirm-new end-old ask-reseller-now hand-over see-ended old-live see-old-live losing-hear-order losing-say-order losing-new-licences',
    'call2teams-move': 'count-domains',
  };
  for (const [id, steps] of Object.entries(PROVED)) {
    it(`proves in ${id} what it can see, and nothing else`, () => {
      assert.deepEqual(
        stepsWith(playbookOf(id), (reads) => reads?.proves === true),
        steps.split(' '),
      );
    });
  }

  it('only disproves that a renewal is off', () => {
    const only = stepsWith(playbookOf('direct-to-csp'), (reads) => reads?.disproves === true && !reads.proves);
    assert.deepEqual(only, ['stop-renewal', 'ask-reseller', 'ask-licensing-partner']);
  });

  it('is nothing where the access is somebody else’s, or the terms are those of a key', () => {
    for (const [id, steps] of [
      ['prepaid-key', ['accept-terms', 'name-partner', 'grant-access']],
      ['reseller-transfer', ['losing-new-access']],
    ] as const) {
      const silent = stepsWith(playbookOf(id), (reads) => reads?.proves !== true && reads?.disproves !== true);
      assert.deepEqual(
        steps.filter((step) => !silent.includes(step)),
        [],
      );
    }
  });

  it('is nothing of a product that the directory is not asked for, or that nobody assigns', () => {
    const step = playbookOf('direct-to-csp')
      .phases.flatMap((phase) => phase.steps)
      .find(({ id }) => id === 'end-old')!;
    const line = { ...aLine(), isPerUser: true };
    assert.equal(isProvable(step, line), true);
    assert.equal(isProvable(step, { ...line, product: 'other' }), false);
    assert.equal(isProvable(step, { ...line, isPerUser: false }), false);
  });
});

describe('a false "done" is opened again', () => {
  const live = { oldLive: true, newThere: true, newOnAllUsers: true } as const;
  const ACCESS = [...approved(), does(tom, 'request-gdap'), does(carla, 'approve-gdap')] as const;
  const STOPPED = [
    opens({ lines: [aLine({ billingAccount: 'mca', renewsOn: '2026-03-20' })] }),
    ...confirmed(),
    does(carla, 'stop-renewal/l1'),
  ] as const;
  const LATER = OPENED_AT + 21 * DAY;

  const CASES: readonly { step: string; said: readonly Play[]; denies: Play }[] = [
    {
      step: 'approve-partner',
      said: approved(),
      denies: looks({}, { relation: 'supports' }, LATER),
    },
    { step: 'approve-gdap', said: ACCESS, denies: looks({}, { hasAccess: false }, LATER) },
    { step: 'order-new/l1', said: ordered(), denies: looks({ newThere: false }, undefined, LATER) },
    { step: 'see-order/l1', said: ordered(), denies: looks({ newThere: false }, undefined, LATER) },
    { step: 'assign-new/l1', said: confirmed(), denies: looks({ newThere: true, newOnAllUsers: false }) },
    { step: 'confirm-new/l1', said: confirmed(), denies: looks({ newThere: true, newOnAllUsers: false }) },
    {
      step: 'end-old/l1',
      said: [...confirmed(), does(carla, 'end-old/l1')],
      denies: looks(live, undefined, LATER),
    },
    { step: 'stop-renewal/l1', said: STOPPED, denies: looks(live, undefined, LATER + 2 * DAY) },
  ];
  for (const { step, said, denies } of CASES) {
    it(`by what the tenant shows: ${step}`, () => {
      const before = given(...said);
      assert.equal(status(before, step), 'done');
      const after = given(...said, denies);
      assert.equal(after.changeover.steps[step]?.doneAt, undefined);
      const { decision } = tryOn(before, denies);
      const events = decision.ok ? decision.events : [];
      const news = newsOf(before.changeover, after.changeover, before.playbook, events, after.now);
      assert.equal(
        news.some((one) => one.kind === 'stepReopened' && `${one.step}${one.line ? `/${one.line}` : ''}` === step),
        true,
      );
    });
  }

  it('not by an agreement that cannot be read, an order that is not due yet, nor a term that ended as it was said', () => {
    const agreed = given(...approved(), looks({}, { relation: 'none' }, LATER));
    assert.equal(status(agreed, 'accept-agreement'), 'done');
    assert.equal(status(given(...ordered(), looks({ newThere: false })), 'order-new/l1'), 'done');
    const ended = given(...STOPPED, looks({ ...live, oldInGrace: true }, undefined, LATER + 2 * DAY));
    assert.notEqual(ended.changeover.lines[0]?.renewalStoppedAt, undefined);
  });

  it('not by the partner’s own tenant where its provider sells', () => {
    const chosen: Play = {
      actor: tom,
      body: { type: 'answer', step: 'how-you-buy', answer: 'done', value: { kind: 'choice', option: 'indirect' } },
    };
    const indirect = given(...approved(), chosen, looks({}, { relation: 'none' }, LATER));
    assert.equal(status(indirect, 'approve-partner'), 'done');
  });

  it('when admin access that was seen is gone, and proved when it is there', () => {
    const seen = given(...approved(), does(tom, 'request-gdap'), looks({}, { hasAccess: true }));
    assert.equal(seen.changeover.steps['approve-gdap']?.doneKind, 'reading');
    const gone = given(
      ...approved(),
      does(tom, 'request-gdap'),
      looks({}, { hasAccess: true }),
      looks({}, { hasAccess: false }),
    );
    assert.equal(status(gone, 'approve-gdap'), 'open');
  });
});

describe('a key in another tenant', () => {
  const newElsewhere = looks({ newThere: false, isInPartners: true });

  it('is found before it is redeemed: the check is open again, and the page to redeem it is not to be had', () => {
    const checked = [...keyReceived(), typesDomain('check-tenant', 'contoso.com')] as const;
    assert.equal(status(prepaid({}, ...checked), 'redeem-key/l1'), 'open');
    const other = prepaid({}, ...checked, ...connects(), fails('domainMissing'));
    assert.deepEqual([status(other, 'check-tenant'), status(other, 'redeem-key/l1')], ['open', 'blocked']);
    const { decision } = tryOn(other, typesDomain('check-tenant', 'contoso.com'));
    assert.equal(!decision.ok && decision.refusal.code, 'domainNotThere');
  });

  it('is named to the partner alone when something new is in its own tenant, and the step is left to a person', () => {
    const before = prepaid({}, ...redeemed(), ...connects());
    const after = prepaid({}, ...redeemed(), ...connects(), newElsewhere);
    const news = newsOf(before.changeover, after.changeover, before.playbook, [], after.now);
    assert.deepEqual(news, [{ kind: 'keyInPartners', line: 'l1', to: 'partner' }]);
    assert.equal(status(after, 'find-new/l1'), 'open');
  });

  it('that is not seen in the right tenant within the hour lets nobody assign anything, whatever is said', () => {
    const soon = prepaid({}, ...redeemed(), ...connects());
    const late = prepaid({}, ...redeemed(), ...connects(), looks({ newThere: false }, undefined, soon.now + HOUR));
    const open = openSteps(late.changeover, late.playbook, late.now).map(({ key }) => key);
    assert.equal(open.includes('choose-assigner'), false);
    const said = prepaid(
      {},
      ...redeemed(),
      ...connects(),
      looks({ newThere: false }, undefined, soon.now + HOUR),
      does(carla, 'see-prepaid/l1'),
      looks({ newThere: false }),
    );
    assert.equal(status(said, 'see-prepaid/l1'), 'open');
  });
});
