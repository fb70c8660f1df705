import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyCard } from '../../cards/history-card.ts';
import { historyEntries, type Recorded, type RecordedRow } from '../../cards/history-entries.ts';
import { historyPage } from '../../cards/history-page.ts';
import { words } from '../../cards/text.ts';
import type { Event } from '../../changeover/events.ts';
import { carla, given, joins, OPENED_AT, ref, tom } from '../support/changeover-builder.ts';
import { CUSTOMER, TECHNICIAN } from '../gallery/readers.ts';

const NOTE = ref('Ask Jim, he owes us one.');
const HEAD = 'b'.repeat(64);

function recorded(events: readonly Event[], more: Partial<Recorded> = {}): Recorded {
  const { changeover, playbook } = given(joins(carla));
  const rows: readonly RecordedRow[] = [{ version: 1, at: OPENED_AT, actor: tom, events }];
  return { changeover, playbook, reader: TECHNICIAN, rows, texts: [], head: HEAD, ...more };
}

const noted: Event = {
  type: 'stepAnswered',
  step: 'order-new',
  line: 'l1',
  answer: 'notYet',
  side: 'partner',
  kind: 'word',
  by: tom.person!,
  noteRef: NOTE,
};

describe('the history, drawn', () => {
  it('has words for every event that there is', () => {
    const read = (file: string): string => readFileSync(join(import.meta.dirname, '../../changeover', file), 'utf8');
    const licences = read('licence-move.ts');
    const source = read('events.ts') + licences.slice(licences.indexOf('export type LicenceEvent'));
    const types = [...source.matchAll(/readonly type: '(\w+)'/gu)].map((match) => match[1]!);
    assert.ok(types.length > 30);
    assert.deepEqual(
      types.filter((type) => !words('en').has(`history.event.${type}`)),
      [],
    );
  });

  it('names an event of a later release by its type, and a step that is no more by its id', () => {
    const later = { type: 'somethingNew' } as unknown as Event;
    const old: Event = { type: 'stepOpened', step: 'step-of-old' };
    const [entry] = historyEntries(recorded([later, old]));
    assert.deepEqual(entry?.lines, ['Something happened (somethingNew)', 'Open now: step-of-old']);
  });

  it('shows a technician’s note to the partner alone', () => {
    const texts = [{ id: NOTE.id, kind: 'note', body: 'Ask Jim, he owes us one.' }];
    const [own] = historyEntries(recorded([noted], { texts }));
    assert.deepEqual(own?.evidence, ['Note: Ask Jim, he owes us one.']);
    const [theirs] = historyEntries(recorded([noted], { texts, reader: CUSTOMER }));
    assert.deepEqual(theirs?.evidence, ['Note: (not shown to your side)']);
  });

  it('says of an erased text that it was erased', () => {
    const [entry] = historyEntries(recorded([noted], { texts: [{ id: NOTE.id, kind: 'note' }] }));
    assert.deepEqual(entry?.evidence, ['Note: (erased)']);
  });

  it('keeps the new price from the customer, and tells it to the partner', () => {
    const to = { minor: 1_180, currency: 'EUR' };
    const change: Event = {
      type: 'corrected',
      side: 'partner',
      reasonRef: NOTE,
      changes: [{ field: 'newPrice', line: 'l1', to }],
    };
    const line = (reader: Recorded['reader']) => historyEntries(recorded([change], { reader }))[0]?.lines[0];
    assert.equal(line(TECHNICIAN), 'Corrected: New price per month: €11.80');
    assert.equal(line(CUSTOMER), 'Corrected: New price per month');
  });

  it('has the nearest page to one that does not exist', () => {
    const one = recorded([noted]);
    for (const asked of [-3, 0, 1, 99]) assert.match(JSON.stringify(historyCard(one, asked, false)), /page 1 of 1/);
  });

  it('is a page on which nobody’s text is markup', () => {
    const body = '<script>alert(1)</script> & "quotes"';
    const page = historyPage(recorded([noted], { texts: [{ id: NOTE.id, kind: 'note', body }] }), OPENED_AT);
    assert.doesNotMatch(page, /<script/u);
    assert.match(page, /‹script›alert\(1\)‹\/script› &amp; &quot;quotes&quot;/u);
    assert.ok(page.includes(HEAD));
  });
});
