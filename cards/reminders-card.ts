/** What will be sent to whom, when and why, as things stand now: derived, so that it changes with every step. */
import type { Changeover, Instant, Person } from '../changeover/changeover.ts';
import { countryOf } from '../changeover/country.ts';
import { isMute, isOf } from '../changeover/holds.ts';
import type { Playbook } from '../changeover/playbook.ts';
import type { PlannedReminder } from '../changeover/reminders.ts';
import type { Content, Reader } from './content.ts';
import { countryName } from './country-name.ts';
import { adminNames, partnerName, type TextOf } from './names.ts';
import {
  type Action,
  card,
  columns,
  container,
  content,
  type Element,
  header,
  press,
  remark,
  submit,
  textBlock,
} from './parts.ts';
import { reminderMessage } from './reminder-message.ts';
import { reminderParts } from './reminder-parts.ts';
import { words, type Words } from './text.ts';

export interface RemindersView {
  readonly changeover: Changeover;
  readonly playbook: Playbook;
  readonly reader: Reader;
  /** Who asks in a chat of its own; absent in a channel. */
  readonly person?: Person;
  readonly now: Instant;
  /** As they will be planned when they are due, the earliest first. */
  readonly planned: readonly PlannedReminder[];
  readonly text: TextOf;
}

/** More would be a wall; what lies farther ahead changes most. */
const MOST = 12;

export function remindersCard(view: RemindersView): Content {
  const { reader, planned, changeover } = view;
  const w = words(reader.locale);
  const left = planned.length - MOST;
  const said = w.t('reminders.summary', { count: planned.length });
  const body: readonly Element[] = [
    header(w.t('reminders.title'), w.t('reminders.subtitle', { domain: changeover.customer.domain })),
    textBlock(planned.length === 0 ? w.t('reminders.none') : w.t('reminders.asOfNow')),
    ...planned.slice(0, MOST).map((one) => row(w, one, view)),
    ...(left > 0 ? [remark(w.t('reminders.more', { count: left }))] : []),
    ...heldBox(w, view),
    remark(hoursWords(w, view), { spacing: 'medium' }),
  ];
  return content(card(body, actionsOf(w, view)), said);
}

function row(w: Words, planned: PlannedReminder, view: RemindersView): Element {
  const { changeover, playbook, reader, text } = view;
  const { title } = reminderParts(
    { reminder: reminderMessage(planned), changeover, playbook, text },
    reader,
    planned.dueAt,
  );
  const who = w.t('reminders.toWhy', { who: readerName(w, planned, view), why: w.t(`reminder.${planned.kind}.name`) });
  const chance = planned.isLastChance ? [remark(w.t('reminders.lastChance'), { spacing: 'none' })] : [];
  return columns(
    [
      { items: [textBlock(w.dateTime(planned.dueAt, reader.zone), { size: 'small' })], width: '120px' },
      { items: [textBlock(title, { isBold: true }), remark(who, { spacing: 'none' }), ...chance], width: 'stretch' },
    ],
    { spacing: 'medium', hasSeparator: true },
  );
}

function readerName(w: Words, { to, isForLead }: PlannedReminder, { changeover, reader, text }: RemindersView): string {
  if (to === reader.side && isForLead !== true) return w.t('reminders.you');
  if (to === 'customer') return adminNames(changeover, text, reader.locale);
  const partner = partnerName(changeover, text);
  return w.t(isForLead ? 'reminders.lead' : 'reminders.channel', { partner });
}

/** What the reader asked to be left in peace with. */
function heldBox(w: Words, view: RemindersView): readonly Element[] {
  const lines = ownHolds(view).map(({ kind, until }) => {
    const name = kind === undefined ? 'all' : w.t(`reminder.${kind}.name`);
    if (until === undefined) return kind === undefined ? w.t('reminders.quiet') : w.t('reminders.muted', { name });
    return w.t('reminders.snoozed', { name, until: w.dateTime(until, view.reader.zone) });
  });
  if (lines.length === 0) return [];
  return [
    container(
      lines.map((line) => textBlock(line)),
      { style: 'emphasis', spacing: 'medium' },
    ),
  ];
}

function ownHolds({ changeover, reader, person, now }: RemindersView): Changeover['snoozes'] {
  const whose = { side: reader.side, ...(person && { person }) };
  return changeover.snoozes.filter((hold) => isOf(hold, whose) && (hold.until === undefined || hold.until > now));
}

/** Working hours by which week and whose holidays, so that a wrong country is found. */
function hoursWords(w: Words, { changeover, reader }: RemindersView): string {
  const home = changeover[reader.side === 'customer' ? 'customer' : 'partner'];
  const country = countryOf(home);
  return w.t('reminders.hours', { zone: home.zone, country: country === undefined ? 'none' : countryName(w, country) });
}

function actionsOf(w: Words, view: RemindersView): readonly Action[] {
  const { changeover, planned } = view;
  const data = { changeover: changeover.id, seen: changeover.version };
  const held = ownHolds(view);
  const isQuiet = held.some((hold) => !isMute(hold));
  return [
    ...(planned.length > 0 ? [press('preview', w.t('button.preview'), data)] : []),
    press('snooze', w.t('button.snooze'), data),
    isQuiet ? press('unquiet', w.t('button.unquiet'), data) : press('quiet', w.t('button.quiet'), data),
    ...(held.some(isMute) ? [press('unmute', w.t('button.unmute'), data)] : []),
    submit('country', w.t('button.country'), {}, { isPrimary: false }),
  ];
}
