/** What is watched of an open step: days before it is due, hours after it opened, a wait for a side that is not in Teams, a lapse. */
import { toldOf, type ChangeoverCase } from './reminder-case.ts';
import type { Occasion, ReminderKind } from './reminder-kinds.ts';
import { lapsesAt, timerAt, waitEndsAt } from './step-times.ts';
import type { StepView } from './steps.ts';
import { addDays, daysBetween, dateIn } from './working-time.ts';

/** Days before a request lapses at which it is asked for again. */
const LAPSE_AHEAD_DAYS = [14, 7, 1];

/** The occasions of one open step. */
export function watchOccasions(all: ChangeoverCase, view: StepView): readonly Occasion[] {
  return [...ahead(all, view), ...timers(view), ...waitOver(all, view), ...lapseAhead(all, view)];
}

/** Days before the due day, as the playbook wants it. */
function ahead(all: ChangeoverCase, view: StepView): readonly Occasion[] {
  const { dueOn, step } = view;
  if (dueOn === undefined) return [];
  return (step.due?.aheadDays ?? []).map((days) => ({
    ...ofStep(view, 'stepAhead', `${dueOn}/${days}`),
    when: { on: addDays(dueOn, -days) },
    series: `step/${view.key}`,
    params: () => ({ step: step.id, dueOn, byOn: dueOn, daysLeft: Math.max(0, daysBetween(all.today, dueOn)) }),
  }));
}

/** A check asks the side that acts, an alarm tells both; each at its hour, by night too. */
function timers(view: StepView): readonly Occasion[] {
  return (view.step.timers ?? []).flatMap(({ kind, afterHours }): readonly Occasion[] => {
    const at = timerAt(afterHours, view.record);
    if (at === undefined) return [];
    const isAlarm = kind === 'alarm';
    return [
      {
        ...ofStep(view, isAlarm ? 'stepAlarm' : 'stepCheck', `${view.record?.openedAt}/${afterHours}`),
        when: { at },
        ...(isAlarm && { tells: 'both' as const }),
        isUrgent: true,
        series: `watch/${view.key}/${kind}`,
        params: () => ({ step: view.step.id, hours: afterHours }),
      },
    ];
  });
}

/** The losing partner or the provider is silent: what is offered instead. */
function waitOver(all: ChangeoverCase, view: StepView): readonly Occasion[] {
  const { step, record } = view;
  const at = waitEndsAt(step, record, all.changeover);
  if (at === undefined || step.wait === undefined || record?.openedAt === undefined) return [];
  const { planB, days } = step.wait;
  const sentOn = dateIn(all.changeover.partner.zone, record.openedAt);
  const offers =
    'step' in planB
      ? { planB: 'step', planBStep: planB.step }
      : 'variant' in planB
        ? { planB: 'variant', planBVariant: planB.variant }
        : { planB: 'words' };
  return [
    {
      ...ofStep(view, 'waitOver', `${record.openedAt}/${days}`),
      when: { at },
      series: `wait/${view.key}`,
      params: () => ({ step: step.id, side: step.side, days, sentOn, ...offers }),
    },
  ];
}

/** A request that is void if nobody answers it; the side that sent it looks after it. */
function lapseAhead(all: ChangeoverCase, view: StepView): readonly Occasion[] {
  const { step, record, key } = view;
  const at = lapsesAt(step, record, all.changeover);
  if (at === undefined || step.lapses === undefined) return [];
  const lapsesOn = dateIn(all.changeover.partner.zone, at);
  return LAPSE_AHEAD_DAYS.filter((days) => days < (step.lapses?.days ?? 0)).map((days) => ({
    ...ofStep(view, 'requestLapses', `${lapsesOn}/${days}`),
    when: { on: addDays(lapsesOn, -days) },
    tells: 'both' as const,
    endsAt: at,
    isFinal: days === LAPSE_AHEAD_DAYS.at(-1),
    series: `lapse/${key}`,
    params: () => ({ step: step.id, lapsesOn, daysLeft: Math.max(0, daysBetween(all.today, lapsesOn)) }),
  }));
}

function ofStep({ step, line, key }: StepView, kind: ReminderKind, occasion: string) {
  const actor = toldOf(step.side);
  return {
    kind,
    name: `${kind}/${key}/${occasion}`,
    tells: actor,
    actor,
    isFinal: false,
    ...(line && { line: line.id }),
    step: step.id,
  };
}
