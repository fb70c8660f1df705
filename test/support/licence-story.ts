/** A licence move on a real store against the pretend Graph over HTTP, on a clock of its own; nothing of Teams in it. */
import { randomUUID } from 'node:crypto';
import type { Changeover, ChangeoverId, Instant } from '../../changeover/changeover.ts';
import type { CommandBody } from '../../changeover/commands.ts';
import type { LicencePair } from '../../changeover/licence-plan.ts';
import { playbooks } from '../../changeover/playbooks/index.ts';
import { issueAlone, type AlonePorts } from '../../loop/issue-alone.ts';
import { countLicences } from '../../loop/licence-count.ts';
import { createLicenceNote } from '../../loop/licence-note.ts';
import type { LicenceTenant, MoveProgress, WriteConsent } from '../../loop/licence-ports.ts';
import { createLicenceRun } from '../../loop/licence-run.ts';
import { openPlaybookShelf } from '../../loop/playbook-shelf.ts';
import type { Log, Store } from '../../loop/ports.ts';
import { startPretendGraph, type PretendGraph } from '../../sandbox/graph.ts';
import {
  createDirectory,
  type DirectoryLimits,
  GRAPH_LIMITS,
  type LicenceDirectory,
} from '../../sandbox/licence-directory.ts';
import { pretendUsers } from '../../sandbox/licence-people.ts';
import { INTUNE_BY_VOLUME, intuneByVolume, pretendSku, teamsPhone } from '../../sandbox/licence-products.ts';
import { createGraph } from '../../tenant/graph.ts';
import { licencesOver } from '../../tenant/licences.ts';
import { joined, opening, onward, unitOf } from '../store/units.ts';
import { anOpenInput, OPENED_AT } from './changeover-builder.ts';
import { silent } from './silent-log.ts';

export const FROM = pretendSku('business-standard', 0).skuId;
export const TO = pretendSku('business-premium', 0).skuId;
export const PAIRS: readonly LicencePair[] = [{ from: FROM, to: TO }];

export interface StoryParts {
  readonly store: Store;
  readonly users?: number;
  readonly hasConflicts?: boolean;
  /** Seats of the new product; as many as users when absent. */
  readonly seats?: number;
  readonly limits?: DirectoryLimits;
  readonly log?: Log;
  readonly consent?: Awaited<ReturnType<WriteConsent['stateOf']>>;
  /** Milliseconds that each call takes on the story's clock. */
  readonly callMs?: number;
  readonly deadlineMs?: number;
  /** Another changeover of the same tenant, with the same users. */
  readonly beside?: LicenceStory;
}

export interface LicenceStory {
  now: Instant;
  readonly id: ChangeoverId;
  readonly tenantId: string;
  readonly graph: PretendGraph;
  readonly directory: LicenceDirectory;
  changeover(): Promise<Changeover>;
  progress(): Promise<MoveProgress | undefined>;
  /** A command of the customer's admin, or of a technician; throws when it is refused. */
  says(body: CommandBody, who?: 'admin' | 'technician'): Promise<Changeover>;
  /** One round, by this process or by another one. */
  round(worker?: number): Promise<number>;
  /** Counts users after an end, if that is due. */
  count(): Promise<number>;
  /** Rounds, with the clock going on by a second in between, until it is so. Throws after so many seconds. */
  until(isSo: (changeover: Changeover) => boolean, mostSeconds?: number): Promise<Changeover>;
  /** Reads, plans and confirms; the next round begins to write. */
  begins(): Promise<void>;
  close(): Promise<void>;
}

const MOST_SECONDS = 3_600;

export function storyDirectory({
  users = 45,
  hasConflicts = false,
  seats = users,
  limits,
}: Omit<StoryParts, 'store'>): LicenceDirectory {
  const skus = [
    pretendSku('business-standard', users),
    pretendSku('business-premium', seats),
    pretendSku('exchange-2', 100),
    teamsPhone(100),
    intuneByVolume(100),
  ];
  const otherSkuId = pretendSku('exchange-2', 0).skuId;
  const people = pretendUsers({
    domain: 'contoso.com',
    holders: new Map([[FROM, users]]),
    hasConflicts,
    otherSkuId,
    excludingSkuId: INTUNE_BY_VOLUME,
  });
  return createDirectory(skus, people, limits ?? GRAPH_LIMITS);
}

/** A changeover with an admin who joined, as rows of the store. */
export async function storyChangeover(store: Store, tenantId: string): Promise<Changeover> {
  const shelf = await openPlaybookShelf(playbooks, (list) => store.keepPlaybooks(list));
  const { playbook, hash } = shelf.standing('direct-to-csp');
  const first = opening({});
  const opened = {
    ...first.next,
    playbook: { id: playbook.id, version: playbook.version, hash },
    link: { read: { since: OPENED_AT }, write: { since: OPENED_AT } },
    lines: [{ ...anOpenInput().lines[0]!, isPerUser: true, isSameProduct: false }],
  };
  const second = onward(opened, joined({ tenantId, objectId: 'admin' }));
  for (const save of [{ ...first, next: opened }, second]) {
    const [outcome] = await store.commit([unitOf(save)], OPENED_AT);
    if (outcome !== 'saved') throw new Error(`not saved but ${outcome}`);
  }
  return second.next;
}

export async function aLicenceStory(parts: StoryParts): Promise<LicenceStory> {
  const { store, log = silent, consent = 'given', callMs = 0 } = parts;
  const { beside } = parts;
  const tenantId = beside?.tenantId ?? randomUUID();
  const changeover = await storyChangeover(store, tenantId);
  const directory = beside?.directory ?? storyDirectory(parts);
  const shelf = await openPlaybookShelf(playbooks, (list) => store.keepPlaybooks(list));
  let now = beside?.now ?? OPENED_AT;
  const clock = { now: () => now };
  const graph = beside?.graph ?? (await startPretendGraph(clock.now));
  if (!beside) graph.licences(async (tenant) => (tenant === tenantId ? directory : undefined));
  const tenant = taking(licencesOf(graph, parts.deadlineMs), () => void (now += callMs));
  const random = { id: () => randomUUID(), bytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)) };
  const alone: AlonePorts = {
    shelf,
    clock,
    load: (keys, asked) => store.load(keys, asked),
    commit: async (unit, at) => (await store.commit([unit], at))[0]!,
  };
  const note = createLicenceNote({ ...alone, store, random, log });
  const writeConsent: WriteConsent = { stateOf: async () => consent };
  const workers = [0, 1].map(() =>
    createLicenceRun({ store, tenant, consent: writeConsent, clock, random, log, note }),
  );
  const current = async (): Promise<Changeover> =>
    (await store.load({ conversationId: '', changeoverId: changeover.id })).changeovers[0]!;

  const story: LicenceStory = {
    id: changeover.id,
    tenantId,
    graph,
    directory,
    get now() {
      return now;
    },
    set now(at) {
      now = at;
    },
    changeover: current,
    progress: () => store.progressOf(changeover.id),
    async says(body, who = 'admin') {
      const { partner } = changeover;
      const person =
        who === 'admin' ? { tenantId, objectId: 'admin' } : { tenantId: partner.tenantId, objectId: 'technician' };
      const actor = { person, door: 'card' as const, ...(who === 'technician' && { teamId: partner.teamId }) };
      const issued = await issueAlone(alone, { id: randomUUID(), changeover: changeover.id, actor, body });
      if (!issued.ok) throw new Error(`refused: ${JSON.stringify(issued.refusal)}`);
      return issued.changeover;
    },
    round: async (worker = 0) => workers[worker]!(),
    count: () => countLicences({ ...alone, store, tenant, random, log }),
    async until(isSo, mostSeconds = MOST_SECONDS) {
      const end = now + mostSeconds * 1000;
      for (;;) {
        const one = await current();
        if (isSo(one)) return one;
        if (now > end) throw new Error(`It does not come true: ${JSON.stringify(one.licences)}`);
        if ((await workers[0]!()) === 0) now += 1_000;
      }
    },
    async begins() {
      const { licences } = await story.says({ type: 'readLicences', move: randomUUID(), pairs: PAIRS }, 'technician');
      await story.until((one) => one.licences?.state === 'planned');
      await story.says({ type: 'confirmLicenceMove', move: licences!.id });
    },
    close: async () => (beside ? undefined : graph.close()),
  };
  return story;
}

export function licencesOf(graph: Pick<PretendGraph, 'url' | 'tokenOf'>, deadlineMs = 5_000): LicenceTenant {
  const tokens = { token: async (tenantId: string) => ({ ok: true as const, token: graph.tokenOf(tenantId) }) };
  const over = createGraph({ tokens, baseUrl: graph.url, deadlineMs });
  return licencesOver(over, over);
}

/** Each call takes its time. */
function taking(tenant: LicenceTenant, pass: () => void): LicenceTenant {
  const after = async <T>(result: Promise<T>): Promise<T> => result.finally(pass);
  return {
    skus: (tenantId) => after(tenant.skus(tenantId)),
    users: (tenantId, skuId, page) => after(tenant.users(tenantId, skuId, page)),
    look: (tenantId, users) => after(tenant.look(tenantId, users)),
    assign: (tenantId, orders) => after(tenant.assign(tenantId, orders)),
  };
}
