import assert from 'node:assert/strict';
import type { Fields } from './support/card-form.ts';
import { begins, callsOff, joins, oldOne, opens, PARTIES } from './support/opening.ts';
import { question } from './support/question.ts';
import { nextMonday, openStage } from './support/stage.ts';
import type { Stage } from './support/stage.ts';
import { until } from './support/until.ts';

const DAY = 86_400_000;

describe('the other kinds of changeover, in the same two Teams windows', function () {
  this.bail(true);
  let stage: Stage;
  const monday = nextMonday();
  const day = (after: number) => new Date(monday + after * DAY).toISOString().slice(0, 10);
  const invoiced = (account: string) => ({
    ...oldOne(day(60)),
    'Kind of billing account': account,
    'How it is paid': 'By invoice',
    'Licences assigned to users (if known)': '18',
  });

  before(async () => {
    stage = await openStage();
    await stage.moveClock({ to: new Date(monday).toISOString() });
    await Promise.all([stage.alex.open(), stage.megan.open()]);
    await Promise.all([stage.alex.sees('Hello, I am Changeover'), stage.megan.sees('Hello, I am Changeover')]);
  });
  after(async () => stage?.close());

  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    await stage?.alex.screenshot('failed-alex');
    await stage?.megan.screenshot('failed-megan');
  });

  describe('a prepaid key', () => {
    const status = /Prepaid key · contoso\.com/;

    it('says what is left of Open License, and is agreed on by the customer before a key is ordered', async () => {
      const { alex, megan } = stage;
      await begins(megan, 'Prepaid key');
      await megan.card('Open License was closed on 31 December 2021').waitFor();
      await megan.screenshot('kinds-prepaid-1-first-card', 'Open License was closed on 31 December 2021');
      await opens(
        megan,
        PARTIES,
        ['What the customer pays for today', invoiced('Online services agreement (MOSA): the older kind')],
        [
          'What replaces it',
          { 'New price per licence per month, in EUR': '10.50', 'Planned start with you': day(14) },
          'Show what it costs',
        ],
      );
      await joins(alex, megan, 'Prepaid key');
      const reason = 'It wants to pay upfront, with grant money for example';
      await megan.unfolds(status, { 'Choose one': reason });
      await alex.sees(/Your turn\s*Agree to move to a prepaid key/);
      assert.equal(await megan.count('Order the key from the distributor'), 0);
      await alex.says('next');
      await alex.answers(question('Agree to move to a prepaid key'), 'Done');
      await alex.answers(question('Accept the stricter terms'), 'I have read this');
      for (const step of ['Check what we noted', 'Find who may cancel', 'Know the mail that may come']) {
        await alex.answers(question(step), 'Done');
      }
      await asks('Become partner of record', { 'Choose one': 'Yes, already' });
      await answers('Order the key from the distributor', { 'Order or confirmation number': 'ORD-2026-7' });
      await answers('Receive the key', { Day: day(30) });
      await answers('Count the users before', { 'Users with a licence': '18' });
    });

    it('shows no way to redeem it while the technician is signed in to the wrong tenant', async () => {
      const { megan } = stage;
      await answers('Check the tenant before you redeem', {
        'Type the domain of the tenant you are signed in to': 'fabrikam.com',
      });
      const refused = megan.card('fabrikam.com is your own tenant');
      await refused.waitFor();
      assert.equal(await megan.page.getByText('Open microsoft365.com').count(), 0);
      await megan.screenshot('kinds-prepaid-2-wrong-tenant', 'fabrikam.com is your own tenant');
      await megan.answers('fabrikam.com is your own tenant', 'Done', {
        'Type the domain of the tenant you are signed in to': 'https://www.contoso.com/',
      });
      await megan.card(question('Redeem the key')).getByText('Open microsoft365.com').waitFor();
      await megan.screenshot('kinds-prepaid-3-right-tenant', question('Redeem the key'));
    });

    it('alarms both when the hour is over and nobody has seen it, and has the partner line’s text ready', async () => {
      const { alex, megan } = stage;
      await answers('Redeem the key');
      await megan.card(question('Find the new subscription')).waitFor();
      await stage.moveClock({ advance: 'PT65M' });
      await Promise.all([alex.sees('Assign nothing and cancel'), megan.sees('Assign nothing and cancel')]);
      await alex.screenshot('kinds-prepaid-4-alarm-customer', 'Assign nothing and cancel');
      await answers('Find the new subscription', { 'Choose one': 'In our own tenant' });
      const call = question('Call the partner line');
      await megan.card(call).getByText('+1 800-676-7658').waitFor();
      await megan.screenshot('kinds-prepaid-5-partner-line', call);
      await answers('Call the partner line', { 'Order or confirmation number': 'CASE-55-1' });
    });

    it('lets licences be assigned once both have seen it where it belongs', async () => {
      const { alex, megan } = stage;
      await answers('Confirm the tenant that it is in', {
        'Type the domain of the tenant you are signed in to': 'contoso.com',
      });
      assert.equal(await megan.card(status).getByText('Choose who assigns the licences').count(), 0);
      await alex.says('next');
      await alex.answers(question('Find the prepaid subscription'), 'Done');
      await megan.card(status).getByText('Choose who assigns the licences').waitFor();
      await callsOff(stage, status);
    });
  });

  describe('a customer that leaves for another reseller', () => {
    const status = /Reseller to reseller · contoso\.com/;

    it('asks the customer before the reseller that is left answers the request', async () => {
      const { alex, megan } = stage;
      await begins(megan, 'Reseller to reseller: A customer leaves us');
      await opens(megan, PARTIES, ['What the customer pays for today', invoiced('Billed by another partner (CSP)')]);
      await joins(alex, megan, 'Reseller to reseller');
      await asks('How does the customer leave', { 'Choose one': 'A transfer request came' });
      assert.equal(await megan.card(status).getByText('Answer the transfer request').count(), 0);
      await alex.says('next');
      await alex.answers(question('Confirm that you leave'), 'Done', { 'Choose one': 'Yes, we change' });
      await megan.card(status).getByText('Answer the transfer request').waitFor();
      await megan.screenshot('kinds-reseller-1-losing-status', status);
    });

    it('asks the reseller to look after four hours, and tells the customer after 24 without a word', async () => {
      const { alex, megan } = stage;
      await asks('Answer the transfer request', { 'Choose one': 'Approved' });
      await megan.card(status).getByText('See the subscriptions go').waitFor();
      await stage.moveClock({ advance: 'PT5H' });
      await megan.sees('Please check: See the subscriptions go');
      await megan.screenshot('kinds-reseller-2-check-partner', 'Please check: See the subscriptions go');
      await stage.moveClock({ advance: 'PT19H30M' });
      await alex.sees('approved 24 hours ago');
      await alex.screenshot('kinds-reseller-3-alarm-customer', 'approved 24 hours ago');
    });

    it('takes the own access away only once somebody else has some', async () => {
      const { alex, megan } = stage;
      await asks('See the subscriptions go');
      await megan.card(status).getByText('Send the last invoice').waitFor();
      assert.equal(await megan.card(status).getByText('Give your own access back').count(), 0);
      await callsOff(stage, status);
      await alex.sees('called off');
    });
  });

  describe('a Call2Teams account', () => {
    const status = /Call2Teams account move · contoso\.com/;

    it('asks at once whether all of it moves and whether the partner changes', async () => {
      const { alex, megan } = stage;
      await begins(megan, 'Call2Teams account move: Assisted: the vendor moves it');
      await opens(megan, PARTIES, [
        'Form 2 of 2',
        {
          'Whole accounts: everything in them moves': 'ticked',
          'No: it moves between accounts of one partner': 'ticked',
        },
      ]);
      await joins(alex, megan, 'Call2Teams account move');
      await asks('Whether the Microsoft tenant stays', { 'Choose one': 'Yes, the tenant stays the same' });
    });

    it('names the type of licence that falls short in the new account, and goes on once there are enough', async () => {
      const { megan } = stage;
      await answers('Name the accounts that move', { 'Write them here, one a line': 'Fabrikam / Contoso' });
      await answers('Name the accounts that move', { 'Fabrikam / Contoso': 'client account' });
      await answers('Where it was bought', { 'Choose one': 'From a partner or reseller' });
      await answers('Count the old licences', { 'PBX users': '12', 'Trunk users': '3' });
      await answers('Create the new account', { 'Path of the new account': 'Fabrikam / New / Contoso' });
      await answers('Compare the new licences', { 'PBX users': '12', 'Trunk users': '2' });
      await megan.card('it takes at least 3').waitFor();
      assert.equal(await megan.card(status).getByText('Open the service-desk case').count(), 0);
      await megan.screenshot('kinds-calls-1-shortfall', 'it takes at least 3');
      await megan.answers('it takes at least 3', 'Done', { 'Trunk users': '3' });
      await answers('The new account is empty', {}, 'I have read this');
    });

    it('has the vendor’s case ready with accounts and licences, and ends with the customer’s test call', async () => {
      const { alex, megan } = stage;
      const desk = question('Open the service-desk case');
      await megan
        .card(desk)
        .getByRole('button', { name: /Text to copy/ })
        .click();
      await megan.card(desk).getByText('Fabrikam / New / Contoso').first().waitFor();
      await megan.screenshot('kinds-calls-2-case', desk);
      await answers('Open the service-desk case', { 'Case number': 'case 7781' });
      await answers('The vendor moves it');
      await answers('Leftover calling policies');
      await answers('Sync the new account');
      await megan.card(question('Check the two domains')).waitFor();
      await alex.says('next');
      const test = question('Make a test call');
      await alex.sees(test);
      await alex.screenshot('kinds-calls-3-test-call', test);
      await alex.answers(test, 'Done', { 'A call to outside': 'ticked', 'A call from outside': 'ticked' });
      await until('the test call is written down', async () =>
        (await stage.state()).latest.some((row) =>
          row.events.some((event) => event.startsWith('step done: test-call')),
        ),
      );
    });
  });

  describe('all of them', () => {
    it('went without an error in either window or in the bot’s log', () => {
      assert.deepEqual(stage.troubles(), []);
    });
  });

  /** The technician asks for a step on the status card of the newest thread and answers it there. */
  async function asks(step: string, fields: Fields = {}): Promise<void> {
    await stage.megan.asksHow('Check number', step);
    await answers(step, fields);
  }

  /** The technician answers a question that stands in the newest thread. */
  async function answers(step: string, fields: Fields = {}, button = 'Done'): Promise<void> {
    await stage.megan.answers(question(step), button, fields);
  }
});
