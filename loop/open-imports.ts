/**
 * Opens what a file brought, bit by bit, so that nobody waits for five hundred changeovers to be saved. Every opening has an
 * id that its row always makes: whatever crashed in between, and however often a file comes, nothing is opened twice.
 */
import { createHash } from 'node:crypto';
import type { Instant, TextRef } from '../changeover/changeover.ts';
import type { CommandBody } from '../changeover/commands.ts';
import { draftOf, handleCommand, saveOf } from './draft.ts';
import type { Import, ImportEntry, ImportProgress, ImportStore, ImportWork } from './import-ports.ts';
import type { PlaybookShelf } from './playbook-shelf.ts';
import type { Clock, Log, Outcome, OutboxItem, Random, Store, Text, Unit } from './ports.ts';

/** Opened by one statement: others wait for it on the embedded store. */
const AT_ONCE = 10;
/** Of one round: reminders wait for its end. */
const BATCHES = 5;
/** Longer than so many take: what a dead process had in hand is free then. */
const CLAIM_MS = 60_000;

export interface OpenImportPorts {
  readonly store: Pick<ImportStore, 'importWork' | 'importDone'> & Pick<Store, 'commit'>;
  readonly shelf: PlaybookShelf;
  readonly random: Random;
  readonly clock: Clock;
  readonly log: Log;
}

/** Returns how many changeovers were looked at. */
export async function openImports(ports: OpenImportPorts): Promise<number> {
  let looked = 0;
  for (let batch = 0; batch < BATCHES; batch++) {
    const now = ports.clock.now();
    const work = await ports.store.importWork(now, now + CLAIM_MS);
    if (work === undefined) return looked;
    looked += await openSome(ports, work, now);
  }
  return looked;
}

async function openSome(ports: OpenImportPorts, work: ImportWork, now: Instant): Promise<number> {
  const { one } = work;
  const entries = one.entries.slice(work.done, work.done + AT_ONCE);
  const units = entries.flatMap((entry) => unitOf(ports, one, entry, now) ?? []);
  const outcomes = await ports.store.commit(units, now);
  const count = (...wanted: readonly Outcome[]): number => outcomes.filter((each) => wanted.includes(each)).length;
  const progress: ImportProgress = {
    done: work.done + entries.length,
    saved: work.saved + count('saved'),
    // Somebody else, or an earlier try, has opened it.
    there: work.there + count('repeated', 'conflict'),
    refused: work.refused + entries.length - units.length + count('failed'),
  };
  const isAll = progress.done >= one.entries.length;
  await ports.store.importDone(one.id, progress, now, isAll ? endOf(one, progress) : undefined);
  if (isAll) ports.log.info({ import: one.id, ...progress }, 'a file of changeovers was opened');
  return entries.length;
}

function unitOf(
  { shelf, random, log }: OpenImportPorts,
  { person, teamId, askedBy }: Import,
  entry: ImportEntry,
  now: Instant,
): Unit | undefined {
  // A week may have gone by since it was looked at: it is opened as it was then, whatever playbooks stand now.
  const playbook = shelf.of(entry.open);
  const texts: Text[] = [];
  const keep = (kind: string, body: string): TextRef => {
    const text = { id: random.id(), changeoverId: entry.id, kind, body, salt: saltOf(random) };
    texts.push(text);
    return { id: text.id, hash: createHash('sha256').update(text.salt).update(body).digest('hex') };
  };
  const command = {
    id: `import/${entry.id}`,
    changeover: entry.id,
    actor: { person, door: 'dialog' as const, teamId },
    body: { ...openingOf(entry, keep), ...(askedBy && { askedBy }) },
  };
  const drafted = handleCommand(draftOf(entry.id, undefined), playbook, command, now);
  // A day may have gone by between looking and saving.
  if (!drafted.ok) log.warn({ changeover: entry.id, code: drafted.refusal.code }, 'a row of a file was refused');
  const save = drafted.ok ? saveOf(drafted.draft, playbook, now) : undefined;
  return save && { changeovers: [save], texts, outbox: [], cardWishes: [] };
}

function openingOf(
  { open, texts }: ImportEntry,
  keep: (kind: string, body: string) => TextRef,
): Extract<CommandBody, { type: 'open' }> {
  const { customerName, partnerName, contact, labels } = texts;
  return {
    type: 'open',
    ...open,
    customer: {
      ...open.customer,
      nameRef: keep('customerName', customerName),
      ...(contact !== undefined && { contactRef: keep('contact', contact) }),
    },
    partner: { ...open.partner, nameRef: keep('partnerName', partnerName) },
    lines: open.lines.map((line) => {
      const label = labels[line.id];
      return { ...line, ...(label !== undefined && { labelRef: keep('label', label) }) };
    }),
  };
}

function endOf({ id, channelId, locale }: Import, { saved, there, refused }: ImportProgress): OutboxItem {
  return {
    occasion: `import/${id}`,
    to: { conversationId: channelId },
    message: { kind: 'team', text: 'import.done', locale, params: { saved, there, refused } },
  };
}

function saltOf(random: Random): string {
  return Buffer.from(random.bytes(16)).toString('hex');
}
