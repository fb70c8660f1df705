import { digestCard } from '../../cards/digest-card.ts';
import { reminderCard } from '../../cards/reminder-card.ts';
import { reminderMessage } from '../../cards/reminder-message.ts';
import type { ReminderOf } from '../../cards/reminder-parts.ts';
import { remindersCard } from '../../cards/reminders-card.ts';
import { snoozePastCard } from '../../cards/snooze-card.ts';
import { planReminders } from '../../changeover/reminders.ts';
import { carla, given, joins } from '../support/changeover-builder.ts';
import { at, timeline } from '../support/reminder-timeline.ts';
import { CUSTOMER, TECHNICIAN, textOf, withNames } from './readers.ts';
import type { GalleryState } from './states.ts';

const NOW = at('2026-03-05T08:00Z');

/** Lists, the message of a day, what stays unanswered, and the second yes. */
export function mannersStates(): readonly GalleryState[] {
  const { changeover: opened, playbook } = given(joins(), {
    actor: carla,
    body: { type: 'mute', kind: 'licenceLimit' },
  });
  const changeover = withNames(opened);
  const planned = planReminders(changeover, playbook, NOW).reminders;
  const view = { changeover, playbook, now: NOW, planned, text: textOf };
  const all = planned
    .filter(({ to }) => to === 'partner')
    .map((one): ReminderOf => ({ reminder: reminderMessage(one), changeover, playbook, text: textOf }));
  const past = { typed: 'P60D', until: at('2026-05-04T08:00Z'), lastChanceAt: at('2026-04-01T00:00Z') };
  return [
    state('digest', 'The message of a day', digestCard(all, TECHNICIAN, NOW)),
    state('digest-many', 'The message of a busy day', digestCard([...all, ...all, ...all, ...all], TECHNICIAN, NOW)),
    state(
      'reminders-customer',
      'What will be sent',
      remindersCard({ ...view, reader: CUSTOMER, person: carla.person! }),
    ),
    state('reminders-partner', 'What will be sent, in the channel', remindersCard({ ...view, reader: TECHNICIAN })),
    state('snooze-past', 'A snooze past a last chance', snoozePastCard(changeover, CUSTOMER, past)),
    ...unansweredStates(),
  ];
}

function unansweredStates(): readonly GalleryState[] {
  const { sent, after } = timeline(given(joins()), at('2026-03-13T00:00Z'));
  const changeover = withNames(after.changeover);
  const told = sent.filter(({ kind, step }) => kind === 'unanswered' && step === 'check-facts');
  return told.map((one) => {
    const card = reminderCard(reminderMessage(one), changeover, after.playbook, TECHNICIAN, one.at, textOf);
    const level = one.isForLead === true ? 'lead' : 'thread';
    return state(`reminder-unanswered-${level}`, `Unanswered, for the ${level}`, card);
  });
}

function state(id: string, title: string, content: GalleryState['content']): GalleryState {
  return { id, group: 'reminders', title, content };
}
