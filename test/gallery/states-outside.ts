import type { Content, Reader } from '../../cards/content.ts';
import { contactFormCard, contactsCard } from '../../cards/contacts-card.ts';
import { letterText } from '../../cards/letter-section.ts';
import { contactFor } from '../../cards/outside.ts';
import { outsideLetterCard } from '../../cards/outside-letter-card.ts';
import { playbookWords } from '../../cards/playbook-words.ts';
import { questionCard } from '../../cards/question-card.ts';
import { reminderCard } from '../../cards/reminder-card.ts';
import { statusCard } from '../../cards/status-card.ts';
import { stepParams } from '../../cards/step-params.ts';
import { statusView } from '../../cards/view.ts';
import { refuse } from '../../changeover/refusals.ts';
import { planReminders } from '../../changeover/reminders.ts';
import { stepsOf } from '../../changeover/steps.ts';
import { carla, DAY, does, ref, tom, type Given, type Play } from '../support/changeover-builder.ts';
import { further, resellerStory } from '../support/reseller-story.ts';
import { CUSTOMER, TECHNICIAN, textOf, withNames } from './readers.ts';
import type { GalleryState } from './states.ts';

const EN = 'en-GB';
const EMPTY = { run: 'r1', values: {}, faults: {} };
const WHO = 'the current reseller';
const STEP = 'approve-request';
const WINDOW = { from: Date.parse('2026-03-05T18:00:00Z'), to: Date.parse('2026-03-06T06:00:00Z') } as const;
const ANA = {
  nameRef: ref('Ana Lima'),
  emailRef: ref('ana.lima@reseller.example'),
  organisationRef: ref('Contoso IT'),
};

/** The sides that are not in Teams: who is written to, the letter, the wait, and what comes when nobody answers. */
export function outsideStates(): readonly GalleryState[] {
  const unnamed = requested();
  const named = further(unnamed, notes('source', ANA), notes('provider', { ...ANA, phoneRef: ref('+31 20 123 4567') }));
  const written = further(named, { actor: tom, body: { type: 'recordLetter', to: 'source', step: STEP } });
  const late = { ...written, now: written.now + 8 * DAY };
  const chosen = further(late, { actor: tom, body: { type: 'choosePlanB', step: STEP } });
  return [
    status('outside-nobody', 'Partner: nobody is noted at the reseller', unnamed, TECHNICIAN),
    status('outside-written', 'Partner: written to, the answer is due', written, TECHNICIAN),
    status('outside-late', 'Partner: the answer is late', late, TECHNICIAN),
    status('outside-plan-b', 'Partner: plan B was chosen', chosen, TECHNICIAN),
    status('outside-customer', 'Customer: its reseller was written to', written, CUSTOMER),
    drawn('outside-contacts-partner', 'Contacts, for the partner', contacts(named, TECHNICIAN)),
    drawn('outside-contacts-customer', 'Contacts, for the customer', contacts(unnamed, CUSTOMER)),
    drawn('outside-contact-form', 'Who is written to, with faults', faulty()),
    drawn('outside-letter', 'A letter, addressed', letter(named)),
    drawn('outside-letter-nobody', 'A letter to nobody yet', letter(unnamed)),
    ask('outside-question', named),
    reminder('outside-reminder', 'No answer, for the partner', written, 'partner'),
    reminder('outside-reminder-customer', 'No answer, for the customer', written, 'customer'),
  ];
}

function requested(): Given {
  const ready = resellerStory('transfer', { without: ['agree-transfer-window', STEP], standsStill: true });
  const agreed = does(tom, 'agree-transfer-window', { value: { kind: 'window', ...WINDOW } });
  return further(ready, agreed, does(tom, 'create-request', { referenceRef: ref('TR-20260305') }));
}

function notes(
  of: 'source' | 'provider',
  refs: Omit<typeof ANA, 'phoneRef'> & { phoneRef?: typeof ANA.nameRef },
): Play {
  return { actor: of === 'source' ? carla : tom, body: { type: 'setContact', of, ...refs } };
}

function contacts({ changeover, playbook }: Given, reader: Reader): Content {
  return contactsCard({ changeover, playbook, reader, text: textOf });
}

function faulty(): Content {
  const values = { contactName: 'Ana Lima', contactEmail: 'ana at reseller', contactPhone: 'call me' };
  const faults = {
    contactEmail: refuse('emailUnreadable', undefined, 'contactEmail'),
    contactPhone: refuse('phoneUnreadable', undefined, 'contactPhone'),
  };
  return contactFormCard(EN, { ...EMPTY, values, faults, who: WHO });
}

function letter({ changeover, playbook, now }: Given): Content {
  const view = stepsOf(changeover, playbook, now).find(({ key }) => key === STEP)!;
  const w = playbookWords(EN, playbook);
  const params = stepParams(changeover, playbook, view, TECHNICIAN, textOf);
  const contact = contactFor(changeover, 'source', TECHNICIAN, textOf);
  const text = letterText(
    { w, changeover, step: view.step, reader: TECHNICIAN, text: textOf, params },
    'resellerApprove',
  );
  const step = { title: w.t(`step.${STEP}.title`), waitOn: 'Friday 6 March' };
  return outsideLetterCard(EN, {
    ...EMPTY,
    values: { paperOn: '2026-03-02' },
    paper: 'source',
    changeover,
    who: WHO,
    text,
    step,
    ...(contact && { contact }),
  });
}

function ask(id: string, { changeover, playbook, now }: Given): GalleryState {
  const view = stepsOf(changeover, playbook, now).find(({ key }) => key === STEP)!;
  const content = questionCard(changeover, playbook, view, TECHNICIAN, now, textOf);
  return { id, group: 'questions', title: 'A step of a side that is not in Teams', content };
}

function status(id: string, title: string, { changeover, playbook, now }: Given, reader: Reader): GalleryState {
  const content = statusCard(statusView(withNames(changeover), playbook, reader, now, textOf));
  return { id, group: 'status', title, content };
}

function reminder(id: string, title: string, given: Given, to: 'customer' | 'partner'): GalleryState {
  const { changeover, playbook, now } = given;
  const found = planReminders(changeover, playbook, now).reminders.find(
    (one) => one.kind === 'waitOver' && one.to === to,
  )!;
  const { key, form, params, dueAt } = found;
  const sent = { kind: 'reminder' as const, key, reminder: 'waitOver', form, params };
  const reader = to === 'customer' ? CUSTOMER : TECHNICIAN;
  return { id, group: 'reminders', title, content: reminderCard(sent, changeover, playbook, reader, dueAt, textOf) };
}

function drawn(id: string, title: string, content: Content): GalleryState {
  return { id, group: 'forms', title, content };
}
