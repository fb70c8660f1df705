import { questionCard } from '../../cards/question-card.ts';
import { reminderCard } from '../../cards/reminder-card.ts';
import { statusCard } from '../../cards/status-card.ts';
import { statusView } from '../../cards/view.ts';
import type { Instant } from '../../changeover/changeover.ts';
import { planReminders } from '../../changeover/reminders.ts';
import { stepsOf } from '../../changeover/steps.ts';
import {
  asked,
  lists,
  mapped,
  moved,
  moveOn,
  readyToMove,
  settles,
  ticks,
  WINDOW,
  windowAgreed,
} from '../support/call2teams-plays.ts';
import { carla, DAY, does, HOUR, tom, type Given } from '../support/changeover-builder.ts';
import { CUSTOMER, TECHNICIAN, textOf, withNames } from './readers.ts';
import type { GalleryState } from './states.ts';

/** A Call2Teams account on its way, moved by the vendor and by the partner itself. */
export function call2teamsStates(): readonly GalleryState[] {
  const accounts = {
    'Northwind / Contoso': 'client',
    'Northwind / Contoso / Contoso Berlin': 'client',
    'Northwind / Contoso / Trial for sales': 'trial',
  };
  const ready = moveOn('assisted', ...readyToMove({ owner: 'changes', accounts }));
  const arrived = moveOn('assisted', ...moved({ accounts, bought: 'marketplace' }));
  const domains = moveOn('assisted', ...moved(), ...asked());
  const looked = moveOn(
    'assisted',
    ...moved(),
    ...asked(),
    settles('spare-domains', { n1: 'carriesMail', n3: 'noMail' }),
  );
  const window = moveOn('self-service', ...windowAgreed());
  const cleared = moveOn(
    'self-service',
    ...windowAgreed(),
    ticks(tom, 'clear-old', ['users', 'licences', 'services'], WINDOW.from + HOUR),
  );
  const synced = moveOn('assisted', ...moved(), lists('leftover-policies', {}), does(tom, 'sync-new-calls'));
  const billed = moveOn(
    'assisted',
    ...moved({ bought: 'marketplace' }),
    lists('leftover-policies', {}),
    does(tom, 'sync-new-calls'),
    ticks(carla, 'test-call', ['out', 'in']),
  );
  return [
    status('calls-status-move', 'Call2Teams: the vendor moves it', moveOn('assisted', ...readyToMove())),
    ask('calls-accounts', moveOn('assisted', ...mapped({ accounts }).slice(0, 3)), 'call-accounts'),
    ask('calls-permission', moveOn('assisted', ...mapped({ owner: 'changes', accounts })), 'old-permission'),
    ask('calls-licences', moveOn('assisted', ...readyToMove().slice(0, -2)), 'count-new-calls'),
    ask('calls-empty', moveOn('assisted', ...readyToMove().slice(0, -1)), 'account-empty'),
    ask('calls-desk-case', ready, 'desk-case'),
    ask('calls-policies', arrived, 'leftover-policies'),
    ask('calls-administrators', arrived, 'arrived-administrators'),
    ask('calls-spare-domains', domains, 'spare-domains'),
    ask('calls-remove-domains', looked, 'remove-domains'),
    ask('calls-window', moveOn('self-service', ...windowAgreed().slice(0, -1)), 'agree-window'),
    status('calls-status-window', 'Call2Teams: the window is agreed', window),
    ask('calls-clear-old', window, 'clear-old', WINDOW.from),
    ask('calls-sync', moveOn('assisted', ...moved(), lists('leftover-policies', {})), 'sync-new-calls'),
    ask('calls-test', synced, 'test-call'),
    ask('calls-marketplace', billed, 'stop-marketplace'),
    reminder('calls-cooling-off', 'Call2Teams: the cooling-off ends', arrived, 'stepAhead', 'last-look'),
    reminder('calls-cooling-off-last', 'Call2Teams: its last day', arrived, 'stepDue', 'last-look'),
    reminder('calls-trial', 'Call2Teams: the trial ends', trial(), 'stepAhead', 'leave-trial'),
    status('calls-status-cleared', 'Call2Teams: nobody can call now', cleared),
  ];
}

function trial(): Given {
  const accounts = { 'Fabrikam / Contoso': 'trial' };
  const on = '2026-04-10';
  return moveOn('assisted', ...mapped({ accounts }), does(tom, 'trial-day', { value: { kind: 'day', on } }));
}

function status(id: string, title: string, { changeover, playbook, now }: Given): GalleryState {
  const view = statusView(withNames(changeover), playbook, TECHNICIAN, now + HOUR, textOf);
  return { id, group: 'status', title, content: statusCard(view) };
}

function ask(id: string, { changeover, playbook, now: last }: Given, key: string, now: Instant = last): GalleryState {
  const view = stepsOf(changeover, playbook, now).find((one) => one.key === key);
  if (view?.status !== 'open') throw new Error(`${id}: ${key} is ${view?.status ?? 'unknown'}, not open`);
  const reader = view.step.side === 'customer' ? CUSTOMER : TECHNICIAN;
  return {
    id,
    group: 'questions',
    title: `Question: ${key}`,
    content: questionCard(changeover, playbook, view, reader, now, textOf),
  };
}

/** As it reads on the day on which it comes. */
function reminder(id: string, title: string, at: Given, kind: string, step: string): GalleryState {
  const { changeover, playbook } = at;
  for (let { now } = at; now < at.now + 60 * DAY; now += DAY) {
    const { reminders } = planReminders(changeover, playbook, now);
    const found = reminders.find((one) => one.kind === kind && one.step === step && one.dueAt < now + DAY);
    if (!found) continue;
    const { key, form, params, isLastChance, dueAt } = found;
    const planned = { kind: 'reminder' as const, key, reminder: found.kind, form, params, isLastChance };
    const content = reminderCard(planned, changeover, playbook, TECHNICIAN, dueAt, textOf);
    return { id, group: 'reminders', title, content };
  }
  throw new Error(`${id}: no ${kind} of ${step} is planned`);
}
