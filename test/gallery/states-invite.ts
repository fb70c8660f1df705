import { inviteCard, standingPageCard, type MailWay } from '../../cards/customer-page-card.ts';
import { inviteTo } from '../../cards/invite-letter.ts';
import { reminderCard } from '../../cards/reminder-card.ts';
import { reminderMessage } from '../../cards/reminder-message.ts';
import { isUnusedCode } from '../../changeover/reminder-step-rules.ts';
import { planReminders } from '../../changeover/reminders.ts';
import { anOpenInput, DAY, given, OPENED_AT, opens, ref, tom, type Play } from '../support/changeover-builder.ts';
import { TECHNICIAN, textOf } from './readers.ts';
import type { GalleryState } from './states.ts';

const LINK = `https://changeover.fabrikam.example/page?t=${'WyJjdXN0b21lciBwYWdlIiwx'.repeat(6)}`;
const EXPIRES_AT = OPENED_AT + 14 * DAY;

/** The e-mail to a customer that is not in Teams, as its partner meets it. */
export function inviteStates(): readonly GalleryState[] {
  const { customer } = anOpenInput();
  const open = opens({ customer: { ...customer, contactRef: ref('Alex Wilber, alex@contoso.com') } });
  const issue: Play = { actor: tom, body: { type: 'issuePage', hash: 'h', expiresAt: EXPIRES_AT } };
  const { changeover, playbook } = given(open, issue);
  const view = { changeover, reader: TECHNICIAN, text: textOf };
  const invite = inviteTo(changeover, textOf, { link: LINK, canMail: true });
  const byHand = inviteTo(changeover, textOf, { link: LINK, canMail: false });
  const ways: readonly (readonly [string, string, MailWay])[] = [
    ['invite-sending', 'The e-mail is being sent', { kind: 'sending' }],
    ['invite-quiet', 'The e-mail of a quiet start', { kind: 'quiet' }],
    ['invite-failed', 'The e-mail was not sent', { kind: 'failed', why: 'notPermitted' }],
    ['invite-in-doubt', 'The e-mail may not have been sent', { kind: 'failed', why: 'later' }],
  ];
  const before = given(open).changeover;
  const due = planReminders(before, playbook, OPENED_AT).reminders.find(isUnusedCode)!;
  const state = (id: string, title: string, content: GalleryState['content']): GalleryState => {
    return { id, group: 'details', title, content };
  };
  return [
    ...ways.map(([id, title, way]) => state(id, title, inviteCard(view, invite, way))),
    state('invite-by-hand', 'The e-mail to send oneself', inviteCard(view, byHand, { kind: 'none' })),
    state('invite-standing', 'A link that can’t be shown again', standingPageCard(view, EXPIRES_AT)),
    state(
      'reminder-invite',
      'Nobody has joined: the e-mail is ready',
      reminderCard(reminderMessage(due), changeover, playbook, TECHNICIAN, due.dueAt, textOf, { invite }),
    ),
  ];
}
