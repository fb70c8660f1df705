/** Leaving a step out with a reason, or opening one again: only steps for which `decide` would agree are offered. */
import type { Changeover } from '../changeover/changeover.ts';
import { reopenRefusal, skipRefusal } from '../changeover/decide-skip.ts';
import { stepsOf, type StepView } from '../changeover/steps.ts';
import { playbookWords } from '../cards/playbook-words.ts';
import { stepTitle } from '../cards/step-words.ts';
import { stepCourseCard, STEP_COURSE_FORM, type StepCourse } from '../cards/step-course-card.ts';
import { stepItem } from '../cards/view.ts';
import type { Turn } from '../loop/turn.ts';
import { openOneOf } from './begun-on.ts';
import { FormDialog, type DrawnForm } from './form-dialog.ts';
import { choiceIn, FaultList, textIn } from './form-reading.ts';
import type { FormPress } from './form.ts';
import { titleOf } from './moved-on.ts';
import { afterRefusal, oneForm, typedInto, viewOf, type OneFormState } from './one-form.ts';
import { otherSideOf } from './other-side.ts';
import { say } from './speak.ts';
import type { TurnOf } from './turn-of.ts';

const FIELDS = { courseStep: 200, courseReason: 1000 };

/** The dialog is called as its verb. */
export class StepCourseDialog extends FormDialog<OneFormState> {
  readonly #what: StepCourse;

  constructor(what: StepCourse, turnOf: TurnOf) {
    super(what, turnOf);
    this.#what = what;
  }

  protected override start(turn: Turn, options: Readonly<Record<string, unknown>>): OneFormState | undefined {
    const changeover = openOneOf(turn, options['changeover']);
    if (changeover === undefined) return undefined;
    const named = [options['step'], options['line']].filter((part) => typeof part === 'string').join('/');
    const settled = this.settle(turn, oneForm(turn, changeover, { courseStep: named }));
    return settled === 'end' ? undefined : settled;
  }

  protected override settle(turn: Turn, state: OneFormState): OneFormState | 'end' {
    const changeover = openOneOf(turn, state.changeover);
    if (changeover === undefined) return 'end';
    if (this.#steps(turn, changeover).length > 0) return state;
    say(turn, `stepCourse.${this.#what}.nothing`);
    return 'end';
  }

  protected override draw(turn: Turn, state: OneFormState): DrawnForm {
    const changeover = turn.changeover(state.changeover);
    const views = changeover === undefined ? [] : this.#steps(turn, changeover);
    const steps = views.map((view) => ({
      value: view.key,
      title: changeover ? titleOf(turn, changeover, view) : view.key,
    }));
    const content = stepCourseCard(turn.defaultReader.locale, { ...viewOf(state), what: this.#what, steps });
    return { form: STEP_COURSE_FORM, content };
  }

  protected override take(turn: Turn, state: OneFormState, press: FormPress): OneFormState | 'end' | 'movedOn' {
    const before = turn.changeover(state.changeover);
    if (before === undefined) return 'movedOn';
    const typed = typedInto(state, press, FIELDS);
    const views = this.#steps(turn, before);
    const keys = views.map((view) => view.key);
    const faults = new FaultList();
    const key = faults.take('courseStep', choiceIn(typed.values, 'courseStep', keys));
    const reason = faults.take('courseReason', textIn(typed.values, 'courseReason'));
    const view = views.find((one) => one.key === key);
    if (view === undefined || reason === undefined) return { ...typed, faults: faults.result().faults };
    const { step, line } = view;
    const issued = turn.issue(before.id, {
      type: this.#what === 'skip' ? 'skipStep' : 'reopenStep',
      step: step.id,
      ...(line && { line: line.id }),
      reasonRef: turn.keepText(before.id, 'reason', reason),
    });
    if (!issued.ok) return afterRefusal(turn, typed, issued.refusal);
    this.#sayTaken(turn, issued.changeover, view);
    return 'end';
  }

  #steps(turn: Turn, changeover: Changeover): readonly StepView[] {
    const playbook = turn.playbookOf(changeover);
    const refusalOf = this.#what === 'skip' ? skipRefusal : reopenRefusal;
    const asked = { playbook, standing: turn.readerOf(changeover) };
    return stepsOf(changeover, playbook, turn.now).filter((view) => refusalOf(view, asked) === undefined);
  }

  #sayTaken(turn: Turn, changeover: Changeover, view: StepView): void {
    const what = this.#what;
    say(turn, `stepCourse.${what}.taken`, { title: titleOf(turn, changeover, view) });
    const { side, words: w } = otherSideOf(turn, changeover);
    const playbook = turn.playbookOf(changeover);
    const item = stepItem(view, changeover, playbook, { locale: w.locale }, (ref) => turn.text(ref));
    const params = { domain: changeover.customer.domain, title: stepTitle(playbookWords(w.locale, playbook), item) };
    const occasion = `${what}/${changeover.id}/${view.key}/${changeover.version}`;
    turn.notify(changeover.id, occasion, { side }, { kind: 'notice', text: `notice.stepCourse.${what}`, params });
    turn.showStatus(changeover.id, 'inPlace');
  }
}
