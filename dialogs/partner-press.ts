/** What technicians press on the status card in their channel. Every press is looked up and decided again. */
import type { Changeover } from '../changeover/changeover.ts';
import { refuse } from '../changeover/refusals.ts';
import { isVerb, mayUse, readPress, type Verb, type VerbData } from '../cards/verbs.ts';
import type { Turn } from '../loop/turn.ts';
import { answerOfPress } from './answer-press.ts';
import { answerStep } from './answer-step.ts';
import { CALL_OFF_DIALOG } from './call-off.ts';
import { CLAIM_DIALOG } from './claim.ts';
import { CORRECT_DIALOG } from './correct.ts';
import { COURSE_DIALOGS } from './course.ts';
import { sayMovedOn } from './form.ts';
import { movedOnText } from './moved-on.ts';
import { NEW_DIALOG } from './new-changeover.ts';
import { issueJoinCode } from './new-changeover-open.ts';
import { isTeam } from './hearing.ts';
import { sayOrderSheet } from './partner-cards.ts';
import { pressCommandId } from './press-id.ts';
import { RECORD_WORD_DIALOG } from './record-word.ts';
import { SETTLE_DIALOG } from './settle-claim.ts';
import { reply, replyRefusal, replyText } from './speak.ts';

export interface PartnerPress {
  readonly verb: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly surface: 'submit' | 'execute';
}

export type BeginDialog = (dialogId: string, options?: object) => Promise<void>;

/**
 * True when the press was the partner's and has been answered: an answer to a step, the order sheet, a new join code, or
 * a dialog that was begun. False for what both sides press alike (`steps`, `why`, `snooze` …), for a form of an open
 * dialog, and for a press of somebody who does not stand on the partner's side.
 */
export async function handlePartnerPress(turn: Turn, press: PartnerPress, begin: BeginDialog): Promise<boolean> {
  const { verb } = press;
  if (verb === 'form') {
    sayMovedOn(turn, textIn(press.data['run']));
    return true;
  }
  if (!isVerb(verb)) return false;
  if (verb === 'new') {
    await begin(NEW_DIALOG);
    answerBelow(turn, press);
    return true;
  }
  if (!HANDLED.has(verb)) return false;
  const data = readPress(verb, press.data);
  const changeover = changeoverOf(turn, data);
  if (changeover !== undefined && turn.readerOf(changeover).side !== 'partner') return false;
  if (changeover === undefined || data === undefined) replyUnknown(turn, press, data === undefined);
  else if (!mayUse(verb, 'partner')) return false;
  else await handle(turn, press, verb, data, changeover, begin);
  return true;
}

const DIALOGS: Partial<Readonly<Record<Verb, string>>> = {
  correct: CORRECT_DIALOG,
  recordWord: RECORD_WORD_DIALOG,
  claim: CLAIM_DIALOG,
  settleClaim: SETTLE_DIALOG,
  callOff: CALL_OFF_DIALOG,
  ...COURSE_DIALOGS,
};

const HANDLED: ReadonlySet<string> = new Set(['answer', 'orderSheet', 'joinCode', ...Object.keys(DIALOGS)]);

async function handle(
  turn: Turn,
  press: PartnerPress,
  verb: Verb,
  data: VerbData,
  changeover: Changeover,
  begin: BeginDialog,
): Promise<void> {
  if (verb === 'answer') return takeStepAnswer(turn, press, changeover);
  if (verb === 'orderSheet') {
    sayOrderSheet(turn, changeover);
    return answerBelow(turn, press);
  }
  const closed = movedOnText(turn, changeover, '');
  if (changeover.state.kind === 'closed' && closed !== undefined) return showNewest(turn, press, changeover, closed);
  if (verb === 'joinCode') return makeJoinCode(turn, press, data, changeover);
  const { step, line } = data;
  await begin(DIALOGS[verb] ?? '', { changeover: changeover.id, ...(step && { step }), ...(line && { line }) });
  answerBelow(turn, press);
}

/** The newest card stands for "done"; what was put off, came too late or was refused is told in words beside it. */
function takeStepAnswer(turn: Turn, press: PartnerPress, changeover: Changeover): void {
  const said = { kind: 'press' as const, ...press };
  const given = answerOfPress(turn, said);
  const taken = given && answerStep(turn, said, given);
  const isDone = taken?.kind === 'taken' && given?.answer === 'done';
  if (isDone && press.surface === 'execute') turn.answer({ kind: 'status', changeoverId: changeover.id });
  else turn.showStatus(changeover.id, 'inPlace');
}

/** The press's own id keeps a repeated one from making a second code, which would end the first. */
function makeJoinCode(turn: Turn, press: PartnerPress, data: VerbData, changeover: Changeover): void {
  const seen = data.seen ?? changeover.version;
  const commandId = pressCommandId({ changeover: changeover.id, verb: 'joinCode', seen }, turn.source.person);
  const refusal = issueJoinCode(turn, changeover.id, commandId);
  if (refusal !== undefined) {
    replyRefusal(turn, { kind: 'press', ...press }, refusal);
    return;
  }
  answerBelow(turn, press);
  turn.showStatus(changeover.id, 'inPlace');
}

function showNewest(turn: Turn, press: PartnerPress, changeover: Changeover, text: string): void {
  replyText(turn, { kind: 'press', ...press }, text);
  turn.showStatus(changeover.id, 'inPlace');
}

/** An invoke wants an answer of its own: what was asked for stands below the card. */
function answerBelow(turn: Turn, press: PartnerPress): void {
  if (press.surface === 'execute') reply(turn, { kind: 'press', ...press }, 'say.below');
}

function replyUnknown(turn: Turn, press: PartnerPress, isUnreadable: boolean): void {
  const said = { kind: 'press' as const, ...press };
  if (isUnreadable) reply(turn, said, 'say.oldButton');
  else replyRefusal(turn, said, refuse(isTeam(turn) ? 'wrongPlace' : 'unknownChangeover'));
}

function changeoverOf(turn: Turn, data: VerbData | undefined): Changeover | undefined {
  const { changeover } = data ?? {};
  return changeover === undefined ? turn.current() : turn.changeover(changeover);
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
