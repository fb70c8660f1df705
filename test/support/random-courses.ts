/** Random people changing course: steps left out and opened again, pauses, papers, and another playbook in mid-way. */
import * as fc from 'fast-check';
import type { Actor } from '../../changeover/changeover.ts';
import type { CommandBody } from '../../changeover/commands.ts';
import { courseChange } from '../../changeover/course-change.ts';
import type { Playbook, Step } from '../../changeover/playbook.ts';
import { playbooks } from '../../changeover/playbooks/index.ts';
import { stepsOf } from '../../changeover/steps.ts';
import { carla, clock, colin, DAY, ref, stranger, tina, tom } from './changeover-builder.ts';
import { mainWay } from './main-way.ts';
import type { Intent } from './random-plays.ts';

const anyone = fc.constantFrom<Actor>(carla, carla, tom, tom, tina, colin, stranger, clock);
const reasonRef = ref('why');

/** Any step, whatever became of it, by anybody: most of these are refused. */
const stepCourse: fc.Arbitrary<Intent> = fc
  .record({ actor: anyone, pick: fc.nat(60), type: fc.constantFrom('skipStep', 'reopenStep', 'skipStep') } as const)
  .map(({ actor, pick, type }) => (changeover, playbook, now) => {
    const isSkip = type === 'skipStep' && pick % 3 > 0;
    const views = stepsOf(changeover, playbook, now).filter(({ status }) => !isSkip || status === 'open');
    const view = views[pick % Math.max(1, views.length)];
    const where = { step: view?.step.id ?? 'none', ...(view?.line && { line: view.line.id }) };
    return { actor, body: { type, ...where, reasonRef } };
  });

const resting: fc.Arbitrary<Intent> = fc
  .record({ actor: anyone, days: fc.option(fc.integer({ min: -1, max: 400 }), { nil: undefined }) })
  .map(({ actor, days }) => (_changeover, _playbook, now) => ({
    actor,
    body: { type: 'pause', ...(days !== undefined && { until: now + days * DAY }) },
  }));

const others: fc.Arbitrary<CommandBody> = fc.oneof(
  fc.constant({ type: 'resume' } as const),
  fc.constant({ type: 'resume' } as const),
  fc.constant({ type: 'recordCase', referenceRef: ref('case') } as const),
  fc.record({ type: fc.constant('closeCase'), number: fc.integer({ min: -1, max: 3 }) } as const),
  fc.record({ type: fc.constant('recordLetter'), to: fc.constantFrom('source', 'provider', 'users') } as const),
);

const aSide = fc.constantFrom('source', 'provider');

/** Who is written to outside, letters about any step, and plan B whether the wait is over or not. */
const outside: fc.Arbitrary<Intent> = fc
  .record({ actor: anyone, of: aSide, pick: fc.nat(60), what: fc.nat(3) })
  .map(({ actor, of, pick, what }) => (changeover, playbook, now) => {
    const views = stepsOf(changeover, playbook, now).filter(({ step }) => what < 2 || step.side === of);
    const view = views[pick % Math.max(1, views.length)];
    const where = { step: view?.step.id ?? 'none', ...(view?.line && { line: view.line.id }) };
    const bodies: readonly CommandBody[] = [
      { type: 'setContact', of, nameRef: ref('Ana'), emailRef: ref('ana@reseller.example') },
      { type: 'removeContact', of },
      { type: 'recordLetter', to: of, ...where },
      { type: 'choosePlanB', ...where },
    ];
    return { actor, body: bodies[what]! };
  });

/** Everything but another playbook. */
export const changeCourse: fc.Arbitrary<Intent> = fc.oneof(
  { weight: 3, arbitrary: stepCourse },
  { weight: 2, arbitrary: resting },
  { weight: 1, arbitrary: fc.record({ actor: anyone, body: others }).map((play) => () => play) },
  { weight: 1, arbitrary: outside },
);

/** What can be switched to: our own, and some that lack what a guard rests on. */
const COURSES: readonly Playbook[] = [
  ...playbooks,
  without(mainWay, 'newer', (step) => step.id === 'expect-mail'),
  without(mainWay, 'noGuards', (step) => step.states === 'newConfirmed' && step.side === 'customer'),
  without(mainWay, 'noEnd', (step) => step.effect === 'endsOld' || step.effect === 'stopsRenewal'),
];

/** The playbook of a pin that a switch has made. */
export function courseOf(hash: string): Playbook | undefined {
  return COURSES.find((playbook) => hashOf(playbook) === hash);
}

/** Sometimes with all that would be forgotten named, as the preview does, sometimes without. */
export const switchCourse: fc.Arbitrary<Intent> = fc
  .record({
    actor: fc.constantFrom<Actor>(tom, tom, tom, carla, stranger),
    pick: fc.nat(20),
    variantPick: fc.nat(5),
    isNamed: fc.boolean(),
  })
  .map(({ actor, pick, variantPick, isNamed }) => (changeover, playbook, now) => {
    const body = COURSES[pick % COURSES.length]!;
    const { variants = [] } = body;
    const variant = variants[variantPick % Math.max(1, variants.length)]?.id;
    const to = { id: body.id, version: body.version, hash: hashOf(body) };
    const course = { pin: to, playbook: body, ...(variant !== undefined && { variant }) };
    const drops = isNamed ? courseChange(changeover, playbook, course, now).droppedDone : [];
    const which = { to, body, ...(variant !== undefined && { variant }) };
    return { actor, body: { type: 'switchPlaybook', ...which, drops, reasonRef } };
  });

function without(playbook: Playbook, id: string, isLeftOut: (step: Step) => boolean): Playbook {
  return {
    ...playbook,
    id,
    phases: playbook.phases.map((phase) => ({ ...phase, steps: phase.steps.filter((step) => !isLeftOut(step)) })),
  };
}

function hashOf(playbook: Playbook): string {
  return `hash-${playbook.id}`;
}
