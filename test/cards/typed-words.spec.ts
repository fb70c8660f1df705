import assert from 'node:assert/strict';

import { isLoseAccessMail, parseAnswer, parseWords } from '../../cards/typed-words.ts';
import { verbNames } from '../../cards/verbs.ts';

describe('typed words', () => {
  const cases: readonly (readonly [text: string, verb: string, rest: string])[] = [
    ['help', 'help', ''],
    ['?', 'help', ''],
    ['Hi, what can you do?', 'help', ''],
    ['  STATUS, please!', 'status', ''],
    ['can you show me the status please', 'status', ''],
    ['What’s next?', 'next', ''],
    ['/steps', 'steps', ''],
    ['why?', 'why', ''],
    ['snooze 2 days', 'snooze', '2 days'],
    ['Snooze until Friday.', 'snooze', 'until Friday.'],
    ['correct', 'correct', ''],
    ['change seats to 20', 'correct', 'seats to 20'],
    ['join ABCD-EFGH-JKLM', 'join', 'ABCD-EFGH-JKLM'],
    ['JOIN: abcd-efgh-jklm', 'join', 'abcd-efgh-jklm'],
    ['is this real?', 'real', ''],
    ['Is this real? I doubt it.', 'real', ''],
    ['cancel', 'cancel', ''],
    ['the customer said ok by phone', 'recordWord', 'ok by phone'],
    ['already cancelled', 'reportOldEnded', ''],
    ['we were charged twice', 'claim', ''],
  ];
  for (const [text, verb, rest] of cases) {
    it(`"${text}" means ${verb}`, () => assert.deepEqual(parseWords(text, 'en-GB'), { verb, rest }));
  }

  for (const text of [
    '',
    '   ',
    'cancel the old subscription',
    'next week I am away',
    'blue',
    'done',
    '🙂',
    'x'.repeat(30_000),
  ]) {
    it(`"${text.slice(0, 30)}" means no verb`, () => assert.equal(parseWords(text, 'en'), undefined));
  }

  it('every verb that is typed can be typed by each of its words', async () => {
    const { words } = await import('../../cards/text.ts');
    const { VERBS } = await import('../../cards/verbs.ts');
    for (const verb of verbNames.filter((one) => VERBS[one].isTyped && one !== 'mail')) {
      for (const phrase of words('en').t(`verb.${verb}.words`).split('|')) {
        assert.equal(parseWords(phrase, 'en')?.verb, verb, phrase);
      }
    }
  });
});

describe('the mail about losing access', () => {
  const mails = [
    "You're about to lose access to your Office 365 subscription",
    'You’re about to lose access to your O365 subscription',
    'You are about to lose access to your Office 365 Subscription',
    'FW: You are\nabout to lose\r\n> access to your Office 365 subscription',
    `Hello,\n${'see below. '.repeat(2000)}\nSubject: You're about to lose access to your Office 365 subscription\nBody`,
    'will we lose access to our subscription?',
  ];
  for (const mail of mails) {
    it(`is known in "${mail.slice(0, 50).replaceAll('\n', ' ')}"`, () => {
      assert.equal(isLoseAccessMail(mail), true);
      assert.deepEqual(parseWords(mail, 'en'), { verb: 'mail', rest: mail });
    });
  }

  it('is not seen in other talk about access', () => {
    assert.equal(isLoseAccessMail('Does the technician need access to the portal?'), false);
    assert.equal(isLoseAccessMail('I have access. The subscription is fine.'), false);
  });
});

describe('a typed answer', () => {
  const cases: readonly (readonly [text: string, answer: string | undefined])[] = [
    ['done', 'done'],
    ['Done, thanks!', 'done'],
    ['Yes.', 'done'],
    ['not yet', 'notYet'],
    ['Not yet, please', 'notYet'],
    ['I need help', 'help'],
    ['we were charged twice', 'chargedTwice'],
    ['not done by a long way', undefined],
    ['done for', 'done'],
    ['maybe', undefined],
    ['', undefined],
  ];
  for (const [text, answer] of cases) {
    it(`"${text}" is ${answer ?? 'none'}`, () => assert.equal(parseAnswer(text, 'en'), answer));
  }
});
