/** All that is due for one reader on a day, in one message: what somebody must do first, and what is only told. */
import type { Instant } from '../changeover/changeover.ts';
import { dateIn } from '../changeover/working-time.ts';
import type { Content, Reader } from './content.ts';
import { badge } from './gauges.ts';
import {
  type Action,
  actionSet,
  bullets,
  card,
  container,
  content,
  type Element,
  header,
  press,
  remark,
  subheading,
  textBlock,
} from './parts.ts';
import { reminderActions } from './reminder-actions.ts';
import { reminderParts, type ReminderOf, type ReminderParts } from './reminder-parts.ts';
import { words, type Words } from './text.ts';

/** With their words and buttons; more would make a card that some clients do not draw. */
const MOST_IN_FULL = 6;
/** By their title alone. */
const MOST_TITLES = 30;

/** @param all at least one reminder; each is drawn from the newest state of its own changeover. */
export function digestCard(all: readonly ReminderOf[], reader: Reader, now: Instant): Content {
  const w = words(reader.locale);
  const entries = all
    .map((of) => ({ of, parts: reminderParts(of, reader, now) }))
    .toSorted((one, other) => rank(one.of) - rank(other.of));
  const rest = entries.slice(MOST_IN_FULL);
  const title = w.t('digest.title', { count: entries.length });
  const body: readonly Element[] = [
    header(title, w.date(dateIn(reader.zone, now))),
    ...entries.slice(0, MOST_IN_FULL).map(({ of, parts }) => entry(w, of, parts)),
    ...others(
      w,
      rest.map(({ parts }) => parts),
    ),
    remark(w.t('digest.why'), { spacing: 'large' }),
  ];
  const actions = actionsOf(w, all);
  return content(card(body, actions), `${title}: ${summaryOf(entries.map(({ parts }) => parts))}`);
}

/** The list of one changeover's reminders, where all is about one; and peace from all of them. */
function actionsOf(w: Words, all: readonly ReminderOf[]): readonly Action[] {
  const [first, ...more] = new Set(all.map(({ changeover }) => changeover.id));
  const list = more.length > 0 ? [] : [press('reminders', w.t('button.reminders'), { changeover: first })];
  return [...list, press('quiet', w.t('button.quiet'), {}, { isPrimary: false })];
}

/** What the reader is to do comes first; otherwise as it became due. */
function rank({ reminder }: ReminderOf): number {
  return reminder.form === 'act' ? 0 : 1;
}

function entry(w: Words, of: ReminderOf, parts: ReminderParts): Element {
  const { title, place, said, todo, unreached, why, isForAbsentLead } = parts;
  return container(
    [
      textBlock(title, { isBold: true }),
      remark(place, { spacing: 'none' }),
      ...(isForAbsentLead ? [badge(w.t('reminder.forLead'), 'attention')] : []),
      textBlock(said, { spacing: 'small' }),
      ...[...todo, ...unreached].map((one) => textBlock(one, { spacing: 'small' })),
      remark(why, { spacing: 'small' }),
      actionSet(reminderActions(w, of), { spacing: 'small' }),
    ],
    { hasSeparator: true, spacing: 'medium' },
  );
}

function others(w: Words, rest: readonly ReminderParts[]): readonly Element[] {
  if (rest.length === 0) return [];
  const left = rest.length - MOST_TITLES;
  return [
    subheading(w.t('digest.others'), { hasSeparator: true }),
    bullets(rest.slice(0, MOST_TITLES).map(({ title, place }) => w.t('digest.other', { title, place }))),
    ...(left > 0 ? [remark(w.t('digest.more', { count: left }))] : []),
  ];
}

function summaryOf(parts: readonly ReminderParts[]): string {
  return parts
    .slice(0, 3)
    .map(({ title }) => title)
    .join(' · ');
}
