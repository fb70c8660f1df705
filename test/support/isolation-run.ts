/** Intruders who try to read a changeover or to change it, by every door, and what came of it. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Piece } from '../../sandbox/card-reader.ts';
import { bot, fabrikam, partnerTeam } from '../../sandbox/people.ts';
import { diceOf } from './dice.ts';
import { DOORS, type Request } from './isolation-doors.ts';
import { INTRUDERS, type Intruder } from './isolation-people.ts';
import type { Victim } from './isolation-victim.ts';
import type { World } from './world.ts';

export interface Tally {
  readonly requests: number;
  /** Turns that the bot ran for them: the others ended at the door. */
  readonly turns: number;
  /** How many of each door were answered, whatever was said: nothing is proven by requests that arrive nowhere. */
  readonly answered: Readonly<Record<string, number>>;
  /** `<secret> to <intruder> by <door>`, once each. */
  readonly reads: readonly string[];
  /** What of the changeover is other than it was. */
  readonly changes: readonly string[];
}

/** Requests under way at a time: several of one intruder meet each other too. */
const TOGETHER = 8;

export interface Intrusion {
  readonly requests: number;
  readonly seed: number;
  /** Whose requests: intruders, or for a control somebody who may. */
  readonly by?: readonly Intruder[];
}

export async function intrude(victim: Victim, { requests, seed, by = INTRUDERS }: Intrusion): Promise<Tally> {
  const { world, loot } = victim;
  const dice = diceOf(seed);
  const doors = Object.keys(DOORS);
  const answered: Record<string, number> = {};
  const reads = new Set<string>();
  const before = await stateOf(victim);
  const [sentBefore, linesBefore] = [world.connector.exchanges.length, world.log.lines.length];
  for (let done = 0; done < requests; done += TOGETHER) {
    const lot = Array.from({ length: Math.min(TOGETHER, requests - done) }, () => {
      const [door, intruder] = [dice.pick(doors), dice.pick(by)];
      return { door, intruder, request: DOORS[door]!(dice, loot, intruder) };
    });
    const answers = await Promise.all(
      lot.map(({ intruder, request }, index) => send(world, intruder, request, `${seed}-${done + index}`)),
    );
    for (const [index, { door, intruder, request }] of lot.entries()) {
      const { status, text } = answers[index]!;
      if (status < 500) answered[door] = (answered[door] ?? 0) + 1;
      if (request.kind === 'form' && request.mayRead) continue;
      for (const leak of leaksIn(victim, text)) reads.add(`${leak} to ${intruder.name} by ${door}`);
    }
  }
  await settle(world);
  for (const { path, body } of world.connector.exchanges.slice(sentBefore)) {
    for (const leak of leaksIn(victim, JSON.stringify(body ?? ''))) reads.add(`${leak} in a message to ${path}`);
  }
  const after = await stateOf(victim);
  const changes = Object.keys(before).filter((part) => before[part] !== after[part]);
  const turns = world.log.lines.slice(linesBefore).filter((line) => line['msg'] === 'a turn was run').length;
  return { requests, turns, answered, reads: [...reads], changes };
}

/** What is said after the answers, by the aftermath of turns and by deliveries. */
async function settle(world: World): Promise<void> {
  for (let quiet = 0, seen = -1; quiet < 5;) {
    await world.running.pump.settle();
    await wait(20);
    const now = world.connector.exchanges.length;
    quiet = now === seen ? quiet + 1 : 0;
    seen = now;
  }
}

function leaksIn({ secrets }: Victim, text: string): readonly string[] {
  return Object.entries(secrets).flatMap(([name, secret]) => (text.includes(secret) ? [name] : []));
}

/** All that is kept of the changeover: its journal with its texts, and what is derived from it. */
async function stateOf({ world, id, pagedId, loot }: Victim): Promise<Record<string, string>> {
  const { running } = world;
  const history = await running.store.history(id);
  const { changeovers } = await running.store.load({ conversationId: '', changeoverId: id });
  const team = { partnerTenantId: fabrikam.tenantId, teamId: partnerTeam.id };
  const waiting = await Promise.all(loot.waiting.map((one) => running.store.openingOf(team, one, world.now())));
  const opened = await Promise.all(loot.waiting.map((one) => running.store.journal(one)));
  const table = await running.store.waitingOf(team, loot.table, { offset: 0, limit: 10 }, world.now());
  const paged = await running.store.history(pagedId);
  const json = (value: unknown): string => JSON.stringify(value);
  return {
    waiting: json([waiting, opened, table]),
    journal: json(history?.rows),
    texts: json(history?.texts),
    paged: json([paged?.rows, paged?.texts]),
    snapshot: json(changeovers[0]),
  };
}

async function send(
  world: World,
  { objectId, teamsId, place }: Intruder,
  request: Request,
  id: string,
): Promise<{ readonly status: number; readonly text: string }> {
  const { url } = world.running;
  const form = request.kind === 'form' && {
    method: 'POST',
    body: request.body,
    headers: { 'content-type': request.contentType },
  };
  const response =
    request.kind !== 'activity'
      ? await fetch(url + request.path, { redirect: 'manual', ...form })
      : await fetch(`${url}/api/messages`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(envelope(request.fields)),
        });
  return { status: response.status, text: await response.text() };

  function envelope({ thread = place.id, ...fields }: Piece): Piece {
    const { kind, tenantId, teamId } = place;
    return {
      id: `intrusion-${id}`,
      timestamp: new Date(world.now()).toISOString(),
      channelId: 'msteams',
      serviceUrl: world.connector.serviceUrl,
      from: { id: teamsId, name: 'Ingrid Intruder', aadObjectId: objectId },
      recipient: { id: bot.id, name: bot.name },
      conversation: { id: thread, conversationType: kind, tenantId, ...(kind !== 'personal' && { isGroup: true }) },
      channelData: {
        tenant: { id: tenantId },
        ...(teamId !== undefined && { team: { id: teamId }, channel: { id: place.id } }),
      },
      locale: 'en-US',
      localTimezone: 'Europe/Berlin',
      ...fields,
    };
  }
}
