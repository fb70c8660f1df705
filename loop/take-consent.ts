/** What Microsoft's page of consent answered: believed for the link that led there and for the customer's own tenant, and looked at at once. */
import type { ChangeoverId } from '../changeover/changeover.ts';
import type { Refusal } from '../changeover/refusals.ts';
import type { ConsentOutcome, ConsentPurpose } from '../changeover/tenant-link.ts';
import { issueAlone, type AlonePorts } from './issue-alone.ts';
import type { OutboxItem } from './ports.ts';
import type { ReadingStore } from './reading-ports.ts';

export interface ConsentAnswer {
  readonly changeoverId: ChangeoverId;
  readonly purpose: ConsentPurpose;
  /** SHA-256 (hex) of the link's secret. */
  readonly hash: string;
  readonly isGranted: boolean;
  /** As the page names it: compared, never believed. */
  readonly tenantId?: string;
}

export interface ConsentPorts extends AlonePorts {
  readonly store: Pick<ReadingStore, 'lookNow'>;
}

/** The outcome, also of an answer that came before; or why it is none. */
export async function takeConsent(ports: ConsentPorts, answer: ConsentAnswer): Promise<ConsentOutcome | Refusal> {
  const { changeoverId, purpose, hash, isGranted, tenantId } = answer;
  const body = { type: 'takeConsent' as const, purpose, hash, isGranted, ...(tenantId !== undefined && { tenantId }) };
  const command = {
    id: `consent/${changeoverId}/${hash}`,
    changeover: changeoverId,
    actor: { door: 'consent' as const },
    body,
  };
  const issued = await issueAlone(ports, command, (events, { id, customer }) =>
    events.flatMap((event): OutboxItem[] => {
      if (event.type !== 'consentTaken' || event.outcome !== 'granted' || event.purpose !== 'read') return [];
      const message = { kind: 'notice', text: 'notice.tenant.connected', params: { domain: customer.domain } } as const;
      return [{ occasion: `tenant/${id}/connected/${hash}`, changeoverId: id, to: { side: 'partner' }, message }];
    }),
  );
  if (!issued.ok) return issued.refusal;
  const { link } = issued.changeover;
  if (link?.read) await ports.store.lookNow(changeoverId, ports.clock.now());
  return link?.answered?.outcome ?? 'refused';
}
