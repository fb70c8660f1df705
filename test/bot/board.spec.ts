import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import { partnerTeam } from '../../sandbox/people.ts';
import { textOfPost } from '../../sandbox/transcripts.ts';
import { opens } from '../support/story-world.ts';
import { aWorld, MONDAY, type World } from '../support/world.ts';

const DAY = 86_400_000;
/** In London, which is Megan’s zone. */
const NEXT_MONDAY_AT_NINE = MONDAY + 7 * DAY;

describe('the board in the partner’s channel', function () {
  // Weeks go by in a whole bot.
  this.timeout(60_000);
  let world: World;
  beforeEach(async () => {
    world = await aWorld('embedded');
    await opens(world);
    await world.megan.says('board');
    await world.megan.sees(/One changeover, the worst first/);
  });
  afterEach(() => world.close());

  const boards = (): readonly string[] =>
    world.megan
      .posts()
      .map(textOfPost)
      .filter((text) => /the worst first/.test(text));
  const digests = (): number =>
    world.megan.posts().filter((post) => /Your book this week/.test(textOfPost(post))).length;

  it('says who is waited for, and what is billed twice from the day on which it is', async () => {
    assert.match(boards().at(-1) ?? '', /Contoso/);
    await world.goTo(Date.parse('2026-03-09T12:00:00Z'));
    await world.megan.says('board');
    assert.match(await world.megan.sees(/Overlapping now/), /1, €8\.22 a day/);
    assert.match(boards().at(-1) ?? '', /Billed twice since 9 March 2026: €8\.22 a day\./);
  });

  it('shows what its filter leaves, in place of what stood there', async () => {
    await world.megan.presses('Show these', { 'Customer (name or domain)': 'fabrikam' });
    await world.megan.sees(/Nothing fits/);
    await world.megan.presses('Show these', { 'Customer (name or domain)': 'conto', Group: 'Overlapping now' });
    await world.megan.sees(/Nothing fits/);
    await world.megan.presses('Show these', { Group: 'Any' });
    await world.megan.sees(/One changeover, the worst first/);
    assert.equal(boards().length, 1);
  });

  it('is narrowed down by typed words to one’s own, a colleague’s, nobody’s, and a ticket', async () => {
    const asks = async (words: string, shows: RegExp): Promise<string> => {
      await world.megan.says(words);
      return world.megan.sees(shows);
    };
    await asks('board mine', /Technician: Megan Bowen[^]*Nothing fits/);
    await asks('board of nobody', /Technician: Nobody’s[^]*Contoso/);
    await world.megan.presses('I take it');
    await world.megan.presses('Save the number', { ticketNumber: 'INC-4711' });
    await world.connector.until(
      () => world.megan.posts().find((post) => /INC-4711/.test(textOfPost(post))),
      () => 'the ticket',
    );
    const mine = await asks('board mine', /One changeover, the worst first/);
    assert.match(mine, /Technician: Megan Bowen[^]*Contoso[^]* · Megan Bowen · ticket INC/);
    await asks('board of nobody', /Nothing fits/);
    await asks('board of megan ticket 4711', /Contoso/);
    await asks('board ticket 4712', /Ticket number: 4712[^]*Nothing fits/);
    await world.diego.says('board mine');
    await world.diego.sees(/Technician: Diego Siciliani[^]*Nothing fits/);
  });

  it('of one’s own stays one’s own when a colleague turns it or takes it as a file', async () => {
    await world.megan.presses('I take it');
    await world.megan.presses('Show these', { Technician: 'Mine' });
    await world.megan.sees(/Technician: Megan Bowen[^]*Contoso/);
    await world.diego.presses('As a file');
    await world.diego.sees(/Technician: Megan Bowen[^]*Contoso/);
    const [heads, row] = parse(await (await fetch(urlIn(world))).text(), { bom: true });
    assert.equal(row?.[heads?.indexOf('Technician') ?? -1], 'Megan Bowen');
    await world.megan.presses('Show these', { Technician: 'Nobody’s' });
    await world.megan.sees(/Nothing fits/);
  });

  it('opens a changeover’s card', async () => {
    await world.megan.presses('Open', {}, { on: /the worst first/ });
    await world.megan.sees(/Check number|check number/);
  });

  it('comes as a file by a link, which nobody can change and which ends', async () => {
    await world.megan.presses('As a file');
    await world.megan.sees(/the worst first/);
    const url = urlIn(world);
    const answer = await fetch(url);
    assert.equal(answer.headers.get('content-type'), 'text/csv; charset=utf-8');
    assert.match(answer.headers.get('content-disposition') ?? '', /attachment; filename="board\.csv"/);
    const [heads, row] = parse(await answer.text(), { bom: true });
    assert.deepEqual(heads?.slice(0, 3), ['Group', 'Customer', 'Domain']);
    assert.equal(row?.[2], 'contoso.com');
    assert.equal((await fetch(`${url}x`)).status, 404);
    await world.goTo(MONDAY + 11 * 60_000);
    assert.equal((await fetch(url)).status, 404);
  });

  it('comes by a link that its channel never gets, and that ends with its person’s place in the team', async () => {
    await world.diego.says('board csv');
    await world.diego.sees(/would be open to everybody here/);
    assert.doesNotMatch(JSON.stringify(world.diego.posts()), /board\.csv/);
    await world.diego.presses('As a file');
    await world.diego.sees(/Download \(for 10 minutes\)|the worst first/);
    const url = urlIn(world);
    assert.equal((await fetch(url)).status, 200);
    world.connector.removeMember(partnerTeam.id, world.diego.cast.teamsId);
    assert.equal((await fetch(url)).status, 404);
  });

  it('is told to the lead on Monday at nine, once, across a restart', async () => {
    await world.goTo(NEXT_MONDAY_AT_NINE - 1);
    assert.equal(digests(), 0);
    await world.restart();
    await world.goTo(NEXT_MONDAY_AT_NINE);
    await world.restart();
    await world.goTo(NEXT_MONDAY_AT_NINE + DAY);
    assert.equal(digests(), 1);
  });

  it('is not told any more after “digest off”, and told again after “digest on”', async () => {
    await world.megan.says('digest off');
    await world.megan.sees(/no weekly message/);
    await world.megan.says('board');
    await world.megan.sees(/“digest on” sends the sums of this to the lead every Monday at 09:00 \(Europe\/London\)/);
    await world.goTo(NEXT_MONDAY_AT_NINE + DAY);
    assert.equal(digests(), 0);
    await world.megan.says('digest on');
    await world.megan.sees(/every Monday at 09:00 \(Europe/);
    await world.megan.says('board');
    await world.megan.sees(/gets the sums of this every Monday at 09:00 \(Europe\/London\)/);
    await world.goTo(NEXT_MONDAY_AT_NINE + 7 * DAY);
    assert.equal(digests(), 1);
  });

  it('is for the channel alone: whoever asks elsewhere is told so, and sees nothing', async () => {
    await world.alex.installs();
    await world.alex.says('board');
    await world.alex.sees(/ask for it in your team’s channel/);
    world.alex.doesNotSee(/contoso/i);
  });
});

/** The address behind the newest button that downloads. */
function urlIn({ megan }: World): string {
  const found = [...JSON.stringify(megan.posts()).matchAll(/"url":"(http[^"]+files[^"]+)"/gu)].at(-1);
  assert.ok(found?.[1]);
  return found[1];
}
