import assert from 'node:assert/strict';
import { lastCard, textsOf, wordsIn } from '../support/card-reading.ts';

import { chatIn, joinsIn, openIn, type Chat } from '../support/chat.ts';
import { customerAdmin, fakeWorld, technician, type FakeWorld } from '../support/fake-turn.ts';

/** Monday, noon in Amsterdam. */
const NOON = Date.parse('2026-03-02T11:00:00Z');
const MINUTE = 60_000;
const alex = customerAdmin();
const sam = customerAdmin('Sam Stranger', '33333333-3333-4333-8333-333333333333');
const tess = technician();

describe('the conversation, given what it must not trust,', () => {
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

  describe('with a stranger', () => {
    it('says how to join, whatever is typed', async () => {
      for (const typed of [
        'hey there folks',
        'status',
        'next',
        'steps',
        'why',
        'snooze 2 days',
        'correct',
        'object',
        'undo',
        'already cancelled',
        'call off',
      ]) {
        assert.match(await text(typed, sam), /join/i, typed);
      }
      assert.match(await cardWords('help', sam), /code that your partner gave you/);
      assert.match(await text('is this real', sam), /I am a program, and you have joined no changeover/);
    });

    it('reveals nothing, whatever ids a card claims', async () => {
      const { id, version } = world.only();
      const rows = world.journal.length;
      const data = { changeover: id, seen: version, step: 'check-facts', answer: 'done', until: 'P2D' };
      for (const verb of [
        'status',
        'steps',
        'why',
        'next',
        'continue',
        'snooze',
        'answer',
        'object',
        'undo',
        'correct',
        'claim',
        'settleClaim',
        'reportOldEnded',
        'callOff',
        'orderSheet',
        'joinCode',
        'recordWord',
        'real',
        'mail',
        'cancel',
        'help',
      ]) {
        for (const surface of ['submit', 'execute'] as const) {
          const known = await chat.sends(sam, { ...data, verb }, surface);
          const unknown = await chat.sends(sam, { ...data, verb, changeover: 'no-such-changeover' }, surface);
          assert.deepEqual(
            [known.said, known.answer, known.cardWishes],
            [unknown.said, unknown.answer, unknown.cardWishes],
            verb,
          );
          assert.doesNotMatch(JSON.stringify(known), /contoso|fabrikam|314/i, verb);
        }
      }
      assert.equal(world.journal.length, rows);
      assert.equal(world.outbox.length, 0);
    });

    it('reveals nothing to a technician of another team', async () => {
      const other = {
        ...technician('Otto Other'),
        teamId: '19:other-team@thread.tacv2',
        person: { tenantId: sam.person.tenantId, objectId: 'o' },
      };
      const { said } = await chat.types(other, 'steps');
      assert.match(textsOf(said), /no changeover in this channel/);
    });
  });

  describe('with bad input', () => {
    it('says that a picture or file is not kept, and what to give instead', async () => {
      const { said } = await chat.types(alex, '', { attachments: 1 });
      assert.match(textsOf(said), /do not keep pictures or files.*number, the date and the amount/);
    });

    it('takes the words that come with a picture', async () => {
      await chat.types(alex, 'next');
      const { said } = await chat.types(alex, 'done', { attachments: 2 });
      assert.match(textsOf(said), /do not keep pictures.*is done/s);
    });

    it('asks the open question again after a picture alone', async () => {
      await chat.types(alex, 'next');
      assert.match(textsOf((await chat.types(alex, ' ', { attachments: 1 })).said), /We were at:/);
    });

    const secrets: readonly (readonly [string, RegExp])[] = [
      ['done, the key is VK7JG-NPHTM-C97JM-9MPGT-3V66T', /product key. I have not stored it/],
      ['it went to 4111 1111 1111 1111', /card number. I have not stored it/],
      ['password: Tr0ub4dor', /password. I have not stored it/],
    ];
    for (const [typed, said] of secrets) {
      it(`does not store "${typed.slice(0, 12)}…", and says so`, async () => {
        await chat.types(alex, 'next');
        const before = world.journal.length;
        assert.match(await text(typed), said);
        assert.equal(world.journal.length, before);
        assert.doesNotMatch(
          JSON.stringify([world.dialogJson(alex), [...world.texts.values()]]),
          /VK7JG|4111|Tr0ub4dor/,
        );
      });
    }

    it('takes no answer whose note has a product key, and says so', async () => {
      const card = lastCard((await chat.types(alex, 'next')).said);
      const { said } = await chat.presses(alex, card, 'Done', { note: 'used VK7JG-NPHTM-C97JM-9MPGT-3V66T today' });
      assert.match(textsOf(said), /product key. I have not stored it/);
      assert.deepEqual(
        world.bodies('note').filter((body) => body.includes('VK7JG')),
        [],
      );
      assert.equal(world.only().steps['check-facts']?.doneAt, undefined);
    });

    it('answers a text of 30,000 characters without keeping it', async () => {
      await chat.types(alex, 'next');
      const before = world.texts.size;
      const { said } = await chat.types(alex, 'na '.repeat(10_000));
      assert.match(textsOf(said), /longer than I can read/);
      assert.equal(world.texts.size, before);
    });

    it('keeps a note with emoji, right-to-left text and tags as plain text', async () => {
      await chat.types(alex, 'next');
      await chat.types(alex, 'not yet: <at>Bob</at> 👩‍👩‍👧 שלום \u202Eevil <b>bold</b>');
      const [note] = world.bodies('note');
      assert.match(note!, /Bob 👩‍👩‍👧 שלום evil/u);
      assert.doesNotMatch(note!, /\u202E|<at>/u);
    });

    it('answers buttons that no card of ours sends', async () => {
      const bad: readonly Record<string, unknown>[] = [
        {},
        { verb: 'explode' },
        { verb: '__proto__' },
        { verb: 'answer' },
        { verb: 'answer', changeover: world.only().id, step: 'check-facts', answer: 'perhaps', seen: 1 },
        { verb: 'answer', changeover: world.only().id, step: 'no-such-step', answer: 'done', seen: 1 },
        { verb: 'answer', changeover: world.only().id, step: 'check-facts', line: 'l9', answer: 'done', seen: 1 },
        { verb: 'answer', changeover: { a: 1 }, step: ['x'], answer: 'done', seen: 'one' },
        { verb: 'form' },
        { verb: 'form', form: 'x', run: 'y', button: 'z' },
        { verb: 'snooze', until: 5 },
        { verb: 'object', step: 'no-such-step', changeover: world.only().id, seen: 1 },
      ];
      for (const data of bad) {
        const heard = await chat.sends(alex, data);
        assert.ok(heard.said.length > 0, JSON.stringify(data));
        await chat.types(alex, 'cancel');
      }
      assert.equal(Object.values(world.only().steps).filter((record) => record.doneAt !== undefined).length, 0);
    });

    it('says so when there was no text at all', async () => {
      assert.match(await text('  '), /no text/);
    });

    it('works in no group chat, and says so', async () => {
      const group = {
        ...alex,
        conversation: { ...alex.conversation, id: '19:group', kind: 'groupChat' as const },
        conversationId: '19:group',
      };
      assert.match(await text('status', group), /not in a group chat/);
    });
  });
});
