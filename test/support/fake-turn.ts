/**
 * A small world in memory to run turns in: the loop's own Desk over rows kept in maps, with compare-and-swap and
 * dialog state that lives as JSON text, so that every turn is also a restart. For tests of dialogs; nothing is sent.
 */
import type { Changeover, ChangeoverId, Instant, Person } from '../../changeover/changeover.ts';
import type { Playbook } from '../../changeover/playbook.ts';
import { playbooks } from '../../changeover/playbooks/index.ts';
import { Desk } from '../../loop/desk.ts';
import { countingRandom, objectIdOf } from './fake-ids.ts';
import { openPlaybookShelf, type PlaybookShelf } from '../../loop/playbook-shelf.ts';
import type { BookEntry } from '../../changeover/wrong-tenant.ts';
import type {
  Content,
  Conversation,
  ConversationKind,
  JoinTries,
  JournalEntry,
  Loaded,
  Outcome,
  OutboxItem,
  CardWish,
  Random,
  TeamHere,
  TypedDomain,
  Unit,
} from '../../loop/ports.ts';
import type { InvokeAnswer, Turn, TurnSource } from '../../loop/turn.ts';

/** A person where they sit: in a personal chat, or in a thread of a channel. */
export interface Someone {
  readonly person: Person;
  readonly personName: string;
  readonly conversationId: string;
  readonly conversation: Conversation;
  readonly teamId?: string;
  readonly zone: string;
  readonly locale: string;
}

/** What a turn left behind once it was saved. */
export interface Heard {
  readonly said: readonly Content[];
  readonly answer: InvokeAnswer | undefined;
  readonly cardWishes: readonly CardWish[];
  readonly outbox: readonly OutboxItem[];
  /** How often the turn ran: more than once after a conflict. */
  readonly runs: number;
}

export interface TurnOptions {
  readonly door?: TurnSource['door'];
  /** The same id again is the same activity, repeated. */
  readonly activityId?: string;
  readonly joinCodeHash?: string;
  readonly changeoverId?: ChangeoverId;
  readonly typedDomain?: TypedDomain;
}

const MOST_RUNS = 5;

export class FakeWorld {
  now: Instant;
  readonly changeovers = new Map<ChangeoverId, Changeover>();
  readonly journal: (JournalEntry & { readonly changeoverId: ChangeoverId })[] = [];
  readonly texts = new Map<
    string,
    { readonly changeoverId: ChangeoverId; readonly kind: string; readonly body: string }
  >();
  readonly outbox: OutboxItem[] = [];
  readonly conversations = new Map<string, Conversation>();
  /** Threads with a status card: conversation id to changeover. */
  readonly threads = new Map<string, ChangeoverId>();
  readonly random: Random = countingRandom();
  readonly #tries = new Map<string, JoinTries>();
  readonly teams = new Map<string, TeamHere>();
  readonly #dialogs = new Map<string, { readonly json: string; readonly version: number }>();
  readonly #shelf: PlaybookShelf;
  #activities = 0;

  constructor(shelf: PlaybookShelf, now: Instant) {
    this.#shelf = shelf;
    this.now = now;
  }

  /** One turn of one person: load, work, commit; on a conflict the whole of it again, as the loop does. */
  async run(who: Someone, work: (turn: Turn) => Promise<void> | void, options: TurnOptions = {}): Promise<Heard> {
    this.#activities += 1;
    const activityId = options.activityId ?? `activity-${this.#activities}`;
    for (let runs = 1; runs <= MOST_RUNS; runs += 1) {
      const desk = new Desk(
        { shelf: this.#shelf, random: this.random },
        sourceOf(who, activityId, options),
        this.load(who, options),
        this.now,
      );
      await work(desk);
      const unit = desk.unit();
      if (unit === undefined || this.commit(unit) === 'saved') {
        return {
          said: desk.held,
          answer: desk.invokeAnswer,
          cardWishes: unit?.cardWishes ?? [],
          outbox: unit?.outbox ?? [],
          runs,
        };
      }
    }
    throw new Error(`The turn met ${MOST_RUNS} conflicts in a row.`);
  }

  load(who: Someone, options: TurnOptions): Loaded {
    const { joinCodeHash, typedDomain } = options;
    const joined = [...this.changeovers.values()].find(
      (one) => joinCodeHash !== undefined && one.join?.hash === joinCodeHash,
    );
    const threadId = this.threads.get(who.conversationId);
    const known = this.conversations.get(who.conversation.id);
    const dialog = this.#dialogs.get(dialogKey(who.conversationId, who.person));
    const { conversationId, person } = who;
    return {
      ...(known !== undefined && { conversation: known }),
      ...(dialog !== undefined && {
        dialog: { conversationId, person, doc: JSON.parse(dialog.json), version: dialog.version },
      }),
      changeovers: [...this.changeovers.values()].toSorted((a, b) => b.openedAt - a.openedAt),
      ...(threadId !== undefined && { threadChangeoverId: threadId }),
      ...(joined !== undefined && { joinChangeoverId: joined.id }),
      teams: [...this.teams.values()].filter(
        ({ team }) => team.tenantId === person.tenantId && (who.teamId ?? team.teamId) === team.teamId,
      ),
      tries: [person.objectId, ''].flatMap((id) => this.#tries.get(`${person.tenantId}/${id}`) ?? []),
      cards: [],
      texts: Object.fromEntries([...this.texts].map(([id, text]) => [id, text.body])),
      seenCommandIds: this.journal.map((entry) => entry.commandId),
      ...(typedDomain && { typedDomain: { ...typedDomain, book: this.#bookOf(typedDomain) } }),
    };
  }

  #bookOf({ domain, tenantId }: TypedDomain): readonly BookEntry[] {
    const hits = [...this.changeovers.values()].filter(
      ({ customer }) => customer.domain === domain || (tenantId !== undefined && customer.tenantId === tenantId),
    );
    return hits.map(({ customer }) => {
      const name = this.texts.get(customer.nameRef.id)?.body;
      return {
        domain: customer.domain,
        ...(customer.tenantId !== undefined && { tenantId: customer.tenantId }),
        ...(name !== undefined && { name }),
      };
    });
  }

  commit(unit: Unit): Outcome {
    const isStale = unit.changeovers.some(
      (save) => (this.changeovers.get(save.next.id)?.version ?? 0) !== save.expected,
    );
    const isRaced = (unit.tries ?? []).some(
      (one) => (this.#tries.get(`${one.tenantId}/${one.objectId}`)?.version ?? 0) !== one.version,
    );
    if (isRaced) return 'conflict';
    const dialog = unit.dialog && this.#dialogs.get(dialogKey(unit.dialog.conversationId, unit.dialog.person));
    const known = unit.conversation && this.conversations.get(unit.conversation.id);
    if ((known?.version ?? 0) !== (unit.conversation?.version ?? 0)) return 'conflict';
    if (isStale || (dialog?.version ?? 0) !== (unit.dialog?.version ?? 0)) return 'conflict';
    for (const save of unit.changeovers) {
      this.changeovers.set(save.next.id, JSON.parse(JSON.stringify(save.next)) as Changeover);
      this.journal.push(...save.entries.map((entry) => ({ ...entry, changeoverId: save.next.id })));
    }
    for (const { id, changeoverId, kind, body } of unit.texts) this.texts.set(id, { changeoverId, kind, body });
    const news = unit.outbox.filter((item) => !this.outbox.some((old) => old.occasion === item.occasion));
    this.outbox.push(...news);
    if (unit.conversation) {
      const { conversation } = unit;
      this.conversations.set(conversation.id, { ...conversation, version: conversation.version + 1 });
    }
    for (const { tenantId, objectId, version, wrongAt } of unit.tries ?? []) {
      this.#tries.set(`${tenantId}/${objectId}`, { objectId, version: version + 1, wrongAt });
    }
    if (unit.team) this.teams.set(unit.team.next.teamId, { team: unit.team.next, people: [] });
    for (const wish of unit.cardWishes) this.threads.set(wish.threadId ?? wish.conversationId, wish.changeoverId);
    if (unit.dialog) {
      const { conversationId, person, doc, version } = unit.dialog;
      this.#dialogs.set(dialogKey(conversationId, person), { json: JSON.stringify(doc), version: version + 1 });
    }
    return 'saved';
  }

  /** The only changeover; fails when there is none or more than one. */
  only(): Changeover {
    const [one, ...more] = this.changeovers.values();
    if (one === undefined || more.length > 0)
      throw new Error(`There are ${this.changeovers.size} changeovers, not one.`);
    return one;
  }

  /** Puts back a dialog state that was kept before a restart. */
  restore(who: Someone, json: string): void {
    this.#dialogs.set(dialogKey(who.conversationId, who.person), { json, version: 1 });
  }

  dialogJson(who: Someone): string | undefined {
    return this.#dialogs.get(dialogKey(who.conversationId, who.person))?.json;
  }

  /** The bodies of all kept texts of a kind. */
  bodies(kind: string): readonly string[] {
    return [...this.texts.values()].filter((text) => text.kind === kind).map((text) => text.body);
  }
}

/** An empty world at that instant, with the playbooks that we ship or some of a test's own. */
export async function fakeWorld(now: Instant, shipped: readonly Playbook[] = playbooks): Promise<FakeWorld> {
  const shelf = await openPlaybookShelf(shipped, async (ours) => ours);
  return new FakeWorld(shelf, now);
}

export const PARTNER_TENANT = '11111111-1111-4111-8111-111111111111';
export const CUSTOMER_TENANT = '22222222-2222-4222-8222-222222222222';
export const TEAM = '19:team-1@thread.tacv2';
export const CHANNEL = '19:chan-1@thread.tacv2';

/** A technician of the partner in a thread of its channel. */
export function technician(name = 'Tess Tech', thread = '1', zone = 'Europe/Amsterdam'): Someone {
  const person = { tenantId: PARTNER_TENANT, objectId: objectIdOf(name) };
  const conversationId = `${CHANNEL};messageid=${thread}`;
  const conversation = conversationOf(CHANNEL, 'channel', person, zone);
  return {
    person,
    personName: name,
    conversationId,
    conversation: { ...conversation, teamId: TEAM },
    teamId: TEAM,
    zone,
    locale: 'en-GB',
  };
}

/** An admin of the customer in the personal chat. */
export function customerAdmin(name = 'Alex Admin', tenantId = CUSTOMER_TENANT, zone = 'Europe/Amsterdam'): Someone {
  const person = { tenantId, objectId: objectIdOf(name) };
  const conversationId = `personal-${name.toLowerCase().replaceAll(' ', '-')}`;
  return {
    person,
    personName: name,
    conversationId,
    conversation: conversationOf(conversationId, 'personal', person, zone),
    zone,
    locale: 'en-GB',
  };
}

function conversationOf(id: string, kind: ConversationKind, person: Person, zone: string): Conversation {
  const reference = {
    serviceUrl: 'http://localhost:1/',
    conversationId: id,
    botId: '28:bot',
    tenantId: person.tenantId,
  };
  const personal = kind === 'personal' && { person };
  return {
    id,
    kind,
    tenantId: person.tenantId,
    ...personal,
    reference,
    zone,
    locale: 'en-GB',
    state: 'reachable',
    version: 0,
  };
}

function sourceOf(who: Someone, activityId: string, options: TurnOptions): TurnSource {
  const { person, personName, conversationId, conversation, teamId, zone, locale } = who;
  const team = teamId !== undefined && { teamId };
  return {
    door: options.door ?? 'message',
    person,
    personName,
    conversationId,
    conversation,
    activityId,
    zone,
    locale,
    ...team,
  };
}

function dialogKey(conversationId: string, person: Person): string {
  return `${conversationId}|${person.tenantId}|${person.objectId}`;
}
