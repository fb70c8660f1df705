/** What is watched of an open step: days before it is due, hours after it opened, a wait for a side that is not in Teams, a lapse. */
import type { PlanB } from './playbook.ts';
import { toldOf, type ChangeoverCase } from './reminder-case.ts';
import type { Occasion, ReminderKind } from './reminder-kinds.ts';
import { lapsesAt, timerAt } from './step-times.ts';
import type { StepView } from './steps.ts';
import { waitEndsAt, waitUntilOf } from './waits.ts';
import { calendarOfSide } from './work-calendar.ts';
import { addDays, addWorkingDays, daysBetween, dateIn } from './working-time.ts';

/** Days before a request lapses at which it is asked for again. */
const LAPSE_AHEAD_DAYS = [14, 7, 1];
/** The partner's working days after a wait is over in which it says how it goes on. */
const GOES_ON_WITHIN = 2;

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

/**
 * The losing partner or the provider is silent: the partner is offered what can be done instead. Once they were written to,
 * the customer hears of it too. Said once for each letter, and not at all once they are waited for no longer.
 */
function waitOver({ changeover }: ChangeoverCase, view: StepView): readonly Occasion[] {
  const { step, record } = view;
  const at = waitEndsAt(step, record, changeover);
  const waitOn = waitUntilOf(step, record, changeover);
  if (at === undefined || waitOn === undefined || step.wait === undefined) return [];
  if (record?.openedAt === undefined || record.isGivenUp) return [];
  const { zone } = changeover.partner;
  const { written } = record;
  const { days, unit = 'days', planB } = step.wait;
  const overOn = dateIn(zone, at);
  const params = {
    step: step.id,
    side: step.side,
    days,
    unit,
    wrote: written?.side ?? 'nobody',
    sentOn: written?.on ?? dateIn(zone, record.openedAt),
    waitOn,
    nextOn: addWorkingDays(overOn, GOES_ON_WITHIN, calendarOfSide('partner', changeover)),
    ...offered(planB),
  };
  return [
    {
      ...ofStep(view, 'waitOver', written ? `letter/${written.at}` : `${record.openedAt}/${days}`),
      when: { at },
      ...(written && { tells: 'both' as const }),
      series: `wait/${view.key}`,
      params: () => params,
    },
  ];
}

function offered(planB: PlanB): Record<string, string> {
  if ('step' in planB) return { planB: 'step', planBStep: planB.step };
  return 'variant' in planB ? { planB: 'variant', planBVariant: planB.variant } : { planB: 'words' };
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
