import assert from 'node:assert/strict';

import { questionCard } from '../../cards/question-card.ts';
import { reminderCard, type Reminder } from '../../cards/reminder-card.ts';
import { routeOfStep } from '../../cards/route-section.ts';
import { stepsCard } from '../../cards/steps-card.ts';
import { stepParams } from '../../cards/step-params.ts';
import { words } from '../../cards/text.ts';
import { whyCard } from '../../cards/why-card.ts';
import { actOf, guardOf } from '../../changeover/guard-of.ts';
import { stepsOf } from '../../changeover/steps.ts';
import { CUSTOMER, TECHNICIAN, textOf } from '../gallery/readers.ts';
import {
  aLine,
  approved,
  carla,
  confirmed,
  DAY,
  does,
  type Given,
  given,
  joins,
  OPENED_AT,
  opens,
  ordered,
  reads,
  ref,
  tom,
} from '../support/changeover-builder.ts';

/** Changeovers from the first day to the last, on each kind of account. */
const WORLDS: readonly Given[] = (['mosa', 'mca', 'partner', 'volume', 'unknown'] as const).flatMap(
  (billingAccount) => {
    const lines = [aLine({ billingAccount })];
    return [[joins()], approved(), ordered(), confirmed()].map((plays) => given(opens({ lines }), ...plays));
  },
);

/** Every instruction of how to take an act: all numbered messages of the routes. */
const INSTRUCTIONS = [
  'end.portal',
  'end.reduceThenPortal',
  'end.support',
  'end.portalWithRefund',
  'end.partnerWithinWindow',
  'stop.portal',
  'stop.partner',
  'stop.licensing',
  'undo',
];

function titlesSaid(card: string, params: Record<string, string | number>): readonly string[] {
  const w = words('en');
  return INSTRUCTIONS.filter((route) =>
    card.includes(JSON.stringify(w.t(`route.${route}.title`, params)).slice(1, -1)),
  );
}

describe('how an act is taken', () => {
  it('is told nowhere while its guard is shut', () => {
    for (const { changeover, playbook, now } of WORLDS) {
      for (const day of [0, 5, 12, 130]) {
        const at = now + day * DAY;
        for (const view of stepsOf(changeover, playbook, at)) {
          const act = actOf(view.step.effect);
          const isShut =
            act === undefined || !view.line || guardOf(act, changeover, playbook, view.line, at) !== undefined;
          const params = stepParams(changeover, playbook, view, CUSTOMER, textOf);
          const route = routeOfStep({ changeover, playbook, view, now: at, params });
          assert.equal(route === undefined, isShut, `${view.key} on day ${day}`);
          if (!isShut) continue;
          const cards = [questionCard, whyCard].map((make) =>
            JSON.stringify(make(changeover, playbook, view, CUSTOMER, at, textOf)),
          );
          for (const card of cards) assert.deepEqual(titlesSaid(card, params), [], view.key);
        }
      }
    }
  });

  it('is told, with who may do it and what never to click, once the guard is open', () => {
    const { changeover, playbook, now } = given(...confirmed());
    const view = stepsOf(changeover, playbook, now).find((one) => one.key === 'end-old/l1');
    assert.ok(view);
    const card = JSON.stringify(questionCard(changeover, playbook, view, CUSTOMER, now, textOf));
    for (const said of [
      'Cancel it in the admin centre',
      'A Billing Administrator can do it.',
      'Choose Cancel subscription and confirm.',
      'wipes SharePoint',
      'Remove domain',
    ]) {
      assert.ok(card.includes(said), said);
    }
  });

  it('is not among all steps', () => {
    const { changeover, playbook, now } = given(...confirmed());
    const card = JSON.stringify(stepsCard(changeover, playbook, CUSTOMER, now, textOf));
    assert.ok(!card.includes('Action.OpenUrl'));
  });

  it('goes from a reminder whose guard was shut between planning and sending', () => {
    const reminder: Reminder = {
      kind: 'reminder',
      key: 'bothBilling/l1/2026-03-09/7/customer',
      reminder: 'bothBilling',
      form: 'act',
      line: 'l1',
      params: {
        asked: 'customer',
        reached: 'yes',
        product: 'x',
        todo: 'endNow',
        startsOn: '2026-03-09',
        currency: 'EUR',
        perDayMinor: 822,
        soFarMinor: 5754,
        daysSoFar: 7,
      },
    };
    const said = (at: Given): string =>
      JSON.stringify(reminderCard(reminder, at.changeover, at.playbook, CUSTOMER, OPENED_AT + 14 * DAY, textOf));
    assert.ok(said(given(...confirmed())).includes('End the old Microsoft 365 Business Standard now'));
    const disproved = said(given(...confirmed(), reads({ newOnAllUsers: false })));
    assert.ok(!disproved.includes('End the old'));
    assert.ok(disproved.includes('This has changed since'));
  });
});

describe('what is not certain', () => {
  it('is said with the exact question on the step that rests on it', () => {
    const { changeover, playbook, now } = given(joins(), does(tom, 'send-request'));
    const view = stepsOf(changeover, playbook, now).find((one) => one.key === 'approve-partner');
    assert.ok(view);
    const card = JSON.stringify(questionCard(changeover, playbook, view, CUSTOMER, now, textOf));
    assert.ok(card.includes('Has our tenant accepted the reseller relationship with this partner?'));
  });

  it('grows with time: a fact that was read 181 days ago is asked for again', () => {
    const { changeover, playbook } = given(joins());
    const asked = (at: string): boolean => {
      const now = Date.parse(at);
      const view = stepsOf(changeover, playbook, now).find((one) => one.key === 'check-facts');
      return JSON.stringify(
        questionCard(changeover, playbook, view ?? assert.fail('no step'), CUSTOMER, now, textOf),
      ).includes('What is not certain');
    };
    assert.equal(asked('2027-05-21T12:00:00Z'), false);
    assert.equal(asked('2027-05-22T12:00:00Z'), true);
  });
});

describe('what is asked of whom', () => {
  it('a question names its step, line and version, so that an answer finds them', () => {
    const { changeover, playbook, now } = given(...approved());
    const view = stepsOf(changeover, playbook, now).find((one) => one.key === 'order-new/l1');
    assert.ok(view);
    const made = questionCard(changeover, playbook, view, TECHNICIAN, now, textOf);
    assert.ok('card' in made);
    const { actions } = made.card as { actions: { type: string; data?: object }[] };
    assert.deepEqual(actions[0]?.data, {
      verb: 'answer',
      changeover: changeover.id,
      step: 'order-new',
      line: 'l1',
      seen: changeover.version,
      answer: 'done',
    });
    assert.ok(actions.every(({ type }) => type === 'Action.Submit' || type === 'Action.ShowCard'));
  });

  it('the bill check names the document of the way it is paid', () => {
    const ended = Date.parse('2026-03-13T10:00:00Z');
    for (const [payment, document] of [
      ['card', 'card statement'],
      ['invoice', 'newest Microsoft invoice'],
      ['purchaseOrder', 'purchase order'],
    ] as const) {
      const { changeover, playbook, now } = given(
        opens({ lines: [aLine({ payment })] }),
        ...confirmed(),
        does(carla, 'end-old/l1', { at: ended, referenceRef: ref('CN') }),
      );
      const view = stepsOf(changeover, playbook, now).find((one) => one.key === 'check-bill');
      assert.ok(view?.status === 'open');
      assert.ok(
        JSON.stringify(questionCard(changeover, playbook, view, CUSTOMER, now, textOf)).includes(document),
        payment,
      );
    }
  });
});
