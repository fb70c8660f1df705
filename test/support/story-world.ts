/** The direct-to-CSP story as people act it out in a world: each function takes it one stretch further. */
import { PARTIES_OF_FABRIKAM, type Typed } from './typed-forms.ts';
import type { World } from './world.ts';

/** Megan opens a changeover for Contoso in her channel; returns the join code as her card shows it. */
export async function opens({ megan }: World, typed: Typed = {}): Promise<string> {
  const forms = { ...PARTIES_OF_FABRIKAM, ...typed };
  await megan.installs();
  await megan.says('new');
  await megan.sees(/Form 1 of 3/);
  await megan.presses('Continue', forms.parties);
  await megan.sees(/Form 2 of 3/);
  await megan.presses('Continue', forms.old);
  await megan.sees(/Form 3 of 3/);
  await megan.presses('Show what it costs', forms.terms);
  await megan.sees(/Nothing is saved yet/);
  await megan.presses('Open the changeover');
  await megan.sees(/Check number/);
  const code = /join ([0-9A-Z-]{26,})/.exec(megan.screen())?.[1];
  if (code === undefined) throw new Error('No join code is to be seen.');
  return code;
}

/** Alex joins with the code, having said that the tenant is his. */
export async function joins({ alex }: World, code: string): Promise<void> {
  await alex.installs();
  await alex.sees(/I am Changeover/);
  await alex.says(`join ${code}`);
  await alex.sees(/is that your company/);
  await alex.presses('Yes, that is us');
  await alex.sees(/Your changeover to Fabrikam/);
}
