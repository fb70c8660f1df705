import assert from 'node:assert/strict';
import { lastCard, submitOf, textsOf, titlesOf, wordsIn, type DrawnCard } from '../support/card-reading.ts';
import { aLine } from '../support/changeover-builder.ts';
import { chatIn, doesIn, joinsIn, openIn, type Chat } from '../support/chat.ts';
import { approveIn, endIn, type Cast } from '../support/story.ts';
import { customerAdmin, fakeWorld, technician, type FakeWorld, type Heard } from '../support/fake-turn.ts';

const NOON = Date.parse('2026-03-02T11:00:00Z');
const MINUTE = 60_000;
const alex = customerAdmin();
const tess = technician();

describe('the phase dialog, towards the end,', () => {
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

  describe('to the end', () => {
    it('opens a claim for a double charge, and the changeover stays open', async () => {
      await endIn(cast());
      world.now = Date.parse('2026-04-20T10:00:00Z');
      const heard = await chat.types(alex, 'next');
      assert.equal(asked(heard), 'check-bill');
      const claim = await chat.types(alex, 'charged twice');
      assert.equal(record('check-bill')?.lastAnswer, 'chargedTwice');
      const card = lastCard(claim.said);
      const open = await chat.presses(alex, card, titlesOf(card)[0]!, {
        claimFrom: '2026-03-09',
        claimTo: '2026-03-31',
        amount: '208.00',
        followUpOn: '2026-05-04',
      });
      assert.equal(world.only().claims.length, 1, textsOf(open.said));
      assert.equal(world.only().state.kind, 'open');
    });

    it('closes with the last answer, and says who helps from now on', async () => {
      await endIn(cast());
      world.now = Date.parse('2026-04-20T10:00:00Z');
      await next();
      await chat.types(alex, 'done');
      const { said } = await chat.types(alex, 'done');
      assert.equal(world.only().state.kind, 'closed');
      assert.match(wordsIn(lastCard(said)), /Call Fabrikam, \+31 20 555 01 03/);
      assert.match(wordsIn(lastCard((await chat.types(alex, 'next')).said)), /Call Fabrikam/);
    });

    it('asks a line at a time when there are several', async () => {
      world = await fakeWorld(NOON);
      chat = chatIn(world);
      await openIn(world, tess, [aLine(), aLine({ id: 'l2', product: 'business-premium' })]);
      await joinsIn(world, alex);
      await approveIn(cast());
      await doesIn(world, tess, 'order-new/l1', 'order-new/l2');
      const first = await next();
      assert.equal(submitOf(first, 'Done')['line'], 'l1');
      const second = await chat.types(alex, 'done');
      assert.equal(submitOf(lastCard(second.said), 'Done')['line'], 'l2');
    });
  });
});
