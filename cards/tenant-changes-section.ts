import type { Changeover, StepId } from '../changeover/changeover.ts';
import type { TenantChanges } from '../changeover/tenant-link.ts';
import { bullets, container, type Element, textBlock } from './parts.ts';
import { plain, type Words } from './text.ts';

/** Steps on which somebody looks whether all is well after the move. */
const CHECKS: ReadonlySet<StepId> = new Set([
  'confirm-new',
  'check-services',
  'recheck-services',
  'check-bill',
  'finish',
]);

/** The same, on the question of a step that checks; nothing on others. */
export function checkedChanges(w: Words, { link }: Changeover, step: StepId): readonly Element[] {
  return CHECKS.has(step) ? tenantChangesSection(w, link?.seen?.tenant?.changes) : [];
}

/** What is otherwise in the tenant than before the move, for whoever checks it; nothing when all is as it was. */
export function tenantChangesSection(w: Words, changes: TenantChanges | undefined): readonly Element[] {
  if (!changes) return [];
  const { domainsGone, domainsNew, usersWithoutLicence, usersWithFewerPlans, accessEnded } = changes;
  const named = (domains: readonly string[]): string => w.list(domains.map((one) => plain(one, 100)));
  const lines = [
    ...(usersWithoutLicence > 0 ? [w.t('tenant.changes.users', { count: usersWithoutLicence })] : []),
    ...(usersWithFewerPlans > 0 ? [w.t('tenant.changes.plans', { count: usersWithFewerPlans })] : []),
    ...(domainsGone.length > 0 ? [w.t('tenant.changes.gone', { domains: named(domainsGone) })] : []),
    ...(domainsNew.length > 0 ? [w.t('tenant.changes.new', { domains: named(domainsNew) })] : []),
    ...(accessEnded > 0 ? [w.t('tenant.changes.access', { count: accessEnded })] : []),
  ];
  return [
    container([textBlock(w.t('tenant.changes'), { isBold: true }), bullets(lines)], {
      style: 'warning',
      spacing: 'medium',
    }),
  ];
}
