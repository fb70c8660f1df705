import assert from 'node:assert/strict';
import type { Event } from '../../changeover/events.ts';
import type { Text } from '../../loop/ports.ts';
import { aText, bodies } from './contract-history.ts';
import type { Open, Opened } from './store-contract.ts';
import { NOW, onward, opening, snoozed, unit, unitOf } from './units.ts';

export function contactsContract(open: Open): void {
  describe('contacts outside', () => {
    let opened: Opened;
    before(async () => void (opened = await open()));
    after(() => opened.close());

    it('have their texts erased with what takes their place; what stays the same is kept', async () => {
      const { store } = opened;
      const first = opening();
      const [name, email, other] = [1, 2, 3].map(() => aText(first.next.id, 'sourceContact')) as [Text, Text, Text];
      const second = onward(first.next, noted(name, email));
      await store.commit([unit({ changeovers: [first, second], texts: [name, email] })], NOW);
      const third = onward(second.next, noted(name, other));
      await store.commit([unit({ changeovers: [third], texts: [other] })], NOW);
      const kept = { [name.id]: name.body, [email.id]: null, [other.id]: other.body };
      assert.deepEqual(await bodies(opened, first.next.id), kept);
      const fourth = onward(third.next, snoozed);
      await store.commit([unitOf(fourth)], NOW);
      assert.deepEqual(await bodies(opened, first.next.id), kept);
      await store.commit([unitOf(onward(fourth.next, { type: 'contactRemoved', of: 'source' }))], NOW);
      const gone = { [name.id]: null, [email.id]: null, [other.id]: null };
      assert.deepEqual(await bodies(opened, first.next.id), gone);
    });

    it('of one side are not touched by what becomes of the other’s', async () => {
      const { store } = opened;
      const first = opening();
      const texts = [1, 2, 3, 4].map(() => aText(first.next.id)) as [Text, Text, Text, Text];
      const second = onward(first.next, noted(texts[0], texts[1]));
      const third = onward(second.next, noted(texts[2], texts[3], 'provider'));
      await store.commit([unit({ changeovers: [first, second, third], texts })], NOW);
      await store.commit([unitOf(onward(third.next, { type: 'contactRemoved', of: 'source' }))], NOW);
      const bodyOf = (text: Text, at: number): readonly unknown[] => [text.id, at < 2 ? null : text.body];
      assert.deepEqual(await bodies(opened, first.next.id), Object.fromEntries(texts.map(bodyOf)));
    });
  });
}

function noted(name: Text, email: Text, of: 'source' | 'provider' = 'source'): Event {
  return { type: 'contactSet', of, nameRef: { id: name.id, hash: 'h' }, emailRef: { id: email.id, hash: 'h' } };
}
