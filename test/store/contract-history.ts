import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Person } from '../../changeover/changeover.ts';
import type { Event } from '../../changeover/events.ts';
import { canonicalJson } from '../../loop/canonical-json.ts';
import { rowHash } from '../../loop/history.ts';
import type { Text } from '../../loop/ports.ts';
import type { Open, Opened } from './store-contract.ts';
import { joined, NOW, onward, opening, snoozed, somebody, unit, unitOf } from './units.ts';

export function historyContract(open: Open): void {
  describe('the history', () => {
    let opened: Opened;
    before(async () => void (opened = await open()));
    after(() => opened.close());

    it('is a chain: each row holds the hash of the one before it, and its own is over what it says', async () => {
      const first = opening();
      const second = onward(first.next, joined(somebody()));
      const third = onward(second.next, snoozed);
      const both = { ...third, expected: 1, entries: [...second.entries, ...third.entries] };
      await opened.store.commit([unitOf(first)], NOW);
      await opened.store.commit([unitOf(both)], NOW);
      const history = await opened.store.history(first.next.id);
      assert.ok(history);
      const { rows } = history;
      assert.deepEqual(
        rows.map(({ version, events }) => ({ version, events })),
        [first, second, third].map((save, index) => ({ version: index + 1, events: save.entries[0]!.events })),
      );
      assert.deepEqual(
        rows.map((row) => row.previous),
        [null, rows[0]!.hash, rows[1]!.hash],
      );
      assert.deepEqual(
        rows.map((row) => row.hash),
        rows.map((row) => rowHash(first.next.id, row)),
      );
    });

    it('lets nobody say what a hash is, and takes no row without the one before it', async () => {
      const first = opening();
      await opened.store.commit([unitOf(first)], NOW);
      const insert = `insert into journal (changeover_id, version, command_id, at, actor, schema, events, previous_hash, hash)
        values ($1, $2::integer, $3, 0, '{"door":"message"}', 1, '[]', 'forged', 'forged')`;
      await assert.rejects(opened.sql(insert, first.next.id, 3, randomUUID()), /has no row before it/);
      await opened.sql(insert, first.next.id, 2, randomUUID());
      const history = await opened.store.history(first.next.id);
      const [one, two] = history?.rows ?? [];
      assert.equal(two?.previous, one?.hash);
      assert.equal(two?.hash, rowHash(first.next.id, two!));
    });

    it('is canonical in the database as it is outside of it, whatever is written', async () => {
      const keepable = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '').toWellFormed());
      const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => (one === 0 ? 0 : one));
      const { value: values } = fc.letrec((tie) => ({
        value: fc.oneof(
          { depthSize: 'small', withCrossShrink: true },
          fc.oneof(keepable, number, fc.integer(), fc.boolean(), fc.constant(null)),
          fc.array(tie('value'), { maxLength: 4 }),
          fc.dictionary(keepable, tie('value'), { maxKeys: 6, noNullPrototype: true }),
        ),
      }));
      await fc.assert(
        fc.asyncProperty(fc.array(values, { minLength: 20, maxLength: 60 }), async (value) => {
          const [row] = await opened.sql('select jcs($1::jsonb) as text', JSON.stringify(value));
          assert.equal(row!['text'], canonicalJson(value));
        }),
        { numRuns: 5 },
      );
    });

    it('is unknown of a changeover that is not there', async () => {
      assert.equal(await opened.store.history(randomUUID()), undefined);
    });
  });

  describe('a text', () => {
    let opened: Opened;
    before(async () => void (opened = await open()));
    after(() => opened.close());

    it('is kept or erased, never changed, brought back or taken away whole', async () => {
      const save = opening();
      const text = aText(save.next.id);
      await opened.store.commit([unit({ changeovers: [save], texts: [text] })], NOW);
      const attacks = [
        `update texts set body = 'another' where id = $1`,
        `update texts set kind = 'note', body = null, salt = null, erased_at = 1 where id = $1`,
        'delete from texts where id = $1',
      ];
      for (const attack of attacks) await assert.rejects(opened.sql(attack, text.id), /never changed/);
      await assert.rejects(opened.sql('truncate texts'), /never changed/);
      await opened.sql('update texts set body = null, salt = null, erased_at = 1 where id = $1', text.id);
      const again = `update texts set body = 'again', salt = 's', erased_at = null where id = $1`;
      await assert.rejects(opened.sql(again, text.id), /never changed/);
    });

    it('that named somebody goes with their membership, and with nobody else’s', async () => {
      const [leaver, stayer] = [somebody(), somebody()];
      const first = opening();
      const texts = [aText(first.next.id), aText(first.next.id)];
      const second = onward(first.next, named(leaver, texts[0]!));
      const third = onward(second.next, named(stayer, texts[1]!));
      await opened.store.commit([unit({ changeovers: [first], texts }), unitOf(second), unitOf(third)], NOW);
      const members = third.next.members.filter((member) => member.person.objectId !== leaver.objectId);
      const save = onward(third.next, snoozed);
      await opened.store.commit([unitOf({ ...save, next: { ...save.next, members } })], NOW);
      assert.deepEqual(await bodies(opened, first.next.id), { [texts[0]!.id]: null, [texts[1]!.id]: texts[1]!.body });
    });
  });
}

function named(person: Person, text: Text): Event {
  return { ...joined(person), nameRef: { id: text.id, hash: 'h' } } as Event;
}

export function aText(changeoverId: string, kind = 'personName'): Text {
  const id = randomUUID();
  return { id, changeoverId, kind, body: `the words of ${id}`, salt: randomUUID() };
}

export async function bodies(opened: Opened, changeoverId: string): Promise<Readonly<Record<string, unknown>>> {
  const rows = await opened.sql('select id, body from texts where changeover_id = $1', changeoverId);
  return Object.fromEntries(rows.map((row) => [row['id'], row['body']]));
}
