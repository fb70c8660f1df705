/** What will be sent to whom, when and why; and the cards themselves, as they would be drawn at their time. */
import type { Changeover, Instant } from '../changeover/changeover.ts';
import type { Playbook } from '../changeover/playbook.ts';
import { planReminders, type PlannedReminder } from '../changeover/reminders.ts';
import { reminderCard } from '../cards/reminder-card.ts';
import { reminderMessage } from '../cards/reminder-message.ts';
import { remindersCard } from '../cards/reminders-card.ts';
import type { Reader, Turn } from '../loop/turn.ts';
import { isTeam, meant, type Hearing } from './hearing.ts';
import { reply, wordsOf } from './speak.ts';

/** Cards at a time: enough to see what is meant. */
const PREVIEWS = 3;

export function sayReminders(hearing: Hearing): void {
  const { turn } = hearing;
  const changeover = meant(hearing);
  if (changeover === undefined) return;
  const playbook = turn.playbookOf(changeover);
  turn.say(
    remindersCard({
      changeover,
      playbook,
      reader: turn.readerOf(changeover),
      ...(!isTeam(turn) && { person: turn.source.person }),
      now: turn.now,
      planned: asTheyWillBe(changeover, playbook, turn.now),
      text: (ref) => turn.text(ref),
    }),
  );
}

/** The next cards of the reader's own side: each side sees its own money, the partner's lead that of both. */
export function sayPreviews(hearing: Hearing): void {
  const { turn, said } = hearing;
  const changeover = meant(hearing);
  if (changeover === undefined) return;
  const reader = turn.readerOf(changeover);
  const planned = asTheyWillBe(changeover, turn.playbookOf(changeover), turn.now)
    .filter(({ to }) => to === reader.side || reader.role === 'partnerLead')
    .slice(0, PREVIEWS);
  if (planned.length === 0) return reply(turn, said, 'preview.noReminder');
  for (const one of planned) sayPreview(turn, changeover, one, reader);
}

function sayPreview(turn: Turn, changeover: Changeover, planned: PlannedReminder, reader: Reader): void {
  const w = wordsOf(turn);
  const who = planned.to === 'customer' ? changeover.customer.domain : changeover.partner.domain;
  const banner = w.t('preview.reminder', { who, at: w.dateTime(planned.dueAt, reader.zone) });
  const message = reminderMessage(planned);
  const text: Turn['text'] = (ref) => turn.text(ref);
  turn.say(
    reminderCard(message, changeover, turn.playbookOf(changeover), reader, planned.dueAt, text, { preview: banner }),
  );
}

/** The days and sums of each as they will be when it is due; what time alone takes away by then is left out. */
function asTheyWillBe(changeover: Changeover, playbook: Playbook, now: Instant): readonly PlannedReminder[] {
  const plans = new Map<Instant, readonly PlannedReminder[]>();
  const planAt = (at: Instant): readonly PlannedReminder[] => {
    const known = plans.get(at) ?? planReminders(changeover, playbook, at).reminders;
    plans.set(at, known);
    return known;
  };
  return planReminders(changeover, playbook, now).reminders.flatMap(
    ({ key, dueAt }) => planAt(Math.max(dueAt, now)).find((one) => one.key === key) ?? [],
  );
}
