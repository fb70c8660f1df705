import type { Instant } from '../../changeover/changeover.ts';
import { stepsOf } from '../../changeover/steps.ts';
import { questionCard } from '../../cards/question-card.ts';
import { statusCard } from '../../cards/status-card.ts';
import { stepsCard } from '../../cards/steps-card.ts';
import { statusView } from '../../cards/view.ts';
import {
  aLine,
  approved,
  DAY,
  does,
  type Given,
  given,
  OPENED_AT,
  opens,
  ref,
  tom,
  confirmed,
} from '../support/changeover-builder.ts';
import { LEAD, TECHNICIAN, textOf, withNames } from './readers.ts';
import { DAY_10, nearlyDone } from './states-customer.ts';
import type { GalleryState } from './states.ts';

/** What technicians meet in the channel. */
export function partnerStates(): readonly GalleryState[] {
  const twoLines = given(
    opens({
      lines: [
        aLine(),
        aLine({
          id: 'l2',
          product: 'visio-2',
          seats: 3,
          newSeats: 3,
          price: { minor: 1390, currency: 'EUR' },
          newStartsOn: '2026-03-06',
        }),
        aLine({
          id: 'l3',
          product: 'other',
          labelRef: ref('Power Automate per user'),
          seats: 5,
          newSeats: 5,
          billingAccount: 'mca',
          price: { minor: 1500, currency: 'USD' },
          newPrice: { minor: 1400, currency: 'USD' },
        }),
      ],
    }),
    ...approved(),
  );
  const undo = given(...approved(), does(tom, 'order-new/l1'));
  return [
    status('status-partner-fresh', 'Partner: just opened, nobody has joined', given(), OPENED_AT),
    status('status-partner-order', 'Partner: three lines to order', twoLines, OPENED_AT + 2 * DAY),
    status('status-partner-late', 'Partner: late, the customer is next', undo, OPENED_AT + 12 * DAY),
    status('status-partner-billed-twice', 'Partner: both are billed', given(...confirmed()), DAY_10),
    {
      ...status('status-lead-billed-twice', 'Partner lead: sees both payers', given(...confirmed()), DAY_10),
      content: leadCard(given(...confirmed())),
    },
    ask('question-send-request', given(), 'send-request'),
    ask('question-order-new', twoLines, 'order-new/l1'),
    ask('question-assign-new', given(...approved(), does(tom, 'order-new/l1')), 'assign-new/l1'),
    ask('question-tell-support', given(...confirmed()), 'tell-support'),
    steps(nearlyDone()),
  ];
}

function leadCard({ changeover, playbook }: Given) {
  return statusCard(statusView(changeover, playbook, LEAD, DAY_10, textOf));
}

function status(id: string, title: string, at: Given, now: Instant): GalleryState {
  return {
    id,
    group: 'status',
    title,
    content: statusCard(statusView(at.changeover, at.playbook, TECHNICIAN, now, textOf)),
  };
}

function ask(id: string, at: Given, key: string): GalleryState {
  const view = stepsOf(at.changeover, at.playbook, at.now).find((one) => one.key === key);
  if (view?.status !== 'open') throw new Error(`${id}: ${key} is ${view?.status ?? 'unknown'}, not open`);
  return {
    id,
    group: 'questions',
    title: `Question: ${key}`,
    content: questionCard(at.changeover, at.playbook, view, TECHNICIAN, at.now, textOf),
  };
}

function steps({ changeover, playbook }: Given): GalleryState {
  return {
    id: 'steps-partner',
    group: 'details',
    title: 'All steps, near the end',
    content: stepsCard(withNames(changeover), playbook, TECHNICIAN, OPENED_AT + 33 * DAY, textOf),
  };
}
