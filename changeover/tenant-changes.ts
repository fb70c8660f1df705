/** What is otherwise in a tenant than before the move: for the check afterwards. */
import type { TenantChanges } from './tenant-link.ts';
import type { SeenUser, TenantSight } from './tenant-sight.ts';

const MOST_NAMED = 5;

/** What of a look is kept to be compared with later; it holds no names of people. */
export type TenantBefore = Pick<TenantSight, 'domains' | 'users' | 'accesses'>;

export function beforeOf({ domains, users, accesses }: TenantSight): TenantBefore {
  return { domains, ...(users && { users }), ...(accesses && { accesses }) };
}

/** Undefined when all is as it was. Users and accesses that could not be read on either side are not compared. */
export function changesSince(before: TenantBefore, now: TenantSight): TenantChanges | undefined {
  const gone = before.domains.filter((domain) => !now.domains.includes(domain));
  const fresh = now.domains.filter((domain) => !before.domains.includes(domain));
  const accesses = now.accesses;
  const ended = accesses ? (before.accesses ?? []).filter((id) => !accesses.includes(id)).length : 0;
  const changes: TenantChanges = {
    domainsGone: gone.slice(0, MOST_NAMED),
    domainsNew: fresh.slice(0, MOST_NAMED),
    ...userChanges(before.users, now.users),
    accessEnded: ended,
  };
  const { usersWithoutLicence, usersWithFewerPlans } = changes;
  return gone.length + fresh.length + ended + usersWithoutLicence + usersWithFewerPlans === 0 ? undefined : changes;
}

/** A look brings only users with a licence of these products: who is not among them any more fell out. */
function userChanges(
  before: readonly SeenUser[] | undefined,
  now: readonly SeenUser[] | undefined,
): Pick<TenantChanges, 'usersWithoutLicence' | 'usersWithFewerPlans'> {
  if (!before || !now) return { usersWithoutLicence: 0, usersWithFewerPlans: 0 };
  const after = new Map(now.map((user) => [user.id, user]));
  const pairs = before.flatMap((user) => {
    const same = after.get(user.id);
    return same ? [{ user, same }] : [];
  });
  return {
    usersWithoutLicence: before.length - pairs.length,
    usersWithFewerPlans: pairs.filter(({ user, same }) => same.plansOff.some((plan) => !user.plansOff.includes(plan)))
      .length,
  };
}
