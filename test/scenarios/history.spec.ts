import assert from 'node:assert/strict';
import type { HistoryExport } from '../../loop/history.ts';
import { verifyHistory } from '../../loop/verify-history.ts';
import { buttonsOf } from '../../sandbox/card-reader.ts';
import { partnerTeam } from '../../sandbox/people.ts';
import type { Person } from '../../sandbox/person.ts';
import { cardsOf } from '../../sandbox/transcripts.ts';
import { approves, joins, opens, theChangeover } from '../support/story-world.ts';
import { elsewhere } from '../support/team-world.ts';
import { aWorld, type World } from '../support/world.ts';

describe('the history of a changeover', () => {
  let world: World;
  before(async () => {
    world = await aWorld();
    await joins(world, await opens(world));
    await approves(world);
    for (const said of ['snooze 2 days', 'snooze 3 days']) {
      await world.alex.says(said);
      await world.alex.sees(/until/);
    }
  });
  after(() => world.close());

  it('comes on the word of a member: who, when, through which door, newest first', async () => {
    await world.alex.says('history');
    const seen = await world.alex.sees(/What happened/);
    assert.match(seen, /^(?=[\s\S]*Reminders put off until)[\s\S]*Done: Accept the customer agreement/);
    assert.match(seen, /2026, 10:00 CET · Megan Bowen · by a button/);
    assert.match(seen, /Done: Send the reseller request \(on their word\)/);
    assert.match(seen, /page 1 of 2/);
  });

  it('is turned over to its beginning, and back', async () => {
    await world.alex.presses('Older');
    const seen = await world.alex.sees(/page 2 of 2/);
    assert.match(seen, /Opened for contoso\.com/);
    assert.match(seen, /Alex Wilber joined: admin of Contoso/);
    await world.alex.presses('Newer');
    await world.alex.sees(/page 1 of 2/);
  });

  it('comes on a button of the status card too', async () => {
    await world.megan.presses('History', {}, { on: /Check number/ });
    await world.megan.sees(/What happened/);
  });

  it('is a file that verifies, which the partner gets whole', async () => {
    const { json } = await filesOf(world.megan);
    const exported = await downloaded(json);
    const verdict = verifyHistory(exported);
    assert.ok(verdict.ok, JSON.stringify(verdict));
    assert.equal(verdict.withheld, 0);
    assert.match(JSON.stringify(exported.rows[0]!.events), /"newPrice"/);
    assert.ok(exported.texts.some((text) => text.body === 'Alex Wilber'));
  });

  it('is a file that verifies for the customer too, without what the partner pays', async () => {
    await world.alex.says('history');
    await world.alex.sees(/What happened/);
    const { json } = await filesOf(world.alex);
    const exported = await downloaded(json);
    const verdict = verifyHistory(exported);
    assert.ok(verdict.ok, JSON.stringify(verdict));
    assert.equal(verdict.withheld, 1);
    assert.doesNotMatch(JSON.stringify(exported), /newPrice/);
  });

  it('ends with the hash that the card shows', async () => {
    await world.alex.says('history');
    const seen = await world.alex.sees(/ends with [0-9a-f]{16}/);
    const { head } = await downloaded((await filesOf(world.alex)).json);
    assert.ok(seen.includes(head.slice(0, 16)));
  });

  it('is a page that prints, whole, and loads nothing from elsewhere', async () => {
    await world.alex.says('history');
    await world.alex.sees(/What happened/);
    const { page } = await filesOf(world.alex);
    const response = await fetch(page);
    assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'none'.*style-src 'sha256-/);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    const text = await response.text();
    assert.match(text, /<html lang="en">/);
    assert.match(text, /Opened for contoso\.com/);
    assert.match(text, /Done: Send the reseller request/);
    assert.doesNotMatch(text, /<script|https?:\/\/|\\/);
  });

  it('opens by no other link, and by none that has ended', async () => {
    await world.alex.says('history');
    await world.alex.sees(/What happened/);
    const { page } = await filesOf(world.alex);
    const { url } = world.running;
    const [body = '', signature = ''] = page.split('ticket=')[1]!.split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
    const forged = Buffer.from(JSON.stringify({ ...claims, ends: 9e15 })).toString('base64url');
    for (const ticket of ['', '.', 'x.y', `${forged}.${signature}`, `${body}.${signature.slice(1)}x`, body]) {
      const response = await fetch(`${url}/history?ticket=${ticket}`);
      assert.equal(response.status, 404);
      assert.match(await response.text(), /This link has ended/);
    }
    assert.equal((await fetch(page)).status, 200);
    await world.goTo(world.now() + 10 * 60_000);
    assert.equal((await fetch(page)).status, 404);
  });

  it('opens for a technician one to one, too, until they are in the team no more', async () => {
    const diego = elsewhere(world, world.diego.cast, 'personal');
    await diego.says('history');
    await diego.sees(/What happened/);
    const { page } = await filesOf(diego);
    assert.equal((await fetch(page)).status, 200);
    world.connector.removeMember(partnerTeam.id, diego.cast.teamsId);
    assert.equal((await fetch(page)).status, 404);
  });

  it('is not told to somebody who is no member', async () => {
    const { id } = await theChangeover(world);
    await world.lee.installs();
    await world.lee.sends({ text: '', value: { verb: 'history', changeover: id } });
    await world.lee.sees(/can.t find|no changeover|not a member|join/iu);
    world.lee.doesNotSee(/Megan|contoso/iu);
  });
});

/** The two links on the card that the person is handed. */
async function filesOf(person: Person): Promise<{ readonly page: string; readonly json: string }> {
  await person.presses('As a file');
  await person.sees(/The history as a file/);
  const links = person
    .posts()
    .flatMap(cardsOf)
    .flatMap((card) => buttonsOf(card))
    .filter((button) => button.type === 'Action.OpenUrl')
    .map((button) => String(button.piece['url']));
  const [page, json] = links.slice(-2);
  return { page: page!, json: json! };
}

async function downloaded(url: string): Promise<HistoryExport> {
  const response = await fetch(url);
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-disposition') ?? '', /attachment; filename="history-.*\.json"/);
  return (await response.json()) as HistoryExport;
}
