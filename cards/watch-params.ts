/** What a watch or an over-long wait says in the step's own words. */
import type { Changeover, StepId } from '../changeover/changeover.ts';
import type { PlanB, Playbook } from '../changeover/playbook.ts';
import type { OneOff } from './content.ts';
import { sideName } from './names.ts';
import { stepTitle } from './step-words.ts';
import type { Params, Words } from './text.ts';

/** @param names what the step's question may name, worked out only where it is said */
export function watchParams(
  w: Words,
  { reminder, params }: Extract<OneOff, { kind: 'reminder' }>,
  changeover: Changeover,
  playbook: Playbook,
  names: () => Params,
): Params {
  const key = `step.${params['step']}`;
  if (reminder === 'stepCheck' || reminder === 'stepAlarm') {
    return {
      said: w.t(`${key}.${reminder === 'stepCheck' ? 'check' : 'alarm'}`, { ...names(), hours: params['hours'] ?? 0 }),
    };
  }
  if (reminder !== 'waitOver') return {};
  const side = params['side'] === 'provider' ? 'provider' : 'source';
  const silent = sideName(w, changeover, playbook, side, () => undefined);
  return { silent, offer: offerWords(w, params, playbook, { ...names(), silent }) };
}

function offerWords(w: Words, params: Params, playbook: Playbook, names: Params): string {
  const { step, planB, planBStep, planBVariant } = params;
  if (planB === 'step') return planBWords(w, String(step), { step: String(planBStep) }, playbook, names);
  const offered = planB === 'variant' ? { variant: String(planBVariant) } : { words: true as const };
  return planBWords(w, String(step), offered, playbook, names);
}

/** What can be done instead of waiting, in full. */
export function planBWords(w: Words, step: StepId, planB: PlanB, playbook: Playbook, names: Params): string {
  if ('step' in planB) {
    const said = { planB: stepTitle(w, { id: planB.step }), ask: w.t(`step.${planB.step}.ask`, names) };
    return w.t('reminder.waitOver.offer.step', said);
  }
  if ('variant' in planB) {
    const name = w.t(`playbook.${playbook.id}.variant.${planB.variant}.name`);
    return w.t('reminder.waitOver.offer.variant', { planB: name });
  }
  return w.t(`step.${step}.planB`, names);
}
