/** What a course would change, in the words of whoever decides. */
import type { Changeover, Side } from '../changeover/changeover.ts';
import { courseChange, type Course, type CourseFault } from '../changeover/course-change.ts';
import type { Playbook } from '../changeover/playbook.ts';
import type { StepView } from '../changeover/steps.ts';
import { productName, sideName } from '../cards/names.ts';
import { playbookWords } from '../cards/playbook-words.ts';
import { stepTitle } from '../cards/step-words.ts';
import type { SwitchPreview } from '../cards/switch-cards.ts';
import { stepItem } from '../cards/view.ts';
import type { Turn } from '../loop/turn.ts';
import { wordsOf } from './speak.ts';

/** The parts of the preview; those of the form are added by the dialog. */
export function previewOf(
  turn: Turn,
  changeover: Changeover,
  course: Course,
): Pick<SwitchPreview, 'name' | 'kept' | 'added' | 'dropped' | 'lost' | 'obstacles' | 'lines'> {
  const today = turn.playbookOf(changeover);
  const change = courseChange(changeover, today, course, turn.now);
  const titled = (views: readonly StepView[], playbook: Playbook) => [
    ...new Set(views.map((view) => titleIn(turn, changeover, playbook, view))),
  ];
  const isLost = (view: StepView): boolean => change.droppedDone.includes(view.key);
  return {
    name: courseName(turn, course, changeover),
    kept: titled(change.kept, today),
    added: titled(change.added, course.playbook),
    dropped: titled(
      change.dropped.filter((view) => !isLost(view)),
      today,
    ),
    lost: titled(change.dropped.filter(isLost), today),
    obstacles: change.faults.map((fault) => faultText(turn, changeover, today, fault)),
    lines: linesText(turn, changeover, today, change.lines),
  };
}

/** The playbook's name, with its variant's; "newer version" of the one that is followed. */
export function courseName(turn: Turn, { pin, playbook, variant }: Course, changeover?: Changeover): string {
  const name = nameOf(turn, playbook, variant);
  const isNewer = pin.id === changeover?.playbook.id && pin.hash !== changeover.playbook.hash;
  return isNewer ? wordsOf(turn).t('switch.newer', { name, version: pin.version }) : name;
}

export function todaysName(turn: Turn, changeover: Changeover): string {
  return nameOf(turn, turn.playbookOf(changeover), changeover.variant);
}

function nameOf(turn: Turn, playbook: Playbook, variant: string | undefined): string {
  const w = playbookWords(turn.defaultReader.locale, playbook);
  const name = w.t(`playbook.${playbook.id}.name`);
  if (variant === undefined) return name;
  return w.t('switch.variant', { name, variant: w.t(`playbook.${playbook.id}.variant.${variant}.name`) });
}

function faultText(turn: Turn, changeover: Changeover, playbook: Playbook, fault: CourseFault): string {
  const w = wordsOf(turn);
  switch (fault.kind) {
    case 'asks':
      return w.t('switch.fault.asks');
    case 'act':
      return w.t('switch.fault.act', { title: titleIn(turn, changeover, playbook, fault.view) });
    case 'evidence':
      return w.t('switch.fault.evidence', {
        fact: w.t(`switch.fact.${fault.fact}`),
        who: whoOf(turn, changeover, fault.side),
      });
    case 'product': {
      const line = changeover.lines.find((one) => one.id === fault.line);
      const product = line ? productName(line, playbook, (ref) => turn.text(ref), w.locale) : fault.line;
      return w.t('switch.fault.product', { product });
    }
  }
}

function whoOf(turn: Turn, changeover: Changeover, side: Side): string {
  return sideName(wordsOf(turn), changeover, turn.playbookOf(changeover), side, (ref) => turn.text(ref));
}

function linesText(
  turn: Turn,
  changeover: Changeover,
  playbook: Playbook,
  lines: ReturnType<typeof courseChange>['lines'],
): readonly string[] {
  const w = wordsOf(turn);
  if (lines === undefined) return [];
  if (lines === 'moved') return [w.t('switch.linesMoved')];
  return lines.flatMap(({ line: id, newStartsOn }) => {
    const line = changeover.lines.find((one) => one.id === id);
    if (line === undefined) return [];
    const product = productName(line, playbook, (ref) => turn.text(ref), w.locale);
    return [w.t('switch.lineReplaced', { product, day: w.date(newStartsOn) })];
  });
}

function titleIn(turn: Turn, changeover: Changeover, playbook: Playbook, view: StepView): string {
  const { locale } = turn.defaultReader;
  return stepTitle(
    wordsOf(turn),
    stepItem(view, changeover, playbook, { locale }, (ref) => turn.text(ref)),
  );
}
