import assert from 'node:assert/strict';
import { reminderMessage } from '../../cards/reminder-message.ts';
import type { Changeover } from '../../changeover/changeover.ts';
import { remindersDue } from '../../changeover/reminders.ts';
import { openPlaybookShelf } from '../../loop/playbook-shelf.ts';
import type { Conversation, PendingOutbox } from '../../loop/ports.ts';
import { rendererOf } from '../../loop/render.ts';
import { carla, CUSTOMER_TENANT, DAY, does, HOUR, OPENED_AT, type Play } from '../support/changeover-builder.ts';
import { onSmall, type SmallStep } from '../support/small-playbook.ts';

const WATCHED: readonly SmallStep[] = [
  { id: 'window', side: 'customer', timers: [{ kind: 'alarm', afterHours: 39 }] },
  { id: 'look', side: 'customer', due: { from: 'readyAt', days: 1, unit: 'days' } },
];
/** Tuesday morning in Amsterdam, when the one is due; and in the night after it, when the other goes off. */
const TUESDAY = Date.parse('2026-03-03T08:00:00Z');
const NIGHT = OPENED_AT + 39 * HOUR + 120_000;

const CHAT: Conversation = {
  id: 'a:1',
  kind: 'personal',
  tenantId: CUSTOMER_TENANT,
  person: { tenantId: CUSTOMER_TENANT, objectId: 'carla' },
  reference: { serviceUrl: 'http://127.0.0.1:1', conversationId: 'a:1', botId: '28:b', tenantId: CUSTOMER_TENANT },
  zone: 'Europe/Amsterdam',
  state: 'reachable',
  version: 1,
};

/** What waits for Carla at night, an alarm and an ordinary reminder, decided before she said this or that. */
async function atNight(...plays: readonly Play[]) {
  const { changeover: before, playbook } = onSmall(WATCHED);
  const shelf = await openPlaybookShelf([playbook], async (all) => all);
  const fire = [...remindersDue(before, playbook, TUESDAY).fire, ...remindersDue(before, playbook, NIGHT).fire].filter(
    ({ to }, at, all) => to === 'customer' && all.findIndex(({ key }) => key === all[at]?.key) === at,
  );
  const told = onSmall(WATCHED, ...plays).changeover;
  const { hash } = shelf.standing(playbook.id);
  const changeover: Changeover = {
    ...told,
    reminded: Object.fromEntries(fire.map(({ key }) => [key, NIGHT])),
    playbook: { ...told.playbook, hash },
  };
  const items = fire.map((one, at): PendingOutbox => ({
    id: `${at}`,
    occasion: one.key,
    message: reminderMessage(one),
    attempts: 0,
    createdAt: NIGHT,
    changeover,
    texts: {},
  }));
  const isAlarm = ({ message }: PendingOutbox): boolean =>
    message.kind === 'reminder' && message.reminder === 'stepAlarm';
  const renderer = rendererOf(shelf);
  return { alarm: items.find(isAlarm)!, others: items.filter((item) => !isAlarm(item)), items, renderer };
}

describe('an alarm', () => {
  it('goes by itself and at once, while the rest waits for the message of the next morning', async () => {
    const { alarm, others, items, renderer } = await atNight();
    const { lots, later, gone } = renderer.lots(items, CHAT, NIGHT);
    assert.deepEqual(
      lots.map((lot) => lot.map(({ occasion }) => occasion)),
      [[alarm.occasion]],
    );
    assert.ok(others.length > 0);
    assert.equal(later.length, others.length);
    assert.deepEqual(gone, []);
  });

  it('is no part of a message of the day, and uses none up', async () => {
    const { alarm, others, items, renderer } = await atNight();
    const morning = Date.parse('2026-03-04T09:30:00Z');
    const { lots } = renderer.lots(items, CHAT, morning);
    assert.ok(lots.some((lot) => lot.length === 1 && lot[0]?.occasion === alarm.occasion));
    assert.equal(renderer.digestDay([alarm], CHAT, morning), undefined);
    assert.notEqual(renderer.digestDay(others, CHAT, morning), undefined);
  });

  it('comes through a snooze, a quiet and a mute that were said after it was decided', async () => {
    const until = OPENED_AT + 3 * DAY;
    for (const body of [{ type: 'snooze', until }, { type: 'quiet' }, { type: 'mute', kind: 'stepAlarm' }] as const) {
      const { alarm, items, renderer } = await atNight({ actor: carla, body });
      const { lots } = renderer.lots(items, CHAT, NIGHT);
      assert.deepEqual(
        lots.flat().map(({ occasion }) => occasion),
        [alarm.occasion],
        body.type,
      );
    }
  });

  it('is gone once what it watches is done', async () => {
    const { items, renderer, alarm } = await atNight(does(carla, 'window'));
    const { lots, gone } = renderer.lots(items, CHAT, NIGHT);
    assert.ok(!lots.flat().some(({ occasion }) => occasion === alarm.occasion));
    assert.ok(gone.includes(alarm.id));
  });
});
