/** Opens the changeover that was typed, and says what comes of it: order sheet, join code, status. */
import type { Content } from '../cards/content.ts';
import type { Changeover, Person, TextRef } from '../changeover/changeover.ts';
import type { LineInput, OpenInput } from '../changeover/commands.ts';
import { refuse, type Refusal } from '../changeover/refusals.ts';
import type { Turn } from '../loop/turn.ts';
import { newCode, type NewCode } from './new-code.ts';
import type { NewDraft } from './new-changeover-draft.ts';
import { readLines } from './new-changeover-forms.ts';
import type { ReadingFrame } from './new-changeover-course.ts';
import { readParties, type Parties } from './new-changeover-read.ts';
import { answerStart } from './new-changeover-start.ts';
import { lineInput } from './new-changeover-views.ts';
import { joinCodeOf, orderSheetOf } from './partner-cards.ts';
import { say, wordsOf } from './speak.ts';

/** What is to be said once it is opened, or why it was not. */
export type OpenOutcome =
  | { readonly ok: true; readonly changeover: Changeover; readonly said: readonly Content[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** @param askedBy who typed it, where a second person's yes opens it. */
export function openChangeover(turn: Turn, draft: NewDraft, frame: ReadingFrame, askedBy?: Person): OpenOutcome {
  const parties = readParties(draft.parties, frame);
  if (!parties.ok) return { ok: false, refusal: Object.values(parties.faults)[0] ?? refuse('textEmpty') };
  const { shown, kept } = newCode(turn);
  const keep: Keep = (kind, text) => turn.keepText(draft.run, kind, text);
  const input = openInput(turn, draft, frame, parties.value, keep);
  const issued = turn.issue(draft.run, { type: 'open', ...input, joinCode: kept, ...(askedBy && { askedBy }) });
  if (!issued.ok) return issued;
  answerStart(turn, issued.changeover, draft, frame);
  return { ok: true, changeover: issued.changeover, said: openedWords(turn, issued.changeover, frame, shown) };
}

/** The input as it stands, for forms that are judged by the rules before anything is kept. */
export function pretendInput(turn: Turn, draft: NewDraft, frame: ReadingFrame): OpenInput {
  const parties = readParties(draft.parties, frame);
  if (!parties.ok) throw new Error('The forms before this one are not passed.');
  return openInput(turn, draft, frame, parties.value, () => ({ id: '', hash: '' }));
}

/** What is to be done next depends on the kind: something to order, somebody to send a code to, or neither. */
function openedWords(
  turn: Turn,
  changeover: Changeover,
  { asks }: ReadingFrame,
  code: NewCode['shown'],
): readonly Content[] {
  const w = wordsOf(turn);
  const hasCustomer = asks.customer !== 'self';
  const hasOrder = asks.lines === 'oldAndNew';
  return [
    { text: w.t(hasCustomer ? (hasOrder ? 'new.opened' : 'new.openedNoOrder') : 'new.openedPlain') },
    ...(changeover.isQuiet ? [{ text: w.t('draft.opened') }] : []),
    ...(hasOrder ? [orderSheetOf(turn, changeover)] : []),
    ...(hasCustomer ? [joinCodeOf(turn, changeover, code)] : []),
  ];
}

/** Keeps a text beside the changeover that is opened. */
type Keep = (kind: string, text: string) => TextRef;

function openInput(turn: Turn, draft: NewDraft, frame: ReadingFrame, parties: Parties, keep: Keep): OpenInput {
  const { personName } = turn.source;
  return {
    ...pinOf(frame),
    checkNumber: makeCheckNumber(turn.random.bytes(8)),
    customer: customerOf(frame, parties, keep),
    partner: partnerOf(turn, frame, parties, keep),
    lines: frame.asks.lines === 'none' ? [] : linesOf(draft, frame, keep),
    joinCode: { hash: '', expiresAt: turn.now },
    ...(turn.loaded.isTeamQuiet && { isQuiet: true }),
    ...(personName !== undefined && { nameRef: keep('personName', personName) }),
  };
}

/** A new join code for an open changeover; the one before stops working. */
export function issueJoinCode(turn: Turn, changeoverId: string, commandId: string): Refusal | undefined {
  const { shown, kept } = newCode(turn);
  const { hash: codeHash, ...rest } = kept;
  const issued = turn.issue(changeoverId, { type: 'issueJoinCode', codeHash, ...rest }, commandId);
  if (!issued.ok) return issued.refusal;
  if (issued.isRepeat) say(turn, 'joinCode.repeat');
  else turn.say(joinCodeOf(turn, issued.changeover, shown));
  return undefined;
}

/** Six digits; of eight random bytes the bias is not measurable. */
export function makeCheckNumber(bytes: Uint8Array): string {
  const number = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return String(number % 1_000_000n).padStart(6, '0');
}

function pinOf({ playbook: { id, version }, hash, variant }: ReadingFrame) {
  return { playbook: { id, version, hash }, ...(variant !== undefined && { variant }) };
}

/** Until somebody of the customer joins, its days are counted and its words written as the partner's. */
function customerOf({ reader }: ReadingFrame, parties: Parties, keep: Keep) {
  const { customerName, customerDomain, contact } = parties;
  return {
    domain: customerDomain,
    nameRef: keep('customerName', customerName),
    ...reader,
    ...(contact !== undefined && { contactRef: keep('contact', contact) }),
  };
}

function partnerOf(turn: Turn, { reader }: ReadingFrame, { partnerName, partnerDomain }: Parties, keep: Keep) {
  const { person, teamId, conversation } = turn.source;
  return {
    tenantId: person.tenantId,
    teamId: teamId ?? '',
    channelId: conversation.id,
    nameRef: keep('partnerName', partnerName),
    domain: partnerDomain,
    ...reader,
  };
}

function linesOf(draft: NewDraft, frame: ReadingFrame, keep: Keep): readonly LineInput[] {
  return readLines(draft, frame).map((line, i) => {
    const { label } = line.old;
    return {
      ...lineInput(line, i),
      ...(label !== undefined && { labelRef: keep('label', label) }),
    };
  });
}
