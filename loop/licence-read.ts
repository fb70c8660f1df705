/** The reading before a move: products, then everyone who has one that is left; the plan is kept before it is told. */
import type { LicenceMove } from '../changeover/licence-move.ts';
import { pairQuestion } from '../changeover/licence-pairs.ts';
import { planMove, type LicencePlan } from '../changeover/licence-plan.ts';
import type { SkuReading, UserReading } from '../changeover/licence-reading.ts';
import type { MoveWork, TenantFailure } from './licence-ports.ts';
import { afterFailure, type Stretch, type Working } from './licence-stretch.ts';

/** More users than this are moved by groups, never one by one. */
const MOST_USERS = 100_000;
const KEY_BYTES = 24;

export async function readMove(ports: Working, work: MoveWork, move: LicenceMove): Promise<Stretch> {
  const { changeover, tenantId } = work;
  const done: Stretch = { nextAt: ports.clock.now(), failures: 0 };
  const skus = await ports.tenant.skus(tenantId);
  if (!skus.ok) return afterFailure(ports, work, move, skus);
  if (move.pairs.length === 0) {
    const question = pairQuestion(changeover.lines, skus.value);
    await ports.note(changeover.id, move.id, { kind: 'asked', question });
    return done;
  }
  const isThere = (id: string): boolean => skus.value.some((sku) => sku.skuId === id);
  if (!move.pairs.every(({ from, to }) => isThere(from) && isThere(to))) {
    await ports.note(changeover.id, move.id, { kind: 'unread', why: 'productGone' });
    return done;
  }
  const users = await usersOf(ports, tenantId, move);
  if (users === 'tooMany') {
    await ports.note(changeover.id, move.id, { kind: 'unread', why: 'tooMany' });
    return done;
  }
  if ('kind' in users) return afterFailure(ports, work, move, users);
  const plan = planMove(move.pairs, usable(skus.value), [...users.values()]);
  await keep(ports, work, move, plan);
  return done;
}

async function keep(ports: Working, { changeover }: MoveWork, move: LicenceMove, plan: LicencePlan): Promise<void> {
  const { store, random, clock } = ports;
  const fileKey = Buffer.from(random.bytes(KEY_BYTES)).toString('base64url');
  await store.keepPlan(move.id, changeover.id, plan, fileKey, clock.now());
  await ports.note(changeover.id, move.id, { kind: 'planned', plan: plan.summary });
}

/** A product that can't be assigned has no seat for anybody. */
function usable(skus: readonly SkuReading[]): readonly SkuReading[] {
  return skus.map((sku) => (sku.isUsable ? sku : { ...sku, free: Math.min(sku.free, 0) }));
}

/** Somebody who has two of the products stands on the pages of both. */
async function usersOf(
  { tenant }: Working,
  tenantId: string,
  move: LicenceMove,
): Promise<ReadonlyMap<string, UserReading> | TenantFailure | 'tooMany'> {
  const users = new Map<string, UserReading>();
  for (const skuId of new Set(move.pairs.map(({ from }) => from))) {
    let page: string | undefined;
    do {
      const read = await tenant.users(tenantId, skuId, page);
      if (!read.ok) return read;
      for (const user of read.value.users) users.set(user.id, user);
      if (users.size > MOST_USERS) return 'tooMany';
      page = read.value.next;
    } while (page !== undefined);
  }
  return users;
}
