/** The loop, composed: what happens to every command, and what follows from it. */
import type { ChangeoverId, Instant } from '../changeover/changeover.ts';
import type { CommandBody } from '../changeover/commands.ts';
import type { Playbook } from '../changeover/playbook.ts';
import type { Refusal } from '../changeover/refusals.ts';
import type { ConsentOutcome } from '../changeover/tenant-link.ts';
import { answerOnPage, type PageAnswer } from './answer-on-page.ts';
import { sendBooks } from './book-digest.ts';
import { deliver } from './deliver.ts';
import type { Renderer } from './delivery-ports.ts';
import type { Desk } from './desk.ts';
import { finish } from './finish.ts';
import { forgetNext } from './forget.ts';
import { groupCommit } from './group-commit.ts';
import { issueAlone, type IssuedAlone } from './issue-alone.ts';
import { look } from './look.ts';
import { createLanes } from './lanes.ts';
import { lookAtDrafts } from './look-at-drafts.ts';
import { openImports } from './open-imports.ts';
import { createPace, type PaceTimes } from './pace.ts';
import { createLicenceNote } from './licence-note.ts';
import { countLicences } from './licence-count.ts';
import type { LicenceReader, LicenceTenant, WriteConsent } from './licence-ports.ts';
import { createLicenceRun } from './licence-run.ts';
import type { PageLinks } from './page-ports.ts';
import { openPlaybookShelf, type PlaybookShelf } from './playbook-shelf.ts';
import type { Clock, LoadKeys, Log, Mark, Messenger, Meter, Outcome, Random, Store, Unit } from './ports.ts';
import { tellReach } from './reach.ts';
import type { SecondWays } from './reach-ports.ts';
import type { TenantReader } from './reading-ports.ts';
import { createSecondWays } from './second-ways.ts';
import { takeConsent, type ConsentAnswer } from './take-consent.ts';
import { tick } from './tick.ts';
import { sendMail } from './send-mail.ts';
import type { MailSoon, TurnSource } from './turn.ts';
import { runTurn, type TurnResult } from './unit-of-work.ts';

/** Conversations handed to the queue by one sweep; the next sweep takes the rest. */
const SWEEP = 200;
/** Conversations of one tenant that this process delivers at a time. */
const LANES_OF_TENANT = 4;

export interface LoopPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly messenger: Messenger;
  readonly playbooks: readonly Playbook[];
  readonly rendererOf: (shelf: PlaybookShelf) => Renderer;
  /** Other ways to people whom Teams does not reach; absent where none is configured. */
  readonly secondWays?: SecondWays;
  /** Absent where no tenant can be read: everything goes by people's word. */
  readonly tenantReader?: TenantReader;
  /** Absent where no browser reaches this bot. */
  readonly pages?: PageLinks;
  /** The tenants' licences, and the consent to write them; absent: no licences are moved. */
  readonly licences?: { readonly tenant: LicenceTenant; readonly consent: WriteConsent };
  /** Reads tenants' licences to count users after an end; absent: nobody counts. */
  readonly licenceReader?: LicenceReader;
  readonly meter: Meter;
  readonly pace: PaceTimes;
  /** Real milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
}

export interface Loop {
  readonly shelf: PlaybookShelf;
  /** Runs one turn and saves it; what was held back is said by `finish`, after the invoke is answered. */
  turn(source: TurnSource, keys: LoadKeys, work: (desk: Desk) => Promise<void>): Promise<TurnResult>;
  /** After the answer: says what the turn held back and marks the card that the invoke returned. */
  finish(result: TurnResult, shownOn?: { readonly conversationId: string; readonly activityId: string }): Promise<void>;
  /** A command without a conversation: a reading of the tenant, the sandbox. */
  issue(
    changeover: ChangeoverId,
    id: string,
    door: 'tenant' | 'sandbox',
    body: CommandBody,
  ): Promise<Refusal | undefined>;
  /** Decides all that is due at `now`; returns how many changeovers, books and rows of files were looked at. */
  tick(now: Instant): Promise<number>;
  /** What Microsoft's page of consent answered. */
  takeConsent(answer: ConsentAnswer): Promise<ConsentOutcome | Refusal>;
  /** Sends an e-mail; the partner hears when it could not be sent. */
  mail(mail: MailSoon): Promise<void>;
  /** What was pressed on a customer's web page. */
  answerOnPage(answer: PageAnswer): Promise<IssuedAlone>;
  /** Looks at the tenants that are due to be looked at; returns how many. */
  look(): Promise<number>;
  /** Forgets who asked for it, tells the changeovers who can't be reached, or can again, and tries other ways. Returns how much there was to do. */
  reach(): Promise<number>;
  /** Goes on with licence moves for a while, and counts users after an end. Returns how much there was to do. */
  moveLicences(): Promise<number>;
  /** Delivers what is due in a conversation. */
  deliver(conversationId: string): Promise<void>;
  /** Resolves when the deliveries that are under way now have ended. */
  delivered(): Promise<void>;
  /** Conversations with something to deliver now. */
  toDeliver(): Promise<readonly string[]>;
}

export async function createLoop(ports: LoopPorts): Promise<Loop> {
  const { store, clock, random, log, messenger, meter, wait } = ports;
  const shelf = await openPlaybookShelf(ports.playbooks, (list) => store.keepPlaybooks(list));
  const renderer = ports.rendererOf(shelf);
  const commits = groupCommit<{ unit: Unit; now: Instant }, Outcome>((items) =>
    store.commit(
      items.map((item) => item.unit),
      items.at(-1)!.now,
    ),
  );
  const marks = groupCommit<Mark, void>(async (items) => {
    await store.mark(items);
    return items.map(() => undefined);
  });
  const mark = (one: Mark): Promise<void> => marks.add(one);
  const commit = (unit: Unit, now: Instant): Promise<Outcome> => commits.add({ unit, now });
  const load = (keys: LoadKeys, asked: readonly string[]) => store.load(keys, asked);
  const alone = { shelf, load, commit, clock };
  const begunAt = clock.now();
  const tryOtherWays = createSecondWays({ store, ways: ports.secondWays ?? {}, renderer, clock, log });
  const moveLicences = licenceRunOf(ports, createLicenceNote({ ...alone, store, random, log }));
  const { licenceReader: reader } = ports;
  const count = async (): Promise<number> =>
    reader ? countLicences({ ...alone, store, tenant: reader, random, log }) : 0;
  const lanes = createLanes(LANES_OF_TENANT);
  const delivering = {
    store,
    mark,
    messenger,
    renderer,
    clock,
    log,
    meter,
    lanes,
    pace: createPace(ports.pace, wait),
    wait,
  };
  const underWay = new Set<Promise<void>>();
  const unitPorts = { shelf, random, clock, load, commit };

  return {
    shelf,
    turn: (source, keys, work) => runTurn(unitPorts, source, keys, work),
    finish: (result, shownOn) => finish({ messenger, mark, log, meter, wait }, result, shownOn),
    async issue(changeover, id, door, body) {
      const issued = await issueAlone(alone, { id, changeover, actor: { door }, body });
      return issued.ok ? undefined : issued.refusal;
    },
    takeConsent: (answer) => takeConsent({ ...alone, store }, answer),
    mail: (mail) => sendMail({ ...alone, ways: ports.secondWays ?? {}, log }, mail),
    answerOnPage: (answer) => answerOnPage(alone, answer),
    look: async () => (ports.tenantReader ? look({ ...alone, store, reader: ports.tenantReader, random, log }) : 0),
    reach: async () =>
      (await forgetNext({ ...alone, store, log })) +
      (await tellReach({ ...alone, store, log, messenger })) +
      (await tryOtherWays()),
    tick: async (now) =>
      (await tick({ store, shelf, log, meter, begunAt, ...(ports.pages && { pages: ports.pages }) }, now)) +
      (await sendBooks(store, now)) +
      (await openImports({ store, shelf, random, clock, log })) +
      (await lookAtDrafts({ ...alone, store, renderer, log })),
    deliver(conversationId) {
      const one = deliver(delivering, conversationId).finally(() => underWay.delete(one));
      underWay.add(one);
      return one;
    },
    delivered: async () => void (await Promise.allSettled(underWay)),
    moveLicences: async () => (await moveLicences()) + (await count()),
    toDeliver: () => store.conversationsToDeliver(clock.now(), SWEEP),
  };
}

function licenceRunOf(
  { licences, store, clock, random, log }: LoopPorts,
  note: ReturnType<typeof createLicenceNote>,
): () => Promise<number> {
  return licences ? createLicenceRun({ ...licences, store, clock, random, log, note }) : async () => 0;
}
