/** The words of steps and phases: `step.<id>.<part>` and `phase.<id>.<part>` of the catalogue. */
import { type Params, type Words } from './text.ts';

export interface NamedStep {
  readonly id: string;
  readonly product?: string;
}

/** "Confirm the new licences: Microsoft 365 Business Premium"; the product only for a step that is asked per line. */
export function stepTitle(w: Words, step: NamedStep): string {
  const title = w.t(`step.${step.id}.title`);
  return step.product === undefined ? title : w.t('step.ofProduct', { title, product: step.product });
}

export function phaseTitle(w: Words, id: string): string {
  return w.t(`phase.${id}.title`);
}

/** The numbered messages `<key>.1`, `<key>.2` … as many as there are. */
export function numberedWords(w: Words, key: string, params?: Params): readonly string[] {
  const found: string[] = [];
  while (w.has(`${key}.${found.length + 1}`)) found.push(w.t(`${key}.${found.length + 1}`, params));
  return found;
}
