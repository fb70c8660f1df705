/** A pressed button. Its data is read by the table of verbs and never believed. */
import { isVerb, readPress } from '../cards/verbs.ts';
import { answerOfPress } from './answer-press.ts';
import { answerStep } from './answer-step.ts';
import { FormDialog } from './form-dialog.ts';
import { sayMovedOn } from './form.ts';
import { hearVerb } from './hear-verb.ts';
import { askAgain, begin, isAsking, meant, phaseOf, type Hearing } from './hearing.ts';
import { JOIN_DIALOG } from './join.ts';
import { handlePartnerPress } from './partner-press.ts';
import { PHASE_DIALOG } from './phase-dialog.ts';
import type { Press } from './said.ts';
import { reply, wordsOf } from './speak.ts';

export async function hearPress(hearing: Hearing & { readonly said: Press }): Promise<void> {
  const { turn, said, dialogs } = hearing;
  if (said.surface === 'execute') turn.answer({ kind: 'message', text: wordsOf(turn).t('say.below') });
  if (said.verb === 'form') return hearForm(hearing);
  const data = isVerb(said.verb) ? readPress(said.verb, said.data) : undefined;
  if (!isVerb(said.verb) || data === undefined) return reply(turn, said, 'say.oldButton');
  if (said.verb === 'answer') return hearAnswer(hearing);
  if (said.verb === 'join' && dialogs.activeDialog?.id === JOIN_DIALOG) {
    await dialogs.continueDialog();
    return;
  }
  return hearVerb(hearing, said.verb, textIn(data['until'] ?? data['day'] ?? data['code']) ?? '');
}

/** A form belongs to the dialog that is open; one that was answered or left is not asked any more. */
async function hearForm(hearing: Hearing & { readonly said: Press }): Promise<void> {
  const { dialogs, turn, said } = hearing;
  if (dialogs.findDialog(dialogs.activeDialog?.id ?? '') instanceof FormDialog) await dialogs.continueDialog();
  else sayMovedOn(turn, textIn(said.data['run']));
}

/** Any question's button is an answer, also of an older card: what is open now decides. */
async function hearAnswer(hearing: Hearing & { readonly said: Press }): Promise<void> {
  const { turn, said, dialogs } = hearing;
  const changeover = meant(hearing);
  if (changeover === undefined) return askAgain(hearing);
  if (phaseOf(hearing)?.changeover === changeover.id) {
    await dialogs.continueDialog();
    return;
  }
  if (await handlePartnerPress(turn, said, (id, options) => begin(hearing, id, options ?? {}))) return;
  if (!isAsking(hearing)) return begin(hearing, PHASE_DIALOG, { changeover: changeover.id, isPressed: true });
  const given = answerOfPress(turn, said);
  if (given !== undefined) answerStep(turn, said, given);
  await askAgain(hearing);
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
