import assert from 'node:assert/strict';
import { lastCard, submitOf, textsOf, titlesOf, wordsIn } from '../support/card-reading.ts';

import { chatIn, doesIn, joinsIn, openIn, type Chat } from '../support/chat.ts';
import { customerAdmin, fakeWorld, technician, type FakeWorld } from '../support/fake-turn.ts';

/** Monday, noon in Amsterdam. */
const NOON = Date.parse('2026-03-02T11:00:00Z');
const MINUTE = 60_000;
const alex = customerAdmin();
const tess = technician();

describe('the conversation with technicians', () => {
  let world: FakeWorld;
  let chat: Chat;

  beforeEach(async () => {
    world = await fakeWorld(NOON);
    chat = chatIn(world);
    await openIn(world, tess);
    await joinsIn(world, alex);
    world.now += MINUTE;
  });

  const text = async (typed: string, who = alex): Promise<string> => textsOf((await chat.types(who, typed)).said);
  const cardWords = async (typed: string, who = alex): Promise<string> =>
    wordsIn(lastCard((await chat.types(who, typed)).said));

  describe('in the partner’s channel', () => {
    it('begins a changeover with "new", whose forms need no mention', async () => {
      const fresh = technician('Tess Tech', '2');
      const { said } = await chat.types(fresh, 'new');
      assert.ok(titlesOf(lastCard(said)).includes('Continue'));
    });

    it('begins correct, record and call off on the changeover of the thread', async () => {
      for (const typed of ['correct', 'record', 'call off']) {
        assert.ok(lastCard((await chat.types(tess, typed)).said), typed);
        await chat.types(tess, 'cancel');
      }
    });

    it('shows status anew, steps, the order sheet and help', async () => {
      assert.equal((await chat.types(tess, 'status')).cardWishes.length, 1);
      assert.match(await cardWords('steps', tess), /steps/i);
      assert.ok(lastCard((await chat.types(tess, 'order sheet')).said));
      assert.match(await cardWords('help', tess), /Start a changeover for a customer/);
    });

    it('asks the partner’s own steps with "next", and takes the answer from the button', async () => {
      await doesIn(world, alex, 'check-facts', 'find-canceller', 'expect-mail');
      const card = lastCard((await chat.types(tess, 'next')).said);
      assert.equal(submitOf(card, 'Done')['step'], 'send-request');
      await chat.presses(tess, card, 'Done');
      assert.ok(world.only().steps['send-request']?.doneAt !== undefined);
    });

    it('tells the number to read out to a customer who asks whether it is real', async () => {
      assert.match(await text('is this real', tess), /314159/);
    });

    it('shows what a customer is told about the "lose access" mail', async () => {
      const { said } = await chat.types(tess, "You're about to lose access to your Office 365 subscription");
      assert.match(textsOf(said), /what your customer is told/);
      assert.match(wordsIn(lastCard(said)), /Take it seriously/);
    });

    it('answers unknown words with three things to try', async () => {
      assert.match(await text('flurb', tess), /"new".*"status".*"help"/);
    });

    it('keeps what each person has open apart', async () => {
      const tina = technician('Tina Tech');
      await chat.types(tess, 'correct');
      assert.match(await text('cancel', tina), /nothing to leave/);
      assert.match(await text('cancel', tess), /we stop here/);
    });
  });
});
