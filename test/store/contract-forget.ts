import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Person } from '../../changeover/changeover.ts';
import type { Event } from '../../changeover/events.ts';
import { evolve } from '../../changeover/evolve.ts';
import type { Changeover } from '../../changeover/changeover.ts';
import type { LicencePlan } from '../../changeover/licence-plan.ts';
import type { ChangeoverSave, OutboxItem } from '../../loop/ports.ts';
import { verifyHistory } from '../../loop/verify-history.ts';
import { exportHistory } from '../../loop/export-history.ts';
import { textHash } from '../../loop/history.ts';
import { aText, bodies } from './contract-history.ts';
import type { Open, Opened } from './store-contract.ts';
import { joined, NOW, onward, opening, personalChat, snoozed, somebody, summaryOf, unit, unitOf } from './units.ts';

const BEFORE = { domains: ['contoso.com'], users: [], accesses: [] };

function aPlan({ objectId }: Person): LicencePlan {
  const licences = { held: [], byGroup: {}, direct: [] };
  const user = {
    id: objectId.toLowerCase(),
    name: 'Ada Berg',
    login: 'ada@contoso.com',
    isBlocked: false,
    ...licences,
  };
  return { summary: { pairs: [], users: 1, conflicts: {}, blocked: 0 }, users: [{ user }] };
}

export function forgetContract(open: Open): void {
  describe('forgetting', () => {
    let opened: Opened;
    before(async () => void (opened = await open()));
    after(() => opened.close());

    it('a tenant takes all texts of its changeover, in the transaction that records it, and the journal still verifies', async () => {
      const { last, texts, admin } = await aChangeover(opened);
      const other = await aChangeover(opened);
      const said: Event = { type: 'forgotten', side: 'customer', tenantId: admin.tenantId };
      await commit(opened, by(admin, last, said));
      const id = last.id;
      assert.deepEqual(await bodies(opened, id), Object.fromEntries(texts.map((text) => [text.id, null])));
      assert.deepEqual(
        await bodies(opened, other.last.id),
        Object.fromEntries(other.texts.map((text) => [text.id, text.body])),
      );
      const history = await opened.store.history(id);
      const exported = exportHistory(last, history!, { side: 'partner' }, NOW);
      const verdict = verifyHistory(exported);
      assert.ok(verdict.ok, JSON.stringify(verdict));
      assert.equal(verdict.erased, 2);
    });

    it('a tenant takes what waits to be said of it, and the words of what was said', async () => {
      const { last, admin } = await aChangeover(opened);
      const message = { kind: 'notice', text: 'notice.calledOff', params: { domain: 'secret.example' } } as const;
      const to = { conversationId: randomUUID() };
      const item: OutboxItem = { occasion: randomUUID(), changeoverId: last.id, to, message };
      await opened.store.commit([unit({ outbox: [item] })], NOW);
      await commit(opened, by(admin, last, { type: 'forgotten', side: 'customer', tenantId: admin.tenantId }));
      const rows = await opened.sql('select state, why, message from outbox where changeover_id = $1', last.id);
      assert.deepEqual(rows, [{ state: 'dropped', why: 'forgotten', message: { kind: 'notice' } }]);
    });

    it('a tenant takes its licence moves with their users, and what its users were like before', async () => {
      const { last, admin } = await aChangeover(opened);
      const { store } = opened;
      await store.keepPlan(randomUUID(), last.id, aPlan(admin), 'a key', NOW);
      await store.lookNow(last.id, NOW);
      await store.readingDone(last.id, { at: NOW, nextAt: NOW, isFailed: false, before: BEFORE });
      await commit(opened, by(admin, last, { type: 'forgotten', side: 'customer', tenantId: admin.tenantId }));
      const left = 'select count(*)::integer as n from licence_moves where changeover_id = $1';
      assert.deepEqual(await opened.sql(left, last.id), [{ n: 0 }]);
      assert.deepEqual(await opened.sql('select before from readings where changeover_id = $1', last.id), [
        { before: null },
      ]);
    });

    it('a person takes the name in a licence move, and leaves the row', async () => {
      const { last, admin } = await aChangeover(opened);
      const other = { ...somebody(), tenantId: admin.tenantId };
      const plan = { ...aPlan(admin), users: [...aPlan(admin).users, ...aPlan(other).users] };
      const move = randomUUID();
      await opened.store.keepPlan(move, last.id, plan, 'a key', NOW);
      await commit(opened, by(admin, last, { type: 'forgotten', side: 'customer', person: admin }));
      const rows = await opened.sql(
        'select name, login from licence_move_users where move_id = $1 order by ordinal',
        move,
      );
      assert.deepEqual(rows, [
        { name: '', login: '' },
        { name: 'Ada Berg', login: 'ada@contoso.com' },
      ]);
    });

    it('a person leaves the list of those without a licence, a tenant takes it as a whole', async () => {
      const { last, admin } = await aChangeover(opened);
      const users = [admin.objectId, randomUUID()].map((user) => ({ user, name: user, login: '', isBlocked: false }));
      const work = { changeover: last, tenantId: admin.tenantId, endedAt: NOW };
      await opened.store.keepCount(work, NOW, users, 2);
      const person = by(admin, last, { type: 'forgotten', side: 'customer', person: admin });
      await commit(opened, person);
      assert.deepEqual(await opened.store.usersWithout(last.id, 9), [users[1]]);
      const tenant: Event = { type: 'forgotten', side: 'customer', tenantId: admin.tenantId };
      await commit(opened, by(admin, person.next, tenant));
      assert.deepEqual(await opened.store.usersWithout(last.id, 9), []);
    });

    it('a person takes the name and the notes of that person, and nobody else’s', async () => {
      const { last, texts, admin } = await aChangeover(opened);
      const colleague = { ...somebody(), tenantId: admin.tenantId };
      const theirs = [aText(last.id), aText(last.id, 'note')];
      const [name, note] = theirs.map((text) => ({ id: text.id, hash: textHash(text.salt, text.body) }));
      const second = by(colleague, last, { ...joined(colleague), nameRef: name! } as Event);
      const third = by(colleague, second.next, answered(colleague, note!));
      await opened.store.commit([unit({ changeovers: [second], texts: theirs }), unitOf(third)], NOW);
      await commit(opened, by(colleague, third.next, { type: 'forgotten', side: 'customer', person: colleague }));
      assert.deepEqual(await bodies(opened, last.id), {
        ...Object.fromEntries(texts.map((text) => [text.id, text.body])),
        ...Object.fromEntries(theirs.map((text) => [text.id, null])),
      });
    });

    it('asked for in one changeover names all others of the tenant, until they are done', async () => {
      const tenantId = randomUUID();
      const [one, two] = [await aChangeover(opened, tenantId), await aChangeover(opened, tenantId)];
      await settled(opened);
      const said: Event = { type: 'forgotten', side: 'customer', tenantId };
      await commit(opened, by(one.admin, one.last, said));
      const asked = await opened.store.forgetting(10);
      assert.deepEqual(asked?.who, { tenantId });
      assert.deepEqual(asked?.changeoverIds, [two.last.id]);
      await commit(opened, onward(two.last, said));
      assert.deepEqual((await opened.store.forgetting(10))?.changeoverIds, []);
    });

    it('asked for twice is one, and can be asked for again once it is done', async () => {
      await settled(opened);
      const who = { tenantId: randomUUID(), objectId: randomUUID() };
      await opened.store.askToForget(who, NOW);
      await opened.store.askToForget(who, NOW + 1);
      const asked = await opened.store.forgetting(10);
      assert.deepEqual({ who: asked?.who, askedAt: asked?.askedAt }, { who, askedAt: NOW });
      await opened.store.forgotten(asked!, NOW);
      assert.equal(await opened.store.forgetting(10), undefined);
      await opened.store.askToForget(who, NOW + 2);
      assert.equal((await opened.store.forgetting(10))?.askedAt, NOW + 2);
    });

    it('ends with where they were spoken to: references, open questions and messages go, ids stay', async () => {
      const [gone, stays] = [somebody(), somebody()];
      const chats = [gone, stays].map((person) => personalChat(person, { zone: 'Europe/Paris', locale: 'fr' }));
      for (const chat of chats) {
        const dialog = { conversationId: chat.id, person: chat.person!, doc: { typed: 'words' }, version: 0 };
        const message = { kind: 'notice', text: 'notice.calledOff', params: { domain: 'd.example' } } as const;
        const outbox = [{ occasion: randomUUID(), to: { conversationId: chat.id }, message }];
        assert.deepEqual(await opened.store.commit([unit({ conversation: chat, dialog, outbox })], NOW), ['saved']);
      }
      await settled(opened);
      await opened.store.askToForget(gone, NOW);
      await opened.store.forgotten((await opened.store.forgetting(10))!, NOW);
      const [after, kept] = await Promise.all(
        chats.map((chat) => opened.store.load({ conversationId: chat.id, person: chat.person! })),
      );
      assert.equal(after!.dialog, undefined);
      const { state, reference, zone, locale, person } = after!.conversation!;
      assert.deepEqual(
        { state, zone, locale, person },
        { state: 'uninstalled', zone: undefined, locale: undefined, person: gone },
      );
      assert.deepEqual(reference, { serviceUrl: '', conversationId: chats[0]!.id, botId: '', tenantId: gone.tenantId });
      assert.deepEqual(kept!.dialog?.doc, { typed: 'words' });
      assert.deepEqual(kept!.conversation?.reference, chats[1]!.reference);
      const rows = await opened.sql(
        'select conversation_id, state, message from outbox where conversation_id = any($1)',
        chats.map(({ id }) => id),
      );
      const of = (id: string) => rows.find((row) => row['conversation_id'] === id);
      assert.equal(of(chats[0]!.id)?.['state'], 'dropped');
      assert.deepEqual(of(chats[0]!.id)?.['message'], { kind: 'notice' });
      assert.equal(of(chats[1]!.id)?.['state'], 'pending');
    });

    it('a place that the app was taken away from takes the open questions, those of its threads too', async () => {
      const chat = personalChat(somebody());
      const person = chat.person!;
      const ids = [chat.id, `${chat.id};messageid=1`, `${chat.id}-another`];
      const units = ids.map((conversationId) => unit({ dialog: { conversationId, person, doc: {}, version: 0 } }));
      await opened.store.commit([unit({ conversation: chat }), ...units], NOW);
      await opened.store.commit([unit({ conversation: { ...chat, state: 'uninstalled', version: 1 } })], NOW);
      const rows = await opened.sql('select conversation_id as id from dialogs where conversation_id = any($1)', ids);
      assert.deepEqual(rows, [{ id: ids[2] }]);
    });
  });
}

/** A changeover with an admin of a tenant, who has a name in it, and a note of the partner's. */
async function aChangeover(opened: Opened, tenantId: string = randomUUID()) {
  const admin: Person = { ...somebody(), tenantId };
  const first = opening();
  const texts = [aText(first.next.id), aText(first.next.id, 'note')];
  const [name, note] = texts.map((text) => ({ id: text.id, hash: textHash(text.salt, text.body) }));
  const second = onward(first.next, { ...joined(admin), nameRef: name! } as Event);
  const third = onward(second.next, answered(somebody(), note!));
  await opened.store.commit([unit({ changeovers: [first], texts }), unitOf(second), unitOf(third)], NOW);
  return { admin, texts, last: third.next };
}

function answered(person: Person, noteRef: { readonly id: string; readonly hash: string }): Event {
  return {
    type: 'stepAnswered',
    step: 'check-noted',
    answer: 'help',
    side: 'partner',
    kind: 'word',
    by: person,
    noteRef,
  };
}

/** One event that a person made happen. */
function by(person: Person, before: Changeover, event: Event): ChangeoverSave {
  const save = onward(before, snoozed);
  const actor = { door: 'message', person } as const;
  const next = { ...evolve(before, event, NOW, actor, before.id), version: before.version + 1 };
  return { ...save, next, summary: summaryOf(next), entries: [{ ...save.entries[0]!, actor, events: [event] }] };
}

async function commit(opened: Opened, save: ChangeoverSave): Promise<void> {
  assert.deepEqual(await opened.store.commit([unitOf(save)], NOW), ['saved']);
}

/** What other tests asked for is done. */
async function settled({ store }: Opened): Promise<void> {
  for (;;) {
    const asked = await store.forgetting(1);
    if (asked === undefined) return;
    await store.forgotten(asked, NOW);
  }
}
