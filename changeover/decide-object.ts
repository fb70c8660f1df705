/** Taking back a word: the customer's objection to what was written down for it, or a side's own word given by mistake. */
import type { Changeover } from './changeover.ts';
import type { Event } from './events.ts';
import { accept, refused, type AskedByMember, type BodyOf, type Decision } from './decision.ts';
import { latestWord } from './evidence.ts';
import { stepsOf, stepKey, type StepView } from './steps.ts';

/**
 * The step opens again and the word counts no longer; a stopped renewal or an ended subscription that rested on it is
 * live again. Refuses other sides, and `nothingToObject` where no word stands or an undone order cannot be taken back.
 */
export function decideObject(body: BodyOf<'object'>, asked: AskedByMember): Decision {
  const { changeover, playbook, now, standing } = asked;
  const key = stepKey(body.step, body.line);
  const view = stepsOf(changeover, playbook, now).find((candidate) => candidate.key === key);
  if (!view) return refused('stepUnknown');
  if (view.step.side !== standing.side) return refused('notYourSide', { side: view.step.side });
  const isDoneByWord = view.status === 'done' && view.record?.doneKind !== 'reading';
  const withdrawn = withdrawals(view, changeover);
  const hasWord = isDoneByWord || withdrawn.length > 0;
  if (!hasWord || view.step.effect === 'undoesNew') return refused('nothingToObject');
  const where = { step: view.step.id, ...(view.line && { line: view.line.id }) };
  return accept(
    { type: 'wordObjected', ...where, ...(body.reasonRef && { reasonRef: body.reasonRef }) },
    ...withdrawn,
    ...(isDoneByWord ? [{ type: 'stepReopened', ...where, why: 'objected' } as const] : []),
  );
}

/** Every standing word of the side on the step's fact is stated again, as no longer so. */
export function withdrawals(view: StepView, changeover: Changeover): readonly Event[] {
  const { states, side } = view.step;
  if (!states) return [];
  const line = view.line?.id;
  const own = latestWord(changeover, side, states, line);
  const reported = changeover.evidence.some(
    (piece) => piece.kind === 'reported' && piece.fact === states && piece.line === line && piece.holds,
  );
  const kinds = [...(own?.holds ? [own.kind] : []), ...(reported ? (['reported'] as const) : [])];
  return kinds.map((kind) => ({
    type: 'factStated',
    fact: states,
    ...(line !== undefined && { line }),
    holds: false,
    kind,
    side,
  }));
}
