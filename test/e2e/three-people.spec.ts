import assert from 'node:assert/strict';
import { adele as adeleCast } from '../../sandbox/people.ts';
import type { Client } from './support/client.ts';
import { begins, joins, oldOne, opens, PARTIES } from './support/opening.ts';
import { question } from './support/question.ts';
import { nextMonday, openStage } from './support/stage.ts';
import type { Stage } from './support/stage.ts';
import { until } from './support/until.ts';

const DAY = 86_400_000;

describe('three people on two sides: in a channel, in personal chats and in a group chat', function () {
  this.bail(true);
  let stage: Stage;
  let adele: Client;
  const monday = nextMonday();
  const day = (after: number) => new Date(monday + after * DAY).toISOString().slice(0, 10);

  before(async () => {
    stage = await openStage([adeleCast]);
    adele = stage.others[0]!;
    await stage.moveClock({ to: new Date(monday).toISOString() });
    const all = [stage.alex, stage.megan, adele];
    await Promise.all(all.map((client) => client.open()));
    await Promise.all(all.map((client) => client.sees('Hello, I am Changeover')));
  });
  after(async () => stage?.close());

  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    await stage?.alex.screenshot('failed-three-alex');
    await stage?.megan.screenshot('failed-three-megan');
    await adele?.screenshot('failed-three-adele');
  });

  it('begins with a technician and an admin', async () => {
    const { alex, megan } = stage;
    await begins(megan, 'Direct to CSP');
    await opens(
      megan,
      PARTIES,
      ['What the customer pays for today', oldOne(day(60))],
      [
        'What replaces it',
        { 'New price per licence per month, in EUR': '10.50', 'Planned start with you': day(14) },
        'Show what it costs',
      ],
    );
    await joins(alex, megan, 'Direct to CSP', 'Your changeover to Fabrikam');
  });

  it('shows a colleague nothing before she is invited, and says so in a group chat without a number', async () => {
    await adele.says('status');
    await adele.sees('join');
    await adele.saysInGroup('status');
    await adele.sees('I work in a personal chat with a customer');
    assert.equal(await adele.count(/contoso\.com|EUR/), 0);
    await adele.screenshot('three-1-group-chat');
    await adele.backToBot();
  });

  it('lets the admin invite her by a code of her own', async () => {
    const { alex, megan } = stage;
    await alex.says('invite a colleague');
    await alex.answers('Invite a colleague', 'Make a code', {
      'What is the colleague to be?': 'An admin: is asked and reminded as you are',
    });
    const [short] =
      /\d[0-9A-Z]{3}-[0-9A-Z]{4}(?![0-9A-Z-])/.exec(await alex.card('Code for your colleague').innerText()) ?? [];
    assert.ok(short);
    await adele.says(`join ${short}`);
    await adele.answers('Is this your company?', 'Yes, that is us');
    await adele.sees('Your changeover to Fabrikam');
    await megan.replies('who is who');
    await megan.sees('Adele Vance: admin');
    await megan.screenshot('three-2-who-is-who', 'Adele Vance: admin');
  });

  it('asks either of them for a step, and tells the second what the first has done', async () => {
    const { alex } = stage;
    await alex.answers('Your changeover to Fabrikam', 'Continue');
    await alex.sees(question('Check what we noted'));
    await adele.says('next');
    await adele.answers(question('Check what we noted'), 'Done');
    await adele.sees(question('Find who may cancel'));
    await alex.answers(question('Check what we noted'), 'Done');
    await alex.sees(/Adele Vance/);
    const { latest } = await stage.state();
    const times = latest.flatMap((row) => row.events).filter((event) => event.startsWith('step done: check-facts'));
    assert.equal(times.length, 1);
    await alex.screenshot('three-3-second-press');
  });

  it('lets the technician take it and ask the customer, and both of its people hear of it', async () => {
    const { alex, megan } = stage;
    await megan.replies('take it');
    await megan.card(/Technician\s*Megan Bowen/).waitFor();
    await megan.replies('ask the customer');
    await Promise.all([alex.sees('Fabrikam asks how it stands'), adele.sees('Fabrikam asks how it stands')]);
    await megan.screenshot('three-4-asked');
  });

  it('goes on for both when one of them answers', async () => {
    const { alex, megan } = stage;
    await adele.says('next');
    await adele.answers(question('Find who may cancel'), 'Done');
    await adele.answers(question('Know the mail that may come'), 'Done');
    await adele.sees('There is nothing for you to do now');
    await alex.says('status');
    await alex
      .card(/Your changeover to Fabrikam.*There is nothing for you to do now|Your changeover to Fabrikam.*Fabrikam/s)
      .waitFor();
    await until('the thread shows whose turn it is', async () =>
      /Send the reseller request/.test(await megan.card('Direct to CSP').innerText()),
    );
  });

  it('shows the technician who did what, through which door', async () => {
    const { megan } = stage;
    await megan.replies('history');
    await megan.sees(/Adele Vance/);
    await megan.screenshot('three-5-history', /Adele Vance/);
  });

  it('went without an error in any window or in the bot’s log', () => {
    assert.deepEqual(stage.troubles(), []);
  });
});
