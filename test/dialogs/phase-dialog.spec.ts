import assert from 'node:assert/strict';
import { lastCard, submitOf, textsOf, titlesOf, wordsIn, type DrawnCard } from '../support/card-reading.ts';

import { chatIn, doesIn, joinsIn, openIn, type Chat } from '../support/chat.ts';
import { confirmIn, prepareIn, type Cast } from '../support/story.ts';
import { customerAdmin, fakeWorld, technician, type FakeWorld, type Heard } from '../support/fake-turn.ts';

const NOON = Date.parse('2026-03-02T11:00:00Z');
const MINUTE = 60_000;
const DAY = 86_400_000;
const alex = customerAdmin();
const tess = technician();

describe('the phase dialog', () => {
  let world: FakeWorld;
  let chat: Chat;

  beforeEach(async () => {
    world = await fakeWorld(NOON);
    chat = chatIn(world);
    await openIn(world, tess);
    await joinsIn(world, alex);
    world.now += MINUTE;
  });

  const next = async (who = alex): Promise<DrawnCard> => lastCard((await chat.types(who, 'next')).said);
  const asked = (heard: Heard): string | undefined => {
    const card = heard.said.find((content) => 'card' in content);
    return card && String(submitOf(lastCard([card]), 'Done')['step']);
  };
  const record = (key: string) => world.only().steps[key];
  const cast = (): Cast => ({ world, admin: alex, technician: tess });

  it('asks the first step that is open, with its answers as buttons', async () => {
    const heard = await chat.types(alex, 'next');
    assert.equal(asked(heard), 'check-facts');
    assert.deepEqual(titlesOf(lastCard(heard.said)).slice(0, 3), ['Done', 'Not yet', 'I need help']);
  });

  it('takes a typed done, thanks, and asks the next', async () => {
    await next();
    const heard = await chat.types(alex, 'Done!');
    assert.match(textsOf(heard.said), /Thank you\. ".+" is done\./);
    assert.ok(record('check-facts')?.doneAt !== undefined);
    assert.equal(asked(heard), 'find-canceller');
  });

  it('takes a pressed done with its note', async () => {
    const heard = await chat.presses(alex, await next(), 'Done', { note: 'All right as it is' });
    assert.equal(asked(heard), 'find-canceller');
    assert.deepEqual(world.bodies('note'), ['All right as it is']);
    assert.ok(record('check-facts')?.noteRef !== undefined);
  });

  it('goes through a whole phase, and then says who is waited for and when it speaks again', async () => {
    await next();
    await chat.types(alex, 'done');
    await chat.types(alex, 'done');
    const { said } = await chat.types(alex, 'done');
    assert.match(textsOf(said), /nothing for you to do now.*waiting for Fabrikam IT.*I write/s);
    assert.match(textsOf((await chat.types(alex, 'done')).said), /was not asking anything/);
  });

  it('goes on with the next phase once the partner has acted', async () => {
    await prepareIn(cast());
    await doesIn(world, tess, 'send-request');
    assert.equal(asked(await chat.types(alex, 'next')), 'approve-partner');
  });

  it('leaves a step that is not yet done open, says when it writes again, and asks another', async () => {
    await next();
    const heard = await chat.types(alex, 'not yet, Kim does it on Friday');
    assert.match(textsOf(heard.said), /stays open\. I write/);
    assert.equal(record('check-facts')?.lastAnswer, 'notYet');
    assert.deepEqual(world.bodies('note'), ['Kim does it on Friday']);
    assert.equal(asked(heard), 'find-canceller');
  });

  it('does not ask what was put off twice in a row, but does when it is asked for', async () => {
    await doesIn(world, alex, 'find-canceller', 'expect-mail');
    await next();
    assert.match(textsOf((await chat.types(alex, 'not yet')).said), /Nothing else is open/);
    assert.equal(asked(await chat.types(alex, 'next')), 'check-facts');
  });

  it('asks what was put off again after an hour', async () => {
    await next();
    await chat.types(alex, 'not yet');
    world.now += 2 * 3_600_000;
    assert.equal(asked(await chat.types(alex, 'done')), 'check-facts');
  });

  it('tells the partner when help is needed', async () => {
    await next();
    const heard = await chat.types(alex, 'I need help');
    assert.match(textsOf(heard.said), /I have told Fabrikam IT/);
    const [notice] = heard.outbox;
    assert.deepEqual(notice?.to, { side: 'partner' });
    assert.ok(notice?.message.kind === 'notice' && notice.message.text === 'notice.helpAsked');
    assert.equal(notice.message.params['domain'], 'contoso.com');
    assert.ok(record('check-facts')?.helpAskedAt !== undefined);
  });

  it('keeps a sentence as a note and counts the step as not done', async () => {
    await next();
    const { said } = await chat.types(alex, 'our accountant looks at it tomorrow');
    assert.match(textsOf(said), /kept your note.*not done yet/);
    assert.equal(record('check-facts')?.doneAt, undefined);
  });

  it('answers a word that it does not know with three things to try', async () => {
    await next();
    assert.match(textsOf((await chat.types(alex, 'blub')).said), /"done", "not yet" or "I need help"/);
    assert.match(textsOf((await chat.types(alex, 'done')).said), /is done/);
  });

  it('takes a confirmation number for a step that asks for one', async () => {
    await confirmIn(cast());
    const heard = await chat.types(alex, 'next');
    assert.equal(asked(heard), 'end-old');
    await chat.types(alex, 'done, number 2603-119988');
    assert.deepEqual(world.bodies('reference').slice(-1), ['number 2603-119988']);
    assert.equal(world.only().lines[0]?.oldEndedOn, '2026-03-02');
  });

  it('takes a bare number as done, and the day from the card', async () => {
    await confirmIn(cast());
    world.now += 2 * DAY;
    const card = await next();
    await chat.presses(alex, card, 'Done', { reference: '2603119988', on: '2026-03-03' });
    assert.equal(world.only().lines[0]?.oldEndedOn, '2026-03-03');
  });

  it('says what is wrong with a day and asks again', async () => {
    await confirmIn(cast());
    const card = await next();
    const heard = await chat.presses(alex, card, 'Done', { on: 'the day before' });
    assert.notEqual(textsOf(heard.said), '');
    assert.equal(world.only().lines[0]?.oldEndedOn, undefined);
    const later = await chat.presses(alex, card, 'Done', { on: '2027-03-03' });
    assert.notEqual(textsOf(later.said), '');
    assert.equal(world.only().lines[0]?.oldEndedOn, undefined);
  });

  describe('in between', () => {
    it('is interrupted by help, which explains how to answer, and asks again in one line', async () => {
      await next();
      const { said } = await chat.types(alex, 'help');
      assert.match(wordsIn(lastCard(said)), /A question is open/);
      assert.match(textsOf(said), /We were at: /);
      assert.match(textsOf((await chat.types(alex, 'done')).said), /is done/);
    });

    it('is interrupted by status, steps, why, snooze and the mail, and keeps its question', async () => {
      await next();
      for (const words of [
        'status',
        'steps',
        'why',
        'snooze 2 days',
        'is this real',
        "You're about to lose access to your O365 subscription",
      ]) {
        assert.match(textsOf((await chat.types(alex, words)).said), /We were at: /, words);
      }
      assert.equal(asked(await chat.types(alex, 'done')), 'find-canceller');
    });

    it('is left by cancel, which cancels no subscription, and taken up again by next', async () => {
      await next();
      const { said } = await chat.types(alex, 'cancel');
      assert.match(textsOf(said), /No subscription was cancelled/);
      assert.equal(record('check-facts')?.doneAt, undefined);
      assert.equal(asked(await chat.types(alex, 'next')), 'check-facts');
    });

    it('is left by the button of its card, too', async () => {
      const card = await next();
      const leave = titlesOf(card).at(-1)!;
      assert.match(textsOf((await chat.presses(alex, card, leave)).said), /we stop here/);
    });

    it('answers cancel without a question by what it might have meant', async () => {
      assert.match(textsOf((await chat.types(alex, 'cancel')).said), /nothing to leave.*type "next"/);
    });

    it('keeps no position in its state: the step that was asked, and its version', async () => {
      await next();
      const { id, version } = world.only();
      const options = JSON.stringify({ changeover: id, asked: { key: 'check-facts', version } });
      assert.ok(world.dialogJson(alex)?.includes(`"options":${options}`), world.dialogJson(alex));
    });
  });
});
