/** The buttons of a reminder: to act, to look, and to stop it. */
import { sendButton } from './customer-page-card.ts';
import type { Invite } from './invite-letter.ts';
import type { ReminderOf } from './reminder-parts.ts';
import { type Action, press, type PressData } from './parts.ts';
import { type Words } from './text.ts';
import type { Verb } from './verbs.ts';

/** What stops it stands with what acts (nothing stops an alarm); what is needed seldom is behind the "more" button. */
/** @param invite the e-mail that is on the card: one press sends it. */
export function reminderActions(w: Words, { reminder, changeover }: ReminderOf, invite?: Invite): readonly Action[] {
  const { params, form, reminder: kind, line, isUrgent } = reminder;
  const { id, version } = changeover;
  const step = typeof params['step'] === 'string' ? params['step'] : undefined;
  const data = { changeover: id, seen: version };
  const isSilence = form === 'act' && kind === 'waitOver';
  return [
    ...(invite ? sendButton(w, changeover, invite) : []),
    ...(form === 'act' ? actOn(w, reminder, { ...data, step, line }, invite?.sendTo === undefined) : []),
    ...(isSilence ? instead(w, { ...data, step, line }) : []),
    ...(kind === 'waitOver' && form === 'inform' ? asWell(w, reminder, { ...data, step, line }) : []),
    ...(kind === 'noCustomerYet' && !isOfPage(reminder) && !invite
      ? [press('customerPage', w.t('button.customerPage'), data)]
      : []),
    press('status', w.t('button.status'), data),
    ...(isUrgent
      ? []
      : [
          press('snooze', w.t('button.snooze'), { ...data, kind }),
          press('mute', w.t('button.mute'), { ...data, kind }),
        ]),
    // A client draws six; what a silent side is asked for stands in the question.
    ...(isSilence ? [] : [press('why', w.t('button.why'), { ...data, step, line }, { isPrimary: false })]),
  ];
}

/** The button that does what the reminder asks for; kinds that only tell something have none. */
function actOn(w: Words, reminder: ReminderOf['reminder'], data: PressData, isFirst: boolean): readonly Action[] {
  if (ONLY_TELLS.has(reminder.reminder)) return [];
  if (reminder.reminder === 'waitOver') {
    const verb = reminder.params['side'] === 'provider' ? 'letterProvider' : 'letterSource';
    const again = reminder.params['wrote'] === 'nobody' ? 'button.writeNow' : 'button.writeAgain';
    return [press(verb, w.t(again), data, { style: 'positive' })];
  }
  const own = reminder.params['todo'] === 'correctRenewal' ? 'correct' : isOfPage(reminder) && 'customerPage';
  const verb = own || (VERB_OF[reminder.reminder] ?? 'continue');
  const title = verb === 'continue' ? w.t('reminder.button.act') : w.t(`button.${verb}`);
  return [press(verb, title, data, isFirst ? { style: 'positive' } : {})];
}

/** A silent side answered after all, or is waited for no longer. */
function instead(w: Words, data: PressData): readonly Action[] {
  return [press('continue', w.t('button.theyAnswered'), data), press('planB', w.t('button.planB'), data)];
}

/** A reseller that is silent to a partner may answer its own customer. */
function asWell(w: Words, { params }: ReminderOf['reminder'], data: PressData): readonly Action[] {
  return params['side'] === 'source' ? [press('letterSource', w.t('button.writeYourself'), data)] : [];
}

/** The link to the customer's page ends, or has. */
function isOfPage({ params }: ReminderOf['reminder']): boolean {
  return params['state'] === 'pageEnding' || params['state'] === 'pageEnded';
}

const ONLY_TELLS: ReadonlySet<string> = new Set([
  'licenceLimit',
  'loseAccessMail',
  'switchRenewalBackOn',
  'partnerRequestUnanswered',
]);

const VERB_OF: Readonly<Record<string, Verb>> = {
  claimFollowUp: 'settleClaim',
  noCustomerYet: 'joinCode',
  fewerSeatsThanUsers: 'correct',
  unanswered: 'recordWord',
  usersNotice: 'tellUsers',
};
