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

/**
 * Until when reminders are held back. Choices that would pass the nearest last chance ask for a second yes.
 *
 * @param kind this kind of reminder alone; absent: all of them
 */
export function snoozeCard(
  changeover: Changeover,
  reader: Pick<Reader, 'locale' | 'zone'>,
  now: Instant,
  kind?: string,
): Content {
  const w = words(reader.locale);
  const { lastChance } = overlapOf(changeover, todayOf(changeover, now));
  const today = dateIn(reader.zone, now);
  const choices = CHOICES.map(({ id, days }) => ({
    id,
    period: `P${days}D`,
    until: instantOf(addDays(today, days), STANDARD_CALENDAR.opensAt, reader.zone),
  })).filter(({ until }) => !lastChance || until <= lastChance.at);
  const data = { changeover: changeover.id, seen: changeover.version, kind };
  const chance = lastChance ? [w.t('snooze.lastChance', { at: w.dateTime(lastChance.at, reader.zone) })] : [];
  const ask = kind === undefined ? w.t('snooze.ask') : w.t('snooze.askKind', { name: w.t(`reminder.${kind}.name`) });
  const body = [
    header(w.t('snooze.title')),
    textBlock(choices.length > 0 ? ask : w.t('snooze.none')),
    ...chance.map((said) => container([textBlock(said)], { style: 'warning' })),
    { type: 'Input.Date', id: 'day', label: w.t('snooze.day'), min: addDays(today, 1) },
    remark(w.t('snooze.typed')),
  ];
  const actions = [
    ...choices.map(({ id, period, until }) =>
      press(
        'snooze',
        w.t(`snooze.choice.${id}`),
        { ...data, until: period },
        { tooltip: w.dateTime(until, reader.zone), ignoresInputs: true },
      ),
    ),
    press('snooze', w.t('snooze.choice.day'), data),
    submit('cancel', w.t('button.leave'), {}, { isPrimary: false }),
  ];
  return content(card(body, actions), w.t('snooze.summary'));
}

/** What somebody asked for, in the words that `snooze` reads, and the last chance that lies before it. */
export interface SnoozePast {
  readonly typed: string;
  readonly until: Instant;
  readonly lastChanceAt: Instant;
  readonly kind?: string;
}

/** The second yes: nothing is held back past a last chance without it. */
export function snoozePastCard(
  changeover: Changeover,
  reader: Pick<Reader, 'locale' | 'zone'>,
  past: SnoozePast,
): Content {
  const w = words(reader.locale);
  const { typed, until, lastChanceAt, kind } = past;
  const params = { at: w.dateTime(lastChanceAt, reader.zone), until: w.dateTime(until, reader.zone) };
  const data = { changeover: changeover.id, seen: changeover.version, kind, until: typed };
  const body = [
    header(w.t('snooze.past.title')),
    container([textBlock(w.t('snooze.past.ask', params))], { style: 'warning' }),
  ];
  const actions = [
    press('snooze', w.t('snooze.past.yes'), { ...data, sure: 'yes' }, { style: 'destructive' }),
    submit('cancel', w.t('snooze.past.no')),
  ];
  return content(card(body, actions), w.t('snooze.past.title'));
}
