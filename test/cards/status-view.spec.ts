import assert from 'node:assert/strict';

import { payersFor } from '../../cards/meter.ts';
import { statusCard } from '../../cards/status-card.ts';
import { speaksFor, statusView } from '../../cards/view.ts';
import type { Reader } from '../../cards/content.ts';
import type { Instant } from '../../changeover/changeover.ts';
import { CUSTOMER, LEAD, TECHNICIAN, textOf } from '../gallery/readers.ts';
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
  ref,
  tom,
} from '../support/changeover-builder.ts';

const VIEWER: Reader = { ...CUSTOMER, role: 'customerViewer' };
const AFTER_START = Date.parse('2026-03-12T08:30:00Z');

function viewOf({ changeover, playbook, now }: Given, reader: Reader = CUSTOMER, at: Instant = now) {
  return statusView(changeover, playbook, reader, at, textOf);
}

/** What a reader can see of a card: its JSON. */
function drawn(given_: Given, reader: Reader, at?: Instant): string {
  return JSON.stringify(statusCard(viewOf(given_, reader, at)));
}

describe('the view of a status', () => {
  it('names the next needed step and whose turn it is', () => {
    const view = viewOf(given(...approved()));
    assert.equal(view.next?.id, 'order-new');
    assert.equal(view.turn.side, 'partner');
    assert.notEqual(view.turn.since, undefined);
    assert.deepEqual(view.mine, []);
  });

  it('ticks a phase when nothing needed is left in it, and marks the one that is current', () => {
    const { phases } = viewOf(given(...approved()));
    assert.deepEqual(
      phases.map(({ id, status }) => `${id} ${status}`),
      ['prepare done', 'approve done', 'licences current', 'old ahead', 'bill ahead', 'close ahead'],
    );
  });

  it('shows late steps and says so before anything else', () => {
    const view = viewOf(given(joins()), CUSTOMER, OPENED_AT + 8 * DAY);
    assert.equal(view.health, 'late');
    assert.ok(view.late.some((item) => item.id === 'check-facts'));
  });

  it('says billed twice while both run and nothing is late', () => {
    const line = aLine({ newStartsOn: '2026-03-02' });
    const view = viewOf(given(opens({ lines: [line] }), joins()), CUSTOMER, OPENED_AT + HOURS);
    assert.equal(view.health, 'billedTwice');
    assert.equal(view.meter.state, 'running');
  });

  it('has no turn and no steps once it is closed', () => {
    const view = viewOf(given(joins(carla), { actor: tom, body: { type: 'callOff', reasonRef: ref('They stay.') } }));
    assert.equal(view.health, 'calledOff');
    assert.equal(view.turn.side, 'nobody');
    assert.deepEqual([view.mine, view.theirs, view.late], [[], [], []]);
  });

  it('names a step’s product only where there are several lines', () => {
    const one = viewOf(given(...approved()), TECHNICIAN);
    assert.equal(one.mine[0]?.product, undefined);
    const two = viewOf(
      given(opens({ lines: [aLine(), aLine({ id: 'l2', product: 'visio-2' })] }), ...approved()),
      TECHNICIAN,
    );
    assert.deepEqual(
      two.mine.flatMap((item) => (item.line === undefined ? [] : [item.product])),
      ['Microsoft 365 Business Standard', 'Visio Plan 2'],
    );
  });

  it('makes names harmless and falls back to the domain when a name was erased', () => {
    const at = given(
      opens({
        customer: { domain: 'contoso.com', nameRef: ref('<at>Bob</at>'), zone: 'Europe/Amsterdam', locale: 'en' },
      }),
    );
    assert.equal(viewOf(at).customer.name, '‹at›Bob‹/at›');
    const erased = statusView(at.changeover, at.playbook, CUSTOMER, at.now, () => undefined);
    assert.equal(erased.customer.name, 'contoso.com');
    assert.equal(erased.partner.name, 'fabrikam.com');
  });
});

const HOURS = 3 * 3_600_000;

describe('whose money is shown', () => {
  it('is the old charge to the customer, the new one to the technician, and both to the lead', () => {
    assert.deepEqual(payersFor(CUSTOMER), ['customer']);
    assert.deepEqual(payersFor(TECHNICIAN), ['partner']);
    assert.deepEqual(payersFor(LEAD), ['customer', 'partner']);
  });

  it('keeps the other side’s amounts off the card', () => {
    const at = given(...confirmed());
    const customers = '€24.66';
    const partners = '€23.28';
    assert.ok(drawn(at, CUSTOMER, AFTER_START).includes(customers));
    assert.ok(!drawn(at, CUSTOMER, AFTER_START).includes(partners));
    assert.ok(drawn(at, TECHNICIAN, AFTER_START).includes(partners));
    assert.ok(!drawn(at, TECHNICIAN, AFTER_START).includes(customers));
    const leads = drawn(at, LEAD, AFTER_START);
    assert.ok(leads.includes(customers) && leads.includes(partners));
  });
});

describe('the status card', () => {
  it('says since when, how much a day, how much so far, and the last chance', () => {
    const card = drawn(given(...confirmed()), CUSTOMER, AFTER_START);
    for (const said of [
      'since 9 March 2026',
      '€8.22 a day, as of 12 March 2026',
      '€24.66',
      'Last chance 30 June 2026',
    ]) {
      assert.ok(card.includes(said), said);
    }
  });

  it('offers Continue to a customer with something to do, and to nobody else', () => {
    const isOffered = (card: string): boolean => card.includes('"verb":"continue"');
    assert.equal(isOffered(drawn(given(joins()), CUSTOMER)), true);
    assert.equal(isOffered(drawn(given(joins()), VIEWER)), false);
    assert.equal(isOffered(drawn(given(...approved()), CUSTOMER)), false);
  });

  it('gives a technician the own open steps as buttons, with a field where a number is needed', () => {
    const card = drawn(given(...approved()), TECHNICIAN);
    assert.ok(card.includes('"step":"order-new"') && card.includes('"answer":"done"'));
    assert.ok(card.includes('"id":"reference:order-new/l1"'));
  });

  it('shows the check number to the partner only', () => {
    assert.ok(drawn(given(joins()), TECHNICIAN).includes('314 159'));
    assert.ok(!drawn(given(joins()), CUSTOMER).includes('314 159'));
  });

  it('has no button that acts once the changeover is closed', () => {
    const at = given(joins(carla), { actor: tom, body: { type: 'callOff', reasonRef: ref('They stay.') } });
    for (const reader of [CUSTOMER, TECHNICIAN]) {
      const verbs = [...drawn(at, reader).matchAll(/"verb":"(\w+)"/gu)].map((match) => match[1]);
      assert.deepEqual([...new Set(verbs)], ['steps', 'history']);
    }
  });

  it('says until when reminders are held back', () => {
    const until = OPENED_AT + 2 * DAY;
    const at = given(joins(), { actor: carla, body: { type: 'snooze', until } });
    assert.ok(drawn(at, CUSTOMER).includes('reminders held back until Wed 4 March 2026, 10:00 CET'));
    assert.ok(!drawn(at, TECHNICIAN).includes('reminders held back'));
  });

  it('carries the version that it shows in every button', () => {
    const at = given(...approved(), does(tom, 'order-new/l1'));
    const { changeover } = at;
    const seen = [...drawn(at, TECHNICIAN).matchAll(/"seen":(\d+)/gu)].map((match) => Number(match[1]));
    assert.ok(seen.length > 3);
    assert.deepEqual([...new Set(seen)], [changeover.version]);
  });
});

describe('who speaks for whom', () => {
  it('technicians also speak for the sides that are not in Teams, a viewer for nobody', () => {
    assert.deepEqual(
      (['customer', 'partner', 'source', 'provider'] as const).map((side) => speaksFor(TECHNICIAN, side)),
      [false, true, true, true],
    );
    assert.deepEqual(
      (['customer', 'partner', 'source', 'provider'] as const).map((side) => speaksFor(CUSTOMER, side)),
      [true, false, false, false],
    );
    assert.equal(speaksFor(VIEWER, 'customer'), false);
  });
});
