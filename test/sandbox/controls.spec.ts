import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Changeover, Instant } from '../../changeover/changeover.ts';
import type { CommandBody } from '../../changeover/commands.ts';
import type { JournalEntry } from '../../loop/ports.ts';
import { openClock } from '../../sandbox/clock.ts';
import { ControlError, createControls } from '../../sandbox/controls.ts';
import type { ControlPorts, Controls } from '../../sandbox/controls.ts';
import { contoso } from '../../sandbox/people.ts';
import { startPretendGraph, type PretendGraph } from '../../sandbox/graph.ts';
import { pretendReader } from '../../sandbox/pretend-reader.ts';
import { openStateFile } from '../../sandbox/state-file.ts';
import { openTenants } from '../../sandbox/tenant.ts';
import { aChangeover, aLine } from './a-changeover.ts';

const NOON = Date.UTC(2026, 2, 2, 12);
const DAY = 86_400_000;

describe('the sandbox’s controls', () => {
  let folder: string;
  let open: Changeover[];
  let journals: Record<string, (JournalEntry & { version: number })[]>;
  let due: { at: Instant; reminds: boolean }[];
  let issued: { changeover: string; door: string; body: CommandBody }[];
  let settled: number;
  let lookedAt: string[];
  let refusal: { code: 'closedAlready' } | undefined;
  let controls: Controls;
  let graph: PretendGraph;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'controls-'));
    open = [aChangeover([aLine('l1')])];
    journals = {};
    due = [];
    issued = [];
    settled = 0;
    lookedAt = [];
    refusal = undefined;
    controls = createControls(await ports());
  });
  afterEach(async () => {
    await graph.close();
    await rm(folder, { recursive: true });
  });

  it('move the clock by an ISO 8601 duration', async () => {
    due = [{ at: NOON + DAY, reminds: true }];
    const moved = await controls.moveClock({ advance: 'P7D' });
    assert.deepEqual(moved, { now: NOON + 7 * DAY, visited: [NOON + DAY] });
  });

  it('move the clock to an instant', async () => {
    assert.equal((await controls.moveClock({ to: '2026-03-05T12:00:00+01:00' })).now, Date.UTC(2026, 2, 5, 11));
  });

  it('move the clock on, past stops at which nothing is sent, to the next reminder', async () => {
    due = [
      { at: NOON + DAY, reminds: false },
      { at: NOON + 2 * DAY, reminds: true },
      { at: NOON + 3 * DAY, reminds: true },
    ];
    assert.equal((await controls.moveClock({ to: 'nextReminder' })).now, NOON + 2 * DAY);
  });

  it('say that no reminder is planned', async () => {
    await assert.rejects(controls.moveClock({ to: 'nextReminder' }), /No reminder is planned/);
  });

  it('refuse what is no wish for the clock, in a sentence', async () => {
    const bad = [
      [{ advance: '7 days' }, /"7 days" is no ISO 8601 duration/],
      [{ advance: '-P1D' }, /only goes forward/],
      [{ advance: 'P9Y' }, /at most three years/],
      [{ to: 'tomorrow' }, /"tomorrow" is no instant/],
      [{ to: '2026-03-01T12:00:00Z' }, /only goes forward/],
      [{ advance: 'P1D', to: 'nextReminder' }, /Say \{"advance"/],
      [{}, /Say \{"advance"/],
      ['P1D', /Say \{"advance"/],
      [undefined, /Say \{"advance"/],
    ] as const;
    for (const [wish, words] of bad) {
      await assert.rejects(controls.moveClock(wish), (error: Error) => {
        assert.ok(error instanceof ControlError);
        assert.match(error.message, words);
        return true;
      });
    }
    assert.equal((await controls.state()).now, NOON);
  });

  it('hand a turned knob to the bot as a reading of the tenant, and deliver what follows', async () => {
    const turned = await controls.turnTenant({ newOnAllUsers: true });
    assert.equal(turned.lines[0]?.newThere, true);
    assert.deepEqual(
      issued.map((one) => [one.changeover, one.door, one.body.type]),
      [['c1', 'tenant', 'recordReading']],
    );
    assert.equal(settled, 1);
  });

  it('let the bot look for itself where it may read', async () => {
    open = [aChangeover([aLine('l1')], { link: { read: { since: 0 } } })];
    await controls.turnTenant({ newThere: true });
    assert.deepEqual([issued, lookedAt, settled], [[], ['c1'], 1]);
  });

  it('let the tenant of each open changeover be read once its administrator says yes', async () => {
    await controls.allow(contoso.tenantId, 'read');
    assert.equal((await controls.state()).changeovers[0]?.mayBeRead, true);
    assert.equal((await controls.state()).changeovers[0]?.licences?.mayWrite, false);
    await controls.allow(contoso.tenantId, 'write');
    assert.equal((await controls.state()).changeovers[0]?.licences?.mayWrite, true);
  });

  it('read nothing once consent is taken back', async () => {
    await controls.turnTenant({ consent: false });
    assert.deepEqual(issued, []);
  });

  it('show what was made odd about a tenant, and take each of it back', async () => {
    const odd = async (): Promise<unknown> => (await controls.state()).changeovers[0]!.odd;
    const plain = { access: false, callDomains: 0, keyInPartners: false, otherDomain: false, empty: false };
    assert.deepEqual(await odd(), plain);
    for (const knob of [
      { access: true },
      { callDomains: 3 },
      { callDomains: 'conflict' },
      { keyInPartners: true },
      { otherDomain: true },
      { empty: true },
    ]) {
      await controls.turnTenant(knob);
      assert.deepEqual(await odd(), { ...plain, ...knob });
      await controls.turnTenant(Object.fromEntries(Object.keys(knob).map((name) => [name, Reflect.get(plain, name)])));
      assert.deepEqual(await odd(), plain);
    }
  });

  it('ask which changeover is meant when several are open', async () => {
    open.push(aChangeover([aLine('l1')], { id: 'c2' }));
    await assert.rejects(controls.turnTenant({ newThere: true }), /Several changeovers are open/);
    await controls.turnTenant({ changeover: 'c2', newThere: true });
    assert.equal(issued[0]?.changeover, 'c2');
  });

  it('refuse knobs that are not there, in a sentence', async () => {
    await assert.rejects(controls.turnTenant({ seats: -1 }), /knobs are wrong: seats/);
    await assert.rejects(controls.turnTenant({ sets: 3 }), /knobs are wrong/);
    await assert.rejects(controls.turnTenant({ changeover: 'nobody', seats: 3 }), /no open changeover with this id/);
    await assert.rejects(controls.turnTenant({ line: 'l9', seats: 3 }), /has no line l9/);
    open = [];
    await assert.rejects(controls.turnTenant({ seats: 3 }), /No changeover is open/);
  });

  it('say when the bot refused the reading', async () => {
    refusal = { code: 'closedAlready' };
    await assert.rejects(controls.turnTenant({ newThere: true }), /reading was refused: closedAlready/);
  });

  it('tell what happened last, newest first, also of a changeover that was closed since', async () => {
    const row = (version: number, at: Instant, events: JournalEntry['events']) => ({
      version,
      commandId: `x${version}`,
      at,
      actor: { door: 'card' as const },
      events,
    });
    journals['c1'] = [
      row(1, NOON, [{ type: 'snoozed', side: 'customer', until: NOON }]),
      row(2, NOON, [{ type: 'stepDone', step: 'end-old', line: 'l1', kind: 'word' }]),
    ];
    await controls.state();
    open = [];
    const { latest } = await controls.state();
    assert.deepEqual(
      latest.map((one) => one.events),
      [['step done: end-old, l1, word'], ['snoozed: customer']],
    );
  });

  it('show the letters that would have been sent, newest first', async () => {
    const { mails } = await controls.state();
    assert.deepEqual(mails, [
      { at: 2, from: 'f', to: 't', subject: 's2', text: 'x' },
      { at: 1, from: 'f', to: 't', subject: 's1', text: 'x' },
    ]);
  });

  async function ports(): Promise<ControlPorts> {
    const file = await openStateFile(join(folder, 'sandbox.json'));
    const clock = openClock(file, () => NOON);
    const tenants = openTenants(file, () => NOON);
    graph = await startPretendGraph(() => NOON, tenants);
    return {
      store: {
        openChangeovers: async () => open,
        journal: async (id) => journals[id] ?? [],
        nextDueAt: async () => due[0]?.at,
        lookNow: async (id) => void lookedAt.push(id),
      },
      loop: {
        async issue(changeover, _id, door, body) {
          issued.push({ changeover, door, body });
          return refusal;
        },
      },
      async settle() {
        settled += 1;
        for (const one of due.filter(({ at }) => at <= clock.now())) {
          if (one.reminds) open = open.map((each) => ({ ...each, reminded: { ...each.reminded, [one.at]: one.at } }));
        }
        due = due.filter(({ at }) => at > clock.now());
      },
      clock,
      tenants,
      reader: pretendReader(graph, tenants),
      file,
      windows: [],
      mails: [1, 2].map((at) => ({ at, from: 'f', to: 't', subject: `s${at}`, text: 'x', html: '<p>x</p>' })),
      newId: () => 'an-id',
    };
  }
});
