/** What the knobs of a pretend tenant say of one line: its old subscription, and what replaces it. */
import type { Changeover, ChangeoverId, Line, LineId } from '../changeover/changeover.ts';
import { skuIdOf } from '../changeover/product-ids.ts';
import type { LicenceDirectory } from './licence-directory.ts';
import { wingtip } from './people.ts';
import type { Knobs, LineState, PretendSubscription, PretendTenant } from './tenant.ts';

const YEAR_MS = 365 * 86_400_000;

/** @param licences its users; what was written to them counts, where anything was. */
export function stateOfLine(
  { subscriptions }: PretendTenant,
  changeover: Changeover,
  line: Line,
  licences: LicenceDirectory | undefined,
): LineState {
  const old = subscriptions.find((one) => isOf(one, changeover.id, line.id, 'old'))!;
  const replacement = subscriptions.find((one) => isOf(one, changeover.id, line.id, 'new'));
  const isWritten = licences !== undefined && licences.seen.writes.size > 0;
  const held = ({ product, assigned }: PretendSubscription): number =>
    isWritten ? licences.consumed(skuIdOf(product) ?? '') : assigned;
  return {
    line: line.id,
    assigned: held(old),
    seats: old.totalLicenses,
    newThere: replacement !== undefined,
    newOnAllUsers: replacement !== undefined && isOnAll(old, replacement, isWritten ? licences : undefined),
    oldLive: old.status === 'Enabled',
  };
}

/** Of another product each user is looked at once somebody wrote to them; until then the numbers say it. */
function isOnAll(
  old: PretendSubscription,
  { product, assigned, totalLicenses }: PretendSubscription,
  written: LicenceDirectory | undefined,
): boolean {
  if (!written || product === old.product) return Math.min(assigned, totalLicenses) >= old.assigned;
  const [from, to] = [skuIdOf(old.product), skuIdOf(product)];
  const has = (held: readonly { readonly skuId: string }[], skuId?: string): boolean =>
    held.some((one) => one.skuId === skuId);
  const users = [...written.users.values()];
  return users.some(({ held }) => has(held, to)) && users.every(({ held }) => !has(held, from) || has(held, to));
}

/** The tenant with the old subscription of a line, where it is not there yet. */
export function withLine(tenant: PretendTenant, changeover: Changeover, line: Line): PretendTenant {
  if (tenant.subscriptions.some((one) => isOf(one, changeover.id, line.id, 'old'))) return tenant;
  const old: PretendSubscription = {
    changeover: changeover.id,
    line: line.id,
    which: 'old',
    product: line.product,
    status: 'Enabled',
    totalLicenses: line.seats,
    assigned: line.assigned ?? line.seats,
    createdAt: changeover.openedAt - YEAR_MS,
    ...(line.billingAccount === 'partner' && { ownerTenantId: wingtip.tenantId }),
  };
  return { ...tenant, subscriptions: [...tenant.subscriptions, old] };
}

type LineKnobs = Pick<Knobs, 'assigned' | 'seats' | 'newThere' | 'newSeats' | 'newOnAllUsers' | 'oldCancelled'>;

export function turnLine(
  tenant: PretendTenant,
  changeover: Changeover,
  line: Line,
  knobs: LineKnobs,
  at: number,
): PretendTenant {
  const others = tenant.subscriptions.filter((one) => one.changeover !== changeover.id || one.line !== line.id);
  const standing = tenant.subscriptions.find((one) => isOf(one, changeover.id, line.id, 'old'))!;
  const old: PretendSubscription = {
    ...standing,
    totalLicenses: knobs.seats ?? standing.totalLicenses,
    assigned: knobs.assigned ?? standing.assigned,
    status: knobs.oldCancelled === undefined ? standing.status : knobs.oldCancelled ? 'Deleted' : 'Enabled',
  };
  const before = tenant.subscriptions.find((one) => isOf(one, changeover.id, line.id, 'new'));
  const replacement = replacementOf(before, old, changeover, line, knobs);
  const fresh = replacement ? [{ createdAt: at, ...replacement }] : [];
  return { ...tenant, subscriptions: [...others, old, ...fresh] };
}

function replacementOf(
  before: PretendSubscription | undefined,
  old: PretendSubscription,
  changeover: Changeover,
  line: Line,
  knobs: LineKnobs,
): PretendSubscription | undefined {
  const isThere = (knobs.newThere ?? before !== undefined) || knobs.newOnAllUsers === true;
  if (!isThere) return undefined;
  const seats = knobs.newSeats ?? (line.isSameProduct ? undefined : before?.totalLicenses) ?? line.newSeats;
  const assigned = knobs.newOnAllUsers === undefined ? (before?.assigned ?? 0) : knobs.newOnAllUsers ? old.assigned : 0;
  return {
    changeover: changeover.id,
    line: line.id,
    which: 'new',
    product: line.isSameProduct ? line.product : otherProduct(changeover),
    status: 'Enabled',
    // The same product serves whoever holds a licence: that it does not serve all yet shows in its number alone.
    totalLicenses: line.isSameProduct && assigned === 0 ? Math.min(seats, old.assigned - 1) : seats,
    assigned,
    ownerTenantId: changeover.partner.tenantId,
    ...(before?.createdAt !== undefined && { createdAt: before.createdAt }),
  };
}

function isOf(one: PretendSubscription, changeover: ChangeoverId, line: LineId, which: 'old' | 'new'): boolean {
  return one.changeover === changeover && one.line === line && one.which === which;
}

/** One that none of the lines is of. */
function otherProduct({ lines }: Changeover): string {
  const free = ['business-premium', 'business-standard', 'o365-e3'].find((id) =>
    lines.every(({ product }) => product !== id),
  );
  return free ?? 'm365-e3';
}
