/** The tick: each changeover that is due becomes commands, decided like any other. Reminders are derived, never queued. */
import { reminderMessage } from '../cards/reminder-message.ts';
import type { Changeover, Instant } from '../changeover/changeover.ts';
import { PAGE_DAYS } from '../changeover/customer-page.ts';
import type { BodyOf } from '../changeover/decision.ts';
import { FRESH_LOOK_MS } from '../changeover/look-times.ts';
import { canLook } from '../changeover/readable-facts.ts';
import { isUnusedCode } from '../changeover/reminder-step-rules.ts';
import { remindersDue, type PlannedReminder } from '../changeover/reminders.ts';
import { DAY } from '../changeover/working-time.ts';
import { handleCommand, draftOf, replanOf, type Draft } from './draft.ts';
import type { PageLinks } from './page-ports.ts';
import type { PlaybookShelf } from './playbook-shelf.ts';
import { tenantNews } from './tenant-news.ts';
import type { DueRow, Log, Meter, OutboxItem, Store, Unit } from './ports.ts';

/** Changeovers decided in one transaction: few, because whoever has something to record waits for it on the embedded store. */
const BATCH = 10;

/** Milliseconds that a reminder waits for a look; one is made ahead of what comes due, so that it seldom waits at all. */
const LOOK_PATIENCE_MS = 10 * 60_000;
const LOOK_AGAIN_MS = 30_000;

export interface TickPorts {
  readonly store: Pick<Store, 'tick'>;
  readonly shelf: PlaybookShelf;
  readonly log: Log;
  readonly meter: Meter;
  /** Absent: no browser reaches this bot. */
  readonly pages?: PageLinks;
  /** Since when this process ticks: what came due before waits for a look all the same. */
  readonly begunAt: Instant;
}

/** Decides all that is due at `now`. Returns how many changeovers were looked at. */
export async function tick(ports: TickPorts, now: Instant): Promise<number> {
  let looked = 0;
  for (;;) {
    const claimed = await ports.store.tick(now, BATCH, (rows) => rows.flatMap((row) => dueUnit(ports, row, now) ?? []));
    looked += claimed;
    if (claimed < BATCH) return looked;
  }
}

function dueUnit(ports: TickPorts, row: DueRow, now: Instant): Unit | undefined {
  const { changeover } = row;
  try {
    const playbook = ports.shelf.of(changeover);
    const due = remindersDue(changeover, playbook, now);
    // What a newer one of the same series overtook is recorded with the one that fires.
    const fire = due.fire.filter((one) => !waitsForLook(one, row, now, ports.begunAt));
    let draft: Draft = draftOf(changeover.id, changeover);
    for (const body of [{ type: 'wake' } as const, ...fire.map((one) => remindBody(ports, changeover, one, now))]) {
      const id =
        body.type === 'wake' ? `wake/${changeover.id}/${row.nextDueAt}` : `remind/${changeover.id}/${body.key}`;
      const drafted = handleCommand(
        draft,
        playbook,
        { id, changeover: changeover.id, actor: { door: 'tick' }, body },
        now,
      );
      if (drafted.ok) draft = drafted.draft;
      else
        ports.log.warn(
          { changeover: changeover.id, command: id, code: drafted.refusal.code },
          'a due command was refused',
        );
    }
    const save = replanOf(draft, playbook, now, fire.length < due.fire.length ? LOOK_AGAIN_MS : undefined);
    if (save === undefined) return undefined;
    const sent = new Set(
      draft.entries.flatMap((entry) => entry.events.flatMap((event) => (event.type === 'reminded' ? [event.key] : []))),
    );
    const outbox = fire.filter((one) => sent.has(one.key)).map((one) => outboxOf(changeover, one));
    ports.meter.count('reminders', outbox.length);
    const settled = draft.entries.flatMap(({ events }) => events.filter(({ type }) => type === 'wordSettled'));
    const news = tenantNews(changeover, save.next, playbook, settled, now);
    return { changeovers: [save], texts: [], outbox: [...outbox, ...news], cardWishes: [] };
  } catch (error) {
    // One changeover that can't be decided must not hold up the others; it stays due and is looked at again.
    ports.log.error({ err: error, changeover: changeover.id }, 'a due changeover could not be decided');
    return undefined;
  }
}

/**
 * What it says may be overtaken by what the tenant shows: it goes once a look was made or could not be made, and is not held
 * up for long. A last chance or an alarm waits for nobody.
 */
function waitsForLook(
  reminder: PlannedReminder,
  { changeover, lookedAt = 0 }: DueRow,
  now: Instant,
  begunAt: Instant,
): boolean {
  if (reminder.isLastChance || reminder.isUrgent === true || !canLook(changeover)) return false;
  return lookedAt < now - FRESH_LOOK_MS && now < Math.max(reminder.dueAt, begunAt) + LOOK_PATIENCE_MS;
}

/** The link goes with the reminder that nobody has joined: the same one, however often this is decided. */
function remindBody(
  { pages }: TickPorts,
  { id }: Changeover,
  reminder: PlannedReminder,
  now: Instant,
): BodyOf<'remind'> {
  const { key } = reminder;
  if (pages === undefined || !isUnusedCode(reminder)) return { type: 'remind', key };
  return { type: 'remind', key, page: { hash: pages.hashOf(id, key), nonce: key, expiresAt: now + PAGE_DAYS * DAY } };
}

function outboxOf(changeover: Changeover, reminder: PlannedReminder): OutboxItem {
  return {
    occasion: `${changeover.id}/${reminder.key}`,
    changeoverId: changeover.id,
    to: reminder.isForLead === true ? { role: 'partnerLead' } : { side: reminder.to },
    message: reminderMessage(reminder),
  };
}
