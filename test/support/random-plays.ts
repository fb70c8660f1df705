/** Random people doing random things to a changeover, weighted so that they also get somewhere. */
import * as fc from 'fast-check';
import type { Actor, Changeover, Instant } from '../../changeover/changeover.ts';
import type { CommandBody, Correction, LineInput } from '../../changeover/commands.ts';
import type { Playbook } from '../../changeover/playbook.ts';
import { actOf } from '../../changeover/guard-of.ts';
import { answerFor } from '../../changeover/pretend-people.ts';
import { openSteps, type StepView } from '../../changeover/steps.ts';
import {
  aLine,
  carla,
  clock,
  CODE_HASH,
  colin,
  DAY,
  paul,
  reader,
  ref,
  stranger,
  tina,
  tom,
  type Play,
} from './changeover-builder.ts';
import { changeCourse, switchCourse } from './random-courses.ts';
import { hasCustomer, join } from './random-joins.ts';
import { connection } from './random-tenants.ts';
import { anyValue, valueIn } from './random-values.ts';

/** What somebody is up to; made into a command once it is known how things stand. */
export type Intent = (changeover: Changeover, playbook: Playbook, now: Instant) => Play;

const LINES = ['l1', 'l2', 'l3'] as const;
const anyone = fc.constantFrom<Actor>(carla, colin, tom, tina, paul, stranger, clock, reader);
const member = fc.constantFrom<Actor>(carla, tom, tina);
const lineId = fc.constantFrom(...LINES, 'l9');
const seats = fc.constantFrom(1, 18, 20, 24, 25, 26, 40);
const day = fc
  .integer({ min: -20, max: 150 })
  .map((days) => new Date(Date.parse('2026-03-02') + days * DAY).toISOString().slice(0, 10));

/** One to three lines of every kind of account, per user and not. */
export const randomLines: fc.Arbitrary<readonly LineInput[]> = fc
  .array(
    fc.record({
      product: fc.constantFrom('business-standard', 'business-standard', 'o365-e3', 'azure'),
      billingAccount: fc.constantFrom('mosa', 'mca', 'mca', 'volume', 'partner', 'unknown'),
      seats,
      assigned: seats,
      newSeats: seats,
      termStartedOn: fc.constantFrom('2025-07-01', '2026-02-27', '2026-03-01'),
      renewsOn: fc.constantFrom('2026-03-20', '2026-05-01', '2026-07-01'),
      newStartsOn: fc.constantFrom('2026-03-02', '2026-03-09', '2026-04-30'),
      isSameProduct: fc.constantFrom(true, true, false),
    } as const),
    { minLength: 1, maxLength: 3 },
  )
  .map((lines) => lines.map((line, index) => aLine({ ...line, id: `l${index + 1}` })));

/** A step that is open, answered by somebody of its side; the commonest, so that runs reach the end of the story. */
const goOn: fc.Arbitrary<Intent> = fc
  .record({ pick: fc.nat(20), isForOther: fc.boolean(), isReferenced: fc.boolean(), seed: fc.nat(9) })
  .map(({ pick, isForOther, isReferenced, seed }) => (changeover, playbook, now) => {
    const open = openSteps(changeover, playbook, now);
    const view = open[pick % Math.max(1, open.length)];
    if (!view) return { actor: clock, body: { type: 'wake' } };
    const { step, line } = view;
    const isReported = step.side === 'customer' && isForOther && seed < 5;
    return {
      actor: step.side === 'customer' && !isReported ? carla : tom,
      body: {
        type: 'answer',
        step: step.id,
        ...(line && { line: line.id }),
        answer: 'done',
        ...((isReferenced || step.id === 'order-new') && { referenceRef: ref('number') }),
        ...(step.proof.kind === 'text' && { noteRef: ref('support') }),
        ...valueIn(view, changeover, playbook, now, seed),
        ...(isReported && { onBehalfOf: { side: 'customer', saidRef: ref('by phone') } }),
      },
    };
  });

/** An act tried at any moment by the side whose step it is: most of the time its guard is shut. */
const tempt: fc.Arbitrary<Intent> = fc
  .record({ pick: fc.nat(20), line: fc.constantFrom(...LINES, 'l1', 'l1'), isReported: fc.boolean() })
  .map(({ pick, line, isReported }) => (_changeover, playbook) => {
    const all = playbook.phases.flatMap((phase) => phase.steps);
    const acts = all.filter((step) => actOf(step.effect));
    const steps = acts.length > 0 ? acts : all;
    const step = steps[pick % steps.length]!;
    const isForCustomer = isReported && step.side === 'customer';
    return {
      actor: step.side === 'customer' && !isForCustomer ? carla : tom,
      body: {
        type: 'answer',
        step: step.id,
        line,
        answer: 'done',
        ...(isForCustomer && { onBehalfOf: { side: 'customer', saidRef: ref('by phone') } }),
      },
    };
  });

/** Any answer to any step of the playbook by anybody, most of them wrong. */
const answerAnything: fc.Arbitrary<Intent> = fc
  .record({
    actor: anyone,
    pick: fc.nat(40),
    line: lineId,
    answer: fc.constantFrom('done', 'done', 'notYet', 'help', 'chargedTwice'),
    isReported: fc.boolean(),
    value: fc.option(anyValue, { nil: undefined }),
  } as const)
  .map(({ actor, pick, line, answer, isReported, value }) => (_changeover, playbook) => {
    const steps = playbook.phases.flatMap((phase) => phase.steps);
    const step = steps[pick % steps.length]!;
    return {
      actor,
      body: {
        type: 'answer',
        step: step.id,
        ...(step.per === 'line' && { line }),
        answer,
        referenceRef: ref('number'),
        noteRef: ref('note'),
        ...(value && { value }),
        ...(isReported && { onBehalfOf: { side: 'customer', saidRef: ref('said') } }),
      },
    };
  });

/** Taking back what was said: mostly by the side that said it. */
const object: fc.Arbitrary<Intent> = fc
  .record({ actor: fc.option(anyone), pick: fc.nat(40) })
  .map(({ actor, pick }) => (changeover, playbook) => {
    const keys = Object.keys(changeover.steps);
    const [id = 'confirm-new', line] = (keys[pick % Math.max(1, keys.length)] ?? 'confirm-new/l1').split('/');
    const step = playbook.phases.flatMap((phase) => phase.steps).find((each) => each.id === id);
    return {
      actor: actor ?? (step?.side === 'customer' ? carla : tom),
      body: { type: 'object', step: id, ...(line !== undefined && { line }) },
    };
  });

/** Delivery finds out whom it reaches; also a person claims so, which nobody believes. */
const reach: fc.Arbitrary<Intent> = fc
  .record({
    actor: fc.constantFrom<Actor>({ door: 'delivery' }, { door: 'delivery' }, carla),
    person: fc.constantFrom(carla.person, colin.person, undefined),
    why: fc.constantFrom('blocked' as const, 'removed' as const, 'refused' as const, undefined),
  })
  .map(({ actor, person, why }): Intent => {
    const body: CommandBody = { type: 'noteReach', ...(person && { person }), ...(why && { why }) };
    return () => ({ actor, body });
  });

const reading: fc.Arbitrary<Intent> = fc
  .record({
    actor: fc.constantFrom<Actor>(reader, reader, reader, carla, stranger),
    findings: fc.array(
      fc.record(
        {
          line: lineId,
          assigned: seats,
          seats,
          newThere: fc.boolean(),
          newOnAllUsers: fc.boolean(),
          oldLive: fc.boolean(),
        },
        { requiredKeys: ['line'] },
      ),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map(({ actor, findings }) => () => ({ actor, body: { type: 'recordReading', findings } }));

const correction: fc.Arbitrary<Correction> = fc.oneof(
  fc.record({ field: fc.constantFrom('seats', 'assigned', 'newSeats'), line: lineId, to: seats } as const),
  fc.record({ field: fc.constantFrom('renewsOn', 'newStartsOn', 'termStartedOn'), line: lineId, to: day } as const),
  fc.record({
    field: fc.constant('billingAccount'),
    line: lineId,
    to: fc.constantFrom('mosa', 'mca', 'volume', 'partner', 'unknown'),
  } as const),
);

const others: fc.Arbitrary<CommandBody> = fc.oneof(
  fc.record({
    type: fc.constant('correct'),
    changes: fc.array(correction, { minLength: 1, maxLength: 2 }),
    reasonRef: fc.constant(ref('typo')),
  } as const),
  fc.record({ type: fc.constant('reportOldEnded'), line: lineId, on: day } as const),
  fc.record({ type: fc.constant('snooze'), until: fc.integer({ min: 0, max: 4_000_000_000_000 }) } as const),
  fc.record({
    type: fc.constant('openClaim'),
    from: day,
    to: day,
    amount: fc.constant({ minor: 4160, currency: 'EUR' }),
    followUpOn: day,
  } as const),
  fc.record({ type: fc.constant('settleClaim'), outcome: fc.constantFrom('credited', 'givenUp') } as const),
  fc.record({ type: fc.constant('remind'), key: fc.string({ maxLength: 12 }) } as const),
  fc.constant({ type: 'wake' } as const),
);

const doAnything: fc.Arbitrary<Intent> = fc
  .record({ actor: fc.oneof(anyone, member, fc.constant(clock)), body: others })
  .map((play) => () => play);

/** An intent, and the milliseconds that pass before it. */
export interface Planned {
  readonly intent: Intent;
  readonly after: number;
}

const COURSE = { weight: 3, arbitrary: changeCourse };

/** Somebody's intents, often after a stretch in which all went as it was meant to. */
export const randomIntents: fc.Arbitrary<readonly Planned[]> = intentsWith(COURSE);

/** The same, with people who also change to another playbook. */
export const randomCourses: fc.Arbitrary<readonly Planned[]> = intentsWith(COURSE, {
  weight: 3,
  arbitrary: switchCourse,
});

/** The same, with people who keep to the course. */
export const steadyIntents: fc.Arbitrary<readonly Planned[]> = intentsWith();

function intentsWith(
  ...more: readonly { readonly weight: number; readonly arbitrary: fc.Arbitrary<Intent> }[]
): fc.Arbitrary<readonly Planned[]> {
  return fc
    .tuple(
      fc.integer({ min: 0, max: 45 }),
      fc.boolean(),
      fc.array(
        fc.record({
          intent: fc.oneof(
            { weight: 12, arbitrary: goOn },
            { weight: 6, arbitrary: tempt },
            { weight: 2, arbitrary: answerAnything },
            { weight: 2, arbitrary: reading },
            { weight: 2, arbitrary: connection },
            { weight: 2, arbitrary: object },
            { weight: 2, arbitrary: doAnything },
            { weight: 1, arbitrary: join },
            { weight: 2, arbitrary: reach },
            ...more,
          ),
          after: fc.constantFrom(1000, 60_000, 3_600_000, DAY, 3 * DAY, 12 * DAY),
        }),
        { minLength: 10, maxLength: 50 },
      ),
    )
    .map(([length, isReluctant, planned]) => {
      const first = isReluctant ? { intent: reluctant, after: DAY / 3 } : { intent: asMeant, after: 60_000 };
      return [...Array.from({ length }, () => first), ...planned];
    });
}

/** As it was meant to go, but nobody dares to end or undo anything yet. */
function reluctant(changeover: Changeover, playbook: Playbook, now: Instant): Play {
  return asMeant(changeover, playbook, now, (view) => actOf(view.step.effect) === undefined);
}

/** The first open step, done by its own side; first of all somebody of the customer joins. */
function asMeant(
  changeover: Changeover,
  playbook: Playbook,
  now: Instant,
  isDone: (view: StepView) => boolean = () => true,
): Play {
  if (changeover.customer.tenantId === undefined && hasCustomer(changeover, playbook)) {
    return { actor: carla, body: { type: 'join', codeHash: CODE_HASH, zone: 'Europe/Amsterdam', locale: 'en' } };
  }
  const view = openSteps(changeover, playbook, now).find(isDone);
  if (!view) return { actor: clock, body: { type: 'wake' } };
  return {
    actor: view.step.side === 'customer' ? carla : tom,
    body: answerFor(view, changeover, playbook, {}, now),
  };
}
