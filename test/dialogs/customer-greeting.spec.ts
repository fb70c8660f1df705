import assert from 'node:assert/strict';
import { cardOf, lastCard, textsOf, titlesOf, wordsIn } from '../support/card-reading.ts';
import { chatIn, doesIn, JOIN_CODE, joinsIn, openIn, type Chat } from '../support/chat.ts';
import { customerAdmin, fakeWorld, technician, type FakeWorld } from '../support/fake-turn.ts';

const NOON = Date.parse('2026-03-02T11:00:00Z');
const MINUTE = 60_000;
const alex = customerAdmin();
const tess = technician();

describe('being installed', () => {
  let world: FakeWorld;
  let chat: Chat;

  beforeEach(async () => {
    world = await fakeWorld(NOON);
    chat = chatIn(world);
  });

  it('is answered by a greeting that says what this is, what it does and when, and what it never asks for', async () => {
    const { said } = await chat.installs(alex);
    assert.equal(said.length, 1);
    const words = wordsIn(cardOf(said[0]));
    assert.match(words, /program, not a person/);
    assert.match(words, /do not pay twice and nobody loses access/);
    assert.match(words, /one step at a time/);
    assert.match(words, /working days between 9:00 and 17:00/);
    assert.match(words, /never ask for passwords, product keys or card numbers/);
    assert.deepEqual(titlesOf(cardOf(said[0])), ['Join with this code', 'Help']);
  });

  it('is greeted once, however often the events come', async () => {
    await chat.installs(alex);
    assert.deepEqual((await chat.installs(alex)).said, []);
  });

  it('is greeted once when two events come at the same time', async () => {
    let inner: Awaited<ReturnType<Chat['installs']>> | undefined;
    const outer = await chat.says(alex, { kind: 'installed' }, async () => {
      inner = await chat.installs(alex);
    });
    assert.equal(inner?.said.length, 1);
    assert.equal(outer.runs, 2);
    assert.deepEqual(outer.said, []);
  });

  it('in a channel tells technicians what "new" does', async () => {
    const { said } = await chat.installs(tess);
    const card = cardOf(said[0]);
    assert.match(wordsIn(card), /type "new"/);
    assert.match(wordsIn(card), /what an overlap would cost, and the cheapest safe start date/);
    assert.deepEqual(titlesOf(card), ['New changeover', 'Help']);
  });

  it('begins a changeover from the button of the channel’s greeting', async () => {
    const { said } = await chat.installs(tess);
    const heard = await chat.presses(tess, cardOf(said[0]), 'New changeover');
    assert.match(wordsIn(lastCard(heard.said)), /What kind of changeover is it/);
  });

  it('joins with the code typed on the greeting', async () => {
    await openIn(world, tess);
    const { said } = await chat.installs(alex);
    const heard = await chat.presses(alex, cardOf(said[0]), 'Join with this code', { code: JOIN_CODE });
    assert.match(wordsIn(lastCard(heard.said)), /Your partner Fabrikam IT expects contoso\.com/);
  });

  describe('by somebody who has a changeover', () => {
    beforeEach(async () => {
      await openIn(world, tess);
      await joinsIn(world, alex);
      await chat.installs(alex);
      world.now += 5 * MINUTE;
    });

    it('shows the status card anew, because a reloaded client has forgotten it', async () => {
      const heard = await chat.installs(alex);
      assert.deepEqual(heard.said, []);
      assert.deepEqual(
        heard.cardWishes.map((wish) => [wish.changeoverId, wish.isAnew]),
        [[world.only().id, true]],
      );
    });

    it('shows it once a minute at most', async () => {
      await chat.installs(alex);
      world.now += MINUTE - 1;
      assert.deepEqual((await chat.installs(alex)).cardWishes, []);
      world.now += 1;
      assert.equal((await chat.installs(alex)).cardWishes.length, 1);
    });

    it('shows it once when two events come at the same time', async () => {
      const inner: number[] = [];
      const outer = await chat.says(alex, { kind: 'installed' }, async () => {
        inner.push((await chat.installs(alex)).cardWishes.length);
      });
      assert.deepEqual(inner, [1]);
      assert.deepEqual(outer.cardWishes, []);
    });
  });
});

describe('being taken away', () => {
  it('is noted, forgets open questions, and ends with the next install or message', async () => {
    const world = await fakeWorld(NOON);
    const chat = chatIn(world);
    await openIn(world, tess);
    await joinsIn(world, alex);
    await chat.installs(alex);
    await chat.types(alex, 'next');
    await chat.uninstalls(alex);
    assert.equal(world.conversations.get(alex.conversation.id)?.state, 'uninstalled');
    assert.equal(world.dialogJson(alex), '{}');
    await chat.types(alex, 'status');
    assert.equal(world.conversations.get(alex.conversation.id)?.state, 'reachable');
    await chat.uninstalls(alex);
    await chat.installs(alex);
    assert.equal(world.conversations.get(alex.conversation.id)?.state, 'reachable');
  });

  it('a stranger who comes back is told how to begin', async () => {
    const world = await fakeWorld(NOON);
    const chat = chatIn(world);
    await chat.installs(alex);
    await chat.uninstalls(alex);
    assert.match(textsOf((await chat.installs(alex)).said), /I am back/);
  });

  it('a customer who comes back finds its steps as they are', async () => {
    const world = await fakeWorld(NOON);
    const chat = chatIn(world);
    await openIn(world, tess);
    await joinsIn(world, alex);
    await chat.installs(alex);
    await chat.uninstalls(alex);
    await doesIn(world, alex, 'check-facts');
    world.now += 5 * MINUTE;
    assert.equal((await chat.installs(alex)).cardWishes.length, 1);
  });
});
