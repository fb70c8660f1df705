/** Why this step, and why now: the reason, what has to come first, and the facts it rests on with their sources. */
import type { Changeover, Instant } from '../changeover/changeover.ts';
import { actOf, guardOf } from '../changeover/guard-of.ts';
import type { Playbook } from '../changeover/playbook.ts';
import type { StepView } from '../changeover/steps.ts';
import type { Content, Reader } from './content.ts';
import { factItems, questionsOf, sourcesSection, unsureSection } from './facts-section.ts';
import type { TextOf } from './names.ts';
import { card, container, content, type Element, header, press, remark, subheading, textBlock } from './parts.ts';
import { refusalText } from './refusal-text.ts';
import { routeOfStep, routeQuestions } from './route-section.ts';
import { stepParams } from './step-params.ts';
import { phaseTitle, stepTitle } from './step-words.ts';
import { playbookWords } from './playbook-words.ts';
import type { Words } from './text.ts';
import { stepItem } from './view.ts';

/** @param view the step that is asked about; absent: the order of things as a whole. */
export function whyCard(
  changeover: Changeover,
  playbook: Playbook,
  view: StepView | undefined,
  reader: Reader,
  now: Instant,
  text: TextOf,
): Content {
  const w = playbookWords(reader.locale, playbook);
  const back = press('status', w.t('button.status'), { changeover: changeover.id });
  if (!view) return content(card([header(w.t('why.title.all')), textBlock(w.t('why.all'))], [back]), w.t('why.all'));
  const title = stepTitle(w, stepItem(view, changeover, playbook, reader, text));
  const params = stepParams(changeover, playbook, view, reader, text);
  // The facts of an act say how it is done: none of them before its guard is open.
  const isShut = view.status === 'blocked' && actOf(view.step.effect) !== undefined;
  const facts = isShut
    ? []
    : factItems(playbook, view.step.facts ?? [], now).filter(({ fact }) => fact.kind !== 'link');
  const route = routeOfStep({ changeover, playbook, view, now, params });
  const why = w.t(`step.${view.step.id}.why`, params);
  const body: readonly Element[] = [
    header(title, phaseTitle(w, view.phase)),
    textBlock(why),
    ...blockedSection(w, changeover, playbook, view, reader, now),
    ...(facts.length > 0 ? [subheading(w.t('why.facts')), ...sourcesSection(w, facts, params)] : []),
    ...unsureSection(w, [...routeQuestions(w, route), ...questionsOf(w, facts, params)]),
  ];
  return content(card(body, [back]), w.t('why.summary', { step: title }));
}

/** What a guarded act still waits for. Says why it is shut, never how it is done. */
function blockedSection(
  w: Words,
  changeover: Changeover,
  playbook: Playbook,
  { step, line, status }: StepView,
  reader: Reader,
  now: Instant,
): readonly Element[] {
  const act = actOf(step.effect);
  if (status !== 'blocked' || act === undefined || !line) return [];
  const refusal = guardOf(act, changeover, playbook, line, now);
  if (!refusal) return [];
  return [
    container([remark(w.t('why.blocked')), textBlock(refusalText(refusal, reader), { spacing: 'none' })], {
      style: 'warning',
      spacing: 'medium',
    }),
  ];
}
