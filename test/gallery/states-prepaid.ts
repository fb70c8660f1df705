import { questionCard } from '../../cards/question-card.ts';
import { reminderCard } from '../../cards/reminder-card.ts';
import { statusCard } from '../../cards/status-card.ts';
import { statusView } from '../../cards/view.ts';
import type { Typed } from '../../cards/value-inputs.ts';
import { remindersDue } from '../../changeover/reminders.ts';
import { refuse } from '../../changeover/refusals.ts';
import { stepsOf } from '../../changeover/steps.ts';
import { carla, CUSTOMER_TENANT, does, HOUR, joins, ref, tom, type Given } from '../support/changeover-builder.ts';
import { assigned, chooses, counts, keyReceived, prepaid, redeemed, typesDomain } from '../support/prepaid-story.ts';
import { CUSTOMER, TECHNICIAN, textOf, withNames } from './readers.ts';
import type { GalleryState } from './states.ts';

/** A prepaid key on its way: into the right tenant, and into the wrong one. */
export function prepaidStates(): readonly GalleryState[] {
  const received = prepaid({}, ...keyReceived());
  const checked = prepaid({}, ...keyReceived(), typesDomain('check-tenant', 'contoso.com', CUSTOMER_TENANT));
  const lost = prepaid({}, ...redeemed(), chooses('find-new/l1', 'ours'));
  const ended = prepaid({}, ...assigned(), does(carla, 'call-billing/l1'), counts('count-again', 17));
  const agreed = prepaid({}, joins(), chooses('pick-reason', 'upfront'), does(carla, 'agree-move'));
  return [
    ask('prepaid-reason', prepaid({}, joins()), 'pick-reason'),
    ask('prepaid-terms', agreed, 'accept-terms'),
    ask('prepaid-receive', prepaid({}, ...keyReceived().slice(0, -2)), 'receive-key'),
    ask('prepaid-tenant', received, 'check-tenant'),
    ask('prepaid-tenant-another', received, 'check-tenant', ANOTHERS),
    ask('prepaid-redeem', checked, 'redeem-key/l1'),
    ask('prepaid-find', prepaid({}, ...redeemed()), 'find-new/l1'),
    alarm(prepaid({}, ...redeemed())),
    ask('prepaid-partner-line', lost, 'call-partner-line/l1'),
    status('prepaid-status-lost', 'Prepaid key: it is in the wrong tenant', lost),
    ask('prepaid-assigner', prepaid({}, ...assigned().slice(0, -3)), 'choose-assigner'),
    ask('prepaid-billing', prepaid({}, ...assigned()), 'call-billing/l1'),
    ask('prepaid-dropped', ended, 'name-dropped'),
    ask('prepaid-end', prepaid({}, ...assigned(), does(tom, 'tell-support', { noteRef: ref('Fabrikam') })), 'know-end'),
  ];
}

/** Typed in the tenant of another customer. */
const ANOTHERS: Typed = {
  values: { domain: 'tailspin.com' },
  faults: {
    domain: refuse('domainIsAnothers', { typed: 'tailspin.com', customer: 'Tailspin Toys', domain: 'contoso.com' }),
  },
};

function status(id: string, title: string, { changeover, playbook, now }: Given): GalleryState {
  const view = statusView(withNames(changeover), playbook, TECHNICIAN, now, textOf);
  return { id, group: 'status', title, content: statusCard(view) };
}

function ask(id: string, { changeover, playbook, now }: Given, key: string, typed?: Typed): GalleryState {
  const view = stepsOf(changeover, playbook, now).find((one) => one.key === key);
  if (view?.status !== 'open') throw new Error(`${id}: ${key} is ${view?.status ?? 'unknown'}, not open`);
  const reader = view.step.side === 'customer' ? CUSTOMER : TECHNICIAN;
  const content = questionCard(changeover, playbook, view, reader, now, textOf, typed);
  return { id, group: 'questions', title: `Question: ${key}`, content };
}

/** An hour after the key was redeemed nobody has seen the new subscription. */
function alarm({ changeover, playbook, now }: Given): GalleryState {
  const found = remindersDue(changeover, playbook, now + HOUR).fire.find(({ kind, to }) => {
    return kind === 'stepAlarm' && to === 'partner';
  });
  if (!found) throw new Error('prepaid-alarm: nothing is said after an hour');
  const { key, form, params, isLastChance, dueAt, line = 'l1' } = found;
  const planned = { kind: 'reminder' as const, key, reminder: found.kind, form, params, isLastChance, line };
  const content = reminderCard(planned, changeover, playbook, TECHNICIAN, dueAt, textOf);
  return { id: 'prepaid-alarm', group: 'reminders', title: 'Prepaid key: not seen within the hour', content };
}
