import { historyCard, historyFileCard } from '../../cards/history-card.ts';
import type { RecordedRow } from '../../cards/history-entries.ts';
import type { Content } from '../../cards/content.ts';
import type { Event } from '../../changeover/events.ts';
import { carla, given, joins, OPENED_AT, ref, tom } from '../support/changeover-builder.ts';
import { CUSTOMER, TECHNICIAN } from './readers.ts';
import type { GalleryState } from './states.ts';

const HOUR = 3_600_000;
const REFERENCE = ref('CSP order 4711-22');
const NOTE = ref('Called twice before they answered.');
const GONE = ref('A reason that was erased since.');

/** What happened, as each side reads it: some of it erased, some of it the other side's. */
export function historyStates(): readonly GalleryState[] {
  const { changeover, playbook } = given(joins(carla));
  const texts = [
    { id: REFERENCE.id, kind: 'reference', body: 'CSP order 4711-22' },
    { id: NOTE.id, kind: 'note', body: 'Called twice before they answered.' },
    { id: GONE.id, kind: 'reason' },
    { id: changeover.customer.nameRef.id, kind: 'customerName', body: 'Contoso Bakeries' },
    { id: changeover.partner.nameRef.id, kind: 'partnerName', body: 'Fabrikam IT' },
  ];
  const recorded = { changeover, playbook, rows: rows(), texts, head: 'a3f1'.repeat(16) };
  const links = { page: 'https://bot.example.com/history', json: 'https://bot.example.com/history', minutes: 10 };
  return [
    state('history-partner', 'The history, for the partner', historyCard({ ...recorded, reader: TECHNICIAN }, 1, true)),
    state('history-customer', 'The history, older', historyCard({ ...recorded, reader: CUSTOMER }, 2, false)),
    state('history-file', 'The history as a file', historyFileCard(changeover.id, links, 'en-GB')),
  ];
}

function rows(): readonly RecordedRow[] {
  const by = { tenantId: '', objectId: '' };
  const said = { kind: 'word', by } as const;
  const each: readonly (readonly [RecordedRow['actor'], ...Event[]])[] = [
    [tom, { type: 'memberJoined', person: tom.person!, side: 'partner', role: 'partnerTechnician' }],
    [carla, { type: 'memberJoined', person: carla.person!, side: 'customer', role: 'customerAdmin' }],
    [carla, { type: 'stepAnswered', step: 'approve-partner', answer: 'help', side: 'customer', ...said }],
    [{ door: 'tick' }, { type: 'reminded', key: 'k', kind: 'stepLate', to: 'customer', form: 'act' }],
    [
      tom,
      {
        type: 'stepAnswered',
        step: 'order-new',
        line: 'l1',
        answer: 'done',
        side: 'partner',
        by,
        kind: 'reference',
        referenceRef: REFERENCE,
        noteRef: NOTE,
      },
      { type: 'stepDone', step: 'order-new', line: 'l1', kind: 'reference' },
      { type: 'factStated', fact: 'newOrdered', line: 'l1', holds: true, kind: 'reference' },
    ],
    [
      tom,
      { type: 'corrected', side: 'partner', reasonRef: GONE, changes: [{ field: 'newSeats', line: 'l1', to: 12 }] },
    ],
    [{ door: 'delivery' }, { type: 'memberUnreachable', side: 'customer', person: carla.person!, why: 'blocked' }],
    [{ door: 'tenant' }, { type: 'readingMade', findings: [{ line: 'l1', assigned: 10 }] }],
    [carla, { type: 'snoozed', side: 'customer', until: OPENED_AT + 30 * HOUR }],
  ];
  return each.map(([actor, ...events], index) => ({ version: index + 1, at: OPENED_AT + index * HOUR, actor, events }));
}

function state(id: string, title: string, content: Content): GalleryState {
  return { id, group: 'details', title, content };
}
