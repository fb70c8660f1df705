/** Changeovers for tests: people, fixed instants, a line and an input to start from, and `given`, which plays commands. */
import type { Actor, Changeover, Instant, LineId, TextRef } from '../../changeover/changeover.ts';
import type { Command, CommandBody, LineFindings, LineInput, OpenInput } from '../../changeover/commands.ts';
import { decide } from '../../changeover/decide.ts';
import type { Decision } from '../../changeover/decision.ts';
import { evolve, fold, type JournalRow } from '../../changeover/evolve.ts';
import type { Playbook } from '../../changeover/playbook.ts';
import { directToCsp } from '../../changeover/playbooks/direct-to-csp.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Monday 2 March 2026, 09:00 UTC: the instant at which `given` opens, unless told otherwise. */
export const OPENED_AT: Instant = Date.parse('2026-03-02T09:00:00Z');

export const ID = '0198f0a0-0000-7000-8000-000000000001';
export const PARTNER_TENANT = '11111111-1111-4111-8111-111111111111';
export const CUSTOMER_TENANT = '22222222-2222-4222-8222-222222222222';
export const OTHER_TENANT = '33333333-3333-4333-8333-333333333333';
export const TEAM = '19:team@thread.tacv2';
export const CODE_HASH = 'c'.repeat(64);

/** Customer admin, once joined. */
export const carla: Actor = person(CUSTOMER_TENANT, 'carla', 'message');
/** A colleague of Carla's who has not joined. */
export const colin: Actor = person(CUSTOMER_TENANT, 'colin', 'message');
/** The technician who opens the changeover, speaking in the partner's team. */
export const tom: Actor = { ...person(PARTNER_TENANT, 'tom', 'card'), teamId: TEAM };
/** A second technician: of the team, never made a member. */
export const tina: Actor = { ...person(PARTNER_TENANT, 'tina', 'card'), teamId: TEAM };
/** Of the partner's tenant, but not of the team. */
export const paul: Actor = { ...person(PARTNER_TENANT, 'paul', 'card'), teamId: '19:other@thread.tacv2' };
export const stranger: Actor = person(OTHER_TENANT, 'sam', 'message');
export const clock: Actor = { door: 'tick' };
export const reader: Actor = { door: 'tenant' };

/** One command of somebody; `at` is its instant, else a minute after the one before. */
export interface Play {
  readonly actor: Actor;
  readonly body: CommandBody;
  readonly at?: Instant;
}

export interface Given {
  readonly changeover: Changeover;
  readonly playbook: Playbook;
  readonly journal: readonly JournalRow[];
  /** The instant of the last command. */
  readonly now: Instant;
}

/** A text beside the journal; the hash is that of the name only, which is all that tests compare. */
export function ref(name: string): TextRef {
  return { id: `text-${name}`, hash: Buffer.from(name).toString('hex').padEnd(64, '0').slice(0, 64) };
}

/** 20 licences of Business Standard, 18 assigned, paid monthly by card under MOSA; the new one starts on 9 March. */
export function aLine(overrides: Partial<LineInput> = {}): LineInput {
  return {
    id: 'l1',
    product: 'business-standard',
    billingAccount: 'mosa',
    payment: 'card',
    cycle: 'monthly',
    seats: 20,
    assigned: 18,
    price: { minor: 1250, currency: 'EUR' },
    termStartedOn: '2025-07-01',
    renewsOn: '2026-07-01',
    newPrice: { minor: 1180, currency: 'EUR' },
    newStartsOn: '2026-03-09',
    newSeats: 20,
    isSameProduct: true,
    ...overrides,
  };
}

export function anOpenInput(overrides: Partial<OpenInput> = {}): OpenInput {
  return {
    playbook: { id: directToCsp.id, version: directToCsp.version, hash: 'p'.repeat(64) },
    checkNumber: '314159',
    customer: {
      domain: 'contoso.com',
      nameRef: ref('Contoso'),
      zone: 'Europe/Amsterdam',
      locale: 'en',
    },
    partner: {
      tenantId: PARTNER_TENANT,
      teamId: TEAM,
      channelId: '19:channel@thread.tacv2',
      nameRef: ref('Fabrikam'),
      domain: 'fabrikam.com',
      zone: 'Europe/Berlin',
      locale: 'en',
    },
    lines: [aLine()],
    joinCode: { hash: CODE_HASH, expiresAt: OPENED_AT + 14 * DAY },
    ...overrides,
  };
}

/**
 * Opens a changeover and plays the commands, each through decide and evolve; the first may be another `open`. Throws
 * with the refusal when one is refused: what is given has happened.
 */
export function given(...plays: readonly Play[]): Given {
  return givenOn(directToCsp, ...plays);
}

export function givenOn(playbook: Playbook, ...plays: readonly Play[]): Given {
  const isOpened = plays[0]?.body.type === 'open';
  const all = isOpened ? plays : [opens(), ...plays];
  const journal: JournalRow[] = [];
  let now = OPENED_AT;
  for (const play of all) {
    now = play.at ?? (journal.length === 0 ? OPENED_AT : now + 60_000);
    const changeover = journal.length === 0 ? undefined : fold(ID, journal);
    const decision = decide(changeover, playbook, commandOf(play, journal.length), now);
    if (!decision.ok) throw new Error(`refused: ${JSON.stringify(decision.refusal)} for ${JSON.stringify(play.body)}`);
    journal.push({ version: journal.length + 1, at: now, actor: play.actor, events: decision.events });
  }
  return { changeover: fold(ID, journal), playbook, journal, now };
}

/** What `decide` says to one more command, and what would be if it were saved. */
export function tryOn(before: Given, play: Play): { readonly decision: Decision; readonly after: Changeover } {
  const at = play.at ?? before.now + 60_000;
  const decision = decide(before.changeover, before.playbook, commandOf(play, before.journal.length), at);
  const events = decision.ok ? decision.events : [];
  const after = events.reduce((known, event) => evolve(known, event, at, play.actor, ID), before.changeover);
  return { decision, after };
}

/** The refusal of one more command; throws when it is accepted. */
export function refusalOf(before: Given, play: Play): Extract<Decision, { ok: false }>['refusal'] {
  const { decision } = tryOn(before, play);
  if (decision.ok) throw new Error(`accepted: ${JSON.stringify(decision.events)}`);
  return decision.refusal;
}

export function commandOf(play: Play, ordinal: number): Command {
  return { id: `command-${ordinal}`, changeover: ID, actor: play.actor, body: play.body };
}

export function opens(overrides: Partial<OpenInput> = {}, at: Instant = OPENED_AT): Play {
  return { actor: tom, body: { type: 'open', ...anOpenInput(overrides) }, at };
}

export function joins(actor: Actor = carla, at?: Instant): Play {
  const body = { type: 'join', codeHash: CODE_HASH, zone: 'Europe/Amsterdam', locale: 'en' } as const;
  return { actor, body, ...(at !== undefined && { at }) };
}

type AnswerBody = Extract<CommandBody, { type: 'answer' }>;

/** `step` or `step/line`. A reference number is given with every order. */
export function does(actor: Actor, key: string, more: Partial<AnswerBody> & { at?: Instant } = {}): Play {
  const [step = key, line] = key.split('/');
  const { at, ...body } = more;
  return {
    actor,
    body: {
      type: 'answer',
      step,
      ...(line !== undefined && { line }),
      answer: 'done',
      ...(step === 'order-new' && { referenceRef: ref('order 4711') }),
      ...(step === 'tell-support' && { noteRef: ref('Call Fabrikam') }),
      ...body,
    },
    ...(at !== undefined && { at }),
  };
}

export function reads(findings: Partial<LineFindings> = {}, at?: Instant): Play {
  const body = { type: 'recordReading', findings: [{ line: 'l1', ...findings }] } as const;
  return { actor: reader, body, ...(at !== undefined && { at }) };
}

/** Joined, prepared and approved: the new licences can be ordered. */
export function approved(): readonly Play[] {
  return [
    joins(),
    does(carla, 'check-facts'),
    does(carla, 'find-canceller'),
    does(carla, 'expect-mail'),
    does(tom, 'send-request'),
    does(carla, 'approve-partner'),
    does(carla, 'accept-agreement'),
  ];
}

/** … and ordered, both sides having seen the order. */
export function ordered(line: LineId = 'l1'): readonly Play[] {
  return [...approved(), does(tom, `order-new/${line}`), does(carla, `see-order/${line}`)];
}

/** … and confirmed on all users by both sides' word: an old subscription may be ended. */
export function confirmed(line: LineId = 'l1'): readonly Play[] {
  return [...ordered(line), does(tom, `assign-new/${line}`), does(carla, `confirm-new/${line}`)];
}

function person(tenantId: string, objectId: string, door: Actor['door']): Actor {
  return { person: { tenantId, objectId }, door };
}
