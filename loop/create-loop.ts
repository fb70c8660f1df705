/** The loop, composed: what happens to every command, and what follows from it. */
import type { ChangeoverId, Instant } from '../changeover/changeover.ts';
import type { Command, CommandBody } from '../changeover/commands.ts';
import type { Playbook } from '../changeover/playbook.ts';
import { refuse, type Refusal } from '../changeover/refusals.ts';
import { deliver, type Renderer } from './deliver.ts';
import type { Desk } from './desk.ts';
import { draftOf, handleCommand, saveOf } from './draft.ts';
import { groupCommit } from './group-commit.ts';
import { openPlaybookShelf, type PlaybookShelf } from './playbook-shelf.ts';
import type { Clock, Conversation, LoadKeys, Log, Mark, Messenger, Outcome, Random, Store, Unit } from './ports.ts';
import { tick } from './tick.ts';
import type { TurnSource } from './turn.ts';
import { runTurn, type TurnResult } from './unit-of-work.ts';

/** Conversations handed to the queue by one sweep; the next sweep takes the rest. */
const SWEEP = 200;

export interface LoopPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly messenger: Messenger;
  readonly playbooks: readonly Playbook[];
  readonly rendererOf: (shelf: PlaybookShelf) => Renderer;
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
  /** Decides all that is due at `now`; returns how many changeovers were looked at. */
  tick(now: Instant): Promise<number>;
  /** Delivers what is due in a conversation. */
  deliver(conversationId: string): Promise<void>;
  /** Conversations with something to deliver now. */
  toDeliver(): Promise<readonly string[]>;
}

export async function createLoop(ports: LoopPorts): Promise<Loop> {
  const { store, clock, random, log, messenger } = ports;
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
  const unitPorts = { shelf, random, clock, load, commit };

  return {
    shelf,
    turn: (source, keys, work) => runTurn(unitPorts, source, keys, work),
    finish: (result, shownOn) => finish({ messenger, mark, log }, result, shownOn),
    issue: (changeover, id, door, body) =>
      issueAlone({ shelf, load, commit, clock }, { id, changeover, actor: { door }, body }),
    tick: (now) => tick({ store, shelf, log }, now),
    deliver: (conversationId) => deliver({ store, mark, messenger, renderer, clock, log }, conversationId),
    toDeliver: () => store.conversationsToDeliver(clock.now(), SWEEP),
  };
}

interface FinishPorts {
  readonly messenger: Messenger;
  readonly mark: (mark: Mark) => Promise<void>;
  readonly log: Log;
}

async function finish(
  { messenger, mark, log }: FinishPorts,
  result: TurnResult,
  shownOn?: { readonly conversationId: string; readonly activityId: string },
): Promise<void> {
  const { source } = result.desk;
  const conversation: Conversation = source.conversation;
  for (const content of result.held) {
    const sent = await messenger.send(conversation.reference, conversation.kind, content, source.conversationId);
    if (sent.ok) continue;
    log.warn({ conversation: conversation.id, why: sent.why, kind: sent.kind }, 'an answer was not delivered');
    if (sent.kind !== 'unreachable') continue;
    await mark({ kind: 'unreachable', conversationId: conversation.id, why: sent.why, at: result.now });
    return;
  }
  const { invokeAnswer, desk } = result;
  if (invokeAnswer?.kind !== 'status' || shownOn === undefined) return;
  const standing = desk.loaded.cards.find(
    (card) => card.changeoverId === invokeAnswer.changeoverId && card.activityId === shownOn.activityId,
  );
  const version = desk.newest(invokeAnswer.changeoverId)?.version;
  if (standing !== undefined && version !== undefined)
    await mark({ kind: 'cardShown', card: { ...standing, shownVersion: version } });
}

interface AlonePorts {
  readonly shelf: PlaybookShelf;
  readonly load: (keys: LoadKeys, asked: readonly string[]) => ReturnType<Store['load']>;
  readonly commit: (unit: Unit, now: Instant) => Promise<Outcome>;
  readonly clock: Clock;
}

async function issueAlone(ports: AlonePorts, command: Command): Promise<Refusal | undefined> {
  const now = ports.clock.now();
  for (let attempt = 0; attempt < 6; attempt++) {
    const loaded = await ports.load({ conversationId: '', changeoverId: command.changeover }, [command.id]);
    const changeover = loaded.changeovers.find((one) => one.id === command.changeover);
    if (changeover === undefined) return refuse('unknownChangeover');
    if (loaded.seenCommandIds.includes(command.id)) return undefined;
    const playbook = ports.shelf.of(changeover);
    const drafted = handleCommand(draftOf(changeover.id, changeover), playbook, command, now);
    if (!drafted.ok) return drafted.refusal;
    const save = saveOf(drafted.draft, playbook, now);
    if (save === undefined) return undefined;
    const outcome = await ports.commit({ changeovers: [save], texts: [], outbox: [], cardWishes: [] }, now);
    if (outcome === 'saved' || outcome === 'repeated') return undefined;
    if (outcome === 'failed') return refuse('internal');
  }
  return refuse('tooBusy');
}
