import assert from 'node:assert/strict';
import { buttonsIn, lastCard, textsOf, wordsIn } from '../support/card-reading.ts';
import { aLine } from '../support/changeover-builder.ts';
import { chatIn, doesIn, joinsIn, openIn, type Chat } from '../support/chat.ts';
import { customerAdmin, fakeWorld, technician, type FakeWorld, type Someone } from '../support/fake-turn.ts';
import { approveIn, orderIn } from '../support/story.ts';

/** Monday, noon in Amsterdam. */
const NOON = Date.parse('2026-03-02T11:00:00Z');
const MINUTE = 60_000;
const alex = customerAdmin();
const tess = technician();

describe('the conversation about another course', () => {
  let world: FakeWorld;
  let chat: Chat;

  beforeEach(async () => {
    world = await fakeWorld(NOON);
    chat = chatIn(world);
    await openIn(world, tess);
    await joinsIn(world, alex);
    world.now += MINUTE;
  });

  const cardOf = async (who: Someone, typed: string) => lastCard((await chat.types(who, typed)).said);
  const titles = async (who: Someone): Promise<readonly unknown[]> =>
    buttonsIn(await cardOf(who, 'more')).map((button) => button['title']);

  describe('its menu', () => {
    it('offers the partner all, and the customer what it may', async () => {
      const partners = ['Letter to the provider', 'Change the kind'];
      const both = [
        'Letter to the current reseller',
        'Support case',
        'Tell the users',
        'Leave a step out',
        'Open a step again',
        'Pause',
        'Call off',
      ];
      const seen = { tess: await titles(tess), alex: await titles(alex) };
      for (const title of both) assert.ok(seen.tess.includes(title) && seen.alex.includes(title), title);
      for (const title of partners) assert.ok(seen.tess.includes(title) && !seen.alex.includes(title), title);
    });

    it('has the way out of a pause while it rests', async () => {
      await chat.presses(tess, await cardOf(tess, 'pause'), 'Pause it');
      const seen = await titles(tess);
      assert.ok(seen.includes('Go on') && !seen.includes('Pause'));
    });

    it('begins what its buttons say, from the status card as well', async () => {
      for (const [who, title, words] of [
        [tess, 'Pause', /Pause the changeover/],
        [tess, 'Leave a step out', /It counts as done/],
        [alex, 'Support case', /Open a Microsoft support case/],
        [alex, 'Tell the users', /A notice to the company/],
      ] as const) {
        const heard = await chat.presses(who, await cardOf(who, 'more'), title);
        assert.match(wordsIn(lastCard(heard.said)), words);
        assert.deepEqual(heard.answer?.kind, 'message');
      }
    });
  });

  describe('a support case', () => {
    it('is drafted from the facts, without prices, and with what happened', async () => {
      await approveIn({ world, admin: alex, technician: tess });
      await doesIn(world, tess, 'order-new/l1');
      const words = wordsIn(await cardOf(alex, 'support case'));
      assert.match(words, /Our domain: contoso\.com/);
      assert.match(words, new RegExp(`Our tenant: ${alex.person.tenantId}`));
      assert.match(words, /20 licences, online services agreement \(MOSA\); the term ends or renews on 1 July 2026/);
      assert.match(words, /2 March 2026: .*\(number order 4711\)/);
      assert.doesNotMatch(words, /€|12\.50|11\.80/);
    });

    it('keeps its number once it is there, and shows both sides since when', async () => {
      const card = await cardOf(alex, 'open a support case');
      const unnumbered = await chat.presses(alex, card, 'Keep the number');
      assert.match(wordsIn(lastCard(unnumbered.said)), /write a few words/);
      const form = lastCard(unnumbered.said);
      const heard = await chat.presses(alex, form, 'Keep the number', { caseNumber: '2603020010001234' });
      assert.match(textsOf(heard.said), /open since 2 March 2026/);
      assert.deepEqual(
        heard.outbox.map(({ to, message }) => [to, message.kind === 'notice' && message.text]),
        [[{ side: 'partner' }, 'notice.paper.case']],
      );
      assert.deepEqual(world.bodies('reference'), ['2603020010001234']);
      assert.equal(world.only().cases?.[0]?.on, '2026-03-02');
    });

    it('is not of a day to come', async () => {
      const typed = { caseNumber: '1', paperOn: '2026-03-09' };
      const heard = await chat.presses(alex, await cardOf(alex, 'support case'), 'Keep the number', typed);
      assert.match(wordsIn(lastCard(heard.said)), /One field needs another look/);
      assert.equal(world.only().cases, undefined);
    });

    it('is closed by one press, once, by either side', async () => {
      await chat.presses(alex, await cardOf(alex, 'support case'), 'Keep the number', { caseNumber: '77' });
      const { id, version } = world.only();
      const press = { verb: 'closeCase', changeover: id, number: 1, seen: version };
      const heard = await chat.sends(tess, press, 'execute');
      assert.equal(heard.answer?.kind, 'message');
      assert.equal(world.only().cases?.[0]?.closedAt, world.now);
      assert.deepEqual(
        heard.outbox.map(({ to }) => to),
        [{ side: 'customer' }],
      );
      const rows = world.journal.length;
      const again = await chat.sends(tess, press, 'execute');
      assert.deepEqual(again.outbox, []);
      assert.match(textsOf((await chat.sends(alex, { ...press, number: 9 })).said), /don't know that case/);
      assert.equal(world.journal.length, rows);
      await chat.sends(alex, { ...press, number: 'x' });
      assert.equal(world.journal.length, rows);
    });
  });

  describe('letters', () => {
    it('to the current reseller ask for nothing that is not safe yet', async () => {
      const words = wordsIn(await cardOf(tess, 'letter to the reseller'));
      assert.match(words, /please leave it as it is until we write again/);
      assert.doesNotMatch(words, /set “cancel at term end”/);
      assert.match(words, /cancel, suspend and remove nothing/);
    });

    it('ask for the switch at the end of the term once both have seen the order', async () => {
      await orderIn({ world, admin: alex, technician: tess });
      assert.match(
        wordsIn(await cardOf(tess, 'letter to the reseller')),
        /please set “cancel at term end”.*1 July 2026/,
      );
    });

    it('to the provider say what to order, and are noted as sent with their day', async () => {
      const card = await cardOf(tess, 'letter to the provider');
      assert.match(wordsIn(card), /20 licences from 9 March 2026/);
      const heard = await chat.presses(tess, card, 'It is sent', { paperOn: '2026-03-01' });
      assert.match(textsOf(heard.said), /sent on Sunday 1 March\./);
      assert.deepEqual(heard.outbox, []);
      assert.deepEqual(
        world.only().letters?.map(({ to, on, side }) => [to, on, side]),
        [['provider', '2026-03-01', 'partner']],
      );
    });

    it('are not the customer’s to write', async () => {
      assert.match(textsOf((await chat.types(alex, 'letter to the provider')).said), /partner/);
    });
  });

  describe('the notice to the users', () => {
    it('says that nothing changes where nothing does, and is noted', async () => {
      const card = await cardOf(alex, 'tell the users');
      assert.match(wordsIn(card), /nothing changes for you/);
      const heard = await chat.presses(alex, card, 'They are told');
      assert.match(textsOf(heard.said), /told on 2 March 2026/);
      assert.equal(heard.outbox[0]?.occasion.startsWith('paper/users/'), true);
      assert.equal(world.only().letters?.[0]?.to, 'users');
    });

    it('says what changes and when for another product', async () => {
      world = await fakeWorld(NOON);
      chat = chatIn(world);
      await openIn(world, tess, [aLine({ isSameProduct: false })]);
      await joinsIn(world, alex);
      await orderIn({ world, admin: alex, technician: tess });
      assert.match(wordsIn(await cardOf(alex, 'tell the users')), /your licence changes on 9 March 2026/);
    });
  });

  describe('leaving out and opening again', () => {
    it('asks which one and why, and tells the other side', async () => {
      const card = await cardOf(tess, 'skip');
      const without = await chat.presses(tess, card, 'Leave it out', { courseStep: 'expect-mail' });
      assert.match(wordsIn(lastCard(without.said)), /One field needs another look/);
      const heard = await chat.presses(tess, lastCard(without.said), 'Leave it out', { courseReason: 'They know it' });
      assert.match(textsOf(heard.said), /Left out/);
      assert.deepEqual(
        heard.outbox.map(({ to }) => to),
        [{ side: 'customer' }],
      );
      assert.deepEqual(world.bodies('reason'), ['They know it']);
      assert.match(wordsIn(await cardOf(alex, 'steps')), /Left out by .*: They know it/);
      const back = await chat.presses(alex, await cardOf(alex, 'reopen'), 'Open it again', {
        courseStep: 'expect-mail',
        courseReason: 'We do not',
      });
      assert.match(textsOf(back.said), /Open again/);
      assert.equal(world.only().steps['expect-mail']?.skippedAt, undefined);
    });

    it('offers no step on which access rests', async () => {
      await approveIn({ world, admin: alex, technician: tess });
      const words = wordsIn(await cardOf(tess, 'skip'));
      assert.doesNotMatch(words, /Order the new|Confirm/);
    });

    it('offers the customer nothing while nothing of its own is optional', async () => {
      assert.match(textsOf((await chat.types(alex, 'skip')).said), /No step can be left out now/);
      assert.match(textsOf((await chat.types(alex, 'reopen')).said), /no step that could be opened again/);
    });

    it('is left when somebody was faster', async () => {
      const card = await cardOf(tess, 'skip');
      await doesIn(world, alex, 'check-facts');
      const typed = { courseStep: 'check-facts', courseReason: 'x' };
      const heard = await chat.presses(tess, card, 'Leave it out', typed);
      assert.match(wordsIn(lastCard(heard.said)), /choose one of the options/);
    });

    it('says of a left-out step that it was', async () => {
      const old = await cardOf(alex, 'next');
      await chat.presses(tess, await cardOf(tess, 'skip'), 'Leave it out', {
        courseStep: 'check-facts',
        courseReason: 'By phone',
      });
      const heard = await chat.presses(alex, old, 'Done');
      assert.match(textsOf(heard.said), /was left out, so nothing was changed/);
    });
  });

  describe('a pause', () => {
    it('of the partner may be open-ended; both see it, and either goes on', async () => {
      const heard = await chat.presses(tess, await cardOf(tess, 'pause'), 'Pause it', { pauseReason: 'Freeze' });
      assert.match(textsOf(heard.said), /rests until one of you presses Go on/);
      assert.equal(heard.outbox[0]?.message.kind === 'notice' && heard.outbox[0].message.text, 'notice.paused');
      assert.deepEqual(world.bodies('reason'), ['Freeze']);
      const { id, version } = world.only();
      const on = await chat.sends(alex, { verb: 'resume', changeover: id, seen: version }, 'execute');
      assert.equal(on.answer?.kind, 'status');
      assert.equal(world.only().pause, undefined);
      assert.equal(on.outbox[0]?.message.kind === 'notice' && on.outbox[0].message.text, 'notice.resumed');
    });

    it('of the customer needs its day, in its own zone from the morning on', async () => {
      const card = await cardOf(alex, 'pause');
      const without = await chat.presses(alex, card, 'Pause it');
      assert.match(wordsIn(lastCard(without.said)), /give the day on which it goes on/);
      const heard = await chat.presses(alex, lastCard(without.said), 'Pause it', { pauseUntil: '2026-03-16' });
      assert.match(textsOf(heard.said), /rests until Mon 16 March 2026, 09:00 CET/);
      assert.equal(world.only().pause?.until, Date.parse('2026-03-16T08:00:00Z'));
    });

    it('has a fault beside a day that cannot be', async () => {
      for (const pauseUntil of ['2026-02-01', '2028-01-01', 'soonish']) {
        const heard = await chat.presses(tess, await cardOf(tess, 'pause'), 'Pause it', { pauseUntil });
        assert.match(wordsIn(lastCard(heard.said)), /One field needs another look/);
        await chat.types(tess, 'cancel');
      }
      assert.equal(world.only().pause, undefined);
    });

    it('that is none: “resume” asks what is next', async () => {
      assert.match(wordsIn(await cardOf(alex, 'resume')), /step 1 of/);
    });
  });

  it('ends with the changeover: nothing of it can be begun', async () => {
    await chat.presses(tess, await cardOf(tess, 'call off'), 'Call it off', { callOffReason: 'No' });
    for (const typed of ['pause', 'skip', 'reopen', 'support case', 'tell the users', 'switch']) {
      assert.match(textsOf((await chat.types(tess, typed)).said), /called off/, typed);
    }
  });
});
