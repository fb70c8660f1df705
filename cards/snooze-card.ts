import type { Changeover, Instant } from '../changeover/changeover.ts';
import { todayOf } from '../changeover/old-over.ts';
import { overlapOf } from '../changeover/overlap.ts';
import { addDays, dateIn, instantOf, STANDARD_CALENDAR } from '../changeover/working-time.ts';
import type { Content, Reader } from './content.ts';
import { card, container, content, header, press, remark, submit, textBlock } from './parts.ts';
import { words } from './text.ts';

/** Days to be left in peace; each ends at the opening hour of the reader's day. */
const CHOICES = [
  { id: 'tomorrow', days: 1 },
  { id: 'threeDays', days: 3 },
  { id: 'nextWeek', days: 7 },
] as const;

/** Until when reminders are held back. Choices that would pass the nearest last chance are left out: `decide` refuses them. */
export function snoozeCard(changeover: Changeover, reader: Pick<Reader, 'locale' | 'zone'>, now: Instant): Content {
  const w = words(reader.locale);
  const { lastChance } = overlapOf(changeover, todayOf(changeover, now));
  const today = dateIn(reader.zone, now);
  const choices = CHOICES.map(({ id, days }) => ({
    id,
    period: `P${days}D`,
    until: instantOf(addDays(today, days), STANDARD_CALENDAR.opensAt, reader.zone),
  })).filter(({ until }) => !lastChance || until <= lastChance.at);
  const data = { changeover: changeover.id, seen: changeover.version };
  const chance = lastChance ? [w.t('snooze.lastChance', { at: w.dateTime(lastChance.at, reader.zone) })] : [];
  const body = [
    header(w.t('snooze.title')),
    textBlock(w.t(choices.length > 0 ? 'snooze.ask' : 'snooze.none')),
    ...chance.map((said) => container([textBlock(said)], { style: 'warning' })),
    remark(w.t('snooze.typed')),
  ];
  const actions = [
    ...choices.map(({ id, period, until }) =>
      press(
        'snooze',
        w.t(`snooze.choice.${id}`),
        { ...data, until: period },
        { tooltip: w.dateTime(until, reader.zone) },
      ),
    ),
    submit('cancel', w.t('button.leave'), {}, { isPrimary: false }),
  ];
  return content(card(body, actions), w.t('snooze.summary'));
}
