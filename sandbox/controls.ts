/** What can be seen and turned in local mode: the clock, the pretend tenants, what happened last. Behind the page and its JSON. */
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Changeover, ChangeoverId, Instant } from '../changeover/changeover.ts';
import type { Loop } from '../loop/create-loop.ts';
import type { ConsentPurpose } from '../changeover/tenant-link.ts';
import { findingsOf } from '../changeover/tenant-sight.ts';
import type { Store } from '../loop/ports.ts';
import type { TenantReader } from '../loop/reading-ports.ts';
import { ClockError } from './clock.ts';
import type { DueWork, MovableClock } from './clock.ts';
import type { PretendMail } from './graph.ts';
import { latestRows } from './latest-rows.ts';
import type { LatestRow } from './latest-rows.ts';
import type { RunningWindow } from './playground.ts';
import type { StateFile } from './state-file.ts';
import { odditiesOf, type Oddities } from './tenant-oddities.ts';
import { Knobs } from './tenant.ts';
import type { LineState, PretendTenants } from './tenant.ts';

export interface ControlPorts {
  readonly store: Pick<Store, 'openChangeovers' | 'journal' | 'nextDueAt' | 'lookNow'>;
  readonly loop: Pick<Loop, 'issue'>;
  /** Decides and delivers all that is due now. */
  readonly settle: () => Promise<void>;
  readonly clock: MovableClock;
  readonly tenants: PretendTenants;
  /** Reads a tenant over the pretend Graph, as the bot does. */
  readonly reader: TenantReader;
  readonly file: StateFile;
  readonly windows: readonly RunningWindow[];
  /** Letters that would have been sent, oldest first. */
  readonly mails: readonly PretendMail[];
  readonly newId: () => string;
}

export interface SandboxState {
  readonly now: Instant;
  /** Milliseconds ahead of real time. */
  readonly shift: number;
  readonly nextDueAt: Instant | null;
  readonly windows: readonly {
    readonly url: string;
    readonly person: string;
    readonly company: string;
    readonly place: 'personal' | 'channel';
    readonly zone: string;
  }[];
  readonly changeovers: readonly {
    readonly id: ChangeoverId;
    readonly domain: string;
    readonly mayBeRead: boolean;
    readonly lines: readonly (LineState & { readonly product: string })[];
    /** What is odd about the tenant. */
    readonly odd: Oddities;
    /** Null until an administrator let the tenant be read, or a knob was turned. */
    readonly licences: LicenceState | null;
  }[];
  /** Newest first. */
  readonly latest: readonly LatestRow[];
  /** Letters to people whom Teams does not reach, as they would have been sent; newest first. */
  readonly mails: readonly Omit<PretendMail, 'html'>[];
}

export interface LicenceState {
  readonly mayWrite: boolean;
  readonly users: number;
  /** Seats and licences assigned, of each product. */
  readonly products: readonly { readonly name: string; readonly seats: number; readonly assigned: number }[];
  /** Users whom a write left without any licence: has to stay 0. */
  readonly withoutLicence: number;
}

export interface Controls {
  state(): Promise<SandboxState>;
  /** Takes `{"advance": "P7D"}`, `{"to": "nextReminder"}` or `{"to": "<instant>"}`; throws a ControlError otherwise. */
  moveClock(wish: unknown): Promise<{ readonly now: Instant; readonly visited: readonly Instant[] }>;
  /** An administrator of the tenant lets the assistant read, or write licences: in every changeover with it. */
  allow(tenantId: string, purpose: ConsentPurpose): Promise<void>;
  /** Takes knobs; `changeover` may be left out while only one is open. Throws a ControlError for what it cannot do. */
  turnTenant(wish: unknown): Promise<{ readonly lines: readonly LineState[] }>;
}

/** Why a wish was not granted: a sentence for whoever asked. */
export class ControlError extends Error {}

const MOST = 50;
const MOST_MAILS = 10;
/** Due instants at which nothing is sent, such as a step that opens; a reminder comes long before so many. */
const MOST_STOPS = 200;

const ClockWish = z.union([
  z.strictObject({ advance: z.string() }),
  z.strictObject({ to: z.literal('nextReminder') }),
  z.strictObject({ to: z.string() }),
]);

export function createControls(ports: ControlPorts): Controls {
  return {
    state: async () => stateOf(ports),
    moveClock: async (wish) => moveClock(ports, wish),
    turnTenant: async (wish) => turnTenant(ports, wish),
    async allow(tenantId, purpose) {
      const open = await ports.store.openChangeovers(MOST);
      for (const one of open.filter(({ customer }) => customer.tenantId === tenantId)) {
        await ports.tenants.turn(one, purpose === 'read' ? { consent: true } : { write: true });
      }
    },
  };
}

async function stateOf(ports: ControlPorts): Promise<SandboxState> {
  const { store, clock, tenants, file } = ports;
  const [open, nextDueAt] = await Promise.all([store.openChangeovers(MOST), store.nextDueAt()]);
  return {
    now: clock.now(),
    shift: clock.shift(),
    nextDueAt: nextDueAt ?? null,
    windows: ports.windows.map(({ url, cast, place }) => ({
      url,
      person: cast.name,
      company: cast.company.name,
      place,
      zone: cast.zone,
    })),
    changeovers: open.map((changeover) => ({
      id: changeover.id,
      domain: changeover.customer.domain,
      mayBeRead: tenants.tenantOf(changeover).hasConsent,
      odd: odditiesOf(tenants.tenantOf(changeover)),
      licences: licenceState(tenants, changeover),
      lines: changeover.lines.map((line) => ({ ...tenants.lineOf(changeover, line), product: line.product })),
    })),
    latest: await latestRows(store, open, file),
    mails: ports.mails
      .map(({ html: _html, ...mail }) => mail)
      .toReversed()
      .slice(0, MOST_MAILS),
  };
}

async function moveClock(ports: ControlPorts, wish: unknown): ReturnType<Controls['moveClock']> {
  const parsed = ClockWish.safeParse(wish);
  if (!parsed.success) {
    throw new ControlError('Say {"advance": "P7D"}, {"to": "nextReminder"} or {"to": "2026-12-24T09:00:00Z"}.');
  }
  const { data } = parsed;
  try {
    if ('to' in data && data.to === 'nextReminder') return await toNextReminder(ports);
    const target = 'advance' in data ? instantAfter(ports.clock.now(), data.advance) : instantIn(data.to);
    const visited = await ports.clock.advanceTo(target, dueWork(ports));
    return { now: ports.clock.now(), visited };
  } catch (error) {
    if (error instanceof ClockError) throw new ControlError(error.message);
    throw error;
  }
}

/** From due instant to due instant, until one of them sent a reminder. */
async function toNextReminder(ports: ControlPorts): ReturnType<Controls['moveClock']> {
  const visited: Instant[] = [];
  const before = await countReminders(ports);
  while (visited.length < MOST_STOPS) {
    const dueAt = await ports.store.nextDueAt();
    if (dueAt === undefined) break;
    visited.push(...(await ports.clock.advanceTo(Math.max(dueAt, ports.clock.now()), dueWork(ports))));
    if ((await countReminders(ports)) > before) return { now: ports.clock.now(), visited };
  }
  if (visited.length > 0) return { now: ports.clock.now(), visited };
  throw new ControlError('No reminder is planned. Open a changeover first: say "new" in the channel.');
}

async function countReminders({ store }: ControlPorts): Promise<number> {
  const open = await store.openChangeovers(MOST);
  return open.reduce((sum, changeover) => sum + Object.keys(changeover.reminded).length, 0);
}

function dueWork({ store, settle }: ControlPorts): DueWork {
  return { nextDueAt: async () => store.nextDueAt(), runDueAt: async () => settle() };
}

/** `advance` is an ISO 8601 duration; its days have 24 hours, its months are the calendar's in UTC. */
function instantAfter(now: Instant, advance: string): Instant {
  try {
    const zoned = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO('UTC');
    return zoned.add(Temporal.Duration.from(advance)).epochMilliseconds;
  } catch {
    throw new ControlError(`"${advance.slice(0, 40)}" is no ISO 8601 duration such as P7D, PT3H or P1M.`);
  }
}

function instantIn(text: string): Instant {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    throw new ControlError(`"${text.slice(0, 40)}" is no instant such as 2026-12-24T09:00:00Z.`);
  }
}

async function turnTenant(ports: ControlPorts, wish: unknown): ReturnType<Controls['turnTenant']> {
  const parsed = Knobs.partial({ changeover: true }).safeParse(wish);
  if (!parsed.success) throw new ControlError(`The knobs are wrong: ${firstProblem(parsed.error)}`);
  const { changeover: id, ...knobs } = parsed.data;
  const changeover = meant(await ports.store.openChangeovers(MOST), id);
  try {
    await ports.tenants.turn(changeover, knobs);
  } catch (error) {
    if (error instanceof RangeError) throw new ControlError(error.message);
    throw error;
  }
  if (changeover.link?.read) {
    // The bot looks for itself, and tells what it finds.
    await ports.store.lookNow(changeover.id, ports.clock.now());
    await ports.settle();
    return { lines: changeover.lines.map((line) => ports.tenants.lineOf(changeover, line)) };
  }
  const reading = await ports.reader.read(changeover);
  if (reading.ok) {
    const body = { type: 'recordReading', findings: findingsOf(changeover, reading.sight) } as const;
    const refusal = await ports.loop.issue(changeover.id, `reading/${ports.newId()}`, 'tenant', body);
    if (refusal) throw new ControlError(`The reading was refused: ${refusal.code}.`);
    await ports.settle();
  }
  return { lines: changeover.lines.map((line) => ports.tenants.lineOf(changeover, line)) };
}

function licenceState(tenants: PretendTenants, changeover: Changeover): LicenceState | null {
  const directory = tenants.licencesOf(tenants.tenantOf(changeover).tenantId);
  if (directory === undefined) return null;
  return {
    mayWrite: directory.mayWrite,
    users: directory.users.size,
    products: directory.skus.map((sku) => ({
      name: sku.partNumber,
      seats: sku.enabled,
      assigned: directory.consumed(sku.skuId),
    })),
    withoutLicence: directory.seen.withoutLicence,
  };
}

function meant(open: readonly Changeover[], id: ChangeoverId | undefined): Changeover {
  const [only, ...others] = id === undefined ? open : open.filter((one) => one.id === id);
  if (only && others.length === 0) return only;
  if (id !== undefined) throw new ControlError('There is no open changeover with this id.');
  throw new ControlError(only ? 'Several changeovers are open: name one by "changeover".' : 'No changeover is open.');
}

function firstProblem(error: z.ZodError): string {
  const [issue] = error.issues;
  return `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim();
}
