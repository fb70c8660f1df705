import type { Changeover, Instant } from '../../changeover/changeover.ts';
import { stepsOf } from '../../changeover/steps.ts';
import { closingCard } from '../../cards/closing-card.ts';
import { questionCard } from '../../cards/question-card.ts';
import { snoozeCard } from '../../cards/snooze-card.ts';
import { statusCard } from '../../cards/status-card.ts';
import { stepsCard } from '../../cards/steps-card.ts';
import { stubCard } from '../../cards/stub-card.ts';
import { statusView } from '../../cards/view.ts';
import { whyCard } from '../../cards/why-card.ts';
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
  type Play,
  ref,
  tom,
} from '../support/changeover-builder.ts';
import { CUSTOMER, textOf, withNames } from './readers.ts';
import type { GalleryState } from './states.ts';

/** What the customer's admin meets in the personal chat. */
export function customerStates(): readonly GalleryState[] {
  return [...statuses(), ...questions(), ...details(), ...closings()];
}

export const DAY_10: Instant = Date.parse('2026-03-12T08:30:00Z');

/** Old one ended on the 13th, the bill checked, support told: all but the last word. */
export function nearlyDone(): Given {
  return given(...endedPlays());
}

/** The last word given: the changeover is closed. */
function finished(): Given {
  return given(...endedPlays(), does(carla, 'finish'));
}

function endedPlays(): readonly Play[] {
  const ended = Date.parse('2026-03-13T10:00:00Z');
  const support = ref('Fabrikam service desk, +31 20 555 0123, desk@fabrikam.com, Mon to Fri 8:00 to 18:00');
  return [
    ...confirmed(),
    does(carla, 'end-old/l1', { at: ended, referenceRef: ref('CN-2026-88417') }),
    does(tom, 'tell-support', { noteRef: support }),
    does(carla, 'check-bill', { at: ended + 20 * DAY }),
  ];
}

/** An account whose term cannot be shortened, renewing soon. */
export function mcaOrdered(): Given {
  const line = aLine({
    billingAccount: 'mca',
    termStartedOn: '2025-04-01',
    renewsOn: '2026-04-01',
    newStartsOn: '2026-03-30',
  });
  return given(opens({ lines: [line] }), ...ordered());
}

function statuses(): readonly GalleryState[] {
  const fresh = given(joins());
  const running = given(...approved(), does(tom, 'order-new/l1'));
  const confirmedNow = given(...confirmed());
  const strange = given(
    opens({
      customer: {
        domain: 'contoso.com',
        nameRef: ref('<at>Bob</at> 🍀 [free](https://evil.example) *Contoso*'),
        zone: 'Europe/Amsterdam',
        locale: 'en',
      },
      partner: { ...fresh.changeover.partner, nameRef: ref('שותפים בע״מ') },
    }),
    joins(),
  );
  return [
    status('status-customer-first-day', 'Customer: first day', fresh, fresh.now),
    status(
      'status-customer-partner-turn',
      'Customer: the partner is next, overlap ahead',
      given(...approved()),
      OPENED_AT + 2 * DAY,
    ),
    status('status-customer-late', 'Customer: a step is late', fresh, OPENED_AT + 8 * DAY),
    status('status-customer-billed-twice', 'Customer: both are billed', running, DAY_10),
    status('status-customer-end-now', 'Customer: the old one may be ended', confirmedNow, DAY_10),
    status(
      'status-customer-renewal',
      'Customer: an account that only ends with its term',
      mcaOrdered(),
      Date.parse('2026-03-20T09:00:00Z'),
    ),
    status(
      'status-customer-names',
      'Customer: names with emoji, tags, links and right-to-left text',
      strange,
      strange.now,
    ),
    status('status-customer-done', 'Customer: done', finished(), OPENED_AT + 40 * DAY),
  ];
}

function status(id: string, title: string, at: Given, now: Instant): GalleryState {
  return {
    id,
    group: 'status',
    title,
    content: statusCard(statusView(at.changeover, at.playbook, CUSTOMER, now, textOf)),
  };
}

function questions(): readonly GalleryState[] {
  const fresh = given(joins());
  const unknown = given(
    opens({ lines: [aLine({ billingAccount: 'unknown', seats: 60, assigned: 52, newSeats: 60 })] }),
    ...confirmed(),
  );
  const refund = given(
    opens({
      lines: [
        aLine({
          billingAccount: 'mca',
          termStartedOn: '2026-03-01',
          renewsOn: '2027-03-01',
          newStartsOn: '2026-03-03',
        }),
      ],
    }),
    ...confirmed(),
  );
  const large = given(opens({ lines: [aLine({ seats: 60, assigned: 52, newSeats: 60 })] }), ...confirmed());
  const twoLines = [
    aLine(),
    aLine({ id: 'l2', product: 'visio-2', seats: 3, assigned: 2, newSeats: 3, isSameProduct: false }),
  ];
  const several = given(
    opens({ lines: twoLines }),
    ...approved(),
    does(tom, 'order-new/l1'),
    does(tom, 'order-new/l2'),
  );
  return [
    ask('question-check-facts', fresh, 'check-facts'),
    ask('question-find-canceller', fresh, 'find-canceller'),
    ask('question-expect-mail', fresh, 'expect-mail'),
    ask(
      'question-check-account',
      given(opens({ lines: [aLine({ billingAccount: 'unknown' })] }), joins()),
      'check-account/l1',
    ),
    ask('question-approve', given(joins(), does(tom, 'send-request')), 'approve-partner'),
    ask('question-agreement', given(joins(), does(tom, 'send-request')), 'accept-agreement'),
    ask('question-see-order', several, 'see-order/l2'),
    ask('question-confirm-new', given(...ordered(), does(tom, 'assign-new/l1')), 'confirm-new/l1'),
    ask('question-end-portal', given(...confirmed()), 'end-old/l1'),
    ask('question-end-reduce', large, 'end-old/l1'),
    ask('question-end-refund', refund, 'end-old/l1'),
    ask('question-end-support', unknown, 'end-old/l1'),
    ask('question-stop-renewal', mcaOrdered(), 'stop-renewal/l1'),
    ask('question-check-bill', withoutBill(), 'check-bill'),
    ask('question-finish', nearlyDone(), 'finish'),
  ];
}

function withoutBill(): Given {
  const ended = Date.parse('2026-03-13T10:00:00Z');
  return given(
    ...confirmed(),
    does(carla, 'end-old/l1', { at: ended }),
    does(tom, 'tell-support', { at: ended + DAY }),
  );
}

function ask(id: string, at: Given, key: string): GalleryState {
  const view = stepsOf(at.changeover, at.playbook, at.now).find((one) => one.key === key);
  if (view?.status !== 'open') throw new Error(`${id}: ${key} is ${view?.status ?? 'unknown'}, not open`);
  const content = questionCard(at.changeover, at.playbook, view, CUSTOMER, at.now, textOf);
  return { id, group: 'questions', title: `Question: ${key}`, content };
}

function details(): readonly GalleryState[] {
  const at = given(...confirmed(), does(tom, 'tell-support'));
  const shut = given(...ordered());
  const { changeover, playbook } = at;
  const why = (id: string, title: string, from: Given, key: string): GalleryState => {
    const view = stepsOf(from.changeover, playbook, DAY_10).find((one) => one.key === key);
    return { id, group: 'details', title, content: whyCard(from.changeover, playbook, view, CUSTOMER, DAY_10, textOf) };
  };
  return [
    {
      id: 'steps-customer',
      group: 'details',
      title: 'All steps',
      content: stepsCard(withNames(changeover), playbook, CUSTOMER, DAY_10, textOf),
    },
    why('why-end-old', 'Why: an act that is open', at, 'end-old/l1'),
    why('why-end-old-shut', 'Why: an act whose guard is shut', shut, 'end-old/l1'),
    why('why-approve', 'Why: a step with facts that are not sure', at, 'approve-partner'),
    {
      id: 'why-all',
      group: 'details',
      title: 'Why all this',
      content: whyCard(changeover, playbook, undefined, CUSTOMER, DAY_10, textOf),
    },
    { id: 'snooze', group: 'details', title: 'Snooze', content: snoozeCard(changeover, CUSTOMER, OPENED_AT) },
    {
      id: 'stub',
      group: 'details',
      title: 'An older status card',
      content: stubCard({ id: changeover.id, customer: 'Contoso', locale: 'en' }),
    },
  ];
}

function closings(): readonly GalleryState[] {
  const done = finished();
  const off = given(joins(carla), {
    actor: tom,
    body: { type: 'callOff', reasonRef: ref('The customer stays with Microsoft for another year.') },
  });
  const close = (
    id: string,
    title: string,
    { changeover, playbook }: { changeover: Changeover; playbook: Given['playbook'] },
  ): GalleryState => {
    return {
      id,
      group: 'closing',
      title,
      content: closingCard(changeover, playbook, CUSTOMER, OPENED_AT + 40 * DAY, textOf),
    };
  };
  return [close('closing-done', 'Closing: done', done), close('closing-called-off', 'Closing: called off', off)];
}
