/** The direct-to-CSP story as people act it out in a world: each function takes it one stretch further. */
import type { Changeover, ChangeoverId } from '../../changeover/changeover.ts';
import type { Person } from '../../sandbox/person.ts';
import type { Fields } from '../../sandbox/press.ts';
import { PARTIES_OF_FABRIKAM, type Typed } from './typed-forms.ts';
import type { World } from './world.ts';

const JOIN_CODE = /join ([0-9A-Z-]{26,})/;

/** Megan opens a changeover for Contoso in her channel, form by form as they come; returns the join code as her card shows it. */
export async function opens({ megan }: World, typed: Typed = {}): Promise<string> {
  const forms = { ...PARTIES_OF_FABRIKAM, start: {}, ...typed };
  await megan.installs();
  await megan.says('new');
  await megan.sees(/What kind of changeover/);
  await megan.presses('Continue', { course: typed.course ?? 'direct-to-csp' });
  for (;;) {
    const text = await megan.sees(/Form \d of \d|Nothing is saved yet/u);
    if (text.includes('Nothing is saved yet')) break;
    if (text.includes('What replaces it.')) await megan.presses('Show what it costs', forms.terms);
    else if (text.includes('who takes over')) await megan.presses('Continue', partiesOf(forms.parties, text));
    else await megan.presses('Continue', text.includes('What the customer pays for today') ? forms.old : forms.start);
  }
  await megan.presses('Open the changeover');
  // A partner that changes by itself waits for nobody.
  if (!(await megan.sees(/Technician Nobody yet/)).includes('Check number')) return '';
  const seen = await megan.sees(JOIN_CODE);
  return JOIN_CODE.exec(seen)![1]!;
}

/** A partner that changes by itself is asked for no customer. */
function partiesOf(parties: Fields, form: string): Fields {
  if (form.includes('Customer’s name')) return parties;
  return Object.fromEntries(Object.entries(parties).filter(([id]) => !id.startsWith('customer')));
}

/** Alex joins with the code, having said that the tenant is his; all that follows from it has been said then. */
export async function joins({ alex, running }: World, code: string): Promise<void> {
  await alex.installs();
  await alex.sees(/I am Changeover/);
  await alex.says(`join ${code}`);
  await alex.sees(/is that your company/);
  await alex.presses('Yes, that is us');
  await alex.sees(/Your (?:changeover to|changeover away from|Call2Teams move with) Fabrikam/);
  await running.pump.settle();
}

/** Alex is asked for a step (by its title) and presses Done, or another button, on that question. */
export async function answers({ alex }: World, title: RegExp, fields: Fields = {}, button = 'Done'): Promise<void> {
  await alex.presses('Continue');
  await alex.sees(title);
  await alex.presses(button, fields, { on: title });
  await alex.sees(/Thank you/);
}

/** Megan does a step of the partner's on the status card in her thread. */
export async function doesHers({ megan }: World, title: RegExp, fields: Fields = {}): Promise<void> {
  // Where a number or a text is asked for, Done unfolds its field.
  const button = Object.keys(fields).length === 0 ? 'Done' : 'Save as done';
  await megan.presses(button, fields, { on: title });
}

/** Prepared and approved by both: the new licences can be ordered. */
export async function approves(world: World): Promise<void> {
  await answers(world, /Check what we noted/);
  await answers(world, /Find who may cancel/);
  await answers(world, /Know the mail that may come/);
  await doesHers(world, /Send the reseller request/);
  await answers(world, /Approve the partner/);
  await answers(world, /Accept the customer agreement/);
}

/** The only changeover of the world, as it is stored. */
export async function theChangeover({ running }: World): Promise<Changeover> {
  const [changeover] = await running.store.openChangeovers(2);
  if (changeover === undefined) throw new Error('No changeover is open.');
  return changeover;
}

/** What people did in a changeover, the only one if none is named, as its journal has it; what came due by itself is not counted. */
export async function deedsIn(world: World, id?: ChangeoverId): Promise<number> {
  const journal = await world.running.store.journal(id ?? (await theChangeover(world)).id);
  return journal.filter(({ actor }) => actor.person !== undefined || actor.door === 'page').length;
}

/** Answers questions of a chat or thread as they come, each by words that it has: a status card has them too, but no place. */
export async function answersInTurn(
  person: Person,
  ...questions: readonly (readonly [
    words: string,
    fields?: Readonly<Record<string, string>> | undefined,
    button?: string | undefined,
  ])[]
): Promise<void> {
  for (const [words, fields = {}, button = 'Done'] of questions) {
    const asked = new RegExp(String.raw`^(?=[\s\S]* · step \d+ of \d+)(?=[\s\S]*${words})`, 'u');
    await person.sees(asked);
    await person.presses(button, fields, { on: asked });
  }
}
