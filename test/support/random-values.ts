/** What random people put into the forms of steps: what is asked for, and what is not. */
import * as fc from 'fast-check';
import type { AnswerValue, Changeover, Instant } from '../../changeover/changeover.ts';
import { outcomesOf } from '../../changeover/list-items.ts';
import type { Playbook } from '../../changeover/playbook.ts';
import { valueFor } from '../../changeover/pretend-people.ts';
import type { StepView } from '../../changeover/steps.ts';
import { OPENED_AT } from './changeover-builder.ts';

/** What the step's form asks for, chosen by the seed; nothing now and then. */
export function valueIn(view: StepView, changeover: Changeover, playbook: Playbook, now: Instant, seed: number) {
  const { id, proof } = view.step;
  const options =
    proof.kind === 'choice' ? proof.options.map((one) => one.id) : proof.kind === 'list' ? outcomesOf(proof) : [];
  const chosen = options[seed % Math.max(1, options.length)];
  const choices = chosen === undefined ? {} : { [id]: chosen };
  const value = seed === 9 ? undefined : valueFor(view, changeover, playbook, choices, now);
  return value ? { value } : {};
}

/** Answers of the wrong shape, of things that nobody has, and late ones. */
export const anyValue: fc.Arbitrary<AnswerValue> = fc.oneof(
  fc.constantFrom<AnswerValue>(
    { kind: 'choice', option: 'constructor' },
    { kind: 'list', items: [] },
    { kind: 'list', items: [{ id: 'n1', outcome: 'ticked' }] },
    { kind: 'counts', counts: {} },
    { kind: 'counts', counts: { __proto__: 1, none: -1 } },
    { kind: 'domain', domain: 'HTTPS://www.Contoso.com/x' },
    { kind: 'domain', domain: 'fabrikam.com' },
    { kind: 'day', on: '2026-02-30' },
    { kind: 'moment', at: Number.NaN },
    { kind: 'window', from: OPENED_AT, to: OPENED_AT - 1 },
    { kind: 'statement', fact: 'x', asOf: '2026-01-01' },
  ),
);
