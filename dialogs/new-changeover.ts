/** `new`: three small forms and a preview, in a thread of the partner's channel; then the changeover is opened. */
import type { Turn } from '../loop/turn.ts';
import { FormDialog, type DrawnForm } from './form-dialog.ts';
import type { FormPress } from './form.ts';
import type { NewDraft } from './new-changeover-draft.ts';
import { frameOf } from './new-changeover-course.ts';
import { drawForm, mayBegin, newDraft, takeForm } from './new-changeover-flow.ts';
import { settled } from './new-changeover-forms.ts';
import type { Openings } from './second-yes.ts';
import { say } from './speak.ts';
import type { TurnOf } from './turn-of.ts';

export const NEW_DIALOG = 'new';

export class NewChangeoverDialog extends FormDialog<NewDraft> {
  readonly #openings: Openings | undefined;

  /** @param openings absent: nothing can wait for a second person's yes. */
  constructor(turnOf: TurnOf, openings?: Openings) {
    super(NEW_DIALOG, turnOf);
    this.#openings = openings;
  }

  protected override start(turn: Turn): NewDraft | undefined {
    if (!mayBegin(turn)) {
      say(turn, 'new.channelOnly');
      return undefined;
    }
    if (ofThisThread(turn)) {
      say(turn, 'new.threadTaken');
      return undefined;
    }
    return newDraft(turn);
  }

  protected override settle(turn: Turn, draft: NewDraft): NewDraft {
    return settled(draft, frameOf(turn, draft));
  }

  protected override draw(turn: Turn, draft: NewDraft): DrawnForm {
    return drawForm(turn, draft);
  }

  protected override async take(turn: Turn, draft: NewDraft, press: FormPress): Promise<NewDraft | 'end' | 'movedOn'> {
    const taken = await takeForm(turn, draft, press, this.#openings);
    if (taken === 'movedOn' || !('ended' in taken)) return taken;
    for (const content of taken.said) turn.say(content);
    if (taken.ended === 'opened') turn.showStatus(draft.run, 'anew');
    return 'end';
  }
}

/** A thread tells of one changeover as long as that is open. */
function ofThisThread(turn: Turn): boolean {
  const { threadChangeoverId } = turn.loaded;
  return threadChangeoverId !== undefined && turn.changeover(threadChangeoverId)?.state.kind === 'open';
}
