/**
 * The door for chats and channels: an activity is parsed once into what was said, by whom, and what has to be loaded.
 * Who speaks is read from the authenticated envelope alone, never from a card's data.
 */
import type { Person } from '../../changeover/changeover.ts';
import { countryOf, isCountry } from '../../changeover/country.ts';
import { isZone } from '../../changeover/working-time.ts';
import { codeIn, type FoundCode } from '../../dialogs/join-code.ts';
import type { Said, SentFile } from '../../dialogs/said.ts';
import type { Conversation, ConversationKind, LoadKeys } from '../../loop/ports.ts';
import type { TurnSource } from '../../loop/turn.ts';
import type { Activity } from './activity.ts';
import { teamEvent, teamNameOf } from './team-events.ts';
import { textOf } from './spoken-text.ts';

export type Heard =
  | {
      readonly kind: 'turn';
      readonly said: Said;
      readonly keys: LoadKeys;
      readonly source: TurnSource;
      /** The person as the channel names it (`29:…`), for asking the connector about it. */
      readonly userId: string;
      /** The card that was pressed. */
      readonly pressedCard?: { readonly conversationId: string; readonly activityId: string };
    }
  /** Nothing for us: answered with 200 and forgotten. */
  | { readonly kind: 'ignored'; readonly why: string };

const FILE = 'application/vnd.microsoft.teams.file.download.info';
const OBJECT_ID = /^[0-9a-f-]{30,40}$/i;
const DOORS: Partial<Readonly<Record<Said['kind'], TurnSource['door']>>> = { press: 'card', task: 'dialog' };
const KINDS: Readonly<Record<string, ConversationKind>> = {
  personal: 'personal',
  channel: 'channel',
  groupChat: 'groupChat',
};

/** @param requestId stands for an activity without an id, so that two of them are not taken for one. */
export function hear(activity: Activity, requestId: string): Heard {
  const said = saidBy(activity);
  if (said === undefined) return ignored(`${activity.type} ${activity.name ?? ''}`.trim());
  const person = personOf(activity);
  if (person === undefined) return ignored('nobody known');
  const source = sourceOf(activity, said, person, requestId);
  const { replyToId } = activity;
  const pressedCard = replyToId ? { conversationId: source.conversationId, activityId: replyToId } : undefined;
  return {
    kind: 'turn',
    said,
    source,
    keys: keysOf(source, said),
    userId: activity.from.id,
    ...(pressedCard && said.kind === 'press' && { pressedCard }),
  };
}

/** Who speaks, as the authenticated envelope says; undefined for somebody whom it does not vouch for. */
export function personOf(activity: Activity): Person | undefined {
  const tenantId = tenantOf(activity);
  const objectId = activity.from.aadObjectId;
  if (tenantId === undefined || !objectId || !OBJECT_ID.test(objectId)) return undefined;
  return { tenantId, objectId: objectId.toLowerCase() };
}

/** A thread's id without its message: the channel itself. */
export function rootOf(conversationId: string): string {
  return conversationId.split(';messageid=')[0] ?? conversationId;
}

function saidBy(activity: Activity): Said | undefined {
  switch (activity.type) {
    case 'message':
      return messageSaid(activity);
    case 'invoke':
      return activity.name === 'adaptiveCard/action' ? executeSaid(activity) : taskSaid(activity);
    case 'installationUpdate':
      return installSaid(activity);
    case 'conversationUpdate':
      return membersSaid(activity);
    default:
      return undefined;
  }
}

function messageSaid(activity: Activity): Said {
  const value = record(activity.value);
  // Action.Submit arrives as a message without words; messageBack brings both, and its value says what it means.
  if (value !== undefined && (typeof value['verb'] === 'string' || !activity.text)) {
    return { kind: 'press', verb: stringOf(value['verb']), data: value, surface: 'submit' };
  }
  // Teams adds the text once more as HTML; that is no picture or file.
  const files = (activity.attachments ?? []).filter((one) => one.contentType !== 'text/html');
  const sent = files.flatMap(sentFile);
  return { kind: 'text', text: textOf(activity), attachments: files.length, ...(sent.length > 0 && { files: sent }) };
}

/** In a chat Teams tells where a file can be fetched; in a channel it only names it. */
function sentFile({ contentType, ...rest }: { readonly contentType?: string | null | undefined }): readonly SentFile[] {
  const attachment = record(rest) ?? {};
  const url = stringOf(record(attachment['content'])?.['downloadUrl'], 4_000);
  if (contentType !== FILE || url === '') return [];
  return [{ name: stringOf(attachment['name']), url }];
}

function executeSaid(activity: Activity): Said {
  const action = record(record(activity.value)?.['action']);
  const data = record(action?.['data']) ?? {};
  return { kind: 'press', verb: stringOf(action?.['verb'] ?? data['verb']), data, surface: 'execute' };
}

/** A dialog is asked for by its button's data, and a page of it comes back with the inputs in the same place. */
function taskSaid({ name, value }: Activity): Said | undefined {
  const what = name === 'task/fetch' ? 'fetch' : name === 'task/submit' ? 'submit' : undefined;
  return what && { kind: 'task', what, data: record(record(value)?.['data']) ?? {} };
}

/** Teams writes `add`, its documents `Add`; an upgrade of the app comes as `add-upgrade`. */
function installSaid({ action }: Activity): Said | undefined {
  const word = action?.toLowerCase().split('-')[0];
  if (word === 'add') return { kind: 'installed' };
  return word === 'remove' ? { kind: 'uninstalled' } : undefined;
}

function membersSaid(activity: Activity): Said | undefined {
  const { membersAdded, membersRemoved, recipient } = activity;
  const isBot = (member: { id: string }): boolean => member.id === recipient.id;
  if (membersAdded?.some(isBot)) return { kind: 'installed' };
  return membersRemoved?.some(isBot) ? { kind: 'uninstalled' } : teamEvent(activity);
}

/** The tenant that the channel vouches for. Two that differ (a guest of a shared channel) vouch for nobody. */
function tenantOf({ channelData, conversation }: Activity): string | undefined {
  const ofChannel = channelData?.tenant?.id?.toLowerCase();
  const ofConversation = conversation.tenantId?.toLowerCase();
  if (ofChannel && ofConversation && ofChannel !== ofConversation) return undefined;
  const tenantId = ofChannel || ofConversation;
  return tenantId && OBJECT_ID.test(tenantId) ? tenantId : undefined;
}

function sourceOf(activity: Activity, said: Said, person: Person, requestId: string): TurnSource {
  const habits = habitsOf(activity);
  const conversation = conversationOf(activity, person, habits);
  const { teamId } = conversation;
  const name = activity.from.name?.slice(0, 256).trim();
  const teamName = teamNameOf(activity.channelData?.team);
  return {
    door: DOORS[said.kind] ?? 'message',
    person,
    conversationId: activity.conversation.id,
    conversation,
    activityId: activity.id || requestId,
    ...(name && { personName: name }),
    ...(teamId !== undefined && { teamId }),
    ...(teamId !== undefined && teamName !== undefined && { teamName }),
    userId: activity.from.id,
    ...habits,
  };
}

function conversationOf(activity: Activity, person: Person, habits: Habits): Conversation {
  const kind = kindOf(activity);
  const id = rootOf(activity.conversation.id);
  const { recipient, serviceUrl, from, channelData } = activity;
  const { tenantId } = person;
  const teamId = kind === 'channel' ? channelData?.team?.id : undefined;
  const reference = {
    serviceUrl,
    conversationId: id,
    botId: recipient.id,
    tenantId,
    ...(recipient.name && { botName: recipient.name }),
    ...(kind === 'personal' && { userId: from.id }),
  };
  // A channel has no clock and language of its own: they belong to whoever speaks in it.
  const { zone, locale } = habits;
  const own = kind === 'personal' ? { person, ...(zone && { zone }), ...(locale && { locale }) } : {};
  return { id, kind, tenantId, reference, state: 'reachable', version: 0, ...own, ...(teamId && { teamId }) };
}

export function kindOf({ conversation, channelData }: Activity): ConversationKind {
  const named = KINDS[conversation.conversationType ?? ''];
  if (named !== undefined) return named;
  if (channelData?.team?.id) return 'channel';
  return conversation.isGroup ? 'groupChat' : 'personal';
}

interface Habits {
  readonly zone?: string;
  readonly locale?: string;
  readonly country?: string;
}

/** The speaker's own clock, language and country, when they are ones that this runtime knows. */
export function habitsOf(activity: Activity): Habits {
  const client = activity.entities?.find((entity) => entity.type === 'clientInfo');
  const zone = [client?.['timezone'], activity.localTimezone].find((name) => typeof name === 'string' && isZone(name));
  const locale = [client?.['locale'], activity.locale].find((tag) => typeof tag === 'string' && isLocale(tag));
  const country = countryIn(client?.['country'], zone);
  return {
    ...(typeof zone === 'string' && { zone }),
    ...(typeof locale === 'string' && { locale }),
    ...(country !== undefined && { country }),
  };
}

/** Clients name the country of their language: where the clock is in another one, that one is meant. */
function countryIn(country: unknown, zone: unknown): string | undefined {
  if (typeof country !== 'string' || !isCountry(country) || typeof zone !== 'string') return undefined;
  return countryOf({ zone, locale: `und-${country}` });
}

function isLocale(tag: string): boolean {
  try {
    return tag.length <= 35 && Intl.getCanonicalLocales(tag).length === 1;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function keysOf({ conversationId, conversation, person, teamId }: TurnSource, said: Said): LoadKeys {
  const changeoverId = said.kind === 'press' ? said.data['changeover'] : undefined;
  const code = codeOf(said);
  return {
    conversationId,
    person,
    ...(conversation.id !== conversationId && { rootConversationId: conversation.id }),
    ...(teamId !== undefined && { teamId }),
    ...(typeof changeoverId === 'string' && { changeoverId: changeoverId.slice(0, 100) }),
    ...(code !== undefined && { joinCodeHash: code.hash }),
  };
}

/** A join code typed as words or into a form's `code`: the store finds its changeover by the hash alone. */
function codeOf(said: Said): FoundCode | undefined {
  if (said.kind === 'text') return codeIn(said.text);
  return said.kind === 'press' && typeof said.data['code'] === 'string' ? codeIn(said.data['code']) : undefined;
}

function ignored(why: string): Heard {
  return { kind: 'ignored', why: why.slice(0, 100) };
}

function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

function stringOf(value: unknown, most = 100): string {
  return typeof value === 'string' ? value.slice(0, most) : '';
}
