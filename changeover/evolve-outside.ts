/** Folds what is known of the sides that are not in Teams. */
import type { Changeover, Instant, Letter, Person, StepRecord } from './changeover.ts';
import type { Event } from './events.ts';
import type { Occasion } from './evolve-lines.ts';
import type { Contacts, OutsideEvent, Written } from './outside.ts';
import { stepKey } from './step-key.ts';

type LetterSent = Extract<Event, { type: 'letterSent' }>;

/** Older ones are in the journal. */
const LETTERS_AT_MOST = 20;

export function withOutside(changeover: Changeover, event: OutsideEvent, { at, actor }: Occasion): Changeover {
  switch (event.type) {
    case 'contactSet': {
      const { type: _type, of, ...refs } = event;
      const contact = { ...refs, at, ...(actor.person && { by: actor.person }) };
      return { ...changeover, contacts: { ...changeover.contacts, [of]: contact } };
    }
    case 'contactRemoved': {
      const { [event.of]: _gone, ...others } = changeover.contacts ?? {};
      return { ...changeover, contacts: others };
    }
    case 'planBChosen':
      return withStep(changeover, event, (record) => ({ ...record, planBAt: at, isGivenUp: true }));
  }
}

/** A letter about a step begins its wait anew. */
export function withLetter(changeover: Changeover, event: LetterSent, at: Instant): Changeover {
  const { to, on, side, step, line, waitUntil, nameRef } = event;
  const letter: Letter = { to, on, at, side };
  const known = { ...changeover, letters: [...(changeover.letters ?? []), letter].slice(-LETTERS_AT_MOST) };
  if (step === undefined) return known;
  const written: Written = { on, at, side, ...(waitUntil !== undefined && { waitUntil }), ...(nameRef && { nameRef }) };
  return withStep(known, { step, ...(line !== undefined && { line }) }, ({ isGivenUp: _again, ...record }) => ({
    ...record,
    written,
  }));
}

/** Contacts that were noted by somebody who is forgotten go too: they are words of theirs. */
export function contactsWithout(contacts: Contacts, isGone: (by: Person | undefined) => boolean): Contacts {
  return Object.fromEntries(Object.entries(contacts).filter(([, contact]) => !isGone(contact.by)));
}

function withStep(
  changeover: Changeover,
  { step, line }: { readonly step: string; readonly line?: string },
  change: (record: StepRecord) => StepRecord,
): Changeover {
  const key = stepKey(step, line);
  return { ...changeover, steps: { ...changeover.steps, [key]: change(changeover.steps[key] ?? {}) } };
}
