/** Other ways to somebody whom Teams does not reach: the app installed for them, and a letter of what waits. */
import { letter } from '../cards/letter.ts';
import { customerName, partnerName, type TextOf } from '../cards/names.ts';
import type { Instant, TextRef } from '../changeover/changeover.ts';
import type { Renderer } from './delivery-ports.ts';
import type { Clock, Content, Log, PendingOutbox } from './ports.ts';
import type { InstallWork, LetterWork, ReachStore, SecondWays, WayOutcome } from './reach-ports.ts';
import { readerIn } from './render.ts';
import { unreachableWhy } from './unreachable-why.ts';

/** Longer than an attempt may take: what a dead process had claimed comes back then. */
const CLAIM_MS = 5 * 60_000;
const MOST_INSTALLS = 10;
const MOST_LETTERS = 10;
const DAY_MS = 86_400_000;
/** What is impossible for a person is tried again after a week: somebody may have got a mailbox meanwhile. */
const HOPELESS_MS = 7 * DAY_MS;
/** For a failure that names no time. */
const LATER_MS = 15 * 60_000;

export interface SecondWayPorts {
  readonly store: ReachStore;
  readonly ways: SecondWays;
  readonly renderer: Pick<Renderer, 'oneOff'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Returns the sweep: it tries all that is due now, and how many attempts that were. */
export function createSecondWays(ports: SecondWayPorts): () => Promise<number> {
  /** Ways and tenants of which the operator was told that they are not permitted: said once. */
  const complained = new Set<string>();
  const note: Note = (way, tenant, outcome) => {
    if (outcome.kind === 'done' || outcome.kind === 'alreadyThere') return;
    const fields = { way, tenant, why: outcome.why, kind: outcome.kind };
    if (outcome.kind !== 'notPermitted') return ports.log.info(fields, 'another way to a person did not work');
    const key = `${way} ${tenant}`;
    if (complained.has(key)) return;
    complained.add(key);
    ports.log.warn(fields, 'another way to people is not permitted in this tenant; everything else works without');
  };
  return async () => (await installAll(ports, note)) + (await writeAll(ports, note));
}

type Note = (way: 'install' | 'letter', tenant: string, outcome: WayOutcome) => void;

async function installAll(ports: SecondWayPorts, note: Note): Promise<number> {
  const { ways, store, clock } = ports;
  if (ways.install === undefined) return 0;
  const now = clock.now();
  const work = await store.installWork(now, now + CLAIM_MS, MOST_INSTALLS);
  for (const one of work) {
    const outcome = await ways.install(one.person);
    note('install', one.person.tenantId, outcome);
    await installed(ports, one, outcome);
  }
  return work.length;
}

/** After a new install Teams says so by itself, and the conversation is reachable by that. */
async function installed({ store, clock, log }: SecondWayPorts, one: InstallWork, outcome: WayOutcome): Promise<void> {
  const now = clock.now();
  if (outcome.kind === 'done') log.info({ conversation: one.conversationId }, 'the app was installed for a person');
  await store.installTried(one.conversationId, now, {
    ...(outcome.kind === 'later' && { retryAt: now + (outcome.retryAfterMs ?? LATER_MS) }),
    // Somebody may grant it meanwhile.
    ...(outcome.kind === 'notPermitted' && { retryAt: now + DAY_MS }),
    ...(outcome.kind === 'alreadyThere' && { isThere: true }),
  });
}

async function writeAll(ports: SecondWayPorts, note: Note): Promise<number> {
  const { ways, store, clock } = ports;
  if (ways.mail === undefined) return 0;
  for (let count = 0; count < MOST_LETTERS; count++) {
    const now = clock.now();
    const work = await store.letterWork(now, now + CLAIM_MS);
    if (work === undefined) return count;
    await write(ports, ways.mail, work, note);
  }
  return MOST_LETTERS;
}

async function write(
  { store, renderer, clock, log }: SecondWayPorts,
  mail: NonNullable<SecondWays['mail']>,
  work: LetterWork,
  note: Note,
): Promise<void> {
  const { conversation, person, isInDoubt } = work;
  const now = clock.now();
  const told = work.waiting.at(-1)?.id;
  const standing = work.waiting.flatMap((item) => {
    const content = renderer.oneOff(item, conversation, now);
    return content === undefined ? [] : [{ item, content }];
  });
  const made = standing.length === 0 ? undefined : letterOf(work, standing, now);
  if (made === undefined) return store.letterTried(conversation.id, now, told);
  if (isInDoubt) log.warn({ conversation: conversation.id }, 'a letter in doubt is sent once more');
  const outcome = await mail(person, made);
  note('letter', person.tenantId, outcome);
  if (outcome.kind === 'done') log.info({ conversation: conversation.id, count: standing.length }, 'a letter was sent');
  const isDone = outcome.kind === 'done' || outcome.kind === 'alreadyThere';
  await store.letterTried(conversation.id, nextLetterAt(outcome, clock.now()), isDone ? told : undefined);
}

function nextLetterAt(outcome: WayOutcome, now: Instant): Instant {
  if (outcome.kind === 'later') return now + (outcome.retryAfterMs ?? LATER_MS);
  return now + (outcome.kind === 'impossible' ? HOPELESS_MS : DAY_MS);
}

/** About the newest of what waits: one letter may tell of several changeovers, whose names it leaves out then. */
function letterOf(
  { conversation }: LetterWork,
  standing: readonly { readonly item: PendingOutbox; readonly content: Content }[],
  now: Instant,
): ReturnType<typeof letter> | undefined {
  const newest = standing.at(-1)!.item;
  const { changeover, texts } = newest;
  const reader = changeover && readerIn(changeover, conversation);
  if (changeover === undefined || reader === undefined) return undefined;
  const text: TextOf = (ref: TextRef | undefined) => (ref === undefined ? undefined : texts[ref.id]);
  const contact = text(changeover.supportRef);
  return letter({
    locale: reader.locale,
    zone: reader.zone,
    now,
    customer: customerName(changeover, text),
    partner: partnerName(changeover, text),
    why: unreachableWhy(conversation, undefined) ?? 'other',
    items: standing.map(({ content }) => ('text' in content ? content.text : content.summary)),
    ...(contact !== undefined && { contact }),
  });
}
