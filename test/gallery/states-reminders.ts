import { reminderCard } from '../../cards/reminder-card.ts';
import { reminderMessage } from '../../cards/reminder-message.ts';
import { planReminders, type PlannedReminder } from '../../changeover/reminders.ts';
import {
  aLine,
  approved,
  confirmed,
  DAY,
  does,
  type Given,
  given,
  OPENED_AT,
  opens,
  ordered,
  tom,
} from '../support/changeover-builder.ts';
import { CUSTOMER, TECHNICIAN, textOf } from './readers.ts';
import { mcaOrdered } from './states-customer.ts';
import type { GalleryState } from './states.ts';

/** One reminder of each kind, form and reader that these changeovers plan on some day. */
export function reminderStates(): readonly GalleryState[] {
  const worlds: readonly Given[] = [
    given(),
    given(...approved()),
    given(...approved(), does(tom, 'order-new/l1')),
    given(...ordered(), does(tom, 'assign-new/l1')),
    given(...confirmed()),
    mcaOrdered(),
    given(opens({ lines: [aLine({ isSameProduct: false })] }), ...ordered()),
    given(
      opens({ lines: [aLine({ seats: 26, assigned: 25, newSeats: 24 })] }),
      ...approved(),
      does(tom, 'order-new/l1'),
    ),
  ];
  const found = new Map<string, GalleryState>();
  for (const world of worlds) {
    for (let day = 0; day <= 40; day += 1) {
      const now = OPENED_AT + day * DAY;
      for (const reminder of planReminders(world.changeover, world.playbook, now).reminders) {
        const id =
          `reminder-${reminder.kind}-${reminder.form}-${reminder.to}${reminder.isLastChance ? '-last' : ''}`.toLowerCase();
        if (!found.has(id) && reminder.dueAt >= now) found.set(id, stateOf(id, world, reminder));
      }
    }
  }
  return [...found.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

function stateOf(id: string, { changeover, playbook }: Given, planned: PlannedReminder): GalleryState {
  const { kind, form, to } = planned;
  const reader = to === 'customer' ? CUSTOMER : TECHNICIAN;
  const content = reminderCard(reminderMessage(planned), changeover, playbook, reader, planned.dueAt, textOf);
  return { id, group: 'reminders', title: `Reminder: ${kind}, ${form}, ${to}`, content };
}
