/** A verb that was typed or pressed: buttons and words do the same. */
import { stepKey } from '../changeover/steps.ts';
import { mayUse, type Verb } from '../cards/verbs.ts';
import { answerQuery, QUERIES } from './answer-query.ts';
import { showAllWaiting } from './all-waiting.ts';
import { setDigest, showBoard } from './board.ts';
import { CALL_OFF_DIALOG } from './call-off.ts';
import { CLAIM_DIALOG } from './claim.ts';
import { CORRECT_DIALOG } from './correct.ts';
import { hearCustomerPage, PAGE_VERBS } from './customer-page.ts';
import { CONTACT_VERBS, hearContacts } from './contacts.ts';
import { closeCase, COURSE_DIALOGS } from './course.ts';
import { setCountry } from './country.ts';
import { DESK_VERBS, hearDesk } from './desk.ts';
import { sayHistory, sayHistoryFile } from './history.ts';
import { askAgain, begin, isAsking, meant, phaseOf, type Hearing } from './hearing.ts';
import { hearImport } from './import.ts';
import { INVITE_DIALOG } from './invite.ts';
import { JOIN_DIALOG } from './join.ts';
import { pressLicences, sayLicenceFiles, sayLicences } from './licences.ts';
import { setLimit } from './limit.ts';
import { offerObjections, objectTo } from './objection.ts';
import { OLD_ENDED_DIALOG } from './old-ended-dialog.ts';
import { handlePartnerPress } from './partner-press.ts';
import { resume } from './pause.ts';
import { hearPeople, PEOPLE_VERBS } from './people.ts';
import { PHASE_DIALOG } from './phase-dialog.ts';
import { SETTLE_DIALOG } from './settle-claim.ts';
import { goLive, setQuietStart, settleDraft } from './quiet-start.ts';
import { sayPreviews, sayReminders } from './reminders-query.ts';
import { hearOpening } from './second-yes.ts';
import { mute, quiet, snooze, unmute, unquiet } from './snooze.ts';
import { reply } from './speak.ts';
import { hearTeam, TEAM_VERBS } from './team.ts';
import { hearTenant } from './tenant.ts';

/** @param rest what followed the words, or the input that a press carries. */
export async function hearVerb(hearing: Hearing, verb: Verb, rest: string): Promise<void> {
  const query = QUERIES.find((one) => one === verb);
  if (query !== undefined) {
    answerQuery(hearing, query);
    return askAgain(hearing);
  }
  if (await hearAround(hearing, verb, rest)) return;
  switch (verb) {
    case 'join':
      if (rest !== '') return begin(hearing, JOIN_DIALOG, {});
      reply(hearing.turn, hearing.said, 'join.how');
      return askAgain(hearing);
    case 'cancel':
      return leave(hearing);
    case 'next':
    case 'continue':
      return goOn(hearing);
    case 'history':
    case 'historyFile':
      await OF_THE_PAST[verb](hearing);
      return askAgain(hearing);
    case 'forgetMe':
    case 'deleteData':
      return beginForget(hearing, verb);
    case 'snooze':
    case 'quiet':
    case 'country':
      WITH_TEXT[verb](hearing, rest);
      return askAgain(hearing);
    case 'draftSend':
    case 'draftEdit':
    case 'draftDrop':
      settleDraft(hearing, verb);
      return askAgain(hearing);
    case 'goLive':
      goLive(hearing);
      return askAgain(hearing);
    case 'reminders':
    case 'preview':
    case 'mute':
    case 'unmute':
    case 'unquiet':
      WITHOUT_TEXT[verb](hearing);
      return askAgain(hearing);
    case 'tenant':
    case 'connect':
    case 'look':
    case 'disconnect':
      hearTenant(hearing, verb);
      return askAgain(hearing);
    case 'resume':
      return goOnAfterPause(hearing);
    case 'licences':
      await sayLicences(hearing);
      return askAgain(hearing);
    case 'licenceFiles':
      await sayLicenceFiles(hearing);
      return askAgain(hearing);
    case 'readLicences':
    case 'moveLicences':
    case 'pauseLicences':
    case 'resumeLicences':
    case 'stopLicences':
    case 'undoLicences':
      await pressLicences(hearing, verb);
      return askAgain(hearing);
    case 'closeCase':
      closeCase(hearing);
      return askAgain(hearing);
    case 'board':
    case 'digest':
    case 'import':
    case 'quietStart':
    case 'limit':
    case 'secondYes':
      await OF_TEAM[verb](hearing, rest);
      return askAgain(hearing);
    case 'openingYes':
    case 'openingNo':
      await hearOpening(hearing, verb);
      return askAgain(hearing);
    case 'object':
    case 'undo':
      takeBack(hearing, verb);
      return askAgain(hearing);
    default:
      return beginOf(hearing, verb);
  }
}

const OF_THE_PAST = { history: sayHistory, historyFile: sayHistoryFile } as const;
/** What is about people, teams and the desk rather than about steps. False: it is something else. */
async function hearAround(hearing: Hearing, verb: Verb, rest: string): Promise<boolean> {
  const ofContacts = CONTACT_VERBS.find((one) => one === verb);
  if (ofContacts !== undefined) {
    await hearContacts(hearing, ofContacts);
    return true;
  }
  const ofDesk = DESK_VERBS.find((one) => one === verb);
  const ofPage = PAGE_VERBS.find((one) => one === verb);
  const ofTeam = TEAM_VERBS.find((one) => one === verb);
  const ofPeople = PEOPLE_VERBS.find((one) => one === verb);
  const isRefresh = verb === 'refresh' || verb === 'shared';
  if (isRefresh) refresh(hearing);
  else if (ofDesk) hearDesk(hearing, ofDesk, rest);
  else if (ofPage) await hearCustomerPage(hearing, ofPage, rest);
  else if (ofTeam) await hearTeam(hearing, ofTeam);
  else if (ofPeople) await hearPeople(hearing, ofPeople);
  else return false;
  if (!isRefresh) await askAgain(hearing);
  return true;
}

/** A client asks for the person's own view of a card that it has open: nothing is changed, and nothing is asked anew. */
function refresh(hearing: Hearing): void {
  const changeover = meant(hearing);
  if (changeover !== undefined) hearing.turn.answer({ kind: 'status', changeoverId: changeover.id });
}

const OF_TEAM = {
  board: showBoard,
  digest: setDigest,
  import: hearImport,
  quietStart: setQuietStart,
  limit: setLimit,
  secondYes: showAllWaiting,
} as const;
const WITH_TEXT = { snooze, quiet, country: setCountry } as const;
const WITHOUT_TEXT = { reminders: sayReminders, preview: sayPreviews, mute, unmute, unquiet } as const;

/** The dialogs that a verb begins for a customer; a technician's are begun by `handlePartnerPress`. */
const DIALOGS: Partial<Readonly<Record<Verb, string>>> = {
  correct: CORRECT_DIALOG,
  claim: CLAIM_DIALOG,
  settleClaim: SETTLE_DIALOG,
  reportOldEnded: OLD_ENDED_DIALOG,
  callOff: CALL_OFF_DIALOG,
  inviteColleague: INVITE_DIALOG,
  ...COURSE_DIALOGS,
};

async function beginOf(hearing: Hearing, verb: Verb): Promise<void> {
  const { turn, said } = hearing;
  const changeover = verb === 'new' ? turn.current() : meant(hearing);
  if (changeover === undefined && verb !== 'new') return askAgain(hearing);
  const press = said.kind === 'press' ? said : { verb, data: {}, surface: 'submit' as const };
  if (await handlePartnerPress(turn, press, (id, options) => begin(hearing, id, options ?? {}))) return;
  const dialog = DIALOGS[verb];
  const mayBegin = changeover !== undefined && mayUse(verb, turn.readerOf(changeover).side);
  if (dialog === undefined || !mayBegin) return reply(turn, said, 'say.partnerOnly');
  const { step, line } = said.kind === 'press' ? said.data : {};
  const named = { ...(typeof step === 'string' && { step }), ...(typeof line === 'string' && { line }) };
  return begin(hearing, dialog, { changeover: changeover.id, ...named });
}

/** Of a closed changeover too. */
async function beginForget(hearing: Hearing, verb: 'forgetMe' | 'deleteData'): Promise<void> {
  const changeover = meant(hearing);
  if (changeover !== undefined) await begin(hearing, verb, { changeover: changeover.id });
}

async function leave(hearing: Hearing): Promise<void> {
  const { turn, said, dialogs } = hearing;
  if (!isAsking(hearing)) return reply(turn, said, 'say.nothingToLeave');
  await dialogs.cancelAllDialogs();
  reply(turn, said, 'say.left');
}

/** Asks what is open now, in full; the step that a button points at before others. A form that is being filled in stays. */
async function goOn(hearing: Hearing): Promise<void> {
  if (isAsking(hearing) && phaseOf(hearing) === undefined) return askAgain(hearing);
  const changeover = meant(hearing);
  const { said } = hearing;
  if (changeover === undefined) return;
  const { step, line } = said.kind === 'press' ? said.data : {};
  const wanted = typeof step === 'string' ? stepKey(step, typeof line === 'string' ? line : undefined) : undefined;
  await begin(hearing, PHASE_DIALOG, { changeover: changeover.id, ...(wanted !== undefined && { wanted }) });
}

/** "Resume" ends a pause; where there is none it means to go on. */
async function goOnAfterPause(hearing: Hearing): Promise<void> {
  const { turn, said } = hearing;
  const changeover = meant(hearing);
  if (changeover === undefined) return;
  if (!resume(turn, changeover)) return goOn(hearing);
  if (said.kind === 'press' && said.surface === 'execute') turn.answer({ kind: 'status', changeoverId: changeover.id });
  return askAgain(hearing);
}

function takeBack(hearing: Hearing, verb: 'object' | 'undo'): void {
  const { turn, said } = hearing;
  const changeover = meant(hearing);
  if (changeover === undefined) return;
  const step = said.kind === 'press' ? said.data['step'] : undefined;
  if (said.kind !== 'press' || typeof step !== 'string') return offerObjections(turn, changeover, verb);
  const { line, seen, reason } = said.data;
  objectTo(turn, said, changeover, {
    step,
    ...(typeof line === 'string' && { line }),
    ...(typeof seen === 'number' && { seen }),
    reason,
  });
}
