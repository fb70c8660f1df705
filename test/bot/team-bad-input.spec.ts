import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { megan as meganCast, partnerTeam } from '../../sandbox/people.ts';
import type { Person } from '../../sandbox/person.ts';
import { textOfPost } from '../../sandbox/transcripts.ts';
import { DAY } from '../../changeover/working-time.ts';
import { deedsIn, answers, doesHers, joins, opens } from '../support/story-world.ts';
import { buttonOf, elsewhere, sendsPress, teamEvent, wordsOf } from '../support/team-world.ts';
import { workbook } from '../support/workbook.ts';
import { aWorld, type World } from '../support/world.ts';

const HEADS =
  'Customer;Domain;Product;Licences;Cycle;Price;Currency;Renews on;New price;New start;Partner;Partner domain';
const HOUR = 3_600_000;

describe('the partner’s side, given what goes wrong,', function () {
  this.timeout(60_000);
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
    await joins(world, await opens(world));
    await world.running.pump.settle();
  });
  afterEach(() => world.close());

  const own = (): Person => elsewhere(world, meganCast, 'personal');

  describe('a press from last week', () => {
    it('of a step that was done and opened again meanwhile does not answer it', async () => {
      await answers(world, /Check what we noted/);
      const done = buttonOf(world.megan, 'Done');
      await doesHers(world, /Send the reseller request/);
      await world.megan.says('reopen');
      await world.megan.sees(/Which step/);
      await world.megan.presses(
        'Open it again',
        { courseStep: 'invite-customer', courseReason: 'sent to the wrong one' },
        { isUnchecked: true },
      );
      await world.running.pump.settle();
      await world.goTo(world.now() + 7 * DAY);
      const deeds = await deedsIn(world);
      await sendsPress(world.megan, done);
      assert.equal(await deedsIn(world), deeds);
    });

    it('that made somebody a lead does not make a lead of who was taken out since', async () => {
      await world.megan.says('team');
      await world.megan.sees(/You lead this team/);
      const make = buttonOf(world.megan, 'Make a lead');
      const data = { ...(make.piece['data'] as object), technician: world.diego.cast.objectId };
      const press = { ...make, piece: { ...make.piece, data } };
      await sendsPress(world.megan, press);
      world.connector.removeMember(partnerTeam.id, world.diego.cast.teamsId);
      await world.goTo(world.now() + 7 * DAY);
      await world.megan.says('team');
      assert.doesNotMatch(await world.megan.sees(/You lead this team/), /Diego/);
      assert.match(wordsOf(await sendsPress(world.megan, press)), /choose one of the options/);
    });
  });

  describe('a roster that can’t be asked', () => {
    for (const kind of ['throttled', 'notInRoster'] as const) {
      it(`(${kind}) lets a technician’s own chat see nothing that was not checked before`, async () => {
        world.connector.fail({ kind, method: 'GET', path: '/members/', times: Infinity });
        const chat = own();
        await chat.says('status');
        await chat.sees(/I have to know which changeover is yours/);
        chat.doesNotSee(/Contoso/);
        world.connector.mend('/members/');
        await chat.says('status');
        await chat.sees(/Contoso/);
      });

      it(`(${kind}) leaves a technician’s own chat as it was ${kind === 'throttled' ? 'for a day' : 'for an hour'}, and no longer`, async () => {
        const chat = own();
        await chat.says('status');
        await chat.sees(/Contoso/);
        world.connector.fail({ kind, method: 'GET', path: '/members/', times: Infinity });
        await chat.says('status');
        await chat.sees(/Contoso/);
        await world.goTo(world.now() + (kind === 'throttled' ? 25 * HOUR : HOUR + 1));
        await chat.says('status');
        await chat.sees(/I have to know which changeover is yours/);
      });
    }

    it('still shows who leads, without names, and changes nothing', async () => {
      await world.megan.says('status');
      await world.megan.sees(/Contoso/);
      world.connector.fail({ kind: 'throttled', method: 'GET', path: 'pagedmembers', times: Infinity });
      await world.megan.says('team');
      const card = await world.megan.sees(/The team Fabrikam Cloud/);
      assert.match(card, /nobody can be picked/);
      assert.doesNotMatch(card, /Make a lead/);
    });
  });

  it('is told nothing one to one once the team is deleted, and everything when it is back', async () => {
    const chat = own();
    await chat.says('status');
    await chat.sees(/Contoso/);
    await teamEvent(world.megan, {}, 'teamDeleted');
    await chat.says('status');
    await chat.sees(/I have to know which changeover is yours/);
    await teamEvent(world.megan, {}, 'teamRestored');
    await chat.says('status');
    await chat.sees(/Contoso/);
  });

  it('goes on where it was when the assistant was removed from the team and added again', async () => {
    await world.megan.says('limit 500 EUR');
    await world.megan.sees(/waits for the yes/);
    await world.megan.uninstalls();
    await answers(world, /Check what we noted/);
    await world.running.pump.settle();
    await world.megan.installs();
    await world.running.pump.settle();
    await world.megan.says('board');
    assert.match(await world.megan.sees(/One changeover, the worst first/), /1 of 14 steps done/);
    await world.megan.says('limit');
    await world.megan.sees(/more than €500\.00/);
    await world.megan.says('status');
    await world.megan.sees(/Check number/);
  });

  it('takes a note of 500 lines no further than it may be long, and says so', async () => {
    const deeds = await deedsIn(world);
    await world.megan.says(`note ${Array.from({ length: 500 }, (_, i) => `line ${i}`).join('\n')}`);
    await world.megan.sees(/longer than I can read/);
    assert.equal(await deedsIn(world), deeds);
  });

  it('refuses 500 lines of one customer, and says how many there may be', async () => {
    const rows = Array.from(
      { length: 500 },
      (_, i) =>
        `Wingtip;wingtiptoys.com;business-standard;${i + 1};monthly;12,50;EUR;2026-07-01;11,80;2026-06-30;Fabrikam;fabrikam.com`,
    );
    await world.megan.says('import');
    await world.megan.presses('Look at these rows', { rows: [HEADS, ...rows].join('\n') });
    assert.match(await world.megan.sees(/to be put right first/), /more than 20 rows of one kind/);
  });

  describe('a spreadsheet', () => {
    const line = (price: string | object): readonly (string | number | object)[] => [
      'Wingtip',
      'wingtiptoys.com',
      'business-standard',
      20,
      'monthly',
      price,
      'EUR',
      46_204,
      11.8,
      46_090,
      'Fabrikam',
      'fabrikam.com',
    ];

    async function sends(name: string, bytes: Uint8Array, sees: RegExp): Promise<string> {
      const file = await serving(bytes);
      const chat = own();
      await chat.installs();
      const contentType = 'application/vnd.microsoft.teams.file.download.info';
      await chat.sends({ attachments: [{ contentType, name, content: { downloadUrl: file.url } }] });
      try {
        return await chat.sees(sees);
      } finally {
        await file.close();
      }
    }
    const openCount = async (): Promise<number> => (await world.running.store.openChangeovers(9)).length;

    it('with a formula says in which cell, and saves nothing', async () => {
      const bytes = workbook([HEADS.split(';'), line({ formula: 'A1*2', value: 12.5 })] as Parameters<
        typeof workbook
      >[0]);
      assert.match(await sends('a.xlsx', bytes, /to be put right first/), /Row 2, column F[^]*formula/);
      assert.equal(await openCount(), 1);
    });

    it('with merged cells says which, and saves nothing', async () => {
      const bytes = workbook([HEADS.split(';'), line('12,50')] as Parameters<typeof workbook>[0], ['A2:A4']);
      assert.match(await sends('a.xlsx', bytes, /to be put right first/), /A2:A4/);
      assert.equal(await openCount(), 1);
    });

    const text = `${HEADS}\nBäckerei Müller;mueller.example;business-standard;20;monthly;12,50;EUR;2026-07-01;11,80;2026-06-30;Fabrikam;fabrikam.com\n`;
    for (const [encoding, bytes] of [
      ['Windows-1252', Buffer.from(text, 'latin1')],
      ['UTF-16', Buffer.from(text, 'utf16le')],
    ] as const) {
      it(`in ${encoding} is read as it was meant`, async () => {
        await sends('a.csv', bytes, /One changeover is ready/);
        const chat = own();
        await chat.presses('Save this changeover');
        await world.connector.until(
          () => world.megan.posts().find((post) => /one changeover was opened/.test(textOfPost(post))),
          () => 'the end of the file',
        );
        await world.megan.says('board müller');
        await world.megan.sees(/Bäckerei Müller/);
      });
    }

    it('that is no table at all is refused kindly', async () => {
      await sends('a.xlsx', Buffer.from([0, 1, 2, 3, 0, 0, 0, 9]), /neither a CSV text nor an Excel workbook/);
    });
  });
});

async function serving(bytes: Uint8Array): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((_request, response) => void response.end(bytes));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/table`, close: () => new Promise((done) => server.close(() => done())) };
}
