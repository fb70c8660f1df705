import assert from 'node:assert/strict';
import type { ChangeoverSave, Conversation, DeliveryWork, PendingCard, ShownCard } from '../../loop/ports.ts';
import type { Open, Opened } from './store-contract.ts';
import { NOW, onward, opening, somebody, personalChat, snoozed, unit, unitOf } from './units.ts';

const LEASE_MS = 60_000;

interface Standing {
  readonly save: ChangeoverSave;
  readonly chat: Conversation;
  readonly card: ShownCard;
}

export function cardsContract(open: Open): void {
  describe('the status cards', () => {
    let opened: Opened;
    before(async () => void (opened = await open()));
    after(() => opened.close());

    /** A changeover whose card was wished for in a personal chat, and is not posted yet. */
    async function wished(): Promise<Standing> {
      const chat = personalChat(somebody());
      const save = opening();
      const place = {
        conversationId: chat.id,
        tag: `status/${save.next.id}`,
        changeoverId: save.next.id,
        threadId: chat.id,
      };
      await opened.store.commit([unit({ changeovers: [save], conversation: chat, cardWishes: [place] })], NOW);
      return { save, chat, card: { ...place, activityId: 'first', shownVersion: save.next.version } };
    }

    async function posted(): Promise<Standing> {
      const standing = await wished();
      await opened.store.mark([{ kind: 'cardShown', card: standing.card }]);
      return standing;
    }

    async function cardOf({ chat }: Standing, now = NOW): Promise<PendingCard | undefined> {
      const work: DeliveryWork | undefined = await opened.store.deliveryWork(chat.id, now);
      return work?.cards[0];
    }

    async function goOn({ save }: Standing): Promise<ChangeoverSave> {
      const next = onward(save.next, snoozed);
      await opened.store.commit([unitOf(next)], NOW);
      return next;
    }

    it('that are wished for are to be posted, where they are wished', async () => {
      const standing = await wished();
      assert.deepEqual(await cardOf(standing), {
        tag: standing.card.tag,
        threadId: standing.chat.id,
        changeover: standing.save.next,
        texts: {},
      });
    });

    it('that show the newest version need nothing', async () => {
      const standing = await posted();
      assert.equal(await cardOf(standing), undefined);
      assert.ok(!(await opened.store.conversationsToDeliver(NOW, 1_000)).includes(standing.chat.id));
    });

    it('are behind as soon as the changeover goes on, and say what they show', async () => {
      const standing = await posted();
      const next = await goOn(standing);
      assert.ok((await opened.store.conversationsToDeliver(NOW, 1_000)).includes(standing.chat.id));
      const pending = await cardOf(standing);
      assert.deepEqual(pending?.shown, standing.card);
      assert.equal(pending?.changeover.version, next.next.version);
    });

    it('are never taken back by a late mark', async () => {
      const standing = await posted();
      await goOn(standing);
      await opened.store.mark([
        { kind: 'cardShown', card: { ...standing.card, shownVersion: 2 } },
        { kind: 'cardShown', card: standing.card },
      ]);
      assert.equal(await cardOf(standing), undefined);
    });

    it('marked when the changeover has gone on already are behind from the start', async () => {
      const standing = await wished();
      await goOn(standing);
      await opened.store.mark([{ kind: 'cardShown', card: standing.card }]);
      assert.equal((await cardOf(standing))?.shown?.shownVersion, 1);
    });

    it('posted without a wish are known by their mark', async () => {
      const chat = personalChat(somebody());
      const save = opening();
      await opened.store.commit([unit({ changeovers: [save], conversation: chat })], NOW);
      const card = {
        conversationId: chat.id,
        tag: 't',
        changeoverId: save.next.id,
        threadId: chat.id,
        activityId: '1',
      };
      await opened.store.mark([{ kind: 'cardShown', card: { ...card, shownVersion: 1 } }]);
      assert.equal(await cardOf({ save, chat, card: { ...card, shownVersion: 1 } }), undefined);
    });

    it('wished for where one stands stay as they are', async () => {
      const standing = await posted();
      await opened.store.commit([unit({ cardWishes: [standing.card] })], NOW);
      assert.equal(await cardOf(standing), undefined);
    });

    it('wanted anew are posted again and name the one they replace, which no late mark brings back', async () => {
      const standing = await posted();
      const { threadId, activityId } = standing.card;
      await opened.store.commit([unit({ cardWishes: [{ ...standing.card, isAnew: true }] })], NOW);
      await opened.store.mark([{ kind: 'cardShown', card: { ...standing.card, shownVersion: 9 } }]);
      const pending = await cardOf(standing);
      assert.equal(pending?.shown, undefined);
      assert.deepEqual(pending?.previous, { threadId, activityId });

      await opened.store.mark([{ kind: 'cardShown', card: { ...standing.card, activityId: 'second' } }]);
      await opened.store.mark([{ kind: 'cardShown', card: { ...standing.card, shownVersion: 9 } }]);
      const { cards } = await opened.store.load({
        conversationId: standing.chat.id,
        changeoverId: standing.save.next.id,
      });
      assert.deepEqual(cards, [{ ...standing.card, activityId: 'second' }]);
    });

    it('wanted anew while they are on their way are posted once more, below the one that arrives meanwhile', async () => {
      const standing = await wished();
      const { card, chat } = standing;
      const { threadId, activityId, tag: cardTag } = card;
      const drawnFrom = [{ changeoverId: card.changeoverId, version: 1 }];
      const claim = { conversationId: chat.id, outbox: [], cardTag, drawnFrom, leaseMs: 60_000 };
      assert.deepEqual(await opened.store.claim(claim), { inDoubt: 0 });
      await opened.store.commit([unit({ cardWishes: [{ ...card, isAnew: true }] })], NOW);
      await opened.store.mark([{ kind: 'cardShown', card }]);
      const pending = await cardOf(standing);
      assert.equal(pending?.shown, undefined);
      assert.deepEqual(pending?.previous, { threadId, activityId });
      assert.deepEqual(await opened.store.claim(claim), { inDoubt: 0 });
      await opened.store.mark([{ kind: 'cardShown', card: { ...card, activityId: 'second' } }]);
      assert.equal(await cardOf(standing), undefined);
    });

    it('drawn anew while they are on their way, posted or edited, are behind when they arrive', async () => {
      for (const standing of [await wished(), await posted()]) {
        const { card, save } = standing;
        const version = save.next.version + 1;
        await goOn(standing);
        const before = await cardOf(standing);
        assert.equal(before?.redraws, undefined);
        await opened.store.redraw(card.changeoverId);
        const asked = await cardOf(standing);
        await opened.store.redraw(card.changeoverId);
        await opened.store.mark([{ kind: 'cardShown', card: { ...card, shownVersion: version } }]);
        await opened.store.mark([
          { kind: 'cardShown', card: { ...card, shownVersion: version, redraws: asked!.redraws! } },
        ]);
        const behind = await cardOf(standing);
        assert.deepEqual([behind?.redraws, behind?.shown?.redraws], [2, 2]);
        await opened.store.mark([{ kind: 'cardShown', card: { ...behind!.shown!, shownVersion: version } }]);
        assert.equal(await cardOf(standing), undefined);
      }
    });

    it('that are gone are posted anew, once', async () => {
      const standing = await posted();
      await opened.store.mark([{ kind: 'cardGone', conversationId: standing.chat.id, tag: standing.card.tag }]);
      const pending = await cardOf(standing);
      assert.deepEqual([pending?.shown, pending?.previous], [undefined, undefined]);
      await opened.store.mark([{ kind: 'cardShown', card: { ...standing.card, activityId: 'second' } }]);
      assert.equal(await cardOf(standing), undefined);
    });

    it('that nobody may see any more are forgotten', async () => {
      const standing = await posted();
      const { conversationId, tag } = standing.card;
      await opened.store.mark([{ kind: 'cardGone', conversationId, tag, isForgotten: true }]);
      await goOn(standing);
      assert.equal(await cardOf(standing), undefined);
    });

    it('that failed wait for their next try', async () => {
      const standing = await wished();
      const { conversationId, tag } = standing.card;
      await opened.store.mark([{ kind: 'cardFailed', conversationId, tag, retryAt: NOW + 30 }]);
      assert.equal(await cardOf(standing, NOW + 29), undefined);
      assert.ok(!(await opened.store.conversationsToDeliver(NOW + 29, 1_000)).includes(conversationId));
      assert.notEqual(await cardOf(standing, NOW + 30), undefined);
    });

    it('are posted by one process at a time: claimed until they stand, or failed', async () => {
      const standing = await wished();
      const { conversationId, tag } = standing.card;
      const drawnFrom = [{ changeoverId: standing.save.next.id, version: standing.save.next.version }];
      const claim = { conversationId, outbox: [], cardTag: tag, drawnFrom, leaseMs: LEASE_MS };
      assert.deepEqual(await opened.store.claim(claim), { inDoubt: 0 });
      assert.equal(await (await opened.another()).store.claim(claim), undefined);
      assert.equal(await cardOf(standing), undefined);
      await opened.store.mark([{ kind: 'cardFailed', conversationId, tag, retryAt: NOW }]);
      assert.deepEqual(await opened.store.claim(claim), { inDoubt: 0 });
      await opened.store.mark([{ kind: 'cardShown', card: standing.card }]);
      assert.equal(await opened.store.claim(claim), undefined);
    });

    it('whose claim ended without a word may stand already: posted once more, that is a send in doubt', async () => {
      const standing = await wished();
      const { conversationId, tag } = standing.card;
      const claim = { conversationId, outbox: [], cardTag: tag, drawnFrom: [], leaseMs: 0 };
      await opened.store.claim(claim);
      assert.deepEqual(await opened.store.claim(claim), { inDoubt: 1 });
      assert.deepEqual(await opened.sql('select doubts from cards where tag = $1', tag), [{ doubts: 1 }]);
    });

    it('are marked by one statement, however many', async () => {
      const standings = [await wished(), await wished()];
      const before = opened.statements.length;
      await opened.store.mark(standings.map(({ card }) => ({ kind: 'cardShown', card })));
      assert.equal(opened.statements.length - before, 1);
      assert.deepEqual(await Promise.all(standings.map((each) => cardOf(each))), [undefined, undefined]);
    });
  });
}
