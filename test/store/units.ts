/** Units as the loop makes them, small: a changeover is opened and goes on by one event at a time. */
import { randomUUID } from 'node:crypto';
import type { Changeover, Instant, Person } from '../../changeover/changeover.ts';
import type { Event } from '../../changeover/events.ts';
import { evolve } from '../../changeover/evolve.ts';
import { evolveTeam } from '../../changeover/team.ts';
import type { ChangeoverSave, Conversation, JournalEntry, Summary, TeamSave, Unit } from '../../loop/ports.ts';
import { anOpenInput, OPENED_AT } from '../support/changeover-builder.ts';

export const NOW = OPENED_AT;

const ACTOR = { door: 'message' } as const;

export interface Opening {
  readonly id?: string;
  readonly at?: Instant;
  readonly teamId?: string;
  readonly channelId?: string;
  readonly partnerTenantId?: string;
  readonly customerDomain?: string;
  readonly joinHash?: string;
  readonly nextDueAt?: Instant;
  readonly commandId?: string;
}

/** A changeover as its first save opens it; ids that are not given are new ones, so that tests do not meet. */
export function opening(wanted: Opening = {}): ChangeoverSave {
  const id = wanted.id ?? randomUUID();
  const at = wanted.at ?? NOW;
  const input = anOpenInput();
  const customer = { ...input.customer, domain: wanted.customerDomain ?? input.customer.domain };
  const partner = {
    ...input.partner,
    tenantId: wanted.partnerTenantId ?? randomUUID(),
    teamId: wanted.teamId ?? randomUUID(),
    channelId: wanted.channelId ?? `19:${randomUUID()}@thread.tacv2`,
  };
  const joinCode = { hash: wanted.joinHash ?? randomUUID(), expiresAt: at + 1_000 };
  const event: Event = { type: 'opened', ...input, customer, partner, joinCode };
  return saved(undefined, id, event, at, wanted);
}

/** The changeover one event further on. */
export function onward(
  before: Changeover,
  event: Event,
  more: Pick<Opening, 'at' | 'nextDueAt' | 'commandId'> = {},
): ChangeoverSave {
  return saved(before, before.id, event, more.at ?? NOW, more);
}

export function joined(person: Person, role: 'customerAdmin' | 'customerViewer' = 'customerAdmin'): Event {
  return { type: 'memberJoined', person, side: 'customer', role };
}

/** An event that changes little. */
export const snoozed: Event = { type: 'snoozed', side: 'customer', until: NOW + 1 };

export function unit(parts: Partial<Unit>): Unit {
  return { changeovers: [], texts: [], outbox: [], cardWishes: [], ...parts };
}

export function unitOf(...changeovers: readonly ChangeoverSave[]): Unit {
  return unit({ changeovers });
}

export function somebody(): Person {
  return { tenantId: randomUUID(), objectId: randomUUID() };
}

/** A team's first save: somebody leads it. */
export function teamLedBy(person: Person, id: { readonly tenantId: string; readonly teamId: string }): TeamSave {
  const event = { type: 'leadMade', person, why: 'asked' } as const;
  const next = { ...evolveTeam(undefined, event, NOW, id), version: 1 };
  return { expected: 0, next, entries: [{ commandId: randomUUID(), at: NOW, actor: ACTOR, events: [event] }] };
}

export function personalChat(of: Person, more: Partial<Conversation> = {}): Conversation {
  const id = `a:${randomUUID()}`;
  return { ...conversation(id, 'personal', of.tenantId), person: of, ...more };
}

export function channel(id: string, more: Partial<Conversation> = {}): Conversation {
  return { ...conversation(id, 'channel', randomUUID()), ...more };
}

function conversation(id: string, kind: Conversation['kind'], tenantId: string): Conversation {
  const reference = { serviceUrl: 'http://127.0.0.1:1', conversationId: id, botId: '28:bot', tenantId };
  return { id, kind, tenantId, reference, state: 'reachable', version: 0 };
}

function saved(
  before: Changeover | undefined,
  id: string,
  event: Event,
  at: Instant,
  more: Pick<Opening, 'nextDueAt' | 'commandId'>,
): ChangeoverSave {
  const expected = before?.version ?? 0;
  const next = { ...evolve(before, event, at, ACTOR, id), version: expected + 1 };
  const entry: JournalEntry = { commandId: more.commandId ?? randomUUID(), at, actor: ACTOR, events: [event] };
  return {
    expected,
    next,
    entries: [entry],
    summary: summaryOf(next),
    ...(more.nextDueAt !== undefined && { nextDueAt: more.nextDueAt }),
  };
}

export function summaryOf(changeover: Changeover): Summary {
  const { state, playbook, customer, partner } = changeover;
  return {
    state: state.kind === 'open' ? 'open' : state.outcome,
    playbookId: playbook.id,
    phase: 'prepare',
    domain: customer.domain,
    partnerTenantId: partner.tenantId,
    teamId: partner.teamId,
    waitingOn: 'customer',
    waitingSince: changeover.openedAt,
    overlapFrom: '2026-03-09',
    overlapPerDayMinor: 4160,
    currency: 'EUR',
    doneSteps: 0,
    allSteps: 9,
  };
}
