/** A reminder: what to do, by when, what waiting costs, and why it comes. One form for who acts, one for who looks on. */
import type { Changeover, Instant } from '../changeover/changeover.ts';
import type { Playbook } from '../changeover/playbook.ts';
import type { Content, Reader } from './content.ts';
import { inviteSection } from './customer-page-card.ts';
import { badge } from './gauges.ts';
import type { Invite } from './invite-letter.ts';
import type { TextOf } from './names.ts';
import { card, container, content, type Element, header, remark, textBlock } from './parts.ts';
import { playbookWords } from './playbook-words.ts';
import { reminderActions } from './reminder-actions.ts';
import { reminderParts, type Reminder, type ReminderParts } from './reminder-parts.ts';
import type { Words } from './text.ts';

export type { Reminder } from './reminder-parts.ts';

export interface ReminderMore {
  /** Stands above it when it is shown before its time. */
  readonly preview?: string;
  /** The e-mail that is ready with it. */
  readonly invite?: Invite;
}

/**
 * Drawn from the newest state: an act whose guard was shut since the reminder was planned is not named any more.
 */
export function reminderCard(
  reminder: Reminder,
  changeover: Changeover,
  playbook: Playbook,
  reader: Reader,
  now: Instant,
  text: TextOf,
  { preview, invite }: ReminderMore = {},
): Content {
  const w = playbookWords(reader.locale, playbook);
  const of = { reminder, changeover, playbook, text };
  const parts = reminderParts(of, reader, now);
  const { title, said, isForAbsentLead } = parts;
  const summary = isForAbsentLead ? `${w.t('reminder.forLead')}: ${title}. ${said}` : `${title}. ${said}`;
  const body = [
    ...(preview === undefined ? [] : [container([textBlock(preview, { isBold: true })], { style: 'accent' })]),
    ...bodyOf(w, parts, reminder, invite ? inviteSection(w, reader, invite) : []),
  ];
  return content(card(body, reminderActions(w, of, invite)), preview ?? summary);
}

function bodyOf(w: Words, parts: ReminderParts, { form }: Reminder, more: readonly Element[]): readonly Element[] {
  const { title, place, said, todo, lastChance, unreached, why, isForAbsentLead } = parts;
  const mark = isForAbsentLead ? badge(w.t('reminder.forLead'), 'attention') : undefined;
  return [
    header(title, place, mark),
    textBlock(said),
    ...todo.map((one) => textBlock(one, { isBold: form === 'act' })),
    ...lastChanceBox(lastChance),
    ...unreached.map((one) => textBlock(one, { spacing: 'medium' })),
    ...more,
    remark(why, { spacing: 'medium' }),
  ];
}

function lastChanceBox([first, ...more]: readonly string[]): readonly Element[] {
  if (first === undefined) return [];
  const lines = [textBlock(first, { isBold: true }), ...more.map((one) => textBlock(one, { spacing: 'small' }))];
  return [container(lines, { style: 'attention', spacing: 'medium' })];
}
