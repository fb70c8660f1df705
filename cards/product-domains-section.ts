import type { Changeover } from '../changeover/changeover.ts';
import type { Playbook, Step } from '../changeover/playbook.ts';
import type { ProductDomains } from '../changeover/tenant-link.ts';
import { bullets, container, type Element, textBlock } from './parts.ts';
import { plain, type Words } from './text.ts';

/** The same, on the question of a step that rests on those domains; nothing on others. */
export function countedDomains(w: Words, { link }: Changeover, playbook: Playbook, step: Step): readonly Element[] {
  const facts = Object.values(playbook.productDomains ?? {});
  const isAbout = step.facts?.some((id) => facts.includes(id)) === true;
  return isAbout ? productDomainsSection(w, link?.seen?.tenant?.productDomains) : [];
}

/** What the tenant shows of the domains that the product made; which of them carries mail, because it is never to be removed. */
export function productDomainsSection(w: Words, found: ProductDomains | undefined): readonly Element[] {
  if (!found) return [];
  const { count, names, inConflict, withMail } = found;
  const named = (domains: readonly string[]): string => w.list(domains.map((one) => plain(one, 100)));
  const lines = [
    w.t('tenant.domains.names', { names: named(names) }),
    ...(inConflict.length > 0 ? [w.t('tenant.domains.conflict', { names: named(inConflict) })] : []),
    ...(withMail.length > 0 ? [w.t('tenant.domains.mail', { names: named(withMail) })] : []),
  ];
  const style = inConflict.length + withMail.length > 0 ? 'warning' : 'emphasis';
  return [
    container([textBlock(w.t('tenant.domains', { count }), { isBold: true }), bullets(lines)], {
      style,
      spacing: 'medium',
    }),
  ];
}
