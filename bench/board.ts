/**
 * How long a partner waits for its board: the book of one team with 2,000 open changeovers, on each store, through the
 * real bot (a press of the card's buttons, page by page and filtered, each answered as an invoke) beside a plain query over
 * the same rows. `node bench/board.ts [changeovers] [presses]`; it starts its own PostgreSQL server.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../bot/app.ts';
import { createLog } from '../bot/log.ts';
import { systemRandom } from '../bot/system.ts';
import type { Instant } from '../changeover/changeover.ts';
import type { Event } from '../changeover/events.ts';
import { evolve } from '../changeover/evolve.ts';
import { playbooks } from '../changeover/playbooks/index.ts';
import { summarise } from '../changeover/summarise.ts';
import { openPlaybookShelf } from '../loop/playbook-shelf.ts';
import type { Unit } from '../loop/ports.ts';
import { executeActivity, type Teller } from '../sandbox/activities.ts';
import { startPretendConnector } from '../sandbox/connector.ts';
import { fabrikam, megan, partnerTeam } from '../sandbox/people.ts';
import { person } from '../sandbox/person.ts';
import { connect } from '../store/connect.ts';
import { openStore } from '../store/open.ts';
import { aLine, anOpenInput, OPENED_AT } from '../test/support/changeover-builder.ts';
import { freshDatabase } from '../test/support/fresh-database.ts';
import { startTestServer } from '../test/support/postgres-server.ts';
import { silent } from '../test/support/silent-log.ts';

const count = Number(process.argv[2] ?? 2_000);
const presses = Number(process.argv[3] ?? 200);

const DAY = 86_400_000;
/** Some overlap by then, some are about to renew, the others have time. */
const NOW: Instant = OPENED_AT + 10 * DAY;
const AT_ONCE = 50;
const HEATING = 10;

/** Of eight presses these three are of a book that is narrowed down. */
const FILTERED: Readonly<Record<number, (i: number) => object>> = {
  3: (i) => ({ customer: `customer-${i % 10}`, page: 0 }),
  5: (i) => ({ technician: `Technician ${i % 5}`, page: i % 20 }),
  7: (i) => ({ ticket: `${i % 10}`, technician: `technician-${i % 5}`, page: 0 }),
};

interface Place {
  readonly dataDir: string;
  readonly databaseUrl?: string;
}

const server = await startTestServer();
process.env['TEST_HOME'] = server.home;
process.env['TEST_PG'] = server.url;
const dataDir = mkdtempSync(join(tmpdir(), 'changeover-bench-'));
try {
  console.log(`${count} open changeovers of one team, ${presses} presses`);
  console.log(['', '', 'p50 ms', 'p99 ms', 'most ms'].map(cell).join(''));
  for (const [name, place] of [
    ['embedded', { dataDir }],
    ['PostgreSQL', { dataDir: '', databaseUrl: await freshDatabase() }],
  ] as const) {
    await fill(place);
    report(name, 'plain query', await plainQuery(place));
    report(name, 'board', await boards(place));
  }
} finally {
  rmSync(dataDir, { recursive: true, force: true });
  await server.stop();
}

async function fill(place: Place): Promise<void> {
  const { store, close } = await openStore(place, silent);
  const shelf = await openPlaybookShelf(playbooks, (list) => store.keepPlaybooks(list));
  const { playbook, hash } = shelf.standing('direct-to-csp');
  const units = Array.from({ length: count }, (_, i): Unit => {
    const events = eventsOf(i, { id: playbook.id, version: playbook.version, hash });
    const id = `changeover-${i}`;
    const folded = events.reduce<ReturnType<typeof evolve> | undefined>(
      (state, event) => evolve(state, event, OPENED_AT, { door: 'message' }, id),
      undefined,
    );
    const next = { ...folded!, version: 1 };
    const entry = { commandId: `open-${i}`, at: OPENED_AT, actor: { door: 'message' as const }, events };
    const name = { id: `name-${i}`, changeoverId: id, kind: 'customerName', body: `Customer ${i}`, salt: 'aa' };
    const save = { expected: 0, next, entries: [entry], summary: summarise(next, playbook, OPENED_AT) };
    const who = {
      id: `technician-name-${i}`,
      changeoverId: id,
      kind: 'personName',
      body: `Technician ${i % 5}`,
      salt: 'aa',
    };
    const ticket = { id: `ticket-${i}`, changeoverId: id, kind: 'ticket', body: `INC-${i}`, salt: 'aa' };
    return { changeovers: [save], texts: [name, who, ticket], outbox: [], cardWishes: [] };
  });
  for (let at = 0; at < units.length; at += AT_ONCE) await store.commit(units.slice(at, at + AT_ONCE), OPENED_AT);
  await close();
}

/** One to three lines each, of different days and prices. */
function eventsOf(i: number, pin: { id: string; version: number; hash: string }): readonly Event[] {
  const input = anOpenInput({ playbook: pin });
  const lines = Array.from({ length: 1 + (i % 3) }, (_, n) => ({
    ...aLine({
      id: `l${n + 1}`,
      seats: 5 + ((i * 7) % 90),
      newStartsOn: dayOf(OPENED_AT + ((i % 40) + n) * DAY),
      renewsOn: dayOf(OPENED_AT + (12 + (i % 90)) * DAY),
    }),
  }));
  const { tenantId } = fabrikam;
  const partner = { ...input.partner, tenantId, teamId: partnerTeam.id, channelId: partnerTeam.channel.id };
  const customer = { ...input.customer, domain: `customer-${i}.com`, nameRef: { id: `name-${i}`, hash: '0' } };
  const joinCode = { hash: `join-${i}`, expiresAt: OPENED_AT + 1 };
  return [{ type: 'opened', ...input, customer, partner, lines, joinCode }, ...deskOf(i)];
}

/** Five technicians have four of five each, and every third has a ticket. */
function deskOf(i: number): readonly Event[] {
  const technician = { tenantId: fabrikam.tenantId, objectId: `technician-${i % 5}` };
  const nameRef = { id: `technician-name-${i}`, hash: '0' };
  const ticketRef = { id: `ticket-${i}`, hash: '0' };
  return [
    ...(i % 25 < 20
      ? ([
          { type: 'memberJoined', person: technician, side: 'partner', role: 'partnerTechnician', nameRef },
          { type: 'assigned', to: technician },
        ] as const)
      : []),
    ...(i % 3 === 0 ? ([{ type: 'ticketSet', ticketRef }] as const) : []),
  ];
}

/** The peer: ten rows of the same table, the oldest first, nothing worked out. */
async function plainQuery(place: Place): Promise<readonly number[]> {
  const database = await connect(place, silent);
  const text = `select id, snapshot, count(*) over () from changeovers
    where partner_tenant_id = $1 and team_id = $2 and state = 'open' order by opened_at, id limit 10 offset $3`;
  const times = await timed((i) => database.run({ text, values: [fabrikam.tenantId, partnerTeam.id, pageOf(i) * 10] }));
  await database.close();
  return times;
}

async function boards(place: Place): Promise<readonly number[]> {
  const connector = await startPretendConnector();
  const clock = { now: () => NOW };
  const config = {
    ...place,
    host: '127.0.0.1',
    port: 0,
    client: 'off',
    logLevel: 'silent',
    rateLimit: 10_000,
  } as const;
  const app = buildApp(config, { clock, random: systemRandom, log: createLog('silent') });
  const { url } = await app.start();
  // Being there makes her a member of the team.
  person({ cast: megan, place: 'channel', connector, botUrl: () => url, now: clock.now });
  let last = 0;
  const { serviceUrl } = connector;
  const teller: Teller = {
    cast: megan,
    place: 'channel',
    serviceUrl,
    now: clock.now,
    nextId: () => `press-${(last += 1)}`,
  };
  const times = await timed(async (i) => {
    const data = { page: pageOf(i), ...(FILTERED[i % 8] ?? (() => ({})))(i) };
    const activity = executeActivity(teller, partnerTeam.channel.id, 'card', { verb: 'board', data });
    const response = await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activity),
    });
    const body = await response.text();
    if (!body.includes('the worst first')) throw new Error(`no board: ${response.status} ${body.slice(0, 200)}`);
  });
  await app.stop();
  await connector.close();
  return times;
}

/** In milliseconds, the shortest first; the first few, which heat it up, are not counted. */
async function timed(run: (i: number) => Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = [];
  for (let i = 0; i < presses + HEATING; i++) {
    const startedAt = performance.now();
    await run(i);
    if (i >= HEATING) times.push(performance.now() - startedAt);
  }
  return times.toSorted((a, b) => a - b);
}

function pageOf(i: number): number {
  return (i * 13) % Math.ceil(count / 10);
}

function dayOf(at: Instant): string {
  return new Date(at).toISOString().slice(0, 10);
}

function report(store: string, what: string, times: readonly number[]): void {
  const numbers = [0.5, 0.99, 1].map((share) => quantile(times, share).toFixed(1));
  console.log([store, what, ...numbers].map(cell).join(''));
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function cell(text: string | number, i: number): string {
  return i < 2 ? String(text).padEnd(14) : String(text).padStart(10);
}
