import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Conversation, OneOff, OutboxItem } from '../../loop/ports.ts';
import type { Open, Opened } from './store-contract.ts';
import {
  channel,
  joined,
  NOW,
  onward,
  opening,
  personalChat,
  snoozed,
  somebody,
  teamLedBy,
  unit,
  unitOf,
} from './units.ts';

const LATER = NOW + 60_000;

export function digestContract(open: Open): void {
  describe('the message of the day', () => {
    let opened: Opened;
    before(async () => void (opened = await open()));
    after(() => opened.close());

    function reminder(more: Partial<Extract<OneOff, { kind: 'reminder' }>> = {}): OneOff {
      return { kind: 'reminder', key: randomUUID(), reminder: 'stepLate', form: 'act', params: {}, ...more };
    }

    function item(to: OutboxItem['to'], message = reminder(), more: Partial<OutboxItem> = {}): OutboxItem {
      return { occasion: randomUUID(), to, message, ...more };
    }

    async function aChat(more: Partial<Conversation> = {}): Promise<Conversation> {
      const chat = personalChat(somebody(), more);
      await opened.store.commit([unit({ conversation: chat })], NOW);
      return { ...chat, version: 1 };
    }

    async function send(...outbox: readonly OutboxItem[]): Promise<void> {
      assert.deepEqual(await opened.store.commit([unit({ outbox })], NOW), ['saved']);
    }

    async function waiting(chat: Conversation, now = NOW): Promise<readonly string[]> {
      const named = (await opened.store.conversationsToDeliver(now, 1_000)).includes(chat.id);
      const work = await opened.store.deliveryWork(chat.id, now);
      assert.equal(named, work !== undefined, 'the sweep and the work agree');
      return (work?.outbox ?? []).map(({ id }) => id);
    }

    async function had(chat: Conversation, digestAfter: number): Promise<void> {
      await send(item({ conversationId: chat.id }));
      const [id = ''] = await waiting(chat);
      await opened.store.mark([{ kind: 'sent', id, at: NOW, activityId: 'x', digestAfter }]);
    }

    it('goes once, and what comes due later waits for the reader’s next morning', async () => {
      const chat = await aChat();
      await had(chat, LATER);
      await send(item({ conversationId: chat.id }), item({ conversationId: chat.id }));
      assert.deepEqual(await waiting(chat), []);
      assert.deepEqual(await waiting(chat, LATER - 1), []);
      assert.equal((await waiting(chat, LATER)).length, 2);
    });

    it('holds up neither a last chance, nor an alarm, nor a notice', async () => {
      const chat = await aChat();
      await had(chat, LATER);
      await send(
        item({ conversationId: chat.id }, reminder({ isLastChance: true })),
        item({ conversationId: chat.id }, reminder({ isUrgent: true })),
        item({ conversationId: chat.id }, { kind: 'notice', text: 'hello', params: {} }),
        item({ conversationId: chat.id }),
      );
      assert.equal((await waiting(chat)).length, 3);
    });

    it('waits while something of the same reader is due and not decided yet', async () => {
      const chat = await aChat();
      const save = opening();
      await opened.store.commit([unitOf(save)], NOW);
      const due = onward(save.next, joined(chat.person!), { nextDueAt: NOW });
      await opened.store.commit([unitOf(due)], NOW);
      await send(item({ conversationId: chat.id }));
      assert.deepEqual(await waiting(chat), []);
      await opened.store.commit([unitOf(onward(due.next, snoozed, { nextDueAt: LATER }))], NOW);
      assert.equal((await waiting(chat)).length, 1);
    });

    it('of a channel waits for the changeovers of that channel', async () => {
      const place = channel(`19:${randomUUID()}@thread.tacv2`);
      const mine = opening({ channelId: place.id, nextDueAt: NOW });
      const other = opening({ nextDueAt: NOW });
      const units = [unit({ conversation: place }), unitOf(mine), unitOf(other)];
      await opened.store.commit(units, NOW);
      await send(item({ conversationId: place.id }));
      assert.deepEqual(await waiting(place), []);
      await opened.store.commit([unitOf(onward(mine.next, snoozed, { nextDueAt: LATER }))], NOW);
      assert.equal((await waiting(place)).length, 1);
    });

    it('brings more than other messages at a time, so that nothing of a day is left for the next', async () => {
      const chat = await aChat();
      await send(...Array.from({ length: 120 }, () => item({ conversationId: chat.id })));
      assert.equal((await waiting(chat)).length, 120);
    });

    it('leaves out what is put off, until then', async () => {
      const chat = await aChat();
      await send(item({ conversationId: chat.id }));
      const [id = ''] = await waiting(chat);
      await opened.store.mark([{ kind: 'putOff', id, until: LATER }]);
      assert.deepEqual(await waiting(chat, LATER - 1), []);
      assert.deepEqual(await waiting(chat, LATER), [id]);
    });

    it('is what the clock of local mode stops at', async () => {
      const alone = await open();
      const chat = personalChat(somebody());
      const message = item({ conversationId: chat.id }, reminder(), { notBefore: LATER });
      await alone.store.commit([unit({ conversation: chat, outbox: [message] })], NOW);
      assert.equal(await alone.store.nextDueAt(), LATER);
      await alone.close();
    });

    it('for the lead goes to the lead’s own chat, and to the channel while there is none', async () => {
      const place = channel(`19:${randomUUID()}@thread.tacv2`);
      const lead = await aChat();
      const save = opening({ channelId: place.id });
      await opened.store.commit([unit({ conversation: place }), unitOf(save)], NOW);
      const told = (): OutboxItem => ({ ...item({ role: 'partnerLead' }), changeoverId: save.next.id });
      await send(told());
      assert.equal((await waiting(place)).length, 1);
      assert.deepEqual(await waiting(lead), []);
      const { tenantId, teamId } = save.next.partner;
      await opened.store.commit([unit({ team: teamLedBy(lead.person!, { tenantId, teamId }) })], NOW);
      await send(told());
      assert.equal((await waiting(place)).length, 1);
      assert.equal((await waiting(lead)).length, 1);
    });
  });
}
