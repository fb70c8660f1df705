/** A playbook in plain lines: its phases, steps, gates and reminders, for whoever writes one. */
import type { Condition, Due, Playbook, Step } from '../changeover/playbook.ts';
import { playbookWords } from '../cards/playbook-words.ts';
import type { Words } from '../cards/text.ts';

export function outlineOf(playbook: Playbook): readonly string[] {
  const w = playbookWords('en', playbook);
  const { id, version, variants = [], phases, reminders } = playbook;
  return [
    `${w.t(`playbook.${id}.name`)} (${id}, version ${version})`,
    ...variants.map((one) => `  variant ${one.id}: ${w.t(`playbook.${id}.variant.${one.id}.name`)}`),
    ...phases.flatMap((phase, at) => [
      '',
      `${at + 1}. ${w.t(`phase.${phase.id}.title`)}`,
      ...phase.steps.flatMap((step) => linesOf(w, step)),
    ]),
    '',
    'Reminders of every changeover',
    `  before both are billed: ${reminders.overlapAheadDays.join(', ')} days`,
    `  before the old term renews: ${reminders.renewalDays.join(', ')} days`,
    `  while both are billed: every ${reminders.billingEveryDays} days`,
    `  a late step: every ${reminders.stepLateEveryDays} working days`,
  ];
}

/** The gates of a step as a sentence. */
export function conditionText(condition: Condition): string {
  if ('always' in condition) return 'always';
  if ('all' in condition) return condition.all.map(inner).join(' and ');
  if ('any' in condition) return condition.any.map(inner).join(' or ');
  if ('not' in condition) return `not ${inner(condition.not)}`;
  const [[name, value] = ['', '']] = Object.entries(condition);
  return `${name} ${plainValue(value)}`;
}

function linesOf(w: Words, step: Step): readonly string[] {
  const { id, side, per, proof, isOptional, when, after, effect, linkAfter } = step;
  const marks = [side, ...(per === 'line' ? ['per line'] : []), proof.kind, ...(isOptional ? ['optional'] : [])];
  return [
    `  ${id}: ${w.t(`step.${id}.title`)} [${marks.join(', ')}]`,
    ...(when ? [`      only if ${conditionText(when)}`] : []),
    ...(after ? [`      opens when ${conditionText(after)}`] : []),
    ...(linkAfter ? [`      links when ${conditionText(linkAfter)}`] : []),
    ...(effect ? [`      does: ${effect}, behind its guard`] : []),
    ...reminderLines(step).map((line) => `      ${line}`),
  ];
}

function reminderLines({ due, wait, timers = [], lapses }: Step): readonly string[] {
  return [
    ...(due ? [`due ${dueText(due)}, reminded then and while it is late`] : []),
    ...(due?.aheadDays ? [`reminded ${due.aheadDays.join(', ')} days before`] : []),
    ...timers.map(({ kind, afterHours }) => `${kind} ${afterHours} hours after it opened`),
    ...(wait
      ? [
          `after ${wait.days} ${wait.unit === 'workingDays' ? 'working days' : 'days'} of waiting: plan B ${plainValue(wait.planB)}`,
        ]
      : []),
    ...(lapses ? [`lapses after ${lapses.days} days, then ${lapses.again} again`] : []),
  ];
}

function dueText({ from, days, unit }: Due): string {
  const count = `${Math.abs(days)} ${unit === 'days' ? 'days' : 'working days'}`;
  const mark = typeof from === 'string' ? from : plainValue(from);
  return days === 0 ? `on ${mark}` : `${count} ${days < 0 ? 'before' : 'after'} ${mark}`;
}

function inner(condition: Condition): string {
  const isGroup = 'all' in condition || 'any' in condition;
  return isGroup ? `(${conditionText(condition)})` : conditionText(condition);
}

function plainValue(value: unknown): string {
  if (Array.isArray(value)) return value.map(plainValue).join(' or ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, part]) => `${name} ${plainValue(part)}`)
    .join(', ');
}
