/** What a watch or an over-long wait says in the step's own words. */
import type { Changeover } from '../changeover/changeover.ts';
import type { Playbook } from '../changeover/playbook.ts';
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
  const { planB, planBStep, planBVariant } = params;
  if (planB === 'step') return w.t('reminder.waitOver.offer.step', { planB: stepTitle(w, { id: String(planBStep) }) });
  if (planB === 'variant') {
    const name = w.t(`playbook.${playbook.id}.variant.${planBVariant}.name`);
    return w.t('reminder.waitOver.offer.variant', { planB: name });
  }
  return w.t(`step.${params['step']}.planB`, names);
}
