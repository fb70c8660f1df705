/** What another playbook, version or variant would change for a running changeover: for the preview and for `decide`. */
import { asksOf } from './asks.ts';
import type { Changeover, FactName, Instant, LineId, PlainDate, Side, StepKey } from './changeover.ts';
import { opensGuard } from './evidence.ts';
import { actOf } from './guard-of.ts';
import { todayOf } from './old-over.ts';
import type { Playbook, Step } from './playbook.ts';
import { mayBeIn } from './playbook-problems.ts';
import { cheapestSafeStart } from './safe-start.ts';
import { stepsOf, type StepView } from './steps.ts';

/** Where a changeover is to go on: the playbook of the pin, and one of its variants where it has any. */
export interface Course {
  readonly pin: Changeover['playbook'];
  readonly playbook: Playbook;
  readonly variant?: string;
}

/** Why a course cannot be taken, however much anybody wants it. */
export type CourseFault =
  /** It has no step in which this side could say, or take back, what a guard rests on. */
  | { readonly kind: 'evidence'; readonly fact: FactName; readonly side: Side; readonly line?: LineId }
  /** It does not have the step by which this was done to the old or the new subscription. */
  | { readonly kind: 'act'; readonly view: StepView }
  /** It does not know this line's product. */
  | { readonly kind: 'product'; readonly line: LineId }
  /** It is about something else: it needs lines or a customer that this one does not have, or has none. */
  | { readonly kind: 'asks' };

export interface CourseChange {
  /** Done or left out already, and so in the new course too. */
  readonly kept: readonly StepView[];
  /** Still to come and not in today's course. */
  readonly added: readonly StepView[];
  /** In today's course only; those with `record.doneAt` are done and would be forgotten. */
  readonly dropped: readonly StepView[];
  /** The keys among them that are done: to be named by whoever decides. */
  readonly droppedDone: readonly StepKey[];
  readonly faults: readonly CourseFault[];
  /** How lines change: they move as they are from now on, or are replaced by new ones that start on these days. */
  readonly lines?: 'moved' | readonly { readonly line: LineId; readonly newStartsOn: PlainDate }[];
}

/** Compares today's course with another; every fault at once. */
export function courseChange(changeover: Changeover, playbook: Playbook, to: Course, now: Instant): CourseChange {
  const { variant: _before, ...going } = changeover;
  const after: Changeover = { ...going, playbook: to.pin, ...(to.variant !== undefined && { variant: to.variant }) };
  const old = coursed(stepsOf(changeover, playbook, now), changeover.variant);
  const next = coursed(stepsOf(after, to.playbook, now), to.variant);
  const isIn = (views: readonly StepView[], view: StepView) => views.some((other) => isSameStep(other, view));
  const dropped = old.filter((view) => !isIn(next, view));
  const lines = linesAfter(changeover, playbook, to, now);
  return {
    kept: old.filter((view) => isSettled(view) && isIn(next, view)),
    added: next.filter((view) => !isIn(old, view)),
    dropped,
    droppedDone: dropped.filter(isSettled).map((view) => view.key),
    faults: faultsOf(changeover, playbook, to, dropped),
    ...(lines !== undefined && { lines }),
  };
}

/** The steps of a variant that apply now, or that were done although they no longer do. */
function coursed(views: readonly StepView[], variant: string | undefined): readonly StepView[] {
  return views.filter((view) => view.status !== 'notApplicable' && mayBeIn(view.step, variant));
}

/** The same place, side and meaning: what was said there counts in the other course too. */
function isSameStep(one: StepView, other: StepView): boolean {
  const { step: a } = one;
  const { step: b } = other;
  return one.key === other.key && a.side === b.side && a.states === b.states && a.effect === b.effect;
}

function isSettled({ status }: StepView): boolean {
  return status === 'done' || status === 'skipped';
}

function faultsOf(
  changeover: Changeover,
  playbook: Playbook,
  to: Course,
  dropped: readonly StepView[],
): readonly CourseFault[] {
  const acts = dropped.filter(({ status, step }) => status === 'done' && actOf(step.effect) !== undefined);
  const steps = stepsIn(to);
  const lost = changeover.evidence.filter(
    (piece) =>
      piece.holds && piece.kind !== 'reading' && opensGuard(piece.fact) && !steps.some((step) => says(step, piece)),
  );
  const unknown = changeover.lines.filter(
    ({ product }) => product !== 'other' && !to.playbook.products.some((known) => known.id === product),
  );
  return [
    ...(asksFit(changeover, playbook, to) ? [] : [{ kind: 'asks' } as const]),
    ...acts.map((view) => ({ kind: 'act', view }) as const),
    ...lost.map(({ fact, side = 'customer', line }): CourseFault => ({
      kind: 'evidence',
      fact,
      side,
      ...(line !== undefined && { line }),
    })),
    ...unknown.map((line) => ({ kind: 'product', line: line.id }) as const),
  ];
}

function stepsIn({ playbook, variant }: Course): readonly Step[] {
  return playbook.phases.flatMap((phase) => phase.steps).filter((step) => mayBeIn(step, variant));
}

function says(step: Step, piece: { readonly fact: FactName; readonly side?: Side }): boolean {
  return step.states === piece.fact && step.side === piece.side;
}

/** Lines may begin or cease to be replaced, but there have to be some where they are asked for; a customer as well. */
function asksFit(changeover: Changeover, playbook: Playbook, to: Course): boolean {
  const today = asksOf(playbook, changeover.variant);
  const then = asksOf(to.playbook, to.variant);
  return today.customer === then.customer && (then.lines === 'none') === (changeover.lines.length === 0);
}

function linesAfter(changeover: Changeover, playbook: Playbook, to: Course, now: Instant): CourseChange['lines'] {
  const today = asksOf(playbook, changeover.variant).lines;
  const then = asksOf(to.playbook, to.variant).lines;
  if (today === then || today === 'none' || then === 'none') return undefined;
  if (then === 'old') return 'moved';
  return changeover.lines.map((line) => {
    const { isMoved: _moved, ...replaced } = line;
    const on = todayOf(changeover, now);
    return { line: line.id, newStartsOn: cheapestSafeStart(replaced, on, to.playbook.marginWorkingDays).startsOn };
  });
}
