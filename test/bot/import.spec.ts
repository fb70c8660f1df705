import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { textOfPost } from '../../sandbox/transcripts.ts';
import { person } from '../../sandbox/person.ts';
import { megan } from '../../sandbox/people.ts';
import { workbook } from '../support/workbook.ts';
import { opens } from '../support/story-world.ts';
import { aWorld, type World } from '../support/world.ts';

const HEADS =
  'Customer;Domain;Product;Licences;Cycle;Price;Currency;Renews on;New price;New start;Partner;Partner domain';
const row = (name: string, domain: string, more = ''): string =>
  `${name};${domain};Microsoft 365 Business Standard;20;monthly;12,50;eur;2026-07-01;11,80;2026-03-09;Fabrikam;fabrikam.com${more}`;

describe('a table of changeovers', function () {
  // Weeks go by in a whole bot.
  this.timeout(60_000);
  let world: World;
  beforeEach(async () => {
    world = await aWorld('embedded');
    await world.megan.installs();
    await world.megan.says('import');
    await world.megan.sees(/Changeovers from a table/);
  });
  afterEach(() => world.close());

  const checks = (...rows: readonly string[]): Promise<void> =>
    world.megan.presses('Look at these rows', { rows: rows.join('\n') }, { again: true });
  const domains = async (): Promise<readonly string[]> =>
    (await world.running.store.openChangeovers(600)).map(({ customer }) => customer.domain).toSorted();

  it('is shown with the overlap of each row before anything is saved, and saved by one press', async () => {
    await checks('Renewal;Domain;Product', '', '');
    await world.megan.sees(/Only the names of the columns/);
    await checks(`${HEADS};Renewal`, row('Contoso', 'contoso.com'));
    await world.megan.sees(/“Renewal” is there twice/);
    await checks(HEADS, row('Contoso', 'contoso.com'), row('Wingtip', 'wingtiptoys.com'));
    const seen = await world.megan.sees(/2 changeovers are ready/);
    assert.match(
      seen,
      /Row 2: contoso\.com, 20 × Microsoft 365 Business Standard: 114 days of overlap, the customer pays €936\.99 twice/,
    );
    assert.deepEqual(await domains(), []);
    await world.megan.presses('Save these 2 changeovers');
    await world.megan.sees(/2 changeovers were opened/);
    assert.deepEqual(await domains(), ['contoso.com', 'wingtiptoys.com']);
  });

  it('opens nothing twice when it comes again, and only what is new', async () => {
    await checks(HEADS, row('Contoso', 'contoso.com'));
    await world.megan.presses('Save this changeover');
    await world.megan.sees(/one changeover was opened/);
    await checks(HEADS, row('Contoso', 'contoso.com'), row('Wingtip', 'wingtiptoys.com'));
    assert.match(await world.megan.sees(/One changeover is ready/), /There already[^]*Row 2: contoso\.com/);
    await world.megan.presses('Save this changeover');
    await world.megan.sees(/one changeover was opened/);
    assert.deepEqual(await domains(), ['contoso.com', 'wingtiptoys.com']);
  });

  it('is saved once, although the button is pressed three times at once', async () => {
    await checks(HEADS, row('Contoso', 'contoso.com'));
    await world.megan.presses('Save this changeover', {}, { times: 3 });
    await world.megan.sees(/one changeover was opened/);
    assert.equal(world.megan.posts().filter((post) => /The file is done/.test(textOfPost(post))).length, 1);
    assert.deepEqual(await domains(), ['contoso.com']);
  });

  it('says every fault with its row and column, and saves nothing of it', async () => {
    await checks(
      HEADS,
      row('Contoso', 'contoso.com'),
      '=HYPERLINK("x");not a domain;Nonsense;-3;monthly;=1+1;eur;yesterday;11,80;2026-03-09;Fabrikam;fabrikam.com',
      row('Contoso', 'contoso.com'),
      row('Wingtip', 'wingtiptoys.com', ';more'),
    );
    const seen = await world.megan.sees(/to be put right first/);
    for (const place of ['B (customer’s domain)', 'C (product)', 'D (licences)', 'F (price)', 'H (renews on)']) {
      assert.ok(seen.includes(`Row 3, column ${place}`), place);
    }
    assert.match(seen, /Row 4: This is the same as row 2/);
    assert.match(seen, /Row 5: This row has more cells than there are columns/);
    assert.doesNotMatch(seen, /Save/);
    assert.deepEqual(await domains(), []);
  });

  const many = (count: number): readonly string[] =>
    Array.from({ length: count }, (_, i) => row(`Customer ${i}`, `customer-${i}.com`));

  it('of 500 rows is looked at page by page, of 501 it is refused', async () => {
    await checks(HEADS, ...many(501));
    await world.megan.sees(/There are 501 rows\. Split the table: at most 500/);
    await checks(HEADS, ...many(500));
    await world.megan.sees(/500 changeovers are ready[^]*Page 1 of 25/);
    await world.megan.presses('Next page');
    await world.megan.sees(/Page 2 of 25[^]*customer-20\.com/);
  });

  it('is saved bit by bit to its end, whatever is restarted in between', async () => {
    await checks(HEADS, ...many(70));
    await world.megan.presses('Save these 70 changeovers');
    await world.restart();
    await world.connector.until(
      () => world.megan.posts().find((post) => /70 changeovers were opened/.test(textOfPost(post))),
      () => 'the end of the file',
      45_000,
    );
    assert.equal(new Set(await domains()).size, 70);
  });

  it('takes rows of one customer as the lines of one changeover, also with commas and its words quoted', async () => {
    const commas = (seats: number): string =>
      `"Contoso, Ltd.",contoso.com,business-standard,${seats},monthly,12.50,EUR,2026-07-01,11.80,2026-03-09,Fabrikam,fabrikam.com`;
    await checks(HEADS.replaceAll(';', ','), commas(20), commas(5));
    await world.megan.sees(/One changeover is ready/);
    await world.megan.presses('Save this changeover');
    await world.megan.sees(/one changeover was opened/);
    const [only] = await world.running.store.openChangeovers(2);
    assert.deepEqual(
      only?.lines.map(({ seats }) => seats),
      [20, 5],
    );
  });

  it('leaves out a customer that has a changeover already which did not come from a table', async () => {
    await opens(world);
    await world.megan.says('import');
    await world.megan.sees(/Changeovers from a table/);
    await checks(HEADS, row('Contoso', 'contoso.com'));
    await world.megan.sees(/contoso\.com has an open changeover that did not come from a table/);
  });

  it('is nothing to be told of elsewhere', async () => {
    await world.alex.installs();
    await world.alex.says('import');
    await world.alex.sees(/belongs to a team/);
  });

  describe('as a file that a technician sends one to one', () => {
    it('is fetched, read and saved for the team', async () => {
      await opens(world);
      const { connector, running } = world;
      const url = `${running.url}/api/messages`;
      const chat = person({ cast: megan, place: 'personal', connector, botUrl: () => url, now: () => world.now() });
      const bytes = workbook([
        HEADS.split(';'),
        ['Wingtip', 'wingtiptoys.com', 'business-standard', 20, 'monthly', 12.5, 'EUR', 46_204, 11.8, 46_090, '', ''],
      ]);
      const file = await serving(bytes);
      const content = { downloadUrl: file.url, uniqueId: 'x', fileType: 'xlsx' };
      const contentType = 'application/vnd.microsoft.teams.file.download.info';
      await chat.installs();
      await chat.sends({ attachments: [{ contentType, name: 'book.xlsx', content }] });
      assert.match(await chat.sees(/One changeover is ready/), /wingtiptoys\.com/);
      await chat.presses('Save this changeover');
      await world.connector.until(
        () => world.megan.posts().find((post) => /one changeover was opened/.test(textOfPost(post))),
        () => 'the end of the file in the channel',
      );
      const opened = await running.store.openChangeovers(9);
      const wingtip = opened.find(({ customer }) => customer.domain === 'wingtiptoys.com');
      assert.equal(wingtip?.lines[0]?.renewsOn, '2026-07-01');
      assert.equal(wingtip?.partner.domain, 'fabrikam.com');
      await file.close();
    });

    it('from anywhere but where Teams keeps files is not fetched', async () => {
      await opens(world);
      const { connector, running } = world;
      const url = `${running.url}/api/messages`;
      const chat = person({ cast: megan, place: 'personal', connector, botUrl: () => url, now: () => world.now() });
      const contentType = 'application/vnd.microsoft.teams.file.download.info';
      await chat.installs();
      await chat.sends({
        attachments: [{ contentType, name: 'a.csv', content: { downloadUrl: 'http://169.254.169.254/x' } }],
      });
      await chat.sees(/could not fetch that file/);
    });
  });
});

async function serving(bytes: Uint8Array): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((_request, response) => void response.end(bytes));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/book.xlsx`,
    close: () => new Promise((done) => server.close(() => done())),
  };
}
