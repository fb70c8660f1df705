import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Open, Opened } from './store-contract.ts';
import { channel, NOW, onward, opening, personalChat, somebody, teamLedBy, unit, unitOf } from './units.ts';

export function teamsContract(open: Open): void {
  describe('teams and join codes', () => {
    let opened: Opened;
    before(async () => void (opened = await open()));
    after(() => opened.close());

    const commit = async (...parts: Parameters<typeof unit>[0][]): Promise<readonly string[]> =>
      opened.store.commit(parts.map(unit), NOW);

    it('brings a team to those who speak in it, and in a one-to-one chat all of the person’s tenant', async () => {
      const tess = somebody();
      const team = teamLedBy(tess, { tenantId: tess.tenantId, teamId: randomUUID() });
      const { teamId } = team.next;
      const seen = { ...tess, teamId, userId: '29:tess' };
      assert.deepEqual(await commit({ team, teamPeople: [seen] }), ['saved']);
      const expected = [{ team: team.next, people: [{ objectId: tess.objectId, userId: '29:tess' }] }];
      const own = await opened.store.load({ conversationId: 'a', person: tess });
      assert.deepEqual(own.teams, expected);
      const there = await opened.store.load({ conversationId: 'b', person: tess, teamId });
      assert.deepEqual(there.teams, expected);
      const elsewhere = await opened.store.load({ conversationId: 'c', person: tess, teamId: 'another' });
      assert.equal(elsewhere.teams, undefined);
      const stranger = await opened.store.load({ conversationId: 'd', person: somebody() });
      assert.equal(stranger.teams, undefined);
    });

    it('saves one of two changes of a team that were made at once', async () => {
      const tess = somebody();
      const team = teamLedBy(tess, { tenantId: tess.tenantId, teamId: randomUUID() });
      assert.deepEqual(await commit({ team }, { team }), ['saved', 'conflict']);
    });

    it('reaches no channel of a team that is archived, and all of them once it is back', async () => {
      const tess = somebody();
      const id = { tenantId: tess.tenantId, teamId: randomUUID() };
      const place = channel(`19:${randomUUID()}@thread.tacv2`, { teamId: id.teamId, tenantId: id.tenantId });
      const first = teamLedBy(tess, id);
      const entries = [{ ...first.entries[0]!, events: [] }];
      const archived = { expected: 1, next: { ...first.next, version: 2, state: 'archived' as const }, entries };
      const back = { expected: 2, next: { ...first.next, version: 3 }, entries };
      assert.deepEqual(
        await commit({ conversation: place }, { team: first }, { team: archived }),
        Array(3).fill('saved'),
      );
      const key = { conversationId: place.id, person: tess };
      const silent = await opened.store.load(key);
      assert.deepEqual(
        [silent.conversation?.state, silent.conversation?.unreachableWhy],
        ['unreachable', 'TeamArchived'],
      );
      assert.deepEqual(await commit({ team: back }), ['saved']);
      assert.equal((await opened.store.load(key)).conversation?.state, 'reachable');
    });

    it('shows who is in a team only until it is said that they left', async () => {
      const tess = somebody();
      const team = teamLedBy(tess, { tenantId: tess.tenantId, teamId: randomUUID() });
      const seen = { ...tess, teamId: team.next.teamId, userId: '29:tess' };
      await commit({ team, teamPeople: [seen] }, { teamPeople: [{ ...seen, leftAt: NOW }] });
      const loaded = await opened.store.load({ conversationId: 'a', person: tess });
      assert.deepEqual(loaded.teams?.[0]?.people, []);
    });

    it('finds a changeover by either form of its codes and by a colleague’s, until they are replaced', async () => {
      const save = opening({ joinHash: randomUUID() });
      const [code, short, invited, again] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
      const coded = onward(save.next, { type: 'joinCodeIssued', hash: code, shortHash: short, expiresAt: NOW + 1 });
      const invite = {
        type: 'invited',
        hash: invited,
        shortHash: `${invited} short`,
        expiresAt: NOW + 1,
        role: 'customerViewer',
        by: somebody(),
      } as const;
      const asked = onward(coded.next, invite);
      const anew = onward(asked.next, { type: 'joinCodeIssued', hash: again, expiresAt: NOW + 1 });
      const find = async (hash: string): Promise<string | undefined> =>
        (await opened.store.load({ conversationId: 'x', person: somebody(), joinCodeHash: hash })).joinChangeoverId;
      await opened.store.commit([unitOf(save), unitOf(coded), unitOf(asked)], NOW);
      for (const hash of [code, short, invited, `${invited} short`]) assert.equal(await find(hash), save.next.id);
      await opened.store.commit([unitOf(anew)], NOW);
      assert.equal(await find(again), save.next.id);
      assert.equal(await find(code), undefined);
      assert.equal(await find(short), undefined);
      assert.equal(await find(invited), save.next.id);
    });

    it('counts tries one after the other, however many come at once', async () => {
      const sam = somebody();
      const first = { tenantId: sam.tenantId, objectId: sam.objectId, version: 0, wrongAt: [NOW] };
      assert.deepEqual(await commit({ tries: [first] }, { tries: [first] }), ['saved', 'conflict']);
      const next = { ...first, version: 1, wrongAt: [NOW, NOW] };
      assert.deepEqual(await commit({ tries: [next] }), ['saved']);
      const { tries } = await opened.store.load({ conversationId: 'a', person: sam });
      assert.deepEqual(tries, [{ objectId: sam.objectId, version: 2, wrongAt: [NOW, NOW] }]);
    });

    it('tells who stands in only while nobody else of the customer can be reached', async () => {
      const [carla, colin] = [somebody(), somebody()];
      const chats = [personalChat(carla), personalChat(colin)] as const;
      const save = opening();
      const asAdmin = { type: 'memberJoined', side: 'customer', role: 'customerAdmin' } as const;
      const one = onward(save.next, { ...asAdmin, person: carla });
      const both = onward(one.next, { ...asAdmin, person: colin, isStandIn: true });
      await opened.store.commit([unitOf(save), unitOf(one), unitOf(both)], NOW);
      await commit({ conversation: chats[0] }, { conversation: chats[1] });
      const tells = async (occasion: string): Promise<readonly unknown[]> => {
        const message = { kind: 'notice', text: 'notice.resumed', params: {} } as const;
        await commit({ outbox: [{ occasion, changeoverId: save.next.id, to: { side: 'customer' }, message }] });
        const rows = await opened.sql('select conversation_id as id from outbox where occasion = $1', occasion);
        return rows.map((row) => (row as { readonly id: string }).id);
      };
      assert.deepEqual(await tells(randomUUID()), [chats[0].id]);
      await opened.store.mark([{ kind: 'unreachable', conversationId: chats[0].id, why: '403 X', at: NOW }]);
      assert.deepEqual(new Set(await tells(randomUUID())), new Set(chats.map((chat) => chat.id)));
    });
  });
}
