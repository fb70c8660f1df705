import assert from 'node:assert/strict';
import { reminderMessage } from '../../cards/reminder-message.ts';
import type { Reader } from '../../cards/content.ts';
import { isUnusedCode } from '../../changeover/reminder-step-rules.ts';
import { planReminders } from '../../changeover/reminders.ts';
import type { CustomerLinks } from '../../loop/page-ports.ts';
import { failedInvite, inviteWith } from '../../loop/render-invite.ts';
import { DAY, given, joins, OPENED_AT, tom, type Play } from '../support/changeover-builder.ts';

const LINK = 'https://bot.example.com/page?t=x.y';
const reachable: CustomerLinks = {
  canMail: false,
  pages: { hashOf: () => 'h1', linkOf: ({ page }) => (page === undefined ? undefined : LINK) },
};
const reader: Reader = { side: 'partner', role: 'partnerTechnician', locale: 'en', zone: 'Europe/Berlin' };
const issued: Play = { actor: tom, body: { type: 'issuePage', hash: 'h1', expiresAt: OPENED_AT + 14 * DAY } };
const text = () => undefined;

describe('the e-mail with the reminder that nobody has joined', () => {
  const { changeover, playbook } = given();
  const due = planReminders(changeover, playbook, OPENED_AT).reminders.find(isUnusedCode)!;
  const reminder = reminderMessage(due);

  it('has the install steps alone where no browser reaches the bot', () => {
    const invite = inviteWith(reminder, changeover, text, due.dueAt, { canMail: true });
    assert.equal(invite?.page, undefined);
    assert.equal(invite?.needsAddress, true);
    assert.match(invite?.letter.text ?? '', /Manage apps/u);
    assert.doesNotMatch(invite?.letter.text ?? '', /https?:\/\//u);
  });

  it('has the link that is open, and is left out once that was withdrawn', () => {
    const withPage = given(issued).changeover;
    assert.ok(inviteWith(reminder, withPage, text, due.dueAt, reachable)?.letter.text.includes(LINK));
    assert.equal(inviteWith(reminder, changeover, text, due.dueAt, reachable), undefined);
  });

  it('goes with no other reminder', () => {
    const ending = { ...reminder, params: { ...reminder.params, state: 'pageEnding' } };
    assert.equal(inviteWith(ending, changeover, text, due.dueAt, reachable), undefined);
  });
});

describe('the word that an e-mail was not sent', () => {
  const said = { kind: 'invite', page: 'h1', why: 'later' } as const;
  const shown = (...plays: readonly Play[]) =>
    failedInvite(said, given(...plays).changeover, reader, text, OPENED_AT + DAY, reachable);

  it('comes with its text while that link is the open one', () => {
    assert.ok(JSON.stringify(shown(issued)).includes(LINK));
  });

  it('is left out once another link took its place, it was withdrawn, or somebody joined', () => {
    assert.equal(shown({ ...issued, body: { ...issued.body, hash: 'h2' } as typeof issued.body }), undefined);
    assert.equal(shown(issued, { actor: tom, body: { type: 'withdrawPage' } }), undefined);
    assert.equal(shown(issued, joins()), undefined);
  });
});
