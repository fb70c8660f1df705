/** Reads outside data as a playbook: the shape first, then whether it can be trusted, then whether its ways lead to the end. */
import type { z } from 'zod';
import { check } from './playbook-check.ts';
import { problem, type Path, type Problem } from './playbook-problems.ts';
import { playbookSchema, STEPS_AT_MOST } from './playbook-schema.ts';
import { checkWays } from './playbook-ways.ts';
import type { Playbook } from './playbook.ts';

export type ReadPlaybook =
  | { readonly ok: true; readonly playbook: Playbook }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Every fault at once: those of the shape with, as long as no part of it is missing or of another kind, those of the order
 * and of what it names; only a playbook without any is walked through.
 */
export function readPlaybook(data: unknown): ReadPlaybook {
  const read = playbookSchema.safeParse(data);
  if (!read.success) {
    const { issues } = read.error;
    const isWhole = !issues.some(({ code }) => code === 'invalid_type' || code === 'invalid_union');
    const others = isWhole && count(data) <= STEPS_AT_MOST ? check(data as Playbook) : [];
    return { ok: false, problems: [...shapeProblems(issues), ...others] };
  }
  const playbook: Playbook = read.data;
  const problems = check(playbook);
  if (problems.length > 0) return { ok: false, problems };
  const stuck = checkWays(playbook);
  return stuck.length > 0 ? { ok: false, problems: stuck } : { ok: true, playbook };
}

/** Of data whose phases are known to be there. */
function count(data: unknown): number {
  return (data as Playbook).phases.reduce((sum, { steps }) => sum + steps.length, 0);
}

type Issue = z.core.$ZodIssue;

function shapeProblems(issues: readonly Issue[], under: Path = []): readonly Problem[] {
  return issues.flatMap((issue) => {
    const path = [...under, ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))];
    if (issue.code === 'invalid_union' && issue.errors.length > 0) return shapeProblems(likeliest(issue.errors), path);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) =>
        problem([...path, key], `there is no "${key}" here: take it out, or look how it is spelt`),
      );
    }
    return [problem(path, saysOf(issue))];
  });
}

/** Of what an either-or could have been, what was meant: a wrong name at the top says that it was something else. */
function likeliest(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const strangeness = (issues: readonly Issue[]): number =>
    issues.reduce(
      (sum, { code, path }) => sum + (path.length === 0 ? 100 : 1) + (code === 'unrecognized_keys' ? 100 : 0),
      0,
    );
  return branches.toSorted((one, other) => strangeness(one) - strangeness(other))[0] ?? [];
}

function saysOf(issue: Issue): string {
  if (issue.code === 'invalid_type' && issue.message.endsWith('undefined')) return 'this is missing: write it';
  if (issue.code === 'too_big') return `this is too long or too much: ${issue.maximum} at most`;
  if (issue.code === 'too_small') return `this is too short or too little: ${issue.minimum} at least`;
  if (issue.code === 'invalid_value') return `this must be one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_type')
    return `this must be ${issue.expected === 'array' ? 'a list' : `of the kind ${issue.expected}`}`;
  return issue.message;
}
