import { draftOf } from '../../cards/drafts.ts';
import { joinCodeCard } from '../../cards/join-code-card.ts';
import { outsideLetterCard } from '../../cards/outside-letter-card.ts';
import { previewCard } from '../../cards/preview-card.ts';
import { questionCard } from '../../cards/question-card.ts';
import { reminderCard } from '../../cards/reminder-card.ts';
import { statusCard } from '../../cards/status-card.ts';
import type { Typed } from '../../cards/value-inputs.ts';
import { statusView } from '../../cards/view.ts';
import { remindersDue } from '../../changeover/reminders.ts';
import { refuse } from '../../changeover/refusals.ts';
import { stepsOf } from '../../changeover/steps.ts';
import { readyToMove, moveOn } from '../support/call2teams-plays.ts';
import { DAY, does, HOUR, OPENED_AT, tom, type Given } from '../support/changeover-builder.ts';
import { chooses, prepaid, redeemed } from '../support/prepaid-story.ts';
import { further, resellerStory } from '../support/reseller-story.ts';
import { CUSTOMER, LEAD, TECHNICIAN, textOf, withNames } from './readers.ts';
import type { GalleryState } from './states.ts';

const EN = 'en-GB';
const EMPTY = { run: 'r1', values: {}, faults: {} };

/** What each kind says in words of its own, and each at the moment that matters most in it. */
export function kindStates(): readonly GalleryState[] {
  const redeemedNow = prepaid({}, ...redeemed());
  const leaving = resellerStory('losing', { without: ['losing-answer'], standsStill: true });
  const approved = further(leaving, does(tom, 'losing-answer', { value: { kind: 'choice', option: 'approve' } }));
  const counting = moveOn('assisted', ...readyToMove().slice(0, -2));
  return [
    ask('kinds-prepaid-own-tenant', prepaidChecked(), 'see-new/l1', OWN_TENANT),
    alarm('kinds-prepaid-alarm', redeemedNow, HOUR),
    status('kinds-prepaid-customer', 'Prepaid key: the customer has to look', redeemedNow),
    ask('kinds-calls-shortfall', counting, 'count-new-calls', SHORTFALL),
    status('kinds-calls-customer', 'Call2Teams: the customer’s card', moveOn('assisted', ...readyToMove())),
    status('kinds-losing-customer', 'A customer leaves: its own card', leaving),
    alarm('kinds-losing-alarm', approved, 25 * HOUR),
    letter(leaving),
    moved(),
    ...[redeemedNow, leaving, counting].map(code),
  ];
}

/** The key is on, found in the right tenant, and has to be seen there by name. */
function prepaidChecked(): Given {
  return prepaid({}, ...redeemed(), chooses('find-new/l1', 'right'));
}

const OWN_TENANT: Typed = {
  values: { domain: 'fabrikam.com' },
  faults: { domain: refuse('domainIsPartners', { domain: 'fabrikam.com' }) },
};

/** Two trunk licences where three are needed. */
const SHORTFALL: Typed = {
  values: { 'count.pbx': '12', 'count.trunk': '2' },
  faults: { 'count.trunk': refuse('countTooLow', { needs: 3, has: 2 }) },
};

function ask(id: string, { changeover, playbook, now }: Given, key: string, typed: Typed): GalleryState {
  const view = stepsOf(changeover, playbook, now).find((one) => one.key === key);
  if (view?.status !== 'open') throw new Error(`${id}: ${key} is ${view?.status ?? 'unknown'}, not open`);
  const content = questionCard(changeover, playbook, view, TECHNICIAN, now, textOf, typed);
  return { id, group: 'questions', title: `Question: ${key}, refused`, content };
}

function status(id: string, title: string, { changeover, playbook, now }: Given): GalleryState {
  const view = statusView(withNames(changeover), playbook, CUSTOMER, now, textOf);
  return { id, group: 'status', title, content: statusCard(view) };
}

/** As the customer reads it, for whom there is nothing to press. */
function alarm(id: string, { changeover, playbook, now }: Given, after: number): GalleryState {
  const found = remindersDue(changeover, playbook, now + after).fire.find(
    ({ kind, to }) => kind === 'stepAlarm' && to === 'customer',
  );
  if (!found) throw new Error(`${id}: no alarm is due`);
  const { key, form, params, isLastChance, dueAt, line, step } = found;
  const sent = { kind: 'reminder' as const, key, reminder: found.kind, form, params, isLastChance };
  const placed = { ...sent, ...(line && { line }), ...(step && { step }) };
  const content = reminderCard(placed, changeover, playbook, CUSTOMER, dueAt, textOf);
  return { id, group: 'reminders', title: `Alarm for the customer: ${step ?? ''}`, content };
}

function letter({ changeover, playbook, now }: Given): GalleryState {
  const text = draftOf('source', { changeover, playbook, locale: EN, zone: LEAD.zone, now, text: textOf });
  const content = outsideLetterCard(EN, { ...EMPTY, paper: 'source', changeover, who: 'the new reseller', text });
  return { id: 'kinds-losing-letter', group: 'details', title: 'A customer leaves: letter to the new one', content };
}

function moved(): GalleryState {
  const content = previewCard(EN, {
    ...EMPTY,
    customerName: 'Contoso',
    customerDomain: 'contoso.com',
    course: 'Reseller to reseller: By a transfer request',
    lines: [],
    moved: ['20 × Microsoft 365 Business Standard'],
  });
  return { id: 'kinds-preview-moved', group: 'forms', title: 'Before it starts: lines move as they are', content };
}

function code({ changeover }: Given): GalleryState {
  const { playbook } = changeover;
  const content = joinCodeCard({
    locale: EN,
    zone: 'Europe/Berlin',
    kind: changeover,
    customerName: 'Contoso',
    partnerName: 'Fabrikam',
    code: 'K7QM-4XWD-9RTF',
    short: '3K7Q-M0FZ',
    expiresAt: OPENED_AT + 14 * DAY,
    checkNumber: '314159',
  });
  return { id: `kinds-join-${playbook.id}`, group: 'forms', title: `Join code: ${playbook.id}`, content };
}
