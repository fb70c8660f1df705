/** Who hears what a side was to hear that can't be reached: whoever can act instead. */
import type { Changeover } from './changeover.ts';
import { canReach, unreachedSince } from './reachability.ts';
import type { Occasion, ReminderKind, Told } from './reminder-kinds.ts';
import { DAY } from './working-time.ts';

/** Of no use to the customer: they speak of the customer itself, or of what the partner sent it. */
const PARTNERS_OWN: ReadonlySet<ReminderKind> = new Set<ReminderKind>([
  'noCustomerYet',
  'partnerRequestUnanswered',
  'unanswered',
]);

/**
 * The other side, while it can be reached. Not for what the side was told well before it fell silent: that arrived, and
 * all of it at once would be noise.
 */
export function standInFor({ tells, kind, name }: Occasion, changeover: Changeover): Told | undefined {
  if (tells === 'both' || changeover.reach === undefined) return undefined;
  const silentSince = unreachedSince(changeover, tells);
  const other = tells === 'customer' ? 'partner' : 'customer';
  if (silentSince === undefined || !canReach(changeover, other)) return undefined;
  if (other === 'customer' && PARTNERS_OWN.has(kind)) return undefined;
  const decidedAt = changeover.reminded[`${name}/${tells}`];
  // What was decided shortly before is what failed: that is how the silence was found out.
  return decidedAt === undefined || decidedAt >= silentSince - DAY ? other : undefined;
}
