import assert from 'node:assert/strict';
import { mailVerdict, type MailCase } from '../../dialogs/lose-access-mail.ts';
import { cardOf, lastCard, textsOf, titlesOf, wordsIn } from '../support/card-reading.ts';
import {
  aLine,
  approved,
  carla,
  confirmed,
  does,
  given,
  opens,
  ordered,
  reads,
  tom,
  type Play,
} from '../support/changeover-builder.ts';
import { chatIn, doesIn, joinsIn, openIn, type Chat } from '../support/chat.ts';
import { confirmIn } from '../support/story.ts';
import { customerAdmin, fakeWorld, technician, type FakeWorld } from '../support/fake-turn.ts';

const TITLES = [
  "You're about to lose access to your Office 365 subscription",
  'You’re about to lose access to your Office 365 Subscription',
  'You are about to lose access to your O365 subscription',
  "FW: RE: You're about to lose access\nto your Office 365 subscription",
  `From: Microsoft Online Services\n${'Lorem ipsum dolor. '.repeat(1500)}\nYou are about to lose access to your O365 subscription`,
  'I got a mail saying that we lose access to Office 365, what is it?',
];

describe('the verdict on the "lose access" mail', () => {
  const twoLines = opens({ lines: [aLine(), aLine({ id: 'l2', product: 'business-premium' })] });
  const cases: readonly (readonly [string, MailCase, readonly Play[]])[] = [
    ['a warning before anything is ordered', 'warning', []],
    ['a warning while the new licences are ordered only', 'warning', ordered()],
    [
      'a warning while only the partner says that the new licences are there',
      'warning',
      [...ordered(), does(tom, 'assign-new/l1')],
    ],
    ['expected once both sides confirmed the new licences', 'expected', confirmed()],
    [
      'expected once the tenant itself shows them on all users',
      'expected',
      [...ordered(), reads({ newThere: true, newOnAllUsers: true })],
    ],
    [
      'a warning again when the tenant denies them',
      'warning',
      [...confirmed(), reads({ newThere: true, newOnAllUsers: false })],
    ],
    ['about the past after the old one ended', 'afterEnd', [...confirmed(), does(carla, 'end-old/l1')]],
    [
      'urgent when the old one was cancelled too early',
      'urgent',
      [...ordered(), { actor: carla, body: { type: 'reportOldEnded', line: 'l1', on: '2026-03-02' } }],
    ],
    [
      'a warning when one of two lines is not confirmed',
      'warning',
      [twoLines, ...approved(), ...confirmed().slice(approved().length)],
    ],
  ];

  for (const [title, verdict, plays] of cases) {
    it(`is ${title}`, () => {
      assert.equal(mailVerdict(given(...plays).changeover).case, verdict);
    });
  }

  it('names the lines that it is about', () => {
    const plays = [twoLines, ...approved(), ...confirmed().slice(approved().length)];
    assert.deepEqual(
      mailVerdict(given(...plays).changeover).lines.map((line) => line.id),
      ['l2'],
    );
  });

  it('is unknown without a changeover', () => {
    assert.deepEqual(mailVerdict(undefined), { case: 'unknown', lines: [] });
  });
});

describe('a pasted "lose access" mail', () => {
  const alex = customerAdmin();
  const tess = technician();
  let world: FakeWorld;
  let chat: Chat;

  beforeEach(async () => {
    world = await fakeWorld(Date.parse('2026-03-02T11:00:00Z'));
    chat = chatIn(world);
    await openIn(world, tess);
    await joinsIn(world, alex);
  });

  const heardOf = async (text: string): Promise<string> => wordsIn(lastCard((await chat.types(alex, text)).said));
  const confirm = (): Promise<void> => confirmIn({ world, admin: alex, technician: tess });

  for (const title of TITLES) {
    it(`is known by "${title.slice(0, 40).replace('\n', ' ')}" (${title.length} characters)`, async () => {
      assert.match(await heardOf(title), /The mail about losing access/);
    });
  }

  it('is a real warning before the new licences are confirmed, and nothing is to be cancelled', async () => {
    const words = await heardOf(TITLES[0]!);
    assert.match(words, /Take it seriously/);
    assert.match(words, /Do not cancel the old subscription now/);
    assert.match(words, /Its term ends on 1 July 2026/);
  });

  it('is expected once they are confirmed, and goes on to the next step', async () => {
    await confirm();
    const { said } = await chat.types(alex, TITLES[0]!);
    const card = cardOf(said[0]);
    assert.match(wordsIn(card), /It is expected/);
    const heard = await chat.presses(alex, card, titlesOf(card)[0]!);
    assert.ok(titlesOf(lastCard(heard.said)).includes('Done'));
  });

  it('is about the past after the old subscription ended', async () => {
    await confirm();
    await doesIn(world, alex, 'end-old/l1');
    const words = await heardOf(TITLES[0]!);
    assert.match(words, /ended on 2 March 2026/);
    assert.match(words, /Do not reactivate/);
  });

  it('always says to type the address of the admin centre, and links to nothing', async () => {
    for (const prepare of [async () => undefined, confirm, () => doesIn(world, alex, 'end-old/l1')]) {
      await prepare();
      const { said } = await chat.types(alex, TITLES[1]!);
      assert.match(
        wordsIn(cardOf(said[0])),
        /do not follow its links.*Type the address yourself: (https:\/\/)?admin\.microsoft\.com/s,
      );
      assert.ok(!JSON.stringify(said).includes('Action.OpenUrl'));
    }
  });

  it('tells a stranger what holds in every state, and nothing about anybody', async () => {
    const { said } = await chat.types(customerAdmin('Sam Stranger'), TITLES[0]!);
    const words = wordsIn(lastCard(said));
    assert.match(words, /You have joined no changeover/);
    assert.doesNotMatch(words, /contoso|Fabrikam/i);
  });

  it('keeps nothing of the mail', async () => {
    const before = world.texts.size;
    await chat.types(alex, `${TITLES[0]!} and my password: hunter2 hunter2`);
    assert.equal(world.texts.size, before);
    assert.ok(!world.dialogJson(alex)?.includes('hunter2'));
  });

  it('also answers the words for it', async () => {
    assert.match(textsOf((await chat.types(alex, 'status')).said), /^$/);
    assert.match(await heardOf('the mail'), /The mail about losing access/);
  });
});
