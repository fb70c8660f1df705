/** How a changeover begins and ends early in the two windows, whatever its kind. */
import assert from 'node:assert/strict';
import type { Fields } from './card-form.ts';
import type { Client } from './client.ts';
import type { Stage } from './stage.ts';
import { until } from './until.ts';

/** A form by words that stand on it, what is typed into it and the button that ends it. */
export type TypedForm = readonly [words: string, fields: Fields, button?: string];

export const PARTIES: TypedForm = [
  'who takes over',
  {
    'Customer’s name': 'Contoso',
    'Customer’s domain': 'contoso.com',
    'Your company’s name': 'Fabrikam',
    'Your company’s domain': 'fabrikam.com',
  },
];

/** What the customer pays for today: twenty licences from Microsoft, by card. @param renewsOn such as `2026-03-05`. */
export function oldOne(renewsOn: string): Fields {
  return {
    Product: 'Microsoft 365 Business Standard',
    'Kind of billing account': 'Online services agreement (MOSA): the older kind',
    'How it is paid': 'By card',
    'How often it is billed': 'Monthly',
    'Licences in the subscription': '20',
    'Licences assigned to users (if known)': '20',
    'Price per licence per month': '11,70',
    'Day it ends or renews': renewsOn,
  };
}

/** The technician says `new` and chooses the kind. */
export async function begins(megan: Client, kind: string): Promise<void> {
  await megan.says('new');
  await megan.answers('Each kind asks', 'Continue', { 'What kind of changeover is it?': kind });
}

/** The forms of the kind in turn; then the changeover is opened from the preview. */
export async function opens(megan: Client, ...forms: readonly TypedForm[]): Promise<void> {
  for (const [words, fields, button = 'Continue'] of forms) await megan.answers(words, button, fields);
  await megan.answers('Nothing is saved yet', 'Open the changeover');
  await megan.card('Has not joined yet').waitFor();
}

/** The customer's admin types the code that stands in the technician's newest thread. @param seen on the admin's card. */
export async function joins(alex: Client, megan: Client, kind: string, seen = kind): Promise<void> {
  const [code] = /[0-9A-Z]{4}(?:-[0-9A-Z]{2,4}){6}/.exec(await megan.card('It works once').innerText()) ?? [];
  assert.ok(code);
  const before = await alex.count('Is this your company?');
  await alex.says(`join ${code}`);
  await until('the question of this code has come', async () => (await alex.count('Is this your company?')) > before);
  await alex.answers('Is this your company?', 'Yes, that is us');
  await alex.sees(seen);
  await megan.card(new RegExp(`${kind}.*Has joined`, 's')).waitFor();
}

/** Ends it before it is done, so that the next one has both windows to itself. */
export async function callsOff(stage: Stage, status: string | RegExp): Promise<void> {
  const { megan } = stage;
  const card = megan.card(status);
  await card.getByRole('button', { name: 'More', exact: true }).click();
  await card.getByRole('button', { name: 'Call off', exact: true }).click();
  await megan.answers('Call it off', 'Call it off', { 'Why is it called off?': 'Enough was seen of it' });
  await until('the changeover is called off', async () => (await stage.state()).changeovers.length === 0);
}
