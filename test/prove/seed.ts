/** Fills a store with changeovers of which reminders come due, one after the other or all at once. */
import type { Instant, Person } from '../../changeover/changeover.ts';
import type { Event } from '../../changeover/events.ts';
import { evolve } from '../../changeover/evolve.ts';
import type { Playbook } from '../../changeover/playbook.ts';
import { playbooks } from '../../changeover/playbooks/index.ts';
import { remindersDue } from '../../changeover/reminders.ts';
import { summarise } from '../../changeover/summarise.ts';
import { openPlaybookShelf } from '../../loop/playbook-shelf.ts';
import type { Conversation, Store, Unit } from '../../loop/ports.ts';
import { anOpenInput, OPENED_AT } from '../support/changeover-builder.ts';

/**
 * Thursday 5 March 2026, 10:00 in Amsterdam: three days after they were opened, in everybody's working hours, so that
 * what has come due by then goes out at once.
 */
export const DUE_FROM: Instant = Date.parse('2026-03-05T09:00:00Z');

export interface Seeding {
  readonly serviceUrl: string;
  readonly count: number;
  /** Tenants of customers, in turn; each is also the tenant of one partner. */
  readonly tenants: number;
  /** Channels of the partners, in turn; one for each tenant unless said otherwise. A reader gets one message a day. */
  readonly channels?: number;
  /** When each becomes due, counted from `DUE_FROM`, in milliseconds. */
  readonly dueAfterMs: (i: number) => number;
}

const ACTOR = { door: 'message' } as const;
const UNITS_AT_ONCE = 50;

/** Each changeover has a customer with a chat of its own, and a channel of the partner. */
export async function seed(store: Store, seeding: Seeding): Promise<void> {
  const shelf = await openPlaybookShelf(playbooks, (list) => store.keepPlaybooks(list));
  const standing = shelf.standing('direct-to-csp');
  const channels = Array.from({ length: channelsOf(seeding) }, (_, channel) => unitWith(channelOf(seeding, channel)));
  const units = Array.from({ length: seeding.count }, (_, i) => changeoverUnits(seeding, i, standing)).flat();
  const all = [...channels, ...units];
  for (let at = 0; at < all.length; at += UNITS_AT_ONCE) {
    const outcomes = await store.commit(all.slice(at, at + UNITS_AT_ONCE), OPENED_AT);
    if (outcomes.some((outcome) => outcome !== 'saved'))
      throw new Error(`the seeds were not saved: ${outcomes.join()}`);
  }
}

export function personalChatId(i: number): string {
  return `a:customer-${i}`;
}

/** The number of the changeover that a personal chat belongs to; undefined for a channel. */
export function numberOf(conversationId: string): number | undefined {
  const digits = /^a:customer-(\d+)$/.exec(conversationId)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function changeoverUnits(
  seeding: Seeding,
  i: number,
  { playbook, hash }: { readonly playbook: Playbook; readonly hash: string },
): readonly Unit[] {
  const tenant = i % seeding.tenants;
  const channel = i % channelsOf(seeding);
  const id = `changeover-${i}`;
  const person: Person = { tenantId: tenantId(tenant), objectId: `person-${i}` };
  const input = anOpenInput({ playbook: { id: playbook.id, version: playbook.version, hash } });
  const partner = {
    ...input.partner,
    tenantId: tenantId(tenant),
    teamId: `team-${channel}`,
    channelId: channelId(channel),
  };
  const joinCode = { hash: `join-${i}`, expiresAt: OPENED_AT + 1 };
  const events: readonly Event[] = [
    { type: 'opened', ...input, partner, joinCode },
    { type: 'memberJoined', person, side: 'customer', role: 'customerAdmin' },
  ];
  const folded = events.reduce<ReturnType<typeof evolve> | undefined>(
    (state, event) => evolve(state, event, OPENED_AT, ACTOR, id),
    undefined,
  );
  const next = { ...folded!, version: 1 };
  if (remindersDue(next, playbook, DUE_FROM).fire.length === 0) throw new Error('nothing would come due');
  const save = {
    expected: 0,
    next,
    entries: [{ commandId: `open-${i}`, at: OPENED_AT, actor: ACTOR, events }],
    nextDueAt: DUE_FROM + seeding.dueAfterMs(i),
    summary: summarise(next, playbook, OPENED_AT),
  };
  const reference = referenceTo(seeding, personalChatId(i), tenant);
  const chat: Conversation = { ...chatOf(reference, 'personal'), person };
  return [{ ...unitWith(chat), changeovers: [save] }];
}

function channelsOf({ channels, tenants }: Seeding): number {
  return channels ?? tenants;
}

function channelOf(seeding: Seeding, channel: number): Conversation {
  const reference = referenceTo(seeding, channelId(channel), channel % seeding.tenants);
  return { ...chatOf(reference, 'channel'), teamId: `team-${channel}` };
}

function chatOf(reference: Conversation['reference'], kind: Conversation['kind']): Conversation {
  const { conversationId: id, tenantId: tenant } = reference;
  return { id, kind, tenantId: tenant, reference, state: 'reachable', version: 0 };
}

function referenceTo({ serviceUrl }: Seeding, conversationId: string, tenant: number): Conversation['reference'] {
  return { serviceUrl, conversationId, botId: '28:bot', tenantId: tenantId(tenant) };
}

function unitWith(conversation: Conversation): Unit {
  return { changeovers: [], texts: [], outbox: [], cardWishes: [], conversation };
}

function tenantId(tenant: number): string {
  return `00000000-0000-4000-8000-${String(tenant).padStart(12, '0')}`;
}

export function channelId(channel: number): string {
  return `19:channel-${channel}@thread.tacv2`;
}
