import assert from 'node:assert/strict';
import type { Changeover } from '../../changeover/changeover.ts';
import { directToCsp } from '../../changeover/playbooks/direct-to-csp.ts';
import { remindersDue } from '../../changeover/reminders.ts';
import { reminderMessage } from '../../cards/reminder-message.ts';
import { openPlaybookShelf } from '../../loop/playbook-shelf.ts';
import type { Conversation, PendingOutbox } from '../../loop/ports.ts';
import { rendererOf } from '../../loop/render.ts';
import { carla, CUSTOMER_TENANT, DAY, does, given, joins, type Play } from '../support/changeover-builder.ts';
import { at } from '../support/reminder-timeline.ts';

/** Thursday, the day on which two of Carla's steps are due. */
const NINE = at('2026-03-05T08:00Z');
const CARLA = { tenantId: CUSTOMER_TENANT, objectId: 'carla' };

/** What is due to Carla then, as the store hands it over, decided before `plays` happened. */
async function due(now = NINE, ...plays: readonly Play[]) {
  const { changeover: opened, playbook } = given(joins());
  const fire = remindersDue(opened, playbook, NINE).fire.filter(({ to }) => to === 'customer');
  const hash = (await openPlaybookShelf([directToCsp], async (all) => all)).standing(directToCsp.id).hash;
  const shelf = await openPlaybookShelf([directToCsp], async (all) => all);
  const told = given(joins(), ...plays).changeover;
  const reminded = Object.fromEntries(fire.map(({ key }) => [key, NINE]));
  const changeover: Changeover = { ...told, reminded, playbook: { ...told.playbook, hash } };
  const items = fire.map((one, i): PendingOutbox => ({
    id: String(i + 1),
    occasion: one.key,
    message: reminderMessage(one),
    attempts: 0,
    createdAt: NINE,
    changeover,
    texts: {},
  }));
  const renderer = rendererOf(shelf);
  return { items, renderer, ...renderer.lots(items, chat(), now) };
}

function chat(zone = 'Europe/Amsterdam'): Conversation {
  const reference = {
    serviceUrl: 'http://127.0.0.1:1',
    conversationId: 'a:1',
    botId: '28:b',
    tenantId: CUSTOMER_TENANT,
  };
  return {
    id: 'a:1',
    kind: 'personal',
    tenantId: CUSTOMER_TENANT,
    person: CARLA,
    reference,
    zone,
    state: 'reachable',
    version: 1,
  };
}

describe('the message of a day', () => {
  it('has all that is due for the reader in one', async () => {
    const { items, lots, later, gone, renderer } = await due();
    assert.ok(items.length >= 3);
    assert.deepEqual([lots, later, gone], [[items], [], []]);
    const content = renderer.lot(items, chat(), NINE);
    assert.ok(content && 'card' in content && content.summary.startsWith(`${items.length} things for today`));
  });

  it('leaves out what was done since, and is an ordinary card when one is left', async () => {
    const { lots, gone, items, renderer } = await due(NINE, does(carla, 'find-canceller'), does(carla, 'expect-mail'));
    assert.equal(gone.length, 2);
    assert.equal(lots[0]?.length, items.length - 2);
    const [last] = lots.flat();
    const content = last && renderer.lot([last], chat(), NINE);
    assert.ok(content && 'card' in content && !content.summary.includes('things'));
  });

  it('takes no last chance in', async () => {
    const { items, renderer } = await due();
    const [first, ...rest] = items;
    const chance = { ...first!, message: { ...first!.message, isLastChance: true } as PendingOutbox['message'] };
    assert.deepEqual(renderer.lots([chance, ...rest], chat(), NINE).lots, [[chance], rest]);
    assert.equal(renderer.digestDay([chance], chat(), NINE), undefined);
  });

  it('waits for the morning of a reader who lives elsewhere than the rest of its side', async () => {
    const { items, renderer } = await due();
    const { lots, later } = renderer.lots(items, chat('America/New_York'), NINE);
    assert.deepEqual(lots, []);
    assert.deepEqual([...new Set(later.map(({ until }) => until))], [at('2026-03-05T14:00Z')]);
  });

  it('that missed the working day goes on the next', async () => {
    const { later } = await due(at('2026-03-06T18:00Z'));
    assert.ok(later.length > 0 && later.every(({ until }) => until === at('2026-03-09T08:00Z')));
  });

  it('is without what its reader muted, and waits out a snooze, said after it was decided', async () => {
    const mute = { actor: carla, body: { type: 'mute', kind: 'stepDue' } as const };
    const muted = await due(NINE, mute);
    assert.ok(muted.gone.length >= 2);
    const snooze = { actor: carla, body: { type: 'snooze', until: NINE + DAY } as const };
    const snoozed = await due(NINE, snooze);
    assert.deepEqual(snoozed.lots, []);
    assert.ok(snoozed.later.every(({ until }) => until === NINE + DAY));
  });

  it('lets the next one go no sooner than the reader’s next working morning', async () => {
    const { items, renderer } = await due();
    assert.deepEqual(renderer.digestDay(items, chat(), NINE), { since: NINE, next: NINE + DAY });
    assert.equal(renderer.digestDay(items, chat(), at('2026-03-06T10:00Z'))?.next, at('2026-03-09T08:00Z'));
  });
});
