/** Draws what is delivered for the reader of a conversation: a person in a one-to-one chat, the partner's team in a channel. */
import type { Reader } from '../cards/content.ts';
import { bookDigestCard } from '../cards/book-digest-card.ts';
import { closingCard } from '../cards/closing-card.ts';
import { customerName } from '../cards/names.ts';
import { noticeText } from '../cards/notice-text.ts';
import { digestCard } from '../cards/digest-card.ts';
import { reminderCard, type Reminder } from '../cards/reminder-card.ts';
import { withRefresh } from '../cards/refresh.ts';
import { statusCard } from '../cards/status-card.ts';
import { farewellCard, stubCard } from '../cards/stub-card.ts';
import { unreachableCard } from '../cards/unreachable-card.ts';
import { words } from '../cards/text.ts';
import { statusView } from '../cards/view.ts';
import { waitingCallCard } from '../cards/waiting-card.ts';
import type { Changeover, Instant, TextRef } from '../changeover/changeover.ts';
import type { Playbook } from '../changeover/playbook.ts';
import { standingOf, type Standing } from '../changeover/membership.ts';
import { leads } from '../changeover/team.ts';
import { planReminders } from '../changeover/reminders.ts';
import type { Renderer } from './delivery-ports.ts';
import { digestDayOf, sortOut, type AskOf } from './digest.ts';
import { draftContent, ownContent } from './render-draft.ts';
import { failedInvite, inviteWith } from './render-invite.ts';
import type { CustomerLinks } from './page-ports.ts';
import type { PlaybookShelf } from './playbook-shelf.ts';
import type { Content, Conversation, PendingOutbox } from './ports.ts';

type Texts = Readonly<Record<string, string>>;

/** @param links what leads to customers that are not in Teams; absent: nothing does. */
export function rendererOf(shelf: PlaybookShelf, links?: CustomerLinks): Renderer {
  const ask: AskOf = {
    readerOf: readerIn,
    stands: ({ message, changeover }, now) =>
      message.kind === 'reminder' &&
      changeover !== undefined &&
      newestOf(message, changeover, shelf.of(changeover), now) !== undefined,
  };
  const renderer: Renderer = {
    status(changeover, conversation, texts, now, { reader: alone, move } = {}) {
      const reader = alone ?? readerIn(changeover, conversation);
      if (reader === undefined) return undefined;
      const playbook = shelf.of(changeover);
      const text = textOf(texts);
      if (changeover.state.kind === 'closed') return closingCard(changeover, playbook, reader, now, text);
      const view = statusView(changeover, playbook, reader, now, text);
      const counts = move && move.move === changeover.licences?.id ? { licenceCounts: move } : {};
      const drawn = statusCard({ ...view, ...counts });
      return withRefresh(drawn, changeover.id, namedIn(changeover, conversation));
    },
    farewell: (conversation) => farewellCard(conversation.locale ?? 'en'),
    stub(changeover, conversation, texts) {
      const locale = readerIn(changeover, conversation)?.locale ?? 'en';
      return stubCard({ id: changeover.id, customer: customerName(changeover, textOf(texts)), locale });
    },
    oneOff({ message, changeover, texts }, conversation, now) {
      if (changeover === undefined && message.kind === 'notice' && conversation.kind === 'channel') {
        return { text: noticeText(message, { locale: conversation.locale ?? 'en', zone: conversation.zone ?? 'UTC' }) };
      }
      if (message.kind === 'book') return bookDigestCard(message);
      if (message.kind === 'waiting') return waitingCallCard(message.locale, message.importId, message.count);
      if (message.kind === 'team') return { text: words(message.locale).t(message.text, message.params) };
      const reader = changeover && readerIn(changeover, conversation);
      if (reader === undefined) return undefined;
      const text = textOf(texts);
      if (message.kind === 'own') return ownContent(changeover!, message.textId, reader, text);
      if (message.kind === 'notice') return { text: noticeText(message, reader) };
      if (message.kind === 'invite') return failedInvite(message, changeover!, reader, text, now, links);
      if (message.kind === 'unreachable') return unreachableCard(message, changeover!, reader, text);
      const playbook = shelf.of(changeover!);
      const newestNow = (one: Reminder) => newestOf(one, changeover!, playbook, now);
      if (message.kind === 'draft') {
        return draftContent({ message, changeover: changeover!, playbook, reader, text, now, newest: newestNow });
      }
      const newest = newestNow(message);
      const invite = newest && inviteWith(newest, changeover!, text, now, links);
      return newest && reminderCard(newest, changeover!, playbook, reader, now, text, { ...(invite && { invite }) });
    },
    isTrue: (item, now) => item.message.kind !== 'reminder' || ask.stands(item, now),
    lots: (due, conversation, now) => sortOut(due, conversation, now, ask),
    lot: (lot, conversation, now) =>
      lot.length > 1 ? digest(shelf, lot, conversation, now) : lot[0] && renderer.oneOff(lot[0], conversation, now),
    digestDay: (lot, conversation, now) => digestDayOf(lot, conversation, now, ask),
  };
  return renderer;
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
  const standing = conversation.kind === 'personal' ? standingIn(changeover, conversation) : undefined;
  if (standing === undefined) return undefined;
  const home = standing.side === 'customer' ? customer : partner;
  return {
    ...standing,
    zone: conversation.zone ?? home.zone,
    locale: conversation.locale ?? home.locale,
  };
}

/** Those whose own view of a card in a channel differs: who leads, whose it is, and who worked on it. As the channel names them. */
function namedIn(changeover: Changeover, { kind, teams = [] }: Conversation): readonly string[] {
  const here = teams.find(({ team }) => team.teamId === changeover.partner.teamId);
  if (kind !== 'channel' || here === undefined) return [];
  const { assignee, members } = changeover;
  const first = [...here.team.leads.map(({ person }) => person), ...(assignee ? [assignee] : [])];
  const named = [...first, ...members.filter(({ side }) => side === 'partner').map(({ person }) => person)];
  const userIds = named.map(({ objectId }) => here.people.find((one) => one.objectId === objectId)?.userId);
  return [...new Set(userIds.filter((userId) => userId !== undefined))];
}

/** The partner's people as far as the team is known to have them still; whatever they do is checked anew. */
function standingIn(changeover: Changeover, { person, teams = [] }: Conversation): Standing | undefined {
  const here = teams.find(({ team }) => team.teamId === changeover.partner.teamId);
  const isOfTeam = here?.people.some(({ objectId }) => objectId === person?.objectId) === true;
  return standingOf(changeover, {
    door: 'delivery',
    ...(person && { person }),
    ...(isOfTeam && { teamId: here.team.teamId }),
    ...(isOfTeam && person && leads(here.team, person) && { isLead: true }),
  });
}

/** What is left of a lot by now, as one card; all of it has the same reader. */
function digest(
  shelf: PlaybookShelf,
  lot: readonly PendingOutbox[],
  conversation: Conversation,
  now: Instant,
): Content | undefined {
  const all = lot.flatMap(({ message, changeover, texts }) => {
    if (message.kind !== 'reminder' || changeover === undefined) return [];
    const playbook = shelf.of(changeover);
    const reminder = newestOf(message, changeover, playbook, now);
    return reminder ? [{ reminder, changeover, playbook, text: textOf(texts) }] : [];
  });
  const [first] = all;
  const reader = first && readerIn(first.changeover, conversation);
  return reader && digestCard(all, reader, now);
}

/**
 * A reminder with the days and sums of now; undefined when its reason is gone: it is the one that would be planned if it
 * had not been decided yet, and nobody held it back.
 */
function newestOf(message: Reminder, changeover: Changeover, playbook: Playbook, now: Instant): Reminder | undefined {
  const { [message.key]: _decided, ...reminded } = changeover.reminded;
  const before = { ...changeover, reminded, snoozes: [] };
  const found = planReminders(before, playbook, now).reminders.find((one) => one.key === message.key);
  return found && { ...message, form: found.form, params: found.params };
}

function textOf(texts: Texts): (ref: TextRef | undefined) => string | undefined {
  return (ref) => (ref === undefined ? undefined : texts[ref.id]);
}
