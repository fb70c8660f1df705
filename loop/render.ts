/** Draws what is delivered for the reader of a conversation: a person in a one-to-one chat, the partner's team in a channel. */
import type { Reader } from '../cards/content.ts';
import { closingCard } from '../cards/closing-card.ts';
import { customerName } from '../cards/names.ts';
import { noticeText } from '../cards/notice-text.ts';
import { reminderCard } from '../cards/reminder-card.ts';
import { statusCard } from '../cards/status-card.ts';
import { stubCard } from '../cards/stub-card.ts';
import { statusView } from '../cards/view.ts';
import type { Changeover, Instant, TextRef } from '../changeover/changeover.ts';
import type { Playbook } from '../changeover/playbook.ts';
import { planReminders } from '../changeover/reminders.ts';
import type { Renderer } from './deliver.ts';
import type { PlaybookShelf } from './playbook-shelf.ts';
import type { Conversation } from './ports.ts';

type Texts = Readonly<Record<string, string>>;

export function rendererOf(shelf: PlaybookShelf): Renderer {
  return {
    status(changeover, conversation, texts, now) {
      const reader = readerIn(changeover, conversation);
      if (reader === undefined) return undefined;
      const playbook = shelf.of(changeover);
      const text = textOf(texts);
      if (changeover.state.kind === 'closed') return closingCard(changeover, playbook, reader, now, text);
      return statusCard(statusView(changeover, playbook, reader, now, text));
    },
    stub(changeover, conversation, texts) {
      const locale = readerIn(changeover, conversation)?.locale ?? 'en';
      return stubCard({ id: changeover.id, customer: customerName(changeover, textOf(texts)), locale });
    },
    oneOff({ message, changeover, texts }, conversation, now) {
      const reader = changeover && readerIn(changeover, conversation);
      if (reader === undefined) return undefined;
      if (message.kind === 'notice') return { text: noticeText(message, reader) };
      const playbook = shelf.of(changeover!);
      if (!stands(changeover!, playbook, message.key, now)) return undefined;
      return reminderCard(message, changeover!, playbook, reader, now, textOf(texts));
    },
  };
}

/** Who reads what is posted there; `undefined` when nobody there may (any more). */
export function readerIn(changeover: Changeover, conversation: Conversation): Reader | undefined {
  const { customer, partner } = changeover;
  if (conversation.kind === 'channel') {
    const isBound = conversation.id === partner.channelId && conversation.tenantId === partner.tenantId;
    return isBound
      ? { side: 'partner', role: 'partnerTechnician', zone: partner.zone, locale: partner.locale }
      : undefined;
  }
  const { person } = conversation;
  const member = changeover.members.find(
    (one) => one.person.tenantId === person?.tenantId && one.person.objectId === person.objectId,
  );
  if (member === undefined) return undefined;
  const home = member.side === 'customer' ? customer : partner;
  return {
    side: member.side,
    role: member.role,
    zone: conversation.zone ?? home.zone,
    locale: conversation.locale ?? home.locale,
  };
}

/** Whether the reason for a reminder is still there: it would be planned if it had not been decided yet. */
function stands(changeover: Changeover, playbook: Playbook, key: string, now: Instant): boolean {
  const { [key]: _decided, ...reminded } = changeover.reminded;
  return planReminders({ ...changeover, reminded }, playbook, now).reminders.some((one) => one.key === key);
}

function textOf(texts: Texts): (ref: TextRef | undefined) => string | undefined {
  return (ref) => (ref === undefined ? undefined : texts[ref.id]);
}
