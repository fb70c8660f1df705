import { SNAPSHOT_SHAPE, type Instant } from '../changeover/changeover.ts';
import { EVENT_SCHEMA } from '../changeover/events.ts';
import type {
  CardWish,
  ChangeoverSave,
  Conversation,
  DialogDoc,
  Log,
  OutboxItem,
  Outcome,
  Text,
  Unit,
} from '../loop/ports.ts';
import type { Sql } from './database.ts';
import { jsonb } from './json.ts';
import { teamRows } from './team-rows.ts';

/**
 * Saves the units by one statement; each is whole or not at all. What the database itself refuses (`failed`) is logged
 * with its words and harms no other unit.
 */
export async function commit(sql: Sql, log: Log, units: readonly Unit[], now: Instant): Promise<readonly Outcome[]> {
  if (units.length === 0) return [];
  /* In one order everywhere, so that two processes seldom wait for each other crosswise. */
  const order = units.map((_unit, index) => index).sort((a, b) => compare(firstId(units[a]), firstId(units[b])));
  const [row] = await sql.run<{ readonly outcomes: readonly string[] }>({
    name: 'commit',
    isUrgent: true,
    text: 'select commit_units($1, $2, $3, $4) as outcomes',
    values: [jsonb(order.map((index) => unitRow(units[index]!))), now, SNAPSHOT_SHAPE, EVENT_SCHEMA],
  });
  const outcomes: Outcome[] = [];
  order.forEach((index, place) => {
    outcomes[index] = outcomeOf(row?.outcomes[place], units[index]!, log);
  });
  return outcomes;
}

function outcomeOf(text: string | undefined, unit: Unit, log: Log): Outcome {
  if (text === 'saved' || text === 'conflict' || text === 'repeated') return text;
  log.error(
    { why: text, changeovers: unit.changeovers.map((save) => save.next.id) },
    'a unit was refused by the database',
  );
  return 'failed';
}

function firstId(unit: Unit | undefined): string {
  const ids = unit?.changeovers.map((save) => save.next.id) ?? [];
  return ids.toSorted(compare)[0] ?? '';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** As `commit_unit` reads it; column names are the database's. */
function unitRow(unit: Unit): object {
  const saves = unit.changeovers.toSorted((a, b) => compare(a.next.id, b.next.id));
  return {
    changeovers: saves.map(saveRow),
    ...(unit.dialog && { dialog: dialogRow(unit.dialog) }),
    ...(unit.conversation && { conversation: conversationRow(unit.conversation) }),
    ...(unit.texts.length > 0 && { texts: unit.texts.map(textRow) }),
    ...(unit.cardWishes.length > 0 && { card_wishes: unit.cardWishes.map(wishRow) }),
    ...(unit.outbox.length > 0 && { outbox: unit.outbox.map(outboxRow) }),
    ...teamRows(unit),
  };
}

function saveRow(save: ChangeoverSave): object {
  const { next, summary } = save;
  return {
    expected: save.expected,
    next,
    entries: save.entries,
    row: {
      id: next.id,
      version: next.version,
      opened_at: next.openedAt,
      next_due_at: save.nextDueAt,
      join_code_hash: save.joinCodeHash ?? next.join?.hash,
      state: summary.state,
      playbook_id: summary.playbookId,
      phase: summary.phase,
      domain: summary.domain,
      partner_tenant_id: summary.partnerTenantId,
      team_id: summary.teamId,
      channel_id: next.partner.channelId,
      waiting_on: summary.waitingOn,
      waiting_since: summary.waitingSince,
      overlap_from: summary.overlapFrom,
      overlap_per_day_minor: summary.overlapPerDayMinor,
      currency: summary.currency,
      last_chance_at: summary.lastChanceAt,
      done_steps: summary.doneSteps,
      all_steps: summary.allSteps,
      outlook: summary.outlook ?? [],
      silent_since: summary.silentSince,
      name_id: summary.nameId,
    },
  };
}

function dialogRow(dialog: DialogDoc): object {
  return {
    conversation_id: dialog.conversationId,
    tenant_id: dialog.person.tenantId,
    object_id: dialog.person.objectId,
    version: dialog.version + 1,
    doc: dialog.doc ?? {},
  };
}

function conversationRow(conversation: Conversation): object {
  return {
    id: conversation.id,
    version: conversation.version + 1,
    kind: conversation.kind,
    tenant_id: conversation.tenantId,
    person_tenant_id: conversation.person?.tenantId,
    person_object_id: conversation.person?.objectId,
    team_id: conversation.teamId,
    reference: conversation.reference,
    zone: conversation.zone,
    locale: conversation.locale,
    state: conversation.state,
    unreachable_why: conversation.state === 'unreachable' ? conversation.unreachableWhy : undefined,
    greeted_at: conversation.greetedAt,
    status_posted_at: conversation.statusPostedAt,
  };
}

function textRow(text: Text): object {
  return { id: text.id, changeover_id: text.changeoverId, kind: text.kind, body: text.body, salt: text.salt };
}

function wishRow(wish: CardWish): object {
  return {
    conversation_id: wish.conversationId,
    tag: wish.tag,
    changeover_id: wish.changeoverId,
    thread_id: wish.threadId,
    is_anew: wish.isAnew ?? false,
  };
}

function outboxRow(item: OutboxItem): object {
  return {
    occasion: item.occasion,
    changeover_id: item.changeoverId,
    message: item.message,
    not_before: item.notBefore,
    ...('conversationId' in item.to ? { conversation_id: item.to.conversationId } : item.to),
  };
}
