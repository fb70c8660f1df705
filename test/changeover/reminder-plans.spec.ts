import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import type { LineInput } from '../../changeover/commands.ts';
import type { StepRecord } from '../../changeover/changeover.ts';
import { REMINDER_KINDS } from '../../changeover/reminders.ts';
import {
  aLine,
  approved,
  carla,
  confirmed,
  DAY,
  does,
  given,
  joins,
  OPENED_AT,
  opens,
  ordered,
  reads,
  ref,
  tom,
  type Given,
  type Play,
} from '../support/changeover-builder.ts';
import { recordedPlans, type Plan } from '../support/recorded-plans.ts';
import { ended, withLine } from '../support/reminder-timeline.ts';
import { onSmall, onSmallWith, type SmallStep } from '../support/small-playbook.ts';

/** Past the days in which it can be cancelled, so that it can only be left to run out. */
const MCA = {
  billingAccount: 'mca',
  termStartedOn: '2025-07-01',
  renewsOn: '2026-04-01',
  newStartsOn: '2026-03-03',
} as const;
const STOPS = does(carla, 'stop-renewal/l1');
const ENDS: Play = { actor: carla, body: { type: 'reportOldEnded', line: 'l1', on: '2026-03-02' } };
const WATCHED: readonly SmallStep[] = [
  { id: 'soon', due: { from: 'readyAt', days: 10, unit: 'days', aheadDays: [7, 3, 1] } },
  { id: 'last', side: 'customer', due: { from: 'readyAt', days: 4, unit: 'days', isLastChance: true } },
  {
    id: 'window',
    side: 'customer',
    timers: [
      { kind: 'check', afterHours: 4 },
      { kind: 'alarm', afterHours: 24 },
    ],
  },
  { id: 'silent', side: 'source', wait: { days: 5, planB: { step: 'soon' } } },
  { id: 'slow', side: 'provider', wait: { days: 3, planB: { words: true } } },
  { id: 'other', side: 'provider', wait: { days: 4, planB: { variant: 'x' } } },
  { id: 'grant', side: 'customer', lapses: { days: 90, again: 'soon' } },
  { id: 'short', side: 'customer', lapses: { days: 7, again: 'soon' } },
];

function withLines(lines: readonly Partial<LineInput>[], ...plays: readonly Play[]): Given {
  return given(opens({ lines: lines.map((line, at) => aLine({ id: `l${at + 1}`, ...line })) }), ...plays);
}

/** As if a step had been asked for at these instants. */
function asked(before: Given, step: string, ...askedAt: readonly number[]): Given {
  const { changeover } = before;
  const record: StepRecord = { ...changeover.steps[step], askedAt };
  return { ...before, changeover: { ...changeover, steps: { ...changeover.steps, [step]: record } } };
}

function unreached(before: Given): Given {
  const reach = [{ side: 'customer', person: carla.person!, why: 'blocked', since: OPENED_AT + DAY }] as const;
  return { ...before, changeover: { ...before.changeover, reach } };
}

const holds = (body: Play['body'], actor = carla): Play => ({ actor, body });
const LATE = '2026-03-12T10:00Z';
const claims: Play = holds({
  type: 'openClaim',
  from: '2026-02-20',
  to: '2026-03-01',
  amount: { minor: 20_800, currency: 'EUR' },
  followUpOn: '2026-03-16',
});

const PLANS: readonly Plan[] = [
  ['asks the partner to get the customer in', () => given()],
  ['asks for a code that ran out unused', () => given(), '2026-03-17T10:00Z'],
  ['asks both sides to begin', () => given(joins())],
  ['asks again for what is late', () => given(joins()), '2026-03-16T10:00Z'],
  ['looks after a request that nobody answers', () => given(joins(), does(tom, 'send-request')), '2026-03-10T10:00Z'],
  ['warns of a start for which nothing is ordered', () => withLine({ newStartsOn: '2026-03-30' }, ...approved())],
  [
    'asks for the word of the customer on an order with too few licences',
    () => withLine({ newStartsOn: '2026-03-30', newSeats: 12 }, ...approved(), does(tom, 'order-new/l1')),
  ],
  ['asks to confirm what both have seen ordered', () => withLine({ newStartsOn: '2026-03-30' }, ...ordered())],
  ['asks to end the old one while both are billed', () => given(...confirmed()), LATE],
  ['asks to end the old one before both are billed', () => withLine({ newStartsOn: '2026-03-30' }, ...confirmed())],
  ['asks to stop a renewal that can only be left to run out', () => withLine(MCA, ...ordered()), '2026-03-04T10:00Z'],
  ['asks to renew again what nobody can do without', () => withLine(MCA, ...ordered(), STOPS), '2026-03-20T10:00Z'],
  ['expects the mail of a term that runs out', () => withLine(MCA, ...confirmed(), STOPS), '2026-03-20T10:00Z'],
  ['asks for the renewal day that nobody noticed', () => withLine(MCA, ...ordered()), '2026-04-02T10:00Z'],
  ['warns of data after an end that nothing allowed', () => withLine({}, ...ordered(), ENDS), '2026-03-03T10:00Z'],
  ['warns of data after a term that ran out', () => withLine(MCA, ...ordered(), STOPS), '2026-04-02T10:00Z'],
  ['warns of nobody’s order after an end', () => withLine({}, ...approved(), ENDS), '2026-03-03T10:00Z'],
  [
    'uses the week in which another seller can still cancel',
    () =>
      withLine(
        { ...MCA, billingAccount: 'partner', termStartedOn: '2026-03-01', newStartsOn: '2026-03-04' },
        ...ordered(),
      ),
    '2026-03-04T10:00Z',
  ],
  [
    'says once of an overlap that nobody can avoid that it comes',
    () => withLine({ ...MCA, newStartsOn: '2026-03-30' }, ...ordered(), STOPS),
  ],
  [
    'asks to leave to its end what only a licensing partner ends',
    () => withLine({ billingAccount: 'volume' }, ...confirmed()),
  ],
  ['asks for no end of what is not per user', () => withLine({ product: 'azure', assigned: 0 }, joins())],
  ['says that the count is near the limit', () => withLine({ seats: 26, newStartsOn: '2026-03-30' }, joins())],
  [
    'says that the count crossed the limit',
    () => withLine({ seats: 40, newStartsOn: '2026-03-30' }, joins(), reads({ seats: 24 })),
  ],
  [
    'counts the stricter of both where the account is not known',
    () => withLine({ billingAccount: 'unknown', seats: 60, assigned: 27 }, joins()),
  ],
  [
    'offers to undo the new order while the old one surely runs',
    () =>
      withLine(
        { billingAccount: 'mca', newStartsOn: '2026-03-02' },
        ...confirmed(),
        does(carla, 'old-live/l1'),
        does(tom, 'see-old-live/l1'),
      ),
  ],
  [
    'asks whether the old one runs while the new one can be undone',
    () => withLine({ billingAccount: 'mca', newStartsOn: '2026-03-02' }, ...confirmed()),
  ],
  ['asks to look at the bill', () => given(...confirmed(), ended('2026-03-10T10:00Z')), '2026-03-10T11:00Z'],
  ['follows a claim up', () => given(...confirmed(), claims)],
  ['follows a claim up again', () => given(...confirmed(), claims), '2026-03-25T10:00Z'],
  [
    'speaks of each line by itself, and of the mail once',
    () =>
      withLines(
        [{ seats: 10 }, { product: 'business-premium', seats: 30, newStartsOn: '2026-03-20', isSameProduct: false }],
        ...confirmed('l1'),
        does(tom, 'order-new/l2'),
      ),
    LATE,
  ],
  ['watches steps by days and by hours', () => onSmall(WATCHED)],
  ['watches steps that were left alone', () => onSmall(WATCHED), '2026-03-13T10:00Z'],
  [
    'tells the users of an agreed window',
    () =>
      onSmall(
        [{ id: 'agree', proof: { kind: 'when', of: 'window' } }],
        does(tom, 'agree', {
          value: { kind: 'window', from: OPENED_AT + 9 * DAY, to: OPENED_AT + 10 * DAY },
        }),
      ),
  ],
  [
    'asks for a step of each line',
    () =>
      onSmallWith(
        [aLine(), aLine({ id: 'l2' })],
        [
          {
            id: 'look',
            per: 'line',
            due: { from: 'newStart', days: 0, unit: 'days' },
            timers: [{ kind: 'check', afterHours: 2 }],
          },
        ],
      ),
  ],
  [
    'tells the partner of what the customer leaves unanswered',
    () => asked(given(joins()), 'check-facts', OPENED_AT + 2 * DAY, OPENED_AT + 4 * DAY),
    LATE,
  ],
  [
    'tells the other side what one that nothing reaches should do',
    () => unreached(given(joins())),
    '2026-03-05T10:00Z',
  ],
  ['keeps from a muted side what it does not want', () => given(joins(), holds({ type: 'mute', kind: 'stepDue' }))],
  [
    'puts what is snoozed off to the end of it',
    () => given(joins(), holds({ type: 'snooze', until: Date.parse('2026-03-06T20:00Z') })),
  ],
  [
    'says a last chance through a quiet',
    () =>
      withLine({ newStartsOn: '2026-03-07' }, ...ordered(), holds({ type: 'quiet' }), holds({ type: 'quiet' }, tom)),
  ],
  [
    'says nothing but last chances and alarms while it rests',
    () => onSmall(WATCHED, holds({ type: 'pause', until: OPENED_AT + 20 * DAY, reasonRef: ref('holiday') }, tom)),
  ],
  ['is empty once it is called off', () => given(joins(), holds({ type: 'callOff', reasonRef: ref('we stay') }))],
];

const FOLDER = new URL('plans/', import.meta.url);

describe('the plan of reminders', () => {
  recordedPlans(FOLDER, PLANS);

  it('has every kind of reminder in one of these', () => {
    const texts = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));
    const said = new Set(texts.flatMap((name) => readFileSync(new URL(name, FOLDER), 'utf8').match(/\w+/gu) ?? []));
    assert.deepEqual(
      REMINDER_KINDS.filter((kind) => !said.has(kind)),
      [],
    );
  });
});
