import assert from 'node:assert/strict';
import { digestCard } from '../../cards/digest-card.ts';
import type { Reader } from '../../cards/content.ts';
import { reminderMessage } from '../../cards/reminder-message.ts';
import type { ReminderOf } from '../../cards/reminder-parts.ts';
import { planReminders } from '../../changeover/reminders.ts';
import { given, joins } from '../support/changeover-builder.ts';
import { at } from '../support/reminder-timeline.ts';

const NOW = at('2026-03-05T08:00Z');
const TEAM: Reader = { side: 'partner', role: 'partnerTechnician', locale: 'en', zone: 'Europe/London' };

/** As many reminders as wanted, each of a changeover of its own. */
function many(count: number): readonly ReminderOf[] {
  const { changeover, playbook } = given(joins());
  const planned = planReminders(changeover, playbook, NOW).reminders.filter(({ to }) => to === 'partner');
  return Array.from({ length: count }, (_, i) => ({
    reminder: reminderMessage(planned[i % planned.length]!),
    changeover: {
      ...changeover,
      id: `${changeover.id}-${i}`,
      customer: { ...changeover.customer, domain: `c${i}.example` },
    },
    playbook,
    text: () => undefined,
  }));
}

describe('the card of a day', () => {
  it('stays small enough for every client, however much is due', () => {
    for (const count of [2, 6, 30, 300]) {
      const size = JSON.stringify(digestCard(many(count), TEAM, NOW)).length;
      assert.ok(size < 28_000, `${count} reminders make ${size} characters`);
    }
  });

  it('names every changeover that it can, and counts the rest', () => {
    const text = JSON.stringify(digestCard(many(50), TEAM, NOW));
    assert.match(text, /50 things for today/);
    assert.match(text, /c35\.example/);
    assert.match(text, /and 14 more/);
  });

  it('says of each why it came, with buttons to act on it and to stop it', () => {
    const text = JSON.stringify(digestCard(many(2), TEAM, NOW));
    assert.equal(text.match(/You get this/gu)?.length, 2);
    for (const verb of ['snooze', 'mute', 'status']) {
      const buttons = [...text.matchAll(new RegExp(`"Action.Execute","verb":"${verb}"`, 'gu'))];
      assert.equal(buttons.length, 2, verb);
    }
  });

  it('begins with what the reader is to do', () => {
    const [act, ...others] = many(3);
    const told = others.map((of) => ({ ...of, reminder: { ...of.reminder, form: 'inform' as const } }));
    const card = digestCard([...told, { ...act!, reminder: { ...act!.reminder, form: 'act' } }], TEAM, NOW);
    const text = JSON.stringify(card);
    assert.ok(text.indexOf('c0.example') < text.indexOf('c1.example'));
  });
});
