/**
 * The writing: rows are marked as sent before they are, and a row that stays so without an answer is looked at in the
 * tenant before it is sent again. So a process may be killed at any moment, and nothing is repeated or skipped.
 */
import { suspectOf } from '../changeover/licence-conflicts.ts';
import type { LicenceMove } from '../changeover/licence-move.ts';
import { isApplied, orderBack, type LicenceOrder, type UserReading } from '../changeover/licence-reading.ts';
import type { FailCode, MoveRow, MoveWork, OrderOutcome, RowResult } from './licence-ports.ts';
import { afterFailure, type Stretch, type Working } from './licence-stretch.ts';

const BATCH = 20;
const BATCHES = 8;
/** Longer than one call may take, and than the directory takes to show everywhere what was written. */
const SETTLED_MS = 45_000;
const MOST_ATTEMPTS = 6;
const LATER_MS = 10_000;

export async function writeMove(ports: Working, work: MoveWork, move: LicenceMove): Promise<Stretch> {
  const { store, clock } = ports;
  const settled = await settleDoubts(ports, work, move);
  if (settled) return settled;
  if (move.way === 'back') await store.turnBack(move.id);
  const stopped = await checkBefore(ports, work, move);
  if (stopped) return stopped;
  for (let i = 0; i < BATCHES; i++) {
    const now = clock.now();
    const roomAt = await store.roomAt(work.tenantId, BATCH, now);
    if (roomAt > now) return { nextAt: roomAt, failures: 0 };
    const rows = await store.takeRows(work, ports.worker, now, BATCH, ports.leaseMs);
    if (rows.length === 0) return endOrWait(ports, work, move);
    const stretch = await writeBatch(ports, work, move, rows);
    if (stretch) return stretch;
  }
  return { nextAt: clock.now(), failures: 0 };
}

/**
 * Consent stands in the changeover before each stretch. Before the first write of a way the tenant itself is asked for it
 * too, and still shows the product with its seats.
 */
async function checkBefore(ports: Working, work: MoveWork, move: LicenceMove): Promise<Stretch | undefined> {
  const { store, tenant, consent, clock } = ports;
  const progress = await store.progressOf(work.changeover.id);
  if (progress === undefined || progress.waiting === 0) return undefined;
  const hold = async (why: 'notPermitted' | 'noSeats' | 'productGone'): Promise<Stretch> => {
    await ports.note(work.changeover.id, move.id, { kind: 'held', why });
    return { nextAt: clock.now(), failures: 0 };
  };
  if (work.changeover.link?.write === undefined) return hold('notPermitted');
  if (progress.sent + progress.failed + progress.moved > 0) return undefined;
  if ((await consent.stateOf(work.tenantId)) === 'missing') return hold('notPermitted');
  const skus = await tenant.skus(work.tenantId);
  if (!skus.ok) return afterFailure(ports, work, move, skus);
  for (const [skuId, count] of needsOf(move)) {
    const target = skus.value.find((one) => one.skuId === skuId);
    if (target === undefined || !target.isUsable) return hold('productGone');
    if (target.free < Math.min(count, progress.waiting)) return hold('noSeats');
  }
  return undefined;
}

/** Licences that are needed of each product. A plan from before they were counted says how many users each pair has. */
function needsOf({ way, plan, pairs }: LicenceMove): readonly (readonly [string, number])[] {
  const counted = way === 'forth' ? plan?.gives : plan?.takes;
  if (counted) return Object.entries(counted);
  return pairs.map(({ from, to }) => {
    const users = plan?.pairs.find((one) => one.from === from && one.to === to)?.users ?? 0;
    return [way === 'forth' ? to : from, users] as const;
  });
}

/** Undefined to go on with the next batch. */
async function writeBatch(
  ports: Working,
  work: MoveWork,
  move: LicenceMove,
  rows: readonly MoveRow[],
): Promise<Stretch | undefined> {
  const { store, tenant, clock } = ports;
  const orders = rows.map((row) => ({ user: row.user, order: orderOf(row) }));
  const answer = await tenant.assign(work.tenantId, orders);
  const now = clock.now();
  if (!answer.ok) {
    // What was surely not done waits again; the rest is looked at.
    if (answer.isNotDone)
      await store.recordRows(
        move.id,
        rows.map(({ user }) => ({ user, state: 'waiting' })),
      );
    return afterFailure(ports, work, move, answer);
  }
  await store.recordRows(
    move.id,
    rows.flatMap((row, i) => resultOf(row, answer.value[i], now) ?? []),
  );
  for (const outcome of answer.value) {
    if (outcome.kind === 'refused') ports.log.info({ move: move.id, why: outcome.why }, 'Graph refused a licence');
  }
  const waits = answer.value.flatMap((one) => (one.kind === 'later' ? [one.retryAfterMs ?? LATER_MS] : []));
  return waits.length === 0 ? undefined : { nextAt: now + Math.max(...waits), failures: work.failures };
}

/** Undefined while nobody knows: it stays sent. What was refused stays so too, until the user's licences say why. */
function resultOf(row: MoveRow, outcome: OrderOutcome | undefined, now: number): RowResult | undefined {
  const { user } = row;
  switch (outcome?.kind) {
    case 'done':
      return { user, state: 'moved' };
    case 'later':
      if (row.attempts >= MOST_ATTEMPTS) return { user, state: 'failed', code: 'gaveUp' };
      return { user, state: 'waiting', retryAt: now + (outcome.retryAfterMs ?? LATER_MS * row.attempts) };
    case 'gone':
      return { user, state: 'failed', code: 'gone' };
    case 'notPermitted':
      return { user, state: 'failed', code: 'refused' };
    case 'refused':
      return { user, state: 'sent', code: 'refused' };
    case 'unclear':
    case undefined:
      return undefined;
  }
}

/** A row of which no answer came, or a refusal, with what the tenant shows of the user by now. */
interface Doubt {
  readonly row: MoveRow;
  readonly seen: UserReading | 'gone' | undefined;
  readonly result: RowResult | undefined;
}

/** What the user's own licences say of a row. An order that was refused is not given again. */
function afterLooking(row: MoveRow, seen: UserReading | 'gone' | undefined): RowResult | undefined {
  const { user } = row;
  if (seen === undefined) return undefined;
  if (seen === 'gone') return { user, state: 'failed', code: 'gone' };
  const order = orderOf(row);
  if (isApplied(order, seen)) return { user, state: 'moved' };
  if (row.code === 'refused') return { user, state: 'failed', code: codeOf(order, seen) };
  return row.attempts < MOST_ATTEMPTS ? { user, state: 'waiting' } : { user, state: 'failed', code: 'gaveUp' };
}

/** Graph's own words for it are for people: what the reading shows decides. */
function codeOf(order: LicenceOrder, seen: UserReading): FailCode {
  if (seen.usageLocation === undefined) return 'locationMissing';
  if (order.remove.some((skuId) => seen.byGroup[skuId] !== undefined)) return 'byGroup';
  if (order.remove.some((skuId) => !seen.direct.includes(skuId))) return 'changed';
  return 'refused';
}

/** Rows of which no answer came, or a refusal, are read in the tenant, once what was written would show there. */
export async function settleDoubts(ports: Working, work: MoveWork, move: LicenceMove): Promise<Stretch | undefined> {
  const { store, clock } = ports;
  for (;;) {
    const now = clock.now();
    const rows = (await store.doubts(move.id)).filter(({ sentAt = 0 }) => sentAt + SETTLED_MS <= now);
    if (rows.length === 0) return undefined;
    const answer = await ports.tenant.look(
      work.tenantId,
      rows.map(({ user }) => user),
    );
    if (!answer.ok) return afterFailure(ports, work, move, answer);
    const looked = rows.map((row, i): Doubt => {
      const seen = answer.value[i];
      return { row, seen, result: afterLooking(row, seen) };
    });
    const results = await explained(ports, work, looked);
    ports.log.info({ move: move.id, rows: rows.length, settled: results.length }, 'writes in doubt were looked at');
    await store.recordRows(move.id, results);
    if (results.length < rows.length) return { nextAt: now + LATER_MS, failures: work.failures };
  }
}

/** A refusal that the user's own licences do not explain is one for want of seats, or of services that do not go together. */
async function explained({ tenant }: Working, work: MoveWork, doubts: readonly Doubt[]): Promise<readonly RowResult[]> {
  const results = doubts.flatMap(({ result }) => result ?? []);
  if (!results.some(({ code }) => code === 'refused')) return results;
  const skus = await tenant.skus(work.tenantId);
  if (!skus.ok) return results;
  const bySku = new Map(skus.value.map((sku) => [sku.skuId, sku]));
  return doubts.flatMap(({ row, seen, result }) => {
    if (result?.code !== 'refused' || seen === undefined || seen === 'gone') return result ?? [];
    const order = orderOf(row);
    if (order.add.some(({ skuId }) => (bySku.get(skuId)?.free ?? 0) <= 0)) return { ...result, code: 'noSeat' };
    const suspect = suspectOf(seen, order, bySku);
    return suspect ? { ...result, code: suspect.code, ...(suspect.about && { about: suspect.about }) } : result;
  });
}

async function endOrWait(ports: Working, work: MoveWork, move: LicenceMove): Promise<Stretch> {
  const { store, clock } = ports;
  const now = clock.now();
  const progress = await store.progressOf(work.changeover.id);
  if (progress?.move !== move.id) return { nextAt: now, failures: 0 };
  if (progress.waiting + progress.sent === 0) {
    const { moved, failed, left } = progress;
    await ports.note(work.changeover.id, move.id, { kind: 'ended', result: { moved, failed, left } });
    return { nextAt: now, failures: 0 };
  }
  const retryAt = (await store.nextRetryAt(move.id)) ?? now + LATER_MS;
  // With doubts alone, or paused meanwhile: a little later there is more to know.
  return { nextAt: Math.max(retryAt, now + 1_000), failures: work.failures };
}

/** What was ordered, or what takes it back. */
function orderOf({ way, order = { add: [], remove: [] }, before }: MoveRow): LicenceOrder {
  return way === 'forth' ? order : orderBack(order, before);
}
