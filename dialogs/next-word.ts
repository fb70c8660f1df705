import type { Changeover, Instant } from '../changeover/changeover.ts';
import { planReminders } from '../changeover/reminders.ts';
import type { Turn } from '../loop/turn.ts';
import { wordsOf } from './speak.ts';

/** When this side is written to next, if nobody does anything before; undefined when nothing is planned. */
export function nextWordAt(turn: Turn, changeover: Changeover): Instant | undefined {
  const { side } = turn.readerOf(changeover);
  const { reminders } = planReminders(changeover, turn.playbookOf(changeover), turn.now);
  const later = reminders.filter((reminder) => reminder.to === side && reminder.dueAt > turn.now);
  return later.map((reminder) => reminder.dueAt).toSorted((a, b) => a - b)[0];
}

/** The same as a sentence: "I write again on …", or that it will be when something changes. */
export function nextWordText(turn: Turn, changeover: Changeover): string {
  const at = nextWordAt(turn, changeover);
  const w = wordsOf(turn);
  if (at === undefined) return w.t('say.nextWord.whenItChanges');
  return w.t('say.nextWord.at', { when: w.dateTime(at, turn.readerOf(changeover).zone) });
}
