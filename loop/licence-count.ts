/**
 * After an old subscription ended its users are counted again: those who were moved, and those who had its product before.
 * Whoever has no licence any more is kept by name beside the journal, and both sides are told how many they are.
 */
import { endedLines, isServed, servingSkuIds } from '../changeover/licence-count.ts';
import { skuIdsOf } from '../changeover/product-ids.ts';
import { issueAlone, type AlonePorts } from './issue-alone.ts';
import { licenceNews } from './licence-news.ts';
import type { CountWork, LicenceCountStore, LicenceReader, TenantRead, UserWithout } from './licence-ports.ts';
import type { Log, Random } from './ports.ts';

const HOLD_MS = 5 * 60_000;
const LATER_MS = 30 * 60_000;
const BATCH = 20;
/** More than this are counted and not looked at one by one. */
const MOST_LOOKED_AT = 1_000;

export interface LicenceCountPorts extends AlonePorts {
  readonly store: LicenceCountStore;
  readonly tenant: LicenceReader;
  readonly random: Pick<Random, 'id'>;
  readonly log: Log;
}

/** Counts for one changeover that is due; returns how many there were. */
export async function countLicences(ports: LicenceCountPorts): Promise<number> {
  const { store, clock, log } = ports;
  const work = await store.claimCount(clock.now(), HOLD_MS);
  if (work === undefined) return 0;
  const { id } = work.changeover;
  const skuIds = endedLines(work.changeover).flatMap(({ product }) => skuIdsOf(product));
  const users = await store.countedUsers(id, skuIds);
  const found = await withoutLicence(ports, work, users);
  if (!found.ok) {
    log.info({ changeover: id, why: found.why, kind: found.kind }, 'users could not be counted');
    await store.putOffCount(id, clock.now() + Math.max(found.retryAfterMs ?? 0, LATER_MS));
    return 1;
  }
  const { named, total } = found.value;
  await store.keepCount(work, clock.now(), named, total);
  await tell(ports, work, users.length, total);
  return 1;
}

interface Found {
  readonly named: readonly UserWithout[];
  readonly total: number;
}

/** Who is on no page of a product that serves is looked at: deleted users fell out of nothing. */
async function withoutLicence(
  { tenant }: LicenceCountPorts,
  { tenantId }: CountWork,
  users: readonly string[],
): Promise<TenantRead<Found>> {
  if (users.length === 0) return { ok: true, value: { named: [], total: 0 } };
  const skus = await tenant.skus(tenantId);
  if (!skus.ok) return skus;
  const serving = servingSkuIds(skus.value);
  const used = skus.value.filter((sku) => sku.used > 0).map(({ skuId }) => skuId);
  const served = await holdersOf(
    tenant,
    tenantId,
    serving.filter((skuId) => used.includes(skuId)),
  );
  if (!served.ok) return served;
  const left = users.filter((user) => !served.value.has(user));
  const named: UserWithout[] = [];
  for (let at = 0; at < Math.min(left.length, MOST_LOOKED_AT); at += BATCH) {
    const seen = await tenant.look(tenantId, left.slice(at, at + BATCH));
    if (!seen.ok) return seen;
    for (const user of seen.value) {
      if (user === undefined || user === 'gone' || isServed(user, serving)) continue;
      named.push({ user: user.id, name: user.name, login: user.login, isBlocked: user.isBlocked });
    }
  }
  return { ok: true, value: { named, total: named.length + Math.max(0, left.length - MOST_LOOKED_AT) } };
}

async function holdersOf(
  tenant: LicenceReader,
  tenantId: string,
  skuIds: readonly string[],
): Promise<TenantRead<ReadonlySet<string>>> {
  const holders = new Set<string>();
  for (const skuId of skuIds) {
    let page: string | undefined;
    do {
      const read = await tenant.users(tenantId, skuId, page);
      if (!read.ok) return read;
      for (const { id } of read.value.users) holders.add(id);
      page = read.value.next;
    } while (page !== undefined);
  }
  return { ok: true, value: holders };
}

/** The changeover hears of a count that is another one than before, and both sides of more users without. */
async function tell(
  ports: LicenceCountPorts,
  { changeover }: CountWork,
  checked: number,
  without: number,
): Promise<void> {
  if (checked === 0) return;
  const command = {
    id: `licences/count/${ports.random.id()}`,
    changeover: changeover.id,
    actor: { door: 'tenant' },
    body: { type: 'noteLicenceCount', checked, without },
  } as const;
  const issued = await issueAlone(ports, command, licenceNews);
  if (!issued.ok) ports.log.warn({ changeover: changeover.id, code: issued.refusal.code }, 'a count was refused');
}
