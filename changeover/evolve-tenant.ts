/** What events do to the link with the customer's tenant. */
import type { Changeover, Instant, Person } from './changeover.ts';
import type { Event } from './events.ts';
import type { TenantLink } from './tenant-link.ts';

type EventOf<Type extends Event['type']> = Extract<Event, { type: Type }>;
type LinkEvent = EventOf<'consentAsked' | 'consentTaken' | 'tenantDisconnected' | 'readingFailed'>;

export function withLink(changeover: Changeover, event: LinkEvent, at: Instant, by: Person | undefined): Changeover {
  return { ...changeover, link: linkAfter(changeover.link ?? {}, event, at, by) };
}

/** A look that succeeded ends what was the trouble before. */
export function withSeen(changeover: Changeover, event: EventOf<'readingMade'>, at: Instant): Changeover {
  const { trouble: _over, ...link } = changeover.link ?? {};
  const { findings, tenant, requestId } = event;
  const seen = { at, lines: findings, ...(tenant && { tenant }), ...(requestId !== undefined && { requestId }) };
  return { ...changeover, link: { ...link, seen } };
}

function linkAfter(link: TenantLink, event: LinkEvent, at: Instant, by: Person | undefined): TenantLink {
  switch (event.type) {
    case 'consentAsked': {
      const { purpose, hash, expiresAt } = event;
      return by ? { ...link, asks: { ...link.asks, [purpose]: { hash, expiresAt, by } } } : link;
    }
    case 'consentTaken': {
      const { purpose, outcome } = event;
      const { [purpose]: _used, ...asks } = link.asks ?? {};
      const { endedAt: _ended, ...lasting } = link;
      const isAgain = outcome === 'granted' && purpose === 'read';
      const answered = { purpose, outcome, at };
      return {
        ...(isAgain ? lasting : link),
        asks,
        answered,
        ...(outcome === 'granted' && { [purpose]: { since: at } }),
      };
    }
    case 'tenantDisconnected':
      return { ...(link.seen && { seen: link.seen }), endedAt: at };
    case 'readingFailed': {
      const { why, requestId } = event;
      return { ...link, trouble: { why, since: at, ...(requestId !== undefined && { requestId }) } };
    }
  }
}
