import assert from 'node:assert/strict';
import { lastCard, submitOf, textsOf, type DrawnCard } from '../support/card-reading.ts';

import { chatIn, doesIn, issueIn, joinsIn, openIn, type Chat } from '../support/chat.ts';
import { approveIn, type Cast } from '../support/story.ts';
import { customerAdmin, fakeWorld, technician, type FakeWorld, type Heard } from '../support/fake-turn.ts';

const NOON = Date.parse('2026-03-02T11:00:00Z');
const MINUTE = 60_000;
const DAY = 86_400_000;
const alex = customerAdmin();
const kim = customerAdmin('Kim Colleague');
const tess = technician();

describe('the phase dialog, when others act too,', () => {
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

  describe('when things moved on meanwhile', () => {
    it('names who did the step and when, and asks the next', async () => {
      await issueIn(world, tess, (turn) => ({
        type: 'issueJoinCode',
        codeHash: 'f'.repeat(64),
        expiresAt: turn.now + DAY,
      }));
      await next();
      await issueIn(world, tess, (turn) => ({
        type: 'answer',
        step: 'check-facts',
        answer: 'done',
        onBehalfOf: { side: 'customer', saidRef: turn.keepText(world.only().id, 'said', 'by phone') },
      }));
      const heard = await chat.types(alex, 'not yet');
      assert.match(
        textsOf(heard.said),
        /Things moved on meanwhile: Fabrikam IT|Things moved on meanwhile: .*Fabrikam IT/,
      );
      assert.match(textsOf(heard.said), /type "object"/);
      assert.equal(asked(heard), 'find-canceller');
    });

    it('takes the answer all the same when only something else has changed', async () => {
      await next();
      await doesIn(world, alex, 'expect-mail');
      const heard = await chat.types(alex, 'done');
      assert.ok(record('check-facts')?.doneAt !== undefined);
      assert.equal(asked(heard), 'find-canceller');
    });

    it('never takes an answer for another step than the one that was asked', async () => {
      await next();
      await doesIn(world, alex, 'check-facts');
      const heard = await chat.types(alex, 'done');
      assert.match(textsOf(heard.said), /You have marked ".+" as done already/);
      assert.equal(record('find-canceller')?.doneAt, undefined);
      assert.equal(asked(heard), 'find-canceller');
    });

    it('says so for a button of an older question, and asks what is open', async () => {
      const card = await next();
      await chat.presses(alex, card, 'Done');
      const heard = await chat.presses(alex, card, 'Not yet');
      assert.match(textsOf(heard.said), /done already/);
      assert.equal(record('find-canceller')?.lastAnswer, undefined);
    });

    it('says so when the changeover was called off', async () => {
      await next();
      await issueIn(world, tess, (turn) => ({
        type: 'callOff',
        reasonRef: turn.keepText(world.only().id, 'reason', 'They stay'),
      }));
      const heard = await chat.types(alex, 'done');
      assert.match(textsOf(heard.said), /called off/);
      assert.equal(world.dialogJson(alex)?.includes('phase'), false);
    });

    it('leaves a dialog that this program does not know, and says so', async () => {
      await next();
      await world.run(alex, (turn) => {
        Object.assign(turn.dialogState.doc, { dialogStack: [{ id: 'a-dialog-of-last-year', state: {} }] });
      });
      assert.match(textsOf((await chat.types(alex, 'blub')).said), /I have been updated/);
    });
  });

  describe('pressed again', () => {
    it('counts a repeated press once and says what stands', async () => {
      const card = await next();
      await chat.presses(alex, card, 'Done');
      const rows = world.journal.length;
      const again = await chat.presses(alex, card, 'Done');
      assert.match(textsOf(again.said), /already/);
      assert.equal(world.journal.length, rows);
    });

    it('counts a repeated "not yet" once', async () => {
      const card = await next();
      await chat.presses(alex, card, 'Not yet');
      const rows = world.journal.length;
      const again = await chat.presses(alex, card, 'Not yet');
      assert.equal(world.journal.length, rows);
      assert.match(textsOf(again.said), /once is enough/);
    });

    it('by two people at once is taken from one, and the other hears who was faster', async () => {
      await issueIn(world, tess, (turn) => ({
        type: 'issueJoinCode',
        codeHash: 'f'.repeat(64),
        expiresAt: turn.now + DAY,
      }));
      await issueIn(world, kim, () => ({ type: 'join', codeHash: 'f'.repeat(64), zone: kim.zone, locale: 'en' }));
      const mine = await next();
      const kims = lastCard((await chat.types(kim, 'next')).said);
      const data = submitOf(kims, 'Done');
      const heard = await chat.says(kim, { kind: 'press', verb: 'answer', data, surface: 'submit' }, () =>
        chat.presses(alex, mine, 'Done'),
      );
      assert.equal(heard.runs, 2);
      assert.match(textsOf(heard.said), /Alex Admin marked/);
    });

    it('is answered without an open dialog, as after the state was lost', async () => {
      const card = await next();
      await chat.types(alex, 'cancel');
      const heard = await chat.presses(alex, card, 'Done');
      assert.match(textsOf(heard.said), /is done/);
      assert.equal(asked(heard), 'find-canceller');
    });

    it('is answered on its own card when it is an Action.Execute', async () => {
      const { id, version } = world.only();
      const heard = await chat.sends(
        alex,
        { verb: 'answer', changeover: id, step: 'check-facts', answer: 'done', seen: version },
        'execute',
      );
      assert.ok(heard.answer?.kind === 'message' && /is done/.test(heard.answer.text));
      assert.equal(asked(heard), 'find-canceller');
    });
  });

  describe('by somebody who may not', () => {
    it('is refused for a step of the other side', async () => {
      const { id, version } = world.only();
      const heard = await chat.sends(alex, {
        verb: 'answer',
        changeover: id,
        step: 'send-request',
        answer: 'done',
        seen: version,
      });
      assert.equal(record('send-request')?.doneAt, undefined);
      assert.notEqual(textsOf(heard.said), '');
    });

    it('tells a stranger nothing, whatever the card claims', async () => {
      const { id, version } = world.only();
      const real = await chat.sends(kim, {
        verb: 'answer',
        changeover: id,
        step: 'check-facts',
        answer: 'done',
        seen: version,
      });
      const made = await chat.sends(kim, {
        verb: 'answer',
        changeover: 'no-such-id',
        step: 'check-facts',
        answer: 'done',
        seen: 1,
      });
      assert.deepEqual(real.said, made.said);
      assert.equal(record('check-facts')?.doneAt, undefined);
    });

    it('never ends the old subscription before the new licences are confirmed', async () => {
      await approveIn(cast());
      const { id, version } = world.only();
      const heard = await chat.sends(alex, {
        verb: 'answer',
        changeover: id,
        step: 'end-old',
        line: 'l1',
        answer: 'done',
        seen: version,
      });
      assert.equal(world.only().lines[0]?.oldEndedOn, undefined);
      assert.match(textsOf(heard.said), /confirmed|licences/);
    });
  });
});
