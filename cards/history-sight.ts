/** What of a history a reader may see: each side its own money and its own notes, the partner's side also the customer's. */
import type { Actor, Changeover } from '../changeover/changeover.ts';
import type { Event } from '../changeover/events.ts';
import type { Reader } from './content.ts';

/** What a side writes down for itself. */
const OWN: ReadonlySet<string> = new Set(['note', 'ticket', 'providerContact']);

/** @param by who wrote it. What a technician noted for its own side is not the customer's to read. */
export function maySeeText(kind: string, by: Actor, changeover: Changeover, reader: Pick<Reader, 'side'>): boolean {
  return !OWN.has(kind) || reader.side !== 'customer' || by.person?.tenantId !== changeover.partner.tenantId;
}

/** False for an event in which the partner's prices stand, for a reader of the customer's side. */
export function maySeeEvent(event: Event, reader: Pick<Reader, 'side'>): boolean {
  if (reader.side !== 'customer') return true;
  if (event.type === 'opened') return false;
  return event.type !== 'corrected' || event.changes.every((change) => change.field !== 'newPrice');
}
