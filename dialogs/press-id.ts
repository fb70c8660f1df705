/** The command id of a press: the same button of the same card, pressed again by the same person, is one command. */
import { createHash } from 'node:crypto';
import type { ChangeoverId, LineId, Person, StepId } from '../changeover/changeover.ts';

export interface PressOf {
  readonly changeover: ChangeoverId;
  /** Absent for a press that is about the changeover as a whole. */
  readonly step?: StepId;
  readonly line?: LineId;
  readonly verb: string;
  readonly answer?: string;
  /** The version that the card showed. */
  readonly seen: number;
  /** What stood in a form that can be kept part by part: other contents are another command. */
  readonly form?: unknown;
}

/** `press/<changeover>/<step>[/<line>]/<verb>:<answer>/<seen version>[/<form>]/<tenant>/<object>`: a repeat comes under a new activity id. */
export function pressCommandId(press: PressOf, person: Person): string {
  const { changeover, step, line, verb, answer, seen, form } = press;
  const parts = [
    'press',
    changeover,
    step ?? '-',
    line,
    `${verb}:${answer ?? ''}`,
    seen,
    form === undefined ? undefined : digestOf(form),
    person.tenantId,
    person.objectId,
  ];
  return parts.filter((part) => part !== undefined).join('/');
}

function digestOf(form: unknown): string {
  return createHash('sha256').update(JSON.stringify(form)).digest('hex').slice(0, 16);
}
