/** Which tenant is meant, and by whose word: a name is what somebody typed, an id is what people signed in from or what the public directory says. */
import type { Changeover, LineId } from '../changeover/changeover.ts';
import { stepKey } from '../changeover/step-key.ts';
import { customerName, partnerName, type TextOf } from './names.ts';
import { container, type Element, factSet, remark } from './parts.ts';
import { plain, type Words } from './text.ts';

/** What a key has to be compared with before it is redeemed. */
export function tenantBox(w: Words, changeover: Changeover, text: TextOf): Element {
  const name = w.t('value.tenant.typed', {
    name: customerName(changeover, text),
    partner: partnerName(changeover, text),
  });
  return container(
    [
      factSet([
        [w.t('value.tenant.name'), name],
        [w.t('value.tenant.domain'), plain(changeover.customer.domain, 100)],
        [w.t('value.tenant.id'), idWords(w, changeover, text)],
      ]),
      remark(w.t('value.tenant.word')),
    ],
    { style: 'emphasis', spacing: 'medium' },
  );
}

/**
 * `tenantId`, `partnerTenantId` and `wrongTenant`, for the texts to the partner line and to the distributor. The wrong one
 * is known from what was answered about the line: our own, or the one that was named.
 */
export function tenantParams(
  w: Words,
  changeover: Changeover,
  line: LineId | undefined,
  text: TextOf,
): Readonly<Record<'tenantId' | 'partnerTenantId' | 'wrongTenant', string>> {
  const { customer, partner } = changeover;
  return {
    tenantId: customer.tenantId ?? lookedUp(changeover) ?? w.t('value.tenant.unknown'),
    partnerTenantId: partner.tenantId,
    wrongTenant: wrongTenant(w, changeover, line, text),
  };
}

function idWords(w: Words, changeover: Changeover, text: TextOf): string {
  const { tenantId } = changeover.customer;
  const looked = lookedUp(changeover);
  const id = tenantId ?? looked;
  if (id === undefined) return w.t('value.tenant.unknown');
  const by = tenantId === undefined ? 'looked' : tenantId === looked ? 'both' : 'joined';
  return w.t(`value.tenant.id.${by}`, { id, customer: customerName(changeover, text) });
}

/** The id that the public directory gave for the domain when that was typed. */
function lookedUp({ steps }: Changeover): string | undefined {
  const typed = Object.values(steps).flatMap(({ doneAt, value }) =>
    doneAt !== undefined && value?.kind === 'domain' ? [value] : [],
  );
  return typed.find(({ tenantId }) => tenantId !== undefined)?.tenantId;
}

function wrongTenant(w: Words, changeover: Changeover, line: LineId | undefined, text: TextOf): string {
  const { partner, steps } = changeover;
  const found = steps[stepKey('find-new', line)]?.value;
  const option = found?.kind === 'choice' ? found.option : undefined;
  if (option === 'ours') return w.t('value.tenant.ours', { domain: partner.domain, id: partner.tenantId });
  const named = option === 'another' ? text(steps[stepKey('say-where', line)]?.noteRef) : undefined;
  return named === undefined ? w.t('value.tenant.notFound') : plain(named, 200);
}
