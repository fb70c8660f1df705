import assert from 'node:assert/strict';
import { question } from './support/question.ts';
import { oldOne } from './support/opening.ts';
import { nextMonday, openStage } from './support/stage.ts';
import type { Stage } from './support/stage.ts';
import { until } from './support/until.ts';

const DAY = 86_400_000;

describe('a changeover from Microsoft to a partner, in two Teams windows', function () {
  this.bail(true);
  let stage: Stage;
  /** Monday of the story, in working hours of both people. */
  const monday = nextMonday();
  const day = (after: number) => new Date(monday + after * DAY).toISOString().slice(0, 10);

  before(async () => {
    stage = await openStage();
    await stage.moveClock({ to: new Date(monday).toISOString() });
  });
  after(async () => stage?.close());

  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    await stage?.alex.screenshot('failed-alex');
    await stage?.megan.screenshot('failed-megan');
  });

  it('begins with one greeting for each person', async () => {
    await Promise.all([stage.alex.open(), stage.megan.open()]);
    await Promise.all([stage.alex.sees('Hello, I am Changeover'), stage.megan.sees('Hello, I am Changeover')]);
    assert.equal(await stage.alex.count('Hello, I am Changeover'), 1);
    assert.equal(await stage.megan.count('Hello, I am Changeover'), 1);
    await stage.alex.screenshot('1-greeting');
  });

  it('is opened by the technician in three forms, with the cost of an overlap before anything is saved', async () => {
    const { megan } = stage;
    await megan.says('new');
    await megan.answers('Each kind asks', 'Continue', { 'What kind of changeover is it?': 'Direct to CSP' });
    await megan.answers('Form 1 of 3', 'Continue', {
      'Customer’s name': 'Contoso',
      'Customer’s domain': 'contoso.com',
      'Your company’s name': 'Fabrikam',
      'Your company’s domain': 'fabrikam.com',
    });
    await megan.answers('Form 2 of 3', 'Continue', oldOne(day(60)));
    await megan.answers('Form 3 of 3', 'Show what it costs', {
      'New price per licence per month, in EUR': '10.50',
      'Planned start with you': day(9),
    });
    await megan.sees('Nothing is saved yet');
    assert.deepEqual((await stage.state()).changeovers, []);
    await megan.screenshot('2-overlap-preview', 'Nothing is saved yet');
    await megan.answers('Nothing is saved yet', 'Open the changeover');
    await megan.sees('Has not joined yet');
    await megan.screenshot('3-opened', 'Has not joined yet');
  });

  it('is joined by the customer with the code, and the technician’s card changes in its place', async () => {
    const { alex, megan } = stage;
    const [code] = /[0-9A-Z]{4}(?:-[0-9A-Z]{2,4}){6}/.exec(await megan.card('It works once').innerText()) ?? [];
    assert.ok(code);
    await alex.says(`join ${code}`);
    await alex.answers('Is this your company?', 'Yes, that is us');
    await alex.sees('Your changeover to Fabrikam');
    await megan.sees('Has joined');
    assert.equal(await megan.page.locator('.ac-adaptiveCard').filter({ hasText: 'Check number' }).count(), 1);
    await alex.screenshot('4-status');
  });

  it('asks for each step once, although the button is pressed twice', async () => {
    const { alex } = stage;
    await alex.answers('Your changeover to Fabrikam', 'Continue');
    await alex.screenshot('5-question');
    const done = alex.card(question('Check what we noted')).getByRole('button', { name: 'Done', exact: true });
    await done.dblclick();
    await alex.sees(question('Find who may cancel'));
    const { latest } = await stage.state();
    const times = latest.flatMap((row) => row.events).filter((event) => event.startsWith('step done: check-facts'));
    assert.equal(times.length, 1);
  });

  it('reminds each of what is theirs when the clock gets there', async () => {
    const { alex, megan } = stage;
    await stage.moveClock({ to: 'nextReminder' });
    await alex.sees('Both will be billed from');
    await stage.moveClock({ advance: 'P1D' });
    await megan.sees('Due today: Send the reseller request');
    await alex.screenshot('6-reminder-customer');
    await megan.screenshot('7-reminder-partner', 'Due today: Send the reseller request');
  });

  it('goes on with the open question after the bot was killed and started again', async () => {
    const { alex, megan } = stage;
    await stage.restartBot('kill');
    await alex.answers(question('Find who may cancel'), 'Done');
    await alex.answers(question('Know the mail that may come'), 'Done');
    await alex.sees('There is nothing for you to do now');
    await megan.answers(turn('Send the reseller request'), 'Done');
    await megan.sees('Approve the partner');
    await stage.restartBot('stop');
  });

  it('never offers the end of the old subscription before the new licences are confirmed', async () => {
    const { alex, megan } = stage;
    await alex.says('next');
    await alex.answers(question('Approve the partner'), 'Done');
    await alex.answers(question('Accept the customer agreement'), 'Done');
    await megan.unfolds(turn('Order the new licences'), { 'Order or confirmation number': 'O-1001' });
    await megan.sees(turn('Put the new licences on the users'));
    await alex.says('next');
    await alex.answers(question('Find the new order'), 'Done');
    await alex.says('steps');
    await alex.sees('All steps');
    assert.equal(await alex.count(question('End the old subscription')), 0);
  });

  it('posts the status card anew when the window has lost it, and not again at a quick reload', async () => {
    const { alex, megan } = stage;
    await stage.emptyAlexWindow();
    alex.log.expect(404, /ActivityNotFoundInConversation/);
    await megan.answers(turn('Put the new licences on the users'), 'Done');
    await until('the lost card is noticed', () => stage.logged('a status card was gone and is posted anew').length > 0);
    await alex.open();
    await alex.sees('Your changeover to Fabrikam');
    await alex.screenshot('9-posted-anew');
    assert.equal(await alex.count('Hello, I am Changeover'), 0);
    const installs = () => alex.log.exchanges.filter(({ name }) => name === 'installationUpdate').length;
    const said = () => alex.log.exchanges.filter(({ status }) => status === 201).length;
    const before = { installs: installs(), said: said() };
    await alex.open();
    await until('the install of the reload is answered', () => installs() > before.installs);
    assert.equal(said(), before.said);
  });

  it('tells both what the overlap has cost so far, once both subscriptions are billed', async () => {
    const { alex, megan } = stage;
    // The window was reloaded a moment ago and draws what comes only once it is connected: it has to show an answer first.
    await alex.says('status');
    await alex.sees('Your changeover to Fabrikam');
    await stage.moveClock({ to: new Date(monday + 11 * DAY).toISOString() });
    await alex.sees('Both are billed');
    await megan.sees('Both are billed');
    await alex.screenshot('8-both-billed');
  });

  it('ends the old subscription once both have confirmed the new one', async () => {
    const { alex } = stage;
    await alex.says('next');
    await alex.answers(question('Confirm the new licences'), 'Done');
    await alex.sees(question('End the old subscription'));
    await alex.screenshot('10-end-the-old');
    await alex.answers(question('End the old subscription'), 'Done');
    await alex.sees(question('Check the next bill'));
  });

  it('believes the tenant’s own reading beside the customer’s word', async () => {
    await stage.turnTenant({ newOnAllUsers: true, oldCancelled: true });
    const { latest } = await stage.state();
    assert.ok(
      latest.some((row) => row.door === 'tenant' && row.events.some((event) => event.startsWith('reading made'))),
    );
  });

  it('is closed after the bill was checked, with what the overlap cost and whom to call from now on', async () => {
    const { alex, megan } = stage;
    await alex.answers(question('Check the next bill'), 'Done');
    await megan.unfolds(turn('Tell the customer whom to call'), {
      'Whom the customer calls': 'Fabrikam help desk, +31 20 555 0100',
    });
    await until('the support step is done', async () =>
      (await stage.state()).latest.some((row) => row.events.some((event) => /tell-support/.test(event))),
    );
    await alex.says('next');
    await alex.answers(question('Finish the changeover'), 'Done');
    await alex.sees('Both ran side by side');
    await megan.sees('The changeover is done');
    await alex.sees('Fabrikam help desk, +31 20 555 0100');
    await alex.screenshot('11-done-customer');
    await megan.screenshot('12-done-partner', 'The changeover is done');
    assert.deepEqual((await stage.state()).changeovers, []);
  });

  it('went without an error in either window or in the bot’s log', () => {
    assert.deepEqual(stage.troubles(), []);
  });
});

/** The technician's status card while a step is the partner's to do. */
function turn(title: string): RegExp {
  return new RegExp(`Direct to CSP.*Your (?:turn|open steps)\\s*${title}`, 's');
}
