import assert from 'node:assert/strict';
import { cardOf, lastCard, textsOf, titlesOf, wordsIn } from '../support/card-reading.ts';

import { chatIn, issueIn, joinsIn, openIn, type Chat } from '../support/chat.ts';
import { customerAdmin, fakeWorld, PARTNER_TENANT, technician, type FakeWorld } from '../support/fake-turn.ts';

/** Monday, noon in Amsterdam. */
const NOON = Date.parse('2026-03-02T11:00:00Z');
const MINUTE = 60_000;
const DAY = 86_400_000;
const alex = customerAdmin();
const tess = technician();

describe('the conversation with a customer', () => {
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

  describe('with a customer', () => {
    for (const typed of ['help', 'Help!', 'what can you do?', 'hello']) {
      it(`answers "${typed}" with all words`, async () => {
        const words = await cardWords(typed);
        for (const word of ['next', 'status', 'steps', 'why', 'snooze 2 days', 'is this real', 'object'])
          assert.match(words, new RegExp(word));
        assert.match(words, /never ask for passwords/);
      });
    }

    it('posts the status card anew when it is asked for', async () => {
      const { cardWishes, said } = await chat.types(alex, 'Status please');
      assert.deepEqual(
        cardWishes.map((wish) => wish.isAnew),
        [true],
      );
      assert.deepEqual(said, []);
    });

    it('shows all steps, and why the next one is needed', async () => {
      assert.match(await cardWords('show me all steps'), /steps/i);
      assert.match(await cardWords('why?'), /Check what we noted/);
    });

    it('says why of the step that is being asked', async () => {
      await chat.types(alex, 'next');
      await chat.types(alex, 'done');
      assert.match(wordsIn(cardOf((await chat.types(alex, 'why')).said[0])), /Find who may cancel/);
    });

    for (const verb of ['continue', 'steps', 'why', 'snooze', 'correct', 'real']) {
      it(`answers "${verb}" of the status card on it, and posts below`, async () => {
        const { id, version } = world.only();
        const heard = await chat.sends(alex, { verb, changeover: id, seen: version }, 'execute');
        assert.deepEqual(heard.answer, { kind: 'message', text: 'See below.' });
        assert.ok(lastCard(heard.said));
      });
    }

    it('shows how to find out that the partner is real: names and a number, and who said what', async () => {
      const words = await cardWords('is this real?');
      assert.match(words, /Fabrikam IT/);
      assert.match(words, /fabrikam\.com/);
      assert.match(words, new RegExp(PARTNER_TENANT));
      assert.match(words, /314 159/);
      assert.match(words, /a number that you knew before/);
    });

    it('answers unknown words with three things to try', async () => {
      assert.match(await text('flurb the wozzle'), /"next".*"status".*"help"/);
    });

    it('asks what is open after an answer to nothing', async () => {
      const { said } = await chat.types(alex, 'done');
      assert.match(textsOf(said), /was not asking anything/);
      assert.ok(titlesOf(lastCard(said)).includes('Done'));
      assert.equal(world.only().steps['check-facts']?.doneAt, undefined);
    });

    it('leaves what is the partner’s to the partner', async () => {
      for (const typed of ['order sheet', 'new join code', 'record'])
        assert.match(await text(typed), /for your partner to do/, typed);
      assert.notEqual(await text('new'), '');
      assert.equal(world.changeovers.size, 1);
    });

    it('corrects with a form', async () => {
      assert.ok(lastCard((await chat.types(alex, 'correct')).said));
    });

    it('tells that a form is still open instead of asking a step over it', async () => {
      await chat.types(alex, 'correct');
      assert.notEqual(await text('next'), '');
      assert.match(world.dialogJson(alex)!, /"correct"/);
    });

    it('goes back to the step after a form on top of it is left', async () => {
      await chat.types(alex, 'next');
      const form = lastCard((await chat.types(alex, 'correct')).said);
      const leave = titlesOf(form).at(-1)!;
      const { said } = await chat.presses(alex, form, leave);
      assert.ok(titlesOf(lastCard(said)).includes('Not yet'));
    });
  });

  describe('asked to be quiet', () => {
    it('is quiet for the time that was typed', async () => {
      assert.match(await text('snooze 2 days'), /quiet until Wed 4 March 2026, 09:00 CET/);
      assert.equal(world.only().snoozes[0]?.until, Date.parse('2026-03-04T08:00:00Z'));
    });

    it('is quiet until a weekday', async () => {
      assert.match(await text('snooze until friday'), /Fri 6 March 2026/);
    });

    it('offers times to pick, and takes one', async () => {
      const { said } = await chat.types(alex, 'snooze');
      const heard = await chat.presses(alex, lastCard(said), 'Tomorrow');
      assert.ok(heard.answer?.kind === 'message' && /quiet until Tue 3 March/.test(heard.answer.text));
    });

    it('counts a pick that is pressed twice once', async () => {
      const { said } = await chat.types(alex, 'snooze');
      await chat.presses(alex, lastCard(said), 'Tomorrow');
      const rows = world.journal.length;
      await chat.presses(alex, lastCard(said), 'Tomorrow');
      assert.equal(world.journal.length, rows);
    });

    it('says what it cannot read, and refuses the past and what is too far', async () => {
      assert.match(await text('snooze a bit'), /could not read how long/);
      assert.notEqual(await text('snooze until 2026-01-01'), '');
      assert.notEqual(await text('snooze 50 weeks'), '');
      assert.deepEqual(world.only().snoozes, []);
    });
  });

  it('goes on after a called-off changeover with what became of it', async () => {
    await issueIn(world, tess, (turn) => ({
      type: 'callOff',
      reasonRef: turn.keepText(world.only().id, 'reason', 'They stay'),
    }));
    world.now += DAY;
    assert.match(await cardWords('next'), /They stay/);
    for (const typed of ['object', 'undo', 'already cancelled']) assert.notEqual(await text(typed), '', typed);
    assert.notEqual(await text('snooze 2 days'), '');
  });
});
