/** A card in a Teams window: its inputs and buttons, by what stands on them. */
import type { Locator, Page } from 'playwright-core';

/** What to type or choose, by the input's label; a date as `YYYY-MM-DD`, a box to tick as `ticked`. */
export type Fields = Readonly<Record<string, string>>;

/** Fills by role: a text or number is typed, a box ticked, a choice opened and chosen, a date picked from its calendar. */
export async function fillCard(page: Page, card: Locator, fields: Fields): Promise<void> {
  for (const [label, value] of Object.entries(fields)) {
    const input = card.getByLabel(label).first();
    const role = await input.getAttribute('role');
    if (role === 'radiogroup') {
      // The round sign is drawn over the button itself.
      await input.getByRole('radio', { name: value, exact: true }).check({ force: true });
      continue;
    }
    if (value === 'ticked') {
      await input.check({ force: true });
      continue;
    }
    // In a channel the window silently loses what is filled into a field that was not clicked first.
    await input.click();
    const hasCalendar = (await input.getAttribute('aria-haspopup')) === 'dialog';
    if (hasCalendar) await pickDate(page, value);
    else if (role === 'combobox') {
      await page.getByRole('option', { name: value, exact: true }).click();
    } else await input.fill(value);
  }
}

/** Presses by the button's title, also behind the `…` button. */
export async function pressOn(page: Page, card: Locator, title: string): Promise<void> {
  const button = card.getByRole('button', { name: title, exact: true });
  const more = card.getByRole('button', { name: 'More options' });
  await button.or(more).first().waitFor();
  if ((await button.count()) > 0) {
    // Of several steps on a card the one that stands first.
    await button.first().click();
    return;
  }
  await more.last().click();
  await page.getByRole('menuitem', { name: title, exact: true }).click();
}

async function pickDate(page: Page, date: string): Promise<void> {
  const [year, , day] = date.split('-').map(Number);
  const month = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(Date.parse(date));
  const calendar = page.getByRole('dialog');
  const wanted = calendar.getByRole('button', { name: `${day}, ${month}, ${year}`, exact: true });
  const next = calendar.getByRole('button', { name: /^Next month/ });
  await next.waitFor();
  while ((await wanted.count()) === 0) await next.click();
  await wanted.click();
}
