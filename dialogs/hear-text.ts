/** A typed text: words that interrupt come first, then the open question, then three things to try. */
import { cleanText, REMOVED_MARK } from '../changeover/free-text.ts';
import { isLoseAccessMail, parseAnswer, parseWords } from '../cards/typed-words.ts';
import type { Turn } from '../loop/turn.ts';
import { hearVerb } from './hear-verb.ts';
import { askAgain, begin, isAsking, isTeam, phaseOf, type Hearing } from './hearing.ts';
import { hearFiles } from './import.ts';
import { normaliseJoinCode } from './join-code.ts';
import { JOIN_DIALOG } from './join.ts';
import { PHASE_DIALOG } from './phase-dialog.ts';
import type { Said } from './said.ts';
import { say } from './speak.ts';
import { bindTurn } from './turn-of.ts';

type TextSaid = Extract<Said, { kind: 'text' }>;

/** Characters of a text that are looked at; a mail may be longer and is recognised by its title. */
const LONGEST = 2000;

export async function hearText(hearing: Hearing & { readonly said: TextSaid }): Promise<void> {
  const { turn, said, dialogs } = hearing;
  // A code that exists is what the text is about, however long the message is that it was pasted with.
  if (turn.joinable() !== undefined && !isAskedToJoin(hearing)) return begin(hearing, JOIN_DIALOG, {});
  if (await hearFiles(hearing)) return askAgain(hearing);
  const text = tidy(turn, said);
  if (isLoseAccessMail(said.text)) return hearVerb(hearing, 'mail', '');
  if (text === undefined) return askAgain(hearing);
  // Dialogs hear the cleaned text: what was taken out reaches nothing that keeps anything.
  const cleaned = { ...said, text };
  bindTurn(dialogs.context, turn, cleaned);
  return hearWords({ ...hearing, said: cleaned }, text);
}

async function hearWords(hearing: Hearing, text: string): Promise<void> {
  const { turn, dialogs } = hearing;
  const { locale } = turn.defaultReader;
  // "charged twice" answers the bill check while that is asked, and begins a claim at any other time.
  if (phaseOf(hearing) !== undefined && parseAnswer(text, locale) !== undefined) {
    await dialogs.continueDialog();
    return;
  }
  const typed = parseWords(text, locale);
  if (typed !== undefined) return hearVerb(hearing, typed.verb, typed.rest);
  if (isWrongCode(hearing, text)) return begin(hearing, JOIN_DIALOG, {});
  if (isAsking(hearing)) {
    await dialogs.continueDialog();
    return;
  }
  const mine = turn.current();
  if (isTeam(turn)) return say(turn, 'say.unknownInTeam');
  if (mine === undefined) return say(turn, 'say.stranger');
  if (parseAnswer(text, locale) === undefined) return say(turn, 'say.unknown');
  say(turn, 'say.answerToWhat');
  return begin(hearing, PHASE_DIALOG, { changeover: mine.id });
}

/**
 * The text as it may be kept, or undefined when there is nothing to go on with. Says what was not kept: a picture or
 * file, a product key, a card number, a password, and the end of a text that is too long.
 */
function tidy(turn: Turn, { text: raw, attachments }: TextSaid): string | undefined {
  const { text, removed, wasCut } = cleanText(raw, LONGEST);
  if (attachments > 0) say(turn, 'say.attachment');
  for (const secret of removed) say(turn, `say.removed.${secret}`);
  const isMail = isLoseAccessMail(raw);
  if (wasCut && !isMail) say(turn, 'say.cut', { count: LONGEST });
  const isLeft = text.replaceAll(REMOVED_MARK, '').trim() !== '';
  if (isMail || (isLeft && removed.length === 0 && !wasCut)) return text;
  if (!isLeft && attachments === 0 && removed.length === 0) say(turn, 'say.empty');
  return undefined;
}

/** A pasted code that does not exist; in the middle of a question it is more likely a case number. */
function isWrongCode(hearing: Hearing, text: string): boolean {
  return !isAsking(hearing) && /\d/u.test(text) && normaliseJoinCode(text) !== undefined;
}

function isAskedToJoin({ dialogs }: Hearing): boolean {
  return dialogs.activeDialog?.id === JOIN_DIALOG;
}
