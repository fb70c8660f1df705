/** Opens the changeover that was typed, and says what comes of it: order sheet, join code, status. */
import type { Instant } from '../changeover/changeover.ts';
import type { LineInput } from '../changeover/commands.ts';
import type { Refusal } from '../changeover/refusals.ts';
import { DAY } from '../changeover/working-time.ts';
import type { Turn } from '../loop/turn.ts';
import { hashJoinCode, JOIN_CODE_DAYS, makeJoinCode, normaliseJoinCode } from './join-code.ts';
import type { NewDraft } from './new-changeover-draft.ts';
import { readLines } from './new-changeover-forms.ts';
import { readParties, type Parties, type ReadingFrame } from './new-changeover-read.ts';
import { lineInput } from './new-changeover-views.ts';
import { sayJoinCode, sayOrderSheet } from './partner-cards.ts';
import { say } from './speak.ts';

/** @returns a refusal, or `undefined` once it is opened and everything was said. */
export function openChangeover(turn: Turn, draft: NewDraft, frame: ReadingFrame): Refusal | undefined {
  const parties = readParties(draft.parties);
  if (!parties.ok) return Object.values(parties.faults)[0];
  const code = makeJoinCode(turn.random.bytes(16));
  const expiresAt = turn.now + JOIN_CODE_DAYS * DAY;
  const issued = turn.issue(draft.run, {
    type: 'open',
    ...pinOf(turn, frame),
    checkNumber: makeCheckNumber(turn.random.bytes(8)),
    customer: customerOf(turn, draft.run, parties.value),
    partner: partnerOf(turn, draft.run, parties.value),
    lines: linesOf(turn, draft, frame),
    joinCode: { hash: joinHash(code), expiresAt },
    ...nameOf(turn, draft.run),
  });
  if (!issued.ok) return issued.refusal;
  say(turn, 'new.opened');
  sayOrderSheet(turn, issued.changeover);
  sayJoinCode(turn, issued.changeover, code, expiresAt);
  turn.showStatus(draft.run, 'anew');
  return undefined;
}

/** A new join code for an open changeover; the one before stops working. */
export function issueJoinCode(turn: Turn, changeoverId: string, commandId: string): Refusal | undefined {
  const code = makeJoinCode(turn.random.bytes(16));
  const expiresAt: Instant = turn.now + JOIN_CODE_DAYS * DAY;
  const issued = turn.issue(changeoverId, { type: 'issueJoinCode', codeHash: joinHash(code), expiresAt }, commandId);
  if (!issued.ok) return issued.refusal;
  if (issued.isRepeat) say(turn, 'joinCode.repeat');
  else sayJoinCode(turn, issued.changeover, code, expiresAt);
  return undefined;
}

/** Six digits; of eight random bytes the bias is not measurable. */
export function makeCheckNumber(bytes: Uint8Array): string {
  const number = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return String(number % 1_000_000n).padStart(6, '0');
}

function joinHash(code: string): string {
  const normalised = normaliseJoinCode(code);
  if (normalised === undefined) throw new Error('A join code of ours does not read.');
  return hashJoinCode(normalised);
}

function pinOf(turn: Turn, frame: ReadingFrame) {
  const { id, version } = frame.playbook;
  return { playbook: { id, version, hash: turn.playbook(id).hash } };
}

/** Until somebody of the customer joins, its days are counted and its words written as the partner's. */
function customerOf(turn: Turn, id: string, parties: Parties) {
  const { customerName, customerDomain, contact } = parties;
  return {
    domain: customerDomain,
    nameRef: turn.keepText(id, 'customerName', customerName),
    ...turn.defaultReader,
    ...(contact !== undefined && { contactRef: turn.keepText(id, 'contact', contact) }),
  };
}

function partnerOf(turn: Turn, id: string, { partnerName, partnerDomain }: Parties) {
  const { person, teamId, conversation } = turn.source;
  return {
    tenantId: person.tenantId,
    teamId: teamId ?? '',
    channelId: conversation.id,
    nameRef: turn.keepText(id, 'partnerName', partnerName),
    domain: partnerDomain,
    ...turn.defaultReader,
  };
}

function linesOf(turn: Turn, draft: NewDraft, frame: ReadingFrame): readonly LineInput[] {
  return readLines(draft, frame).map((line, i) => {
    const { label } = line.old;
    return {
      ...lineInput(line, i),
      ...(label !== undefined && { labelRef: turn.keepText(draft.run, 'label', label) }),
    };
  });
}

function nameOf(turn: Turn, id: string) {
  const { personName } = turn.source;
  return personName === undefined ? {} : { nameRef: turn.keepText(id, 'personName', personName) };
}
