/**
 * A new changeover in a dialog: the same forms as those of `new`, each a page. What was typed is kept with the person's
 * place in the conversation, never in the page, so that a page sent again or changed is judged like any other claim.
 */
import type { Content } from '../cards/content.ts';
import { pageOf } from '../cards/page.ts';
import type { Turn } from '../loop/turn.ts';
import { readFormPress } from './form.ts';
import { frameOf } from './new-changeover-course.ts';
import { draftIn, type NewDraft } from './new-changeover-draft.ts';
import { drawForm, mayBegin, newDraft, takeForm } from './new-changeover-flow.ts';
import { settled } from './new-changeover-forms.ts';
import type { Task } from './said.ts';
import type { Ended, Openings } from './second-yes.ts';
import { wordsOf } from './speak.ts';

/** Where the draft stands in the person's document. */
const KEY = 'newPages';

export async function hearTask(turn: Turn, task: Task, openings: Openings | undefined): Promise<void> {
  if (!mayBegin(turn)) return tell(turn, 'new.channelOnly');
  if (task.what === 'fetch') {
    return task.data['verb'] === 'new' ? show(turn, newDraft(turn)) : tell(turn, 'say.oldButton');
  }
  return hearPage(turn, task, openings);
}

/** A page that was answered already, as one that is sent twice, gets the page that is open now. */
async function hearPage(turn: Turn, { data }: Task, openings: Openings | undefined): Promise<void> {
  const press = readFormPress(data);
  const kept = draftIn(turn.dialogState.doc[KEY]);
  if (press === undefined) return tell(turn, 'say.oldButton');
  if (kept === undefined || kept.run !== press.run) {
    return tell(turn, turn.changeover(press.run) === undefined ? 'form.movedOn' : 'form.openedAlready');
  }
  if (press.button === 'cancel') return leave(turn, 'form.left');
  const draft = settled(kept, frameOf(turn, kept));
  if (draft !== kept || press.form !== drawForm(turn, draft).form) return show(turn, draft);
  const taken = await takeForm(turn, draft, press, openings);
  if (taken === 'movedOn') return show(turn, draft);
  if ('ended' in taken) return end(turn, draft, taken);
  return show(turn, taken);
}

function show(turn: Turn, draft: NewDraft): void {
  turn.dialogState.doc[KEY] = draft;
  answer(turn, drawForm(turn, draft).content);
}

/**
 * The changeover gets a thread of its own: where the button stood there may be a board, or another changeover. What is to be
 * ordered and the code are its last page; who is asked for a second yes is asked in the channel.
 */
function end(turn: Turn, draft: NewDraft, { ended, said }: Ended): void {
  delete turn.dialogState.doc[KEY];
  if (ended === 'opened') {
    turn.showStatus(draft.run, 'ownThread');
    return answer(turn, pageOf([{ text: wordsOf(turn).t('new.pages.opened') }, ...said.slice(1)]));
  }
  for (const content of said) turn.say(content);
  tell(turn, 'opening.asked');
}

function leave(turn: Turn, key: string): void {
  delete turn.dialogState.doc[KEY];
  tell(turn, key);
}

function answer(turn: Turn, content: Content): void {
  turn.answer({ kind: 'page', title: wordsOf(turn).t('new.title'), content });
}

/** The dialog's last words: it closes with them. */
function tell(turn: Turn, key: string): void {
  turn.answer({ kind: 'message', text: wordsOf(turn).t(key) });
}
