import assert from 'node:assert/strict';
import type { Changeover } from '../../changeover/changeover.ts';
import { textOfPost } from '../../sandbox/transcripts.ts';
import { buttonOf, elsewhere, sendsPress, wordsOf } from '../support/team-world.ts';
import { deedsIn, opens } from '../support/story-world.ts';
import { aWorld, MONDAY, type World } from '../support/world.ts';

const DAY = 86_400_000;
const HEADS =
  'Customer;Domain;Product;Licences;Cycle;Price;Currency;Renews on;New price;New start;Partner;Partner domain';
const row = (name: string, seats: number, startsOn = '2026-03-09'): string =>
  `${name};${name.toLowerCase()}.com;Microsoft 365 Business Standard;${seats};monthly;12,50;EUR;2026-07-01;11,80;${startsOn};Fabrikam;fabrikam.com`;
const ASKS = /A second yes, please/;

describe('changeovers of a table that are above the limit', function () {
  // Files are opened bit by bit in a whole bot.
  this.timeout(60_000);
  let world: World;
  beforeEach(async () => {
    world = await aWorld('embedded');
    await world.megan.installs();
    await world.megan.says('limit 500 EUR');
    await world.megan.sees(/waits for the yes of a second person/);
  });
  afterEach(() => world.close());

  async function checks(...rows: readonly string[]): Promise<void> {
    await world.megan.says('import');
    await world.megan.sees(/Changeovers from a table/);
    await world.megan.presses('Look at these rows', { rows: [HEADS, ...rows].join('\n') }, { again: true });
  }

  async function saves(...rows: readonly string[]): Promise<void> {
    await checks(...rows);
    await world.megan.sees(/ready to be saved/);
    await world.megan.presses(/^Save th/);
    await world.megan.sees(ASKS);
  }

  const opened = async (): Promise<readonly Changeover[]> => world.running.store.openChangeovers(600);
  const names = async (): Promise<readonly string[]> =>
    (await opened()).map(({ customer }) => customer.domain).toSorted();
  const untilDone = (words: RegExp): Promise<unknown> =>
    world.connector.until(
      () => world.megan.posts().find((post) => words.test(textOfPost(post))),
      () => 'the end of the file',
      30_000,
    );

  it('are shown as such before anything is saved, and wait while the others are opened', async () => {
    await checks(row('Contoso', 20), row('Wingtip', 2));
    const seen = await world.megan.sees(/2 changeovers are ready/);
    assert.match(seen, /Rows that need a second yes 1/);
    assert.match(seen, /Needs a second yes[^]*Row 2: contoso\.com[^]*Would be saved[^]*Row 3: wingtip\.com/);
    await world.megan.presses('Save these 2 changeovers');
    const asks = await world.megan.sees(ASKS);
    assert.match(asks, /Megan Bowen imported these[^]*€500\.00[^]*Contoso[^]*Paid twice, both together: €/);
    assert.doesNotMatch(asks, /Wingtip/);
    await untilDone(/one changeover was opened/);
    assert.deepEqual(await names(), ['wingtip.com']);
  });

  it('are opened by the yes of another technician, who is named beside who brought them', async () => {
    await saves(row('Contoso', 20));
    assert.match(
      wordsOf(await sendsPress(world.megan, buttonOf(world.megan, 'Yes'))),
      /You brought this table yourself/,
    );
    await world.diego.presses('Yes');
    await world.diego.sees(/Diego Siciliani said yes to one changeover/);
    await untilDone(/one changeover was opened/);
    const [only] = await opened();
    const [first] = await world.running.store.journal(only!.id);
    const event = first!.events.find(({ type }) => type === 'opened');
    assert.ok(event?.type === 'opened');
    assert.equal(event.askedBy?.objectId, world.megan.cast.objectId);
    assert.equal(event.openedBy?.objectId, world.diego.cast.objectId);
  });

  it('are agreed to one by one, dropped one by one, and the rest in one go, page by page', async () => {
    await saves(...Array.from({ length: 12 }, (_, i) => row(`Shop${i}`, 20)));
    await world.diego.presses('Next page');
    assert.match(await world.diego.sees(/Page 2 of 2/), /Shop8[^]*Shop11/);
    await world.diego.presses('Page before');
    await world.diego.sees(/Page 1 of 2/);
    await world.diego.presses('Yes');
    await world.diego.sees(/A second yes, please: 11 changeovers[^]*said yes to one changeover/);
    await world.diego.presses('No');
    await world.diego.sees(/A second yes, please: 10 changeovers[^]*said no to one changeover/);
    await world.diego.presses('Yes to all 10');
    await world.diego.sees(/said yes to 10 changeovers/);
    await untilDone(/10 changeovers were opened/);
    assert.equal((await opened()).length, 11);
    assert.ok(!(await names()).includes('shop1.com'));
  });

  it('are opened once, however many agree, and however often', async () => {
    await saves(row('Contoso', 20));
    const yes = buttonOf(world.diego, 'Yes, open it');
    await Promise.all([1, 2, 3].map(() => sendsPress(world.diego, yes)));
    await untilDone(/one changeover was opened/);
    const [{ id }] = (await opened()) as [Changeover];
    const deeds = await deedsIn(world, id);
    assert.match(JSON.stringify((await sendsPress(world.diego, yes)).body), /Nothing of this table waits any more/);
    assert.equal((await opened()).length, 1);
    assert.equal(await deedsIn(world, id), deeds);
    assert.equal(world.megan.posts().filter((post) => /The file is done/.test(textOfPost(post))).length, 1);
  });

  it('are shown as waiting when the table comes again, and open nothing twice', async () => {
    await saves(row('Contoso', 20));
    await checks(row('Contoso', 20));
    await world.megan.sees(/Nothing new in this file[^]*contoso\.com[^]*waits for a second yes already/);
    await world.diego.presses('Yes');
    await untilDone(/one changeover was opened/);
    assert.deepEqual(await names(), ['contoso.com']);
  });

  it('wait for a week, and for no day that has gone by', async () => {
    await saves(row('Contoso', 20, '2026-03-04'), row('Wingtip', 20, '2026-05-01'));
    const yes = buttonOf(world.diego, 'Yes to all 2');
    await world.goTo(MONDAY + 3 * DAY);
    await sendsPress(world.diego, yes);
    await untilDone(/one changeover was opened, and one was refused because its day has gone by/);
    assert.deepEqual(await names(), ['wingtip.com']);
    await saves(row('Northwind', 20, '2026-05-01'));
    const late = buttonOf(world.diego, 'Yes');
    await world.goTo(MONDAY + 10 * DAY);
    assert.match(JSON.stringify((await sendsPress(world.diego, late)).body), /a week went by/);
    assert.deepEqual(await names(), ['wingtip.com']);
  });

  it('are judged by the limit that stands when they are saved', async () => {
    await checks(row('Wingtip', 2));
    await world.megan.sees(/One changeover is ready/);
    await world.megan.says('limit 1 EUR');
    await world.megan.sees(/waits for the yes/);
    await world.megan.presses('Save this changeover');
    await world.megan.sees(ASKS);
    assert.deepEqual(await names(), []);
  });

  it('are agreed to in their own channel alone', async () => {
    await saves(row('Contoso', 20));
    const yes = buttonOf(world.diego, 'Yes');
    const conversation = {
      id: '19:other-channel@thread.tacv2',
      conversationType: 'channel',
      isGroup: true,
      tenantId: world.diego.cast.company.tenantId,
    };
    await sendsPress(world.diego, yes, { conversation });
    await sendsPress(elsewhere(world, world.diego.cast, 'personal'), yes);
    await sendsPress(world.alex, yes);
    await sendsPress(world.lee, yes);
    assert.match(await elsewhereSays(), /A second yes, please/);
    assert.deepEqual(await names(), []);
  });

  /** Nothing of it was taken: it still waits. */
  async function elsewhereSays(): Promise<string> {
    const answer = await sendsPress(world.diego, {
      ...buttonOf(world.diego, 'Yes'),
      piece: { verb: 'import', data: { as: 'waits', import: importIdIn(buttonOf(world.diego, 'Yes')) } },
    });
    return JSON.stringify(answer.body);
  }

  it('of a file that was sent one to one are asked for in the channel', async () => {
    await opens(world);
    const chat = elsewhere(world, world.megan.cast, 'personal');
    await chat.installs();
    await chat.says(`import ${[HEADS, row('Wingtip', 20)].join('\n')}`);
    await chat.sees(/One changeover is ready/);
    await chat.presses('Save this changeover');
    await chat.sees(/waits for a second technician’s yes: I asked in the channel/);
    await world.connector.until(
      () => world.diego.posts().find((post) => /that a colleague sent me one to one/.test(textOfPost(post))),
      () => 'the question in the channel',
    );
    await world.diego.presses('Show them');
    await world.diego.sees(/Megan Bowen imported these[^]*Wingtip/);
    await world.diego.presses('Yes, open it');
    await untilDone(/The file is done: one changeover was opened/);
  });
});

function importIdIn({ piece }: ReturnType<typeof buttonOf>): unknown {
  return (piece['data'] as Readonly<Record<string, unknown>>)['import'];
}
