import assert from 'node:assert/strict';
import { oldOne } from './support/opening.ts';
import { nextMonday, openStage } from './support/stage.ts';
import type { Stage } from './support/stage.ts';
import { until } from './support/until.ts';

const DAY = 86_400_000;

describe('a tenant that speaks for itself, in two Teams windows', function () {
  this.bail(true);
  let stage: Stage;
  const monday = nextMonday();
  const day = (after: number) => new Date(monday + after * DAY).toISOString().slice(0, 10);

  before(async () => {
    stage = await openStage();
    await stage.moveClock({ to: new Date(monday).toISOString() });
    await Promise.all([stage.alex.open(), stage.megan.open()]);
    await Promise.all([stage.alex.sees('Hello, I am Changeover'), stage.megan.sees('Hello, I am Changeover')]);
  });
  after(async () => stage?.close());

  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    await stage?.alex.screenshot('failed-tenant-alex');
    await stage?.megan.screenshot('failed-tenant-megan');
  });

  it('is of a customer whose partner plans a start in nine days', async () => {
    const { alex, megan } = stage;
    await megan.says('new');
    const kind = megan.card('What kind of changeover is it?');
    await kind.getByRole('radio', { name: 'Direct to CSP', exact: true }).click();
    await megan.answers('What kind of changeover is it?', 'Continue');
    await megan.answers('Form 1 of 3', 'Continue', {
      'Customer’s name': 'Contoso',
      'Customer’s domain': 'contoso.com',
      'Your company’s name': 'Fabrikam',
      'Your company’s domain': 'fabrikam.com',
    });
    await megan.answers('Form 2 of 3', 'Continue', oldOne(day(60)));
    await megan.answers('Form 3 of 3', 'Show what it costs', {
      'New price per licence per month, in EUR': '10.50',
      'Is the new one the same product?': 'No, another one: users have to be reassigned',
      'Planned start with you': day(9),
    });
    await megan.answers('Nothing is saved yet', 'Open the changeover');
    const [code] = /[0-9A-Z]{4}(?:-[0-9A-Z]{2,4}){6}/.exec(await megan.card('It works once').innerText()) ?? [];
    await alex.says(`join ${code}`);
    await alex.answers('Is this your company?', 'Yes, that is us');
    await alex.sees('Your changeover to Fabrikam');
  });

  it('is read once its administrator says yes on the page that the card leads to', async () => {
    const { alex, megan } = stage;
    await alex.says('tenant');
    await alex.answers('If you let me read your licences', 'Let it be read');
    await alex.sees('It can change nothing');
    await alex.screenshot('20-connect', 'It can change nothing');
    const opened = alex.page.waitForEvent('popup');
    await alex.card('It can change nothing').getByText('Open Microsoft’s page').click();
    const page = await opened;
    await page.getByRole('link', { name: 'Accept', exact: true }).waitFor();
    await page.screenshot({ path: 'build/e2e/21-pretend-consent.png' });
    await page.getByRole('link', { name: 'Accept', exact: true }).click();
    await page.getByRole('heading', { name: 'It may read now' }).waitFor();
    await page.screenshot({ path: 'build/e2e/22-granted.png' });
    await page.close();
    await megan.sees('lets the assistant read its tenant');
  });

  it('shows an overlap that nobody had told of, to both sides', async () => {
    const { alex, megan } = stage;
    await stage.turnTenant({ assigned: 60, seats: 60, newThere: true, newSeats: 60, writes: 40 });
    await alex.sees('both subscriptions run since');
    await megan.sees('both subscriptions run since');
    await alex.says('tenant');
    await alex.sees('through your partner (or its provider)');
    await alex.screenshot('23-overlap-found', 'through your partner (or its provider)');
    await megan.screenshot('24-overlap-found-partner');
  });

  it('shows what a move of the licences would change, before anything is written', async () => {
    const { alex } = stage;
    await alex.says('licences');
    await alex.answers('Looking changes nothing', 'Look at the licences');
    await alex.sees('can be planned once the products are chosen');
    await alex.says('licences');
    await alex.screenshot('25-licences-asked', 'Which product replaces each one');
    await alex.answers('Which product replaces each one', 'Show what would change', {
      'Microsoft 365 Business Standard (O365_BUSINESS_PREMIUM), on 60 users, becomes':
        'Microsoft 365 Business Premium (SPB) (60 licences free)',
    });
    await alex.sees('is planned: 60 users');
    await alex.says('licences');
    await alex.sees('First an administrator has to allow me to write licences');
    await alex.seesNoButton('First an administrator', 'Move the licences');
    await alex.screenshot('25-licences-planned', 'First an administrator');
  });

  it('moves them once a second consent is given, with a bar while Microsoft makes it wait', async () => {
    const { alex, megan } = stage;
    await alex.answers('First an administrator', 'Allow it');
    await alex.sees('Let the assistant move licences');
    const opened = alex.page.waitForEvent('popup');
    await alex.card('Let the assistant move licences').getByText('Open Microsoft’s page').click();
    const page = await opened;
    await page.getByText('to assign licences to users').waitFor();
    await page.getByRole('link', { name: 'Accept', exact: true }).click();
    await page.getByRole('heading', { name: 'It may move licences now' }).waitFor();
    await page.close();
    await alex.says('licences');
    await alex.answers('gives the old one back in one step', 'Move the licences');
    await alex.sees('40 of 60 moved');
    await megan.sees('40 of 60 moved');
    await alex.screenshot('26-licences-moving', '40 of 60 moved');
    await megan.screenshot('27-licences-moving-partner', '40 of 60 moved');
    await stage.moveClock({ advance: 'PT3M' });
    await alex.sees('60 users moved');
    await alex.says('licences');
    await alex.sees('the step closes by itself');
    await alex.screenshot('28-licences-moved', 'the step closes by itself');
  });

  it('closes the step of the licences by itself', async () => {
    await stage.moveClock({ advance: 'PT10M' });
    await until('the step is done', async () => happened(/step done: assign-new.*reading/));
  });

  it('closes the step by itself once the old subscription is cancelled there', async () => {
    await stage.turnTenant({ oldCancelled: true });
    await until('the end is read', async () => happened(/old ended|oldEnded/i));
    await stage.alex.says('steps');
    await stage.alex.screenshot('29-closed-by-itself');
  });

  it('counts the users again after that, and says that nobody fell out', async () => {
    await stage.moveClock({ advance: 'PT15M' });
    await until('the users are counted', async () => happened(/licences counted/));
    await stage.alex.says('licences');
    await stage.alex.sees('all 60 users have a licence');
    await stage.alex.screenshot('30-counted-again', 'all 60 users have a licence');
  });

  for (const [width, colorScheme] of [
    [1200, 'light'],
    [390, 'dark'],
  ] as const) {
    it(`is found to be another one, and to be the right one again, as the sandbox’s page has it (${width})`, async () => {
      const { alex } = stage;
      const missing = () => alex.count('does not have the domain contoso.com');
      const before = await missing();
      const page = await stage.openSandbox({ width, colorScheme });
      await page.getByText('contoso.com · oddities').click();
      const knob = page.getByRole('switch', { name: 'The tenant has another domain' });
      const domains = page.getByLabel('Domains that Call2Teams made in it');
      // What was turned is read by the bot before the knobs can be turned again.
      const isTurned = async (isOn: boolean): Promise<void> =>
        until('the knob is turned', async () => (await knob.isEnabled()) && (await knob.isChecked()) === isOn);
      await knob.click();
      await isTurned(true);
      await alex.says('tenant');
      await until('it is told', async () => (await missing()) > before);
      await domains.selectOption('2, one unverified');
      await isTurned(true);
      assert.equal(await domains.inputValue(), 'conflict');
      const overflow = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
      assert.equal(overflow, 0, 'the page scrolls sideways');
      await page.screenshot({ path: `build/e2e/31-oddities-${width}.png`, fullPage: true });
      await knob.click();
      await isTurned(false);
      await page.close();
      const told = await missing();
      const looks = await alex.count('Looked at on');
      await alex.says('tenant');
      await until('it is seen again', async () => (await alex.count('Looked at on')) > looks);
      assert.equal(await missing(), told);
    });
  }

  async function happened(what: RegExp): Promise<boolean> {
    return (await stage.state()).latest.some(({ events }) => events.some((event) => what.test(event)));
  }

  it('went without an error in either window or in the bot’s log', () => {
    assert.deepEqual(stage.troubles(), []);
  });
});
