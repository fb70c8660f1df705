/** The one place that decides. A command becomes events, or a refusal that says why; nothing else happens here. */
import type { Changeover, Instant } from './changeover.ts';
import type { Command } from './commands.ts';
import { decideAnswer, decideReportOldEnded } from './decide-answer.ts';
import { decideCorrect } from './decide-correct.ts';
import { decideDesk } from './decide-desk.ts';
import { decideCallOff, decideOpenClaim, decideSettleClaim } from './decide-claim.ts';
import {
  decideAnswerOnPage,
  decideIssuePage,
  decidePageUnsent,
  decideSendPage,
  decideWithdrawPage,
} from './customer-page.ts';
import { decideMute, decideQuiet, decideSetCountry, decideSnooze, decideUnmute, decideUnquiet } from './decide-hold.ts';
import { decideForget } from './decide-forget.ts';
import { decideIssueJoinCode, decideJoin } from './decide-join.ts';
import { decideLicenceCount } from './licence-count.ts';
import { decideLicenceNote, decideLicences } from './decide-licences.ts';
import { decideObject } from './decide-object.ts';
import { decideOpen } from './decide-open.ts';
import { decideCloseCase, decideRecordCase, decideRecordLetter } from './decide-papers.ts';
import { decideChoosePlanB, decideRemoveContact, decideSetContact } from './decide-outside.ts';
import { decidePause, decideResume, decideWake } from './decide-pause.ts';
import { decideDropDraft, decideGoLive, decideSettleDraft } from './decide-quiet.ts';
import { decideNoteReach } from './decide-reach.ts';
import { decideInvite, decideSetStandIn, decideStateRoles } from './decide-people.ts';
import { decideReading } from './decide-reading.ts';
import { decideRemind } from './decide-remind.ts';
import { decideRemoveMember } from './decide-remove.ts';
import { decideReopen, decideSkip } from './decide-skip.ts';
import { decideSwitch } from './decide-switch.ts';
import { decideAskConsent, decideDisconnect, decideTakeConsent, decideTrouble } from './decide-tenant.ts';
import { refused, type Asked, type AskedByMember, type Decision } from './decision.ts';
import { standingOf } from './membership.ts';
import type { Playbook } from './playbook.ts';
import { withWhatFollows } from './what-follows.ts';

export type { Decision } from './decision.ts';

/**
 * Events, or a refusal of `REFUSAL_CODES`; pure, `now` is the instant at which the command arrived. After the main events
 * come what follows from them: steps that opened, steps that a reading proved, the end. A reading that found nothing
 * new is accepted with no events at all: nothing is to be saved.
 */
export function decide(
  changeover: Changeover | undefined,
  playbook: Playbook,
  command: Command,
  now: Instant,
): Decision {
  const decision = main(changeover, playbook, command, now);
  const isNothing = decision.ok && decision.events.length === 0 && command.body.type !== 'wake';
  if (!decision.ok || isNothing) return decision;
  // What follows a switch follows from the playbook that is taken up.
  const { body } = command;
  const followed = body.type === 'switchPlaybook' ? body.body : playbook;
  return { ok: true, events: withWhatFollows(changeover, followed, command, decision.events, now) };
}

function main(changeover: Changeover | undefined, playbook: Playbook, command: Command, now: Instant): Decision {
  const { body, actor } = command;
  if (body.type === 'open') {
    return changeover ? refused('alreadyDone') : decideOpen(body, playbook, command, now);
  }
  if (!changeover) return refused('unknownChangeover');
  const asked: Asked = { changeover, playbook, actor, now };
  if (body.type === 'forget') return decideForget(body, asked);
  if (body.type === 'removeContact') return decideRemoveContact(body, asked);
  if (changeover.state.kind === 'closed') return refused('closedAlready', { outcome: changeover.state.outcome });
  switch (body.type) {
    case 'join':
      return decideJoin(body, asked);
    case 'stateRoles':
      return decideStateRoles(body, asked);
    case 'recordReading':
      return actor.person ? refused('notAMember') : decideReading(body, asked);
    case 'recordTrouble':
      return actor.person ? refused('notAMember') : decideTrouble(body, asked);
    case 'takeConsent':
      return actor.person ? refused('notAMember') : decideTakeConsent(body, asked);
    case 'answerOnPage':
      return decideAnswerOnPage(body, asked);
    case 'notePageUnsent':
      return actor.person ? refused('notAMember') : decidePageUnsent(body, asked);
    case 'remind':
      return actor.person ? refused('notAMember') : decideRemind(body, asked);
    case 'settleDraft':
      return actor.person ? byMember(body, asked) : decideDropDraft(body, asked);
    case 'noteReach':
      return actor.person ? refused('notAMember') : decideNoteReach(body, asked);
    case 'noteLicenceMove':
      return actor.person ? refused('notAMember') : decideLicenceNote(body, asked);
    case 'noteLicenceCount':
      return actor.person ? refused('notAMember') : decideLicenceCount(body, asked);
    case 'wake':
      return actor.person ? refused('notAMember') : decideWake(asked);
    default:
      return byMember(body, asked);
  }
}

type OfNobody =
  | 'noteLicenceMove'
  | 'noteLicenceCount'
  | 'answerOnPage'
  | 'notePageUnsent'
  | 'stateRoles'
  | 'recordReading'
  | 'recordTrouble'
  | 'takeConsent'
  | 'remind'
  | 'noteReach'
  | 'wake';

function byMember(
  body: Exclude<Command['body'], { type: 'open' | 'forget' | 'removeContact' | 'join' | OfNobody }>,
  asked: Asked,
): Decision {
  const standing = standingOf(asked.changeover, asked.actor);
  if (!standing) return refused('notAMember');
  if (standing.role === 'customerViewer') return refused('viewerMayNot');
  const member: AskedByMember = { ...asked, standing };
  switch (body.type) {
    case 'issueJoinCode':
      return decideIssueJoinCode(body, member);
    case 'issuePage':
      return decideIssuePage(body, member);
    case 'withdrawPage':
      return decideWithdrawPage(member);
    case 'sendPage':
      return decideSendPage(body, member);
    case 'invite':
      return decideInvite(body, member);
    case 'removeMember':
      return decideRemoveMember(body, member);
    case 'setStandIn':
      return decideSetStandIn(body, member);
    case 'assign':
    case 'unassign':
    case 'note':
    case 'setTicket':
    case 'askCustomer':
      return decideDesk(body, member);
    case 'answer':
      return decideAnswer(body, member);
    case 'object':
      return decideObject(body, member);
    case 'correct':
      return decideCorrect(body, member);
    case 'snooze':
      return decideSnooze(body, member);
    case 'mute':
      return decideMute(body, member);
    case 'unmute':
      return decideUnmute(body, member);
    case 'quiet':
      return decideQuiet(body, member);
    case 'unquiet':
      return decideUnquiet(member);
    case 'setCountry':
      return decideSetCountry(body, member);
    case 'reportOldEnded':
      return decideReportOldEnded(body, member);
    case 'openClaim':
      return decideOpenClaim(body, member);
    case 'settleClaim':
      return decideSettleClaim(body, member);
    case 'callOff':
      return decideCallOff(body, member);
    case 'goLive':
      return decideGoLive(member);
    case 'settleDraft':
      return decideSettleDraft(body, member);
    case 'askConsent':
      return decideAskConsent(body, member);
    case 'disconnectTenant':
      return decideDisconnect(member);
    case 'readLicences':
    case 'confirmLicenceMove':
    case 'pauseLicenceMove':
    case 'resumeLicenceMove':
    case 'stopLicenceMove':
    case 'undoLicenceMove':
      return decideLicences(body, member);
    default:
      return decideCourse(body, member);
  }
}

type CourseBody = Extract<
  Command['body'],
  {
    type:
      | 'recordCase'
      | 'closeCase'
      | 'recordLetter'
      | 'setContact'
      | 'choosePlanB'
      | 'skipStep'
      | 'reopenStep'
      | 'pause'
      | 'resume'
      | 'switchPlaybook';
  }
>;

/** What may be asked at any step, whatever is open. */
function decideCourse(body: CourseBody, member: AskedByMember): Decision {
  switch (body.type) {
    case 'recordCase':
      return decideRecordCase(body, member);
    case 'closeCase':
      return decideCloseCase(body, member);
    case 'recordLetter':
      return decideRecordLetter(body, member);
    case 'setContact':
      return decideSetContact(body, member);
    case 'choosePlanB':
      return decideChoosePlanB(body, member);
    case 'skipStep':
      return decideSkip(body, member);
    case 'reopenStep':
      return decideReopen(body, member);
    case 'pause':
      return decidePause(body, member);
    case 'resume':
      return decideResume(body, member);
    case 'switchPlaybook':
      return decideSwitch(body, member);
  }
}
