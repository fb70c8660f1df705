import assert from 'node:assert/strict';
import { textOf } from '../../sandbox/card-reader.ts';
import { extension, looksAt, OF_SEVERAL, OF_TWO, resultsIn, searches, type Result } from '../support/search-asks.ts';
import { approves, joins, opens, theChangeover } from '../support/story-world.ts';
import { elsewhere, leaves } from '../support/team-world.ts';
import { PARTIES_OF_FABRIKAM } from '../support/typed-forms.ts';
import { aWorld, type World } from '../support/world.ts';

const SECRETS = /Contoso|contoso|€|EUR|Alex|20 ×|Business Standard/;

describe('the message extension', function () {
  this.timeout(30_000);
  let world: World;
  before(async () => {
    world = await aWorld('embedded');
    await joins(world, await opens(world));
    await approves(world);
    await opens(world, {
      parties: { ...PARTIES_OF_FABRIKAM.parties, customerName: 'Wingtip', customerDomain: 'wingtiptoys.com' },
    });
  });
  after(() => world.close());

  const found = async (...asked: Parameters<typeof searches>): Promise<readonly string[]> =>
    resultsIn(await searches(...asked)).map(({ title }) => title);
  const ofContoso = async (): Promise<Result> => resultsIn(await searches(world.megan, 'contoso', OF_TWO))[0]!;

  it('finds a technician all of the team’s, from whatever chat, before anything is typed', async () => {
    for (const chat of [undefined, OF_TWO, OF_SEVERAL]) {
      assert.deepEqual((await found(world.megan, undefined, chat)).toSorted(), ['Contoso', 'Wingtip']);
    }
  });

  it('takes what is typed as the board does', async () => {
    const { megan } = world;
    assert.deepEqual(await found(megan, 'wingtip'), ['Wingtip']);
    assert.deepEqual(await found(megan, 'customer CONTOSO.com'), ['Contoso']);
    assert.equal((await found(megan, 'kind direct')).length, 2);
    for (const nothing of ['nobody-at-all', 'kind prepaid', 'group overlapping', "' or 1=1; --", '%']) {
      assert.match(String((await searches(megan, nothing))['text']), /Nothing found/, nothing);
    }
    assert.match(String((await searches(megan, '', OF_TWO, 25))['text']), /Nothing found/);
  });

  it('says in the row, which only who searches sees, where it stands', async () => {
    const { title, text } = await ofContoso();
    assert.equal(title, 'Contoso');
    assert.match(text, /^Direct to CSP\. Waits for|^Direct to CSP\. .*Fabrikam/);
  });

  it('puts a card into the chat that has no name and no amount in it', async () => {
    const { card } = await ofContoso();
    assert.doesNotMatch(textOf(card), SECRETS);
    assert.match(textOf(card), /A changeover[\s\S]*ask Megan Bowen, who put this card here/);
    const { id } = await theContoso();
    const picked = await extension(world.megan, 'selectItem', { changeover: id }, OF_TWO);
    assert.deepEqual(resultsOf(picked), [card]);
  });

  it('shows each of its people their own view, with the sums, in a chat of two and in its own channel', async () => {
    const { megan, diego, alex } = world;
    const { card } = await ofContoso();
    for (const [who, chat] of [
      [megan, undefined],
      [diego, OF_TWO],
      [alex, OF_TWO],
      [alex, undefined],
    ] as const) {
      const seen = await looksAt(who, card, chat);
      assert.match(seen, /Contoso/);
      assert.match(seen, /€/);
    }
  });

  it('shows a stranger that there is one and whom to ask, the same whether there is one or not', async () => {
    const { card } = await ofContoso();
    const seen = await looksAt(world.lee, card, OF_TWO);
    assert.match(seen, /A changeover[\s\S]*ask whoever put this card here/);
    assert.doesNotMatch(seen, SECRETS);
    const action = { type: 'Action.Execute', verb: 'shared', data: { verb: 'shared', changeover: 'no-such' } };
    assert.equal(await looksAt(world.lee, { refresh: { action } }, OF_TWO), seen);
  });

  it('tells nobody anything in a group chat or another channel, not even its people', async () => {
    const { card } = await ofContoso();
    for (const who of [world.megan, world.alex]) {
      assert.doesNotMatch(await looksAt(who, card, OF_SEVERAL), SECRETS);
    }
  });

  it('finds a customer its own alone, and a stranger nothing', async () => {
    const { alex, lee } = world;
    assert.deepEqual(await found(alex, undefined, OF_TWO), ['Contoso']);
    assert.deepEqual(await found(alex, 'fabrikam'), ['Contoso']);
    assert.match(String((await searches(alex, 'wingtip'))['text']), /Nothing found/);
    assert.match(String((await searches(lee, undefined))['text']), /Nothing found/);
    const { id } = await theContoso();
    assert.match(String((await extension(lee, 'selectItem', { changeover: id }))['text']), /Nothing found/);
  });

  it('answers another command, or one without a shape, with nothing', async () => {
    for (const value of [{}, { commandId: 'other' }, { commandId: ['search'] }]) {
      const { status, body } = await world.megan.sends({ type: 'invoke', name: 'composeExtension/query', value });
      assert.deepEqual([status, body], [200, '']);
    }
  });

  it('changes nothing: the chats it is asked in are none of the bot’s', async () => {
    const before = await theContoso();
    await looksAt(world.alex, (await ofContoso()).card, OF_TWO);
    assert.deepEqual(await theContoso(), before);
    const { conversation } = await world.running.store.load({ conversationId: OF_TWO.id });
    assert.equal(conversation, undefined);
  });

  it('finds nothing any more for somebody who left the team', async () => {
    const { diego, megan } = world;
    const apart = elsewhere(world, diego.cast, 'personal');
    assert.equal((await found(apart, undefined)).length, 2);
    await leaves(world, diego, megan);
    assert.match(String((await searches(apart, undefined))['text']), /Nothing found/);
    assert.doesNotMatch(await looksAt(apart, (await ofContoso()).card, OF_TWO), SECRETS);
  });

  async function theContoso() {
    const all = await world.running.store.openChangeovers(5);
    return all.find(({ customer }) => customer.domain === 'contoso.com') ?? theChangeover(world);
  }

  function resultsOf({ attachments }: Readonly<Record<string, unknown>>): readonly unknown[] {
    return (attachments as readonly { readonly content: unknown }[]).map(({ content }) => content);
  }
});
