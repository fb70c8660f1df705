/** Another course in mid-way: which one, then what changes, and only then the change. */
import type { Changeover } from '../changeover/changeover.ts';
import { waysOf } from '../changeover/asks.ts';
import { courseChange, type Course } from '../changeover/course-change.ts';
import { switchCard, switchPreviewCard, SWITCH_FORM, SWITCH_PREVIEW_FORM } from '../cards/switch-cards.ts';
import type { Turn } from '../loop/turn.ts';
import { openOneOf } from './begun-on.ts';
import { FormDialog, type DrawnForm } from './form-dialog.ts';
import { choiceIn, FaultList, textIn } from './form-reading.ts';
import type { FormPress } from './form.ts';
import { afterRefusal, oneForm, stillOpen, typedInto, viewOf, type OneFormState } from './one-form.ts';
import { otherSideOf } from './other-side.ts';
import { say, sayRefusal } from './speak.ts';
import { courseName, previewOf, todaysName } from './switch-preview.ts';
import type { TurnOf } from './turn-of.ts';
import { refuse } from '../changeover/refusals.ts';

export const SWITCH_DIALOG = 'switchPlaybook';

const FIELDS = { course: 200, courseReason: 1000 };

interface SwitchState extends OneFormState {
  /** The course that is looked at: `<playbook>` or `<playbook>@<variant>`. */
  readonly looksAt?: string;
  /** The done steps that the preview named as forgotten: what its reader agreed to. */
  readonly drops?: readonly string[];
}

export class SwitchPlaybookDialog extends FormDialog<SwitchState> {
  constructor(turnOf: TurnOf) {
    super(SWITCH_DIALOG, turnOf);
  }

  protected override start(turn: Turn, options: Readonly<Record<string, unknown>>): SwitchState | undefined {
    const changeover = openOneOf(turn, options['changeover']);
    if (changeover === undefined) return undefined;
    if (turn.readerOf(changeover).side !== 'partner') sayRefusal(turn, refuse('notYourSide', { side: 'partner' }));
    else if (coursesOf(turn, changeover).length === 0) say(turn, 'switch.noOther');
    else return oneForm(turn, changeover, {});
    return undefined;
  }

  protected override settle(turn: Turn, state: SwitchState): SwitchState | 'end' {
    return stillOpen(turn, state);
  }

  protected override draw(turn: Turn, state: SwitchState): DrawnForm {
    const { locale } = turn.defaultReader;
    const changeover = turn.changeover(state.changeover);
    const courses = changeover === undefined ? [] : coursesOf(turn, changeover);
    const today = changeover === undefined ? '' : todaysName(turn, changeover);
    const course = courses.find((one) => valueOf(one) === state.looksAt);
    if (changeover !== undefined && course !== undefined) {
      const preview = previewOf(turn, changeover, course);
      return { form: SWITCH_PREVIEW_FORM, content: switchPreviewCard(locale, { ...viewOf(state), ...preview, today }) };
    }
    const choices = courses.map((one) => ({ value: valueOf(one), title: courseName(turn, one, changeover) }));
    return { form: SWITCH_FORM, content: switchCard(locale, { ...viewOf(state), today, courses: choices }) };
  }

  protected override take(turn: Turn, state: SwitchState, press: FormPress): SwitchState | 'end' | 'movedOn' {
    const changeover = turn.changeover(state.changeover);
    if (changeover === undefined) return 'movedOn';
    const typed = typedInto(state, press, FIELDS);
    const { looksAt: _looked, drops: _drops, ...choosing } = typed;
    if (press.button === 'back') return choosing;
    const courses = coursesOf(turn, changeover);
    const course = courses.find((one) => valueOf(one) === state.looksAt);
    if (course !== undefined) return switched(turn, changeover, typed, course);
    const faults = new FaultList();
    const chosen = faults.take('course', choiceIn(typed.values, 'course', courses.map(valueOf)));
    const found = courses.find((one) => valueOf(one) === chosen);
    return found === undefined
      ? { ...choosing, faults: faults.result().faults }
      : looking(turn, changeover, typed, found);
  }
}

/** The preview of a course: what it would forget is kept, because that is what its reader agrees to. */
function looking(turn: Turn, changeover: Changeover, state: SwitchState, course: Course): SwitchState {
  const { droppedDone } = courseChange(changeover, turn.playbookOf(changeover), course, turn.now);
  return { ...state, looksAt: valueOf(course), drops: droppedDone };
}

function switched(turn: Turn, before: Changeover, state: SwitchState, course: Course): SwitchState | 'end' {
  const faults = new FaultList();
  const reason = faults.take('courseReason', textIn(state.values, 'courseReason'));
  if (reason === undefined) return { ...state, faults: faults.result().faults };
  const { pin, playbook, variant } = course;
  const issued = turn.issue(before.id, {
    type: 'switchPlaybook',
    to: pin,
    body: playbook,
    ...(variant !== undefined && { variant }),
    drops: state.drops ?? [],
    reasonRef: turn.keepText(before.id, 'reason', reason),
  });
  if (!issued.ok) {
    const again = afterRefusal(turn, state, issued.refusal);
    return again === 'end' ? 'end' : looking(turn, before, again, course);
  }
  const { changeover } = issued;
  say(turn, 'switch.done', { name: todaysName(turn, changeover) });
  const { side } = otherSideOf(turn, changeover);
  const params = { domain: changeover.customer.domain };
  const occasion = `switched/${changeover.id}/${changeover.version}`;
  turn.notify(changeover.id, occasion, { side }, { kind: 'notice', text: 'notice.switched', params });
  turn.showStatus(changeover.id, 'inPlace');
  return 'end';
}

/** Every standing playbook in each of its variants, but the course that is followed. */
function coursesOf(turn: Turn, changeover: Changeover): readonly Course[] {
  return turn
    .playbooks()
    .flatMap(({ playbook, hash }): readonly Course[] => {
      const pin = { id: playbook.id, version: playbook.version, hash };
      return waysOf(playbook).map((variant) => ({ pin, playbook, ...(variant !== undefined && { variant }) }));
    })
    .filter(({ pin, variant }) => pin.hash !== changeover.playbook.hash || variant !== changeover.variant);
}

function valueOf({ pin, variant }: Course): string {
  return variant === undefined ? pin.id : `${pin.id}@${variant}`;
}
