/** What is said and pressed about the sides that are not in Teams: who is written to, and plan B when they stay silent. */
import type { Changeover } from '../changeover/changeover.ts';
import { OUTSIDE_SIDES } from '../changeover/outside.ts';
import { refuse } from '../changeover/refusals.ts';
import { stepKey, stepsOf, type StepView } from '../changeover/steps.ts';
import { contactsCard } from '../cards/contacts-card.ts';
import { partnerName, sideName } from '../cards/names.ts';
import { playbookWords } from '../cards/playbook-words.ts';
import { stepParams } from '../cards/step-params.ts';
import { stepTitle } from '../cards/step-words.ts';
import { stepItem } from '../cards/view.ts';
import { planBWords } from '../cards/watch-params.ts';
import type { Turn } from '../loop/turn.ts';
import { CONTACT_DIALOG } from './contact.ts';
import { askAgain, begin, meant, type Hearing } from './hearing.ts';
import { PHASE_DIALOG } from './phase-dialog.ts';
import { pressCommandId } from './press-id.ts';
import { reply, replyRefusal } from './speak.ts';
import { SWITCH_DIALOG } from './switch-playbook.ts';

export const CONTACT_VERBS = ['contacts', 'contactEdit', 'contactRemove', 'planB'] as const;
type ContactVerb = (typeof CONTACT_VERBS)[number];

export async function hearContacts(hearing: Hearing, verb: ContactVerb): Promise<void> {
  const changeover = meant(hearing);
  if (changeover === undefined) return askAgain(hearing);
  switch (verb) {
    case 'contacts':
      sayContacts(hearing.turn, changeover);
      return askAgain(hearing);
    case 'contactEdit':
      return begin(hearing, CONTACT_DIALOG, { changeover: changeover.id, of: ofPress(hearing) });
    case 'contactRemove':
      remove(hearing, changeover);
      return askAgain(hearing);
    case 'planB':
      return choosePlanB(hearing, changeover);
  }
}

function sayContacts(turn: Turn, changeover: Changeover): void {
  const playbook = turn.playbookOf(changeover);
  const reader = turn.readerOf(changeover);
  turn.say(contactsCard({ changeover, playbook, reader, text: (ref) => turn.text(ref) }));
}

function remove(hearing: Hearing, changeover: Changeover): void {
  const { turn, said } = hearing;
  const of = ofPress(hearing);
  if (of === undefined) return replyRefusal(turn, said, refuse('choiceUnknown'));
  const issued = turn.issue(changeover.id, { type: 'removeContact', of }, commandIdOf(hearing, changeover, of));
  if (!issued.ok) return replyRefusal(turn, said, issued.refusal);
  reply(turn, said, 'contact.removed');
  if (issued.isRepeat) return;
  sayContacts(turn, issued.changeover);
  turn.showStatus(changeover.id, 'inPlace');
}

/** Kept, told to the customer, and begun: the step or the other way that the playbook has for it, or what it advises. */
async function choosePlanB(hearing: Hearing, changeover: Changeover): Promise<void> {
  const { turn, said } = hearing;
  const data = said.kind === 'press' ? said.data : {};
  const { step, line } = data;
  if (typeof step !== 'string') return replyRefusal(turn, said, refuse('stepUnknown'));
  const where = { step, ...(typeof line === 'string' && { line }) };
  const key = stepKey(where.step, where.line);
  const issued = turn.issue(changeover.id, { type: 'choosePlanB', ...where }, commandIdOf(hearing, changeover, key));
  if (!issued.ok) return replyRefusal(turn, said, issued.refusal);
  const playbook = turn.playbookOf(issued.changeover);
  const view = stepsOf(issued.changeover, playbook, turn.now).find((one) => one.key === key);
  const planB = view?.step.wait?.planB;
  if (view === undefined || planB === undefined) return;
  const reader = turn.readerOf(issued.changeover);
  const text: Turn['text'] = (ref) => turn.text(ref);
  const w = playbookWords(reader.locale, playbook);
  const names = {
    ...stepParams(issued.changeover, playbook, view, reader, text),
    silent: sideName(w, changeover, playbook, view.step.side, text),
  };
  reply(turn, said, 'planB.taken', { planB: planBWords(w, view.step.id, planB, playbook, names) });
  if (!issued.isRepeat) tellCustomer(turn, issued.changeover, view);
  turn.showStatus(changeover.id, 'inPlace');
  if ('step' in planB) return begin(hearing, PHASE_DIALOG, { changeover: changeover.id, wanted: planB.step });
  if ('variant' in planB) return begin(hearing, SWITCH_DIALOG, { changeover: changeover.id });
  return askAgain(hearing);
}

function tellCustomer(turn: Turn, changeover: Changeover, view: StepView): void {
  if (!changeover.members.some((member) => member.side === 'customer')) return;
  const playbook = turn.playbookOf(changeover);
  const { locale } = changeover.customer;
  const text: Turn['text'] = (ref) => turn.text(ref);
  const w = playbookWords(locale, playbook);
  const params = {
    partner: partnerName(changeover, text),
    who: sideName(w, changeover, playbook, view.step.side, text),
    title: stepTitle(w, stepItem(view, changeover, playbook, { locale }, text)),
  };
  const occasion = `planB/${changeover.id}/${view.key}/${changeover.version}`;
  turn.notify(changeover.id, occasion, { side: 'customer' }, { kind: 'notice', text: 'notice.planB', params });
}

function ofPress({ said }: Hearing) {
  const of = said.kind === 'press' ? said.data['of'] : undefined;
  return OUTSIDE_SIDES.find((one) => one === of);
}

/** A repeated press is one command. */
function commandIdOf({ turn, said }: Hearing, changeover: Changeover, about: string): string | undefined {
  if (said.kind !== 'press') return undefined;
  const seen = typeof said.data['seen'] === 'number' ? said.data['seen'] : changeover.version;
  return pressCommandId({ changeover: changeover.id, verb: said.verb, answer: about, seen }, turn.source.person);
}
