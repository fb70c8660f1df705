import assert from 'node:assert/strict';
import { lastCard, submitOf, textsOf, wordsIn } from '../support/card-reading.ts';
import { aLine } from '../support/changeover-builder.ts';
import { chatIn, doesIn, issueIn, joinsIn, openIn, type Chat } from '../support/chat.ts';
import { customerAdmin, fakeWorld, technician, type FakeWorld } from '../support/fake-turn.ts';

/** Monday, noon in Amsterdam. */
const NOON = Date.parse('2026-03-02T11:00:00Z');
const MINUTE = 60_000;
const alex = customerAdmin();
const tess = technician();

describe('the conversation about what is not so', () => {
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

  describe('about what the partner recorded', () => {
    beforeEach(async () => {
      await issueIn(world, tess, (turn) => ({
        type: 'answer',
        step: 'check-facts',
        answer: 'done',
        onBehalfOf: { side: 'customer', saidRef: turn.keepText(world.only().id, 'said', 'by phone') },
      }));
    });

    it('lists it, and takes it back with a reason; the partner is told', async () => {
      const { said } = await chat.types(alex, 'object');
      const card = lastCard(said);
      assert.match(wordsIn(card), /Check what we noted/);
      const heard = await chat.presses(alex, card, 'I object', { reason: 'Nobody called' });
      assert.match(textsOf(heard.said), /is open again/);
      assert.equal(world.only().steps['check-facts']?.doneAt, undefined);
      assert.deepEqual(world.bodies('reason'), ['Nobody called']);
      assert.deepEqual(
        heard.outbox.map((item) => item.to),
        [{ side: 'partner' }],
      );
    });

    it('takes it back once', async () => {
      const card = lastCard((await chat.types(alex, 'object')).said);
      await chat.presses(alex, card, 'I object');
      const rows = world.journal.length;
      await chat.presses(alex, card, 'I object');
      assert.equal(world.journal.length, rows);
    });

    it('says so when there is nothing to object to', async () => {
      await chat.presses(alex, lastCard((await chat.types(alex, 'object')).said), 'I object');
      assert.match(await text('object'), /nothing to object to/);
    });

    it('takes the customer’s own word over it', async () => {
      const { id, version } = world.only();
      await chat.sends(alex, { verb: 'answer', changeover: id, step: 'check-facts', answer: 'done', seen: version });
      assert.equal(world.only().steps['check-facts']?.doneKind, 'word');
    });
  });

  describe('about one’s own mistake', () => {
    it('offers the last steps to take back', async () => {
      assert.match(await text('undo'), /not marked anything as done/);
      await doesIn(world, alex, 'check-facts');
      const card = lastCard((await chat.types(alex, 'I made a mistake')).said);
      const { said } = await chat.presses(alex, card, 'Take back');
      assert.match(textsOf(said), /is open again/);
      assert.equal(world.only().steps['check-facts']?.doneAt, undefined);
    });
  });

  describe('about an old subscription that is cancelled already', () => {
    it('asks day and number, explains, warns, and tells the partner', async () => {
      const card = lastCard((await chat.types(alex, 'I have cancelled already')).said);
      assert.match(wordsIn(card), /changes nothing at Microsoft/);
      assert.match(wordsIn(card), /call your partner today/);
      const heard = await chat.presses(alex, card, 'Write it down', { on: '2026-03-01', reference: '2603119988' });
      assert.match(textsOf(heard.said), /ended on 1 March 2026/);
      assert.match(textsOf(heard.said), /not confirmed on your users yet/);
      assert.equal(world.only().lines[0]?.oldEndedOn, '2026-03-01');
      assert.deepEqual(world.bodies('reference'), ['2603119988']);
      assert.deepEqual(
        heard.outbox.map((item) => item.to),
        [{ side: 'partner' }],
      );
    });

    it('says on the form what is wrong with the day, and keeps what was typed', async () => {
      const card = lastCard((await chat.types(alex, 'already cancelled')).said);
      for (const on of ['', '2026-04-01', 'someday']) {
        const { said } = await chat.presses(alex, card, 'Write it down', { on, reference: '4711' });
        assert.match(wordsIn(lastCard(said)), /⚠/, on);
        assert.equal(submitOf(lastCard(said), 'Write it down')['reference'], '4711');
      }
      assert.equal(world.only().lines[0]?.oldEndedOn, undefined);
    });

    it('asks for a number when there was none', async () => {
      const card = lastCard((await chat.types(alex, 'already cancelled')).said);
      assert.match(
        textsOf((await chat.presses(alex, card, 'Write it down', { on: '2026-03-01' })).said),
        /ask Microsoft for a confirmation number/,
      );
      assert.match(await text('already cancelled'), /nothing more to report/);
    });

    it('asks which, when there are several', async () => {
      world = await fakeWorld(NOON);
      chat = chatIn(world);
      await openIn(world, tess, [aLine(), aLine({ id: 'l2', product: 'business-premium' })]);
      await joinsIn(world, alex);
      const card = lastCard((await chat.types(alex, 'already cancelled')).said);
      await chat.presses(alex, card, 'Write it down', { line: 'l2', on: '2026-03-01' });
      assert.deepEqual(
        world.only().lines.map((line) => line.oldEndedOn),
        [undefined, '2026-03-01'],
      );
    });

    it('is said on a form that was answered already', async () => {
      const card = lastCard((await chat.types(alex, 'already cancelled')).said);
      await chat.presses(alex, card, 'Write it down', { on: '2026-03-01' });
      const again = await chat.presses(alex, card, 'Write it down', { on: '2026-03-02' });
      assert.equal(world.only().lines[0]?.oldEndedOn, '2026-03-01');
      assert.notEqual(textsOf(again.said), '');
    });
  });
});
