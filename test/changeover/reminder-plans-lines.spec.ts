import { directToCsp } from '../../changeover/playbooks/direct-to-csp.ts';
import {
  aLine,
  approved,
  carla,
  confirmed,
  DAY,
  does,
  given,
  givenOn,
  joins,
  OPENED_AT,
  opens,
  ordered,
  tom,
  type Given,
  type Play,
} from '../support/changeover-builder.ts';
import { recordedPlans, type Plan } from '../support/recorded-plans.ts';
import { ended, withLine } from '../support/reminder-timeline.ts';
import { onSmall, onSmallWith } from '../support/small-playbook.ts';

const MCA = { billingAccount: 'mca', renewsOn: '2026-07-01' } as const;
const FRESH = { ...MCA, termStartedOn: '2026-03-01' } as const;
const ENDS: Play = { actor: carla, body: { type: 'reportOldEnded', line: 'l1', on: '2026-03-02' } };
const claims: Play = {
  actor: carla,
  body: {
    type: 'openClaim',
    from: '2026-02-20',
    to: '2026-03-01',
    amount: { minor: 20_800, currency: 'EUR' },
    followUpOn: '2026-03-16',
  },
};
const settles: Play = { actor: tom, body: { type: 'settleClaim', outcome: 'credited' } };
const newCode: Play = {
  actor: tom,
  body: { type: 'issueJoinCode', codeHash: 'd'.repeat(64), expiresAt: OPENED_AT + 30 * DAY },
  at: OPENED_AT + 5 * DAY,
};
const window = { value: { kind: 'window', from: OPENED_AT + 9 * DAY, to: OPENED_AT + 10 * DAY } } as const;

/** Two lines, the second one ordered and confirmed before the first. */
function secondFirst(): Given {
  const lines = [
    aLine({ newStartsOn: '2026-03-03' }),
    aLine({ id: 'l2', newStartsOn: '2026-03-03', isSameProduct: false }),
  ];
  return given(opens({ lines }), ...confirmed('l2'));
}

function undone(): Given {
  return withLine(
    { ...MCA, newStartsOn: '2026-03-02', newSeats: 18, isSameProduct: false },
    ...confirmed(),
    does(carla, 'old-live/l1'),
    does(tom, 'see-old-live/l1'),
    does(tom, 'undo-new/l1'),
  );
}

const PLANS: readonly Plan[] = [
  [
    'has nothing of a line that moves as it is',
    () => givenOn({ ...directToCsp, asks: { lines: 'old' } }, opens({ lines: [aLine()] }), joins()),
  ],
  ['asks for a new order where one was undone', undone],
  ['asks for a new order where one was undone and too few licences are known', undone, '2026-03-04T10:00Z'],
  [
    'asks the customer for its word once the partner gave its own',
    () => given(...ordered(), does(tom, 'assign-new/l1')),
  ],
  ['knows which line is ordered and which is confirmed', secondFirst, '2026-03-04T10:00Z'],
  [
    'counts the licences of the subscription alone where the account is known',
    () => withLine({ seats: 60, assigned: 25 }, joins()),
  ],
  ['counts no licences where the number plays no part', () => withLine({ ...MCA, seats: 25 }, joins())],
  [
    'counts what it knows of an account that is not known',
    () => {
      const { assigned: _assigned, ...line } = aLine({ billingAccount: 'unknown', seats: 24 });
      return given(opens({ lines: [line] }), joins());
    },
  ],
  [
    'uses no refund window that closes before the start',
    () => withLine({ ...FRESH, newStartsOn: '2026-03-20' }, ...ordered()),
  ],
  [
    'uses a refund window that closes on the day of the start',
    () => withLine({ ...FRESH, newStartsOn: '2026-03-07' }, ...ordered()),
  ],
  [
    'uses no refund window of what is confirmed and stopped',
    () => withLine({ ...FRESH, newStartsOn: '2026-03-05' }, ...confirmed()),
  ],
  [
    'asks for the renewal day from that day on',
    () => withLine({ ...MCA, renewsOn: '2026-03-20' }, ...approved()),
    '2026-03-20T10:00Z',
  ],
  [
    'warns of data that a seller keeps for ninety days',
    () => withLine({ billingAccount: 'partner', renewsOn: '2026-03-02' }, ...ordered(), ENDS),
    '2026-03-03T10:00Z',
  ],
  [
    'warns of data after a volume agreement ran out',
    () => withLine({ billingAccount: 'volume', renewsOn: '2026-03-02' }, ...ordered(), ENDS),
    '2026-03-03T10:00Z',
  ],
  [
    'warns of data after an end on the last day of the term',
    () => withLine({ ...MCA, renewsOn: '2026-03-02' }, ...ordered(), ENDS),
    '2026-03-03T10:00Z',
  ],
  [
    'warns of no data of what was never per user',
    () => withLine({ product: 'azure' }, joins(), ENDS),
    '2026-03-03T10:00Z',
  ],
  ['is done with a claim once it is settled', () => given(...confirmed(), ended('2026-03-10T10:00Z'), claims, settles)],
  ['counts the days of a new code anew', () => given(newCode)],
  ['is done with a code that was used', () => given(joins(), newCode)],
  [
    'tells the users of a window of each line, and of no day or moment that is agreed',
    () =>
      onSmallWith(
        [aLine(), aLine({ id: 'l2' })],
        [
          { id: 'each', per: 'line', proof: { kind: 'when', of: 'window' } },
          { id: 'day', proof: { kind: 'when', of: 'day' } },
        ],
        does(tom, 'each/l2', window),
        does(tom, 'day', { value: { kind: 'day', on: '2026-03-20' } }),
      ),
  ],
  [
    'tells the users of another product on the day of its line alone',
    () =>
      given(
        opens({
          lines: [
            aLine({ isSameProduct: false, newStartsOn: '2026-03-20' }),
            aLine({ id: 'l2', isSameProduct: false, newStartsOn: '2026-03-27' }),
          ],
        }),
        ...ordered('l2'),
      ),
  ],
  [
    'names the line of a step that stays unanswered, of the customer’s own and open ones alone',
    () => {
      const per = { per: 'line', side: 'customer' } as const;
      const before = onSmallWith(
        [aLine(), aLine({ id: 'l2' })],
        [
          { id: 'look', ...per },
          { id: 'ours', per: 'line' },
          { id: 'later', ...per, after: { claimOpen: true } },
        ],
      );
      const askedAt = [OPENED_AT + DAY, OPENED_AT + 2 * DAY];
      const steps = Object.fromEntries(['look/l2', 'ours/l1', 'later/l1'].map((key) => [key, { askedAt }]));
      return { ...before, changeover: { ...before.changeover, steps: { ...before.changeover.steps, ...steps } } };
    },
    '2026-03-05T10:00Z',
  ],
  [
    'has its last chance out of hours rather than too late',
    () => onSmall([{ id: 'last', due: { from: 'readyAt', days: 5, unit: 'days', isLastChance: true } }]),
  ],
];

describe('the plan of reminders of a line', () => recordedPlans(new URL('plans/lines/', import.meta.url), PLANS));
