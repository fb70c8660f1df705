import { questionCard } from '../../cards/question-card.ts';
import { reminderCard } from '../../cards/reminder-card.ts';
import { statusCard } from '../../cards/status-card.ts';
import { statusView } from '../../cards/view.ts';
import { planReminders, type ReminderKind } from '../../changeover/reminders.ts';
import { stepsOf } from '../../changeover/steps.ts';
import { DAY, does, HOUR, ref, tom, type Given } from '../support/changeover-builder.ts';
import { further, resellerStory, type ResellerStory, type ResellerVariant } from '../support/reseller-story.ts';
import { CUSTOMER, TECHNICIAN, textOf, withNames } from './readers.ts';
import type { GalleryState } from './states.ts';

const WINDOW = { from: Date.parse('2026-03-05T18:00:00Z'), to: Date.parse('2026-03-06T06:00:00Z') } as const;

/** A change of reseller in each of its variants, at its most interesting moments. */
export function resellerStates(): readonly GalleryState[] {
  const silent = requested();
  const running = further(silent, does(tom, 'approve-request', { value: { kind: 'choice', option: 'approved' } }), {
    actor: { door: 'tick' },
    body: { type: 'wake' },
    at: WINDOW.from,
  });
  const termEnd = { 'losing-way': 'termEnd' };
  return [
    ask('reseller-judge', until('transfer', 'judge-reseller'), 'judge-reseller'),
    ask('reseller-rule', until('transfer', 'know-data'), 'know-data'),
    ask('reseller-notice', until('transfer', 'tell-reseller'), 'tell-reseller'),
    ask('reseller-back-up', until('transfer', 'back-up'), 'back-up'),
    ask('reseller-window', until('transfer', 'agree-transfer-window'), 'agree-transfer-window'),
    ask('reseller-approve', silent, 'approve-request'),
    ask('reseller-plan-b', { ...silent, now: silent.now + 8 * DAY }, 'plan-b'),
    reminder('reseller-silent', silent, 'waitOver', 8 * DAY),
    ask('reseller-watch', running, 'watch-move'),
    reminder('reseller-alarm', running, 'stepAlarm', 25 * HOUR),
    ask('reseller-services', until('same-provider', 'check-services'), 'check-services'),
    ask('reseller-term-end', until('buy-new', 'ask-reseller'), 'ask-reseller/l1'),
    ask('reseller-verify', until('buy-new', 'see-term-end'), 'see-term-end/l1'),
    ask('reseller-old-access', until('same-provider', 'remove-old-access'), 'remove-old-access'),
    ask('reseller-partner-id', until('same-provider', 'change-partner-id'), 'change-partner-id'),
    ask('reseller-losing-answer', until('losing', 'losing-answer'), 'losing-answer'),
    ask('reseller-losing-end', until('losing', 'losing-term-end', { choices: termEnd }), 'losing-term-end/l1'),
    status('reseller-status-running', 'Reseller transfer: it runs', running),
    status('reseller-status-losing', 'Reseller transfer: the losing side', until('losing', 'losing-answer')),
  ];
}

function requested(): Given {
  const ready = resellerStory('transfer', {
    without: ['agree-transfer-window', 'approve-request'],
    standsStill: true,
  });
  const agreed = does(tom, 'agree-transfer-window', { value: { kind: 'window', ...WINDOW } });
  return further(ready, agreed, does(tom, 'create-request', { referenceRef: ref('TR-20260305') }));
}

/** Everything but that step is done, as far as it goes without it. */
function until(variant: ResellerVariant, step: string, story: ResellerStory = {}): Given {
  return resellerStory(variant, { ...story, without: [step], standsStill: true });
}

function ask(id: string, { changeover, playbook, now }: Given, key: string): GalleryState {
  const view = stepsOf(changeover, playbook, now).find((one) => one.key === key);
  if (view?.status !== 'open') throw new Error(`${id}: ${key} is ${view?.status ?? 'unknown'}, not open`);
  const reader = view.step.side === 'customer' ? CUSTOMER : TECHNICIAN;
  const content = questionCard(changeover, playbook, view, reader, now, textOf);
  return { id, group: 'questions', title: `Question: ${key}`, content };
}

function status(id: string, title: string, { changeover, playbook, now }: Given): GalleryState {
  const view = statusView(withNames(changeover), playbook, TECHNICIAN, now, textOf);
  return { id, group: 'status', title, content: statusCard(view) };
}

function reminder(id: string, given: Given, kind: ReminderKind, after: number): GalleryState {
  const { changeover, playbook, now } = given;
  const found = planReminders(changeover, playbook, now).reminders.find(
    (one) => one.kind === kind && one.to === 'partner' && one.dueAt <= now + after,
  );
  if (!found) throw new Error(`${id}: no ${kind} is planned`);
  const { key, form, params, isLastChance, dueAt, line, step } = found;
  const sent = { kind: 'reminder' as const, key, reminder: kind, form, params, isLastChance, ...(line && { line }) };
  const content = reminderCard({ ...sent, ...(step && { step }) }, changeover, playbook, TECHNICIAN, dueAt, textOf);
  return { id, group: 'reminders', title: `Reseller transfer: ${kind}`, content };
}
