import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { begins, oldOne, opens, PARTIES } from './support/opening.ts';
import { nextMonday, openStage } from './support/stage.ts';
import type { Stage } from './support/stage.ts';
import { until } from './support/until.ts';

const DAY = 86_400_000;

describe('a customer that is not in Teams, on its web page', function () {
  this.bail(true);
  let stage: Stage;
  /** A phone, in a browser of nobody in Teams. */
  let phone: Page;
  const monday = nextMonday();

  before(async () => {
    stage = await openStage();
    await stage.moveClock({ to: new Date(monday).toISOString() });
    await Promise.all([stage.alex.open(), stage.megan.open()]);
    await Promise.all([stage.alex.sees('Hello, I am Changeover'), stage.megan.sees('Hello, I am Changeover')]);
    const browser = stage.megan.page.context().browser()!;
    phone = await browser.newPage({ viewport: { width: 390, height: 844 } });
  });
  after(async () => stage?.close());

  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    await stage?.megan.screenshot('failed-page-megan');
    await phone?.screenshot({ path: 'build/e2e/failed-page-phone.png', fullPage: true });
  });

  it('is opened by a technician', async () => {
    const day = (after: number) => new Date(monday + after * DAY).toISOString().slice(0, 10);
    await begins(stage.megan, 'Direct to CSP');
    await opens(
      stage.megan,
      PARTIES,
      ['What the customer pays for today', oldOne(day(60))],
      [
        'What replaces it',
        { 'New price per licence per month, in EUR': '10.50', 'Planned start with you': day(9) },
        'Show what it costs',
      ],
    );
  });

  it('gets an e-mail to copy, with a link that a phone opens', async () => {
    const { megan } = stage;
    await megan.replies('web page');
    const card = megan.card('The customer, by e-mail and web page');
    await card.waitFor();
    const mail = await card.locator('textarea').inputValue();
    assert.match(mail, /Type admin\.teams\.microsoft\.com into the browser/);
    const [link] = /http:\/\/\S+\/page\?t=\S+/.exec(mail) ?? [];
    assert.ok(link);
    await megan.screenshot('page-1-e-mail', 'The customer, by e-mail and web page');
    await phone.goto(link);
    await phone.getByRole('heading', { name: 'Your changeover to Fabrikam' }).waitFor();
    await phone.screenshot({ path: 'build/e2e/page-2-phone.png', fullPage: true });
  });

  it('does a step there, once, whatever is reloaded', async () => {
    const step = phone.locator('section').filter({ has: phone.getByRole('heading', { name: 'Check what we noted' }) });
    await step.getByLabel('Note, if you like').fill('All of it is right.');
    await step.getByRole('button', { name: 'Done' }).click();
    await phone.getByRole('status').filter({ hasText: 'Thank you, that is noted' }).waitFor();
    await phone.reload();
    await phone.getByText('1 of 14 steps done').waitFor();
    await phone.screenshot({ path: 'build/e2e/page-3-done.png', fullPage: true });
    const { latest } = await stage.state();
    const times = latest.flatMap((row) => row.events).filter((event) => event.startsWith('step done: check-facts'));
    assert.equal(times.length, 1);
  });

  it('shows the technician what was said, and which way the customer is on', async () => {
    const { megan } = stage;
    await megan.sees('contoso.com said on its web page: "Check what we noted" is done');
    await until('the status card shows the page', async () =>
      /On its web page, until/.test(await megan.card('Direct to CSP').innerText()),
    );
    await megan.screenshot('page-4-status', 'On its web page, until');
  });

  it('is over once the customer has joined in Teams', async () => {
    const { alex, megan } = stage;
    const [code] = /[0-9A-Z]{4}(?:-[0-9A-Z]{2,4}){6}/.exec(await megan.card('It works once').innerText()) ?? [];
    assert.ok(code);
    await alex.says(`join ${code}`);
    await alex.answers('Is this your company?', 'Yes, that is us');
    await alex.sees('Your changeover to Fabrikam');
    await megan.sees('Has joined');
    await phone.reload();
    await phone.getByRole('heading', { name: 'This link is not open' }).waitFor();
    await phone.getByText('go on there').waitFor();
    await phone.screenshot({ path: 'build/e2e/page-5-over.png', fullPage: true });
  });

  it('went without an error in any window or in the bot’s log', () => {
    assert.deepEqual(stage.troubles(), []);
  });
});
