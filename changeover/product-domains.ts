/** The domains that a product makes in the tenant: two are as it should be; more, or one with something in its way, is shown. */
import type { Event } from './events.ts';
import type { Playbook } from './playbook.ts';
import type { StepView } from './steps.ts';
import type { ProductDomains } from './tenant-link.ts';
import type { SeenDomain } from './tenant-sight.ts';

const MOST_NAMED = 6;
/** The option that says that all is as it should be. */
const AS_IT_SHOULD_BE = 'two';

/** Undefined where the playbook's product makes none, and where none is seen: its domains may have other names then. */
export function productDomainsOf(
  { productDomains, facts }: Playbook,
  seen: readonly SeenDomain[],
): ProductDomains | undefined {
  const end = productDomains && facts[productDomains.endsWith]?.now.toLowerCase();
  if (end === undefined) return undefined;
  const found = seen.filter(({ name }) => name === end || name.endsWith(`.${end}`));
  if (found.length === 0) return undefined;
  const named = found.slice(0, MOST_NAMED);
  return {
    count: found.length,
    names: named.map(({ name }) => name),
    inConflict: named.filter(({ isVerified }) => !isVerified).map(({ name }) => name),
    withMail: named.filter(({ carriesMail }) => carriesMail).map(({ name }) => name),
  };
}

/** How many there may be. */
export function domainsAtMost({ productDomains, facts }: Playbook): number {
  const limit = Number(productDomains && facts[productDomains.atMost]?.now);
  return Number.isInteger(limit) ? limit : Infinity;
}

/** True when the tenant bears out what was chosen, false when it shows otherwise. */
export function domainsSay(
  { record }: StepView,
  found: ProductDomains | undefined,
  atMost: number,
): boolean | undefined {
  const chosen = record?.value?.kind === 'choice' ? record.value.option : undefined;
  const isRight = found && isAsItShouldBe(found, atMost);
  return chosen === undefined || isRight === undefined ? undefined : isRight === (chosen === AS_IT_SHOULD_BE);
}

/** An open step is done once the tenant shows two; a done one that it contradicts is opened again, once. */
export function ofDomains(view: StepView, found: ProductDomains | undefined, atMost: number): readonly Event[] {
  const { step, status, record } = view;
  if (step.reads !== 'productDomains' || found === undefined) return [];
  if (status === 'open' && isAsItShouldBe(found, atMost) === true) {
    const value = { kind: 'choice', option: AS_IT_SHOULD_BE } as const;
    return [{ type: 'stepDone', step: step.id, kind: 'reading', value }];
  }
  const isDenied = status === 'done' && record?.deniedAt === undefined && domainsSay(view, found, atMost) === false;
  return isDenied ? [{ type: 'stepReopened', step: step.id, why: 'disproved' }] : [];
}

/** Undefined while some are missing: a sync makes them one after the other. */
function isAsItShouldBe({ count, inConflict }: ProductDomains, atMost: number): boolean | undefined {
  if (count > atMost || inConflict.length > 0) return false;
  return count === atMost ? true : undefined;
}
