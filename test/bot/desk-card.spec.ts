import assert from 'node:assert/strict';
import { isPiece } from '../../sandbox/card-reader.ts';
import { alex as alexCast, diego as diegoCast, fabrikam, lee as leeCast, partnerTeam } from '../../sandbox/people.ts';
import { cardsOf } from '../../sandbox/transcripts.ts';
import { DAY } from '../../changeover/working-time.ts';
import { deedsIn, joins, opens, theChangeover } from '../support/story-world.ts';
import { buttonOf, elsewhere, sendsPress, wordsOf, dataOf } from '../support/team-world.ts';
import { aWorld, type World } from '../support/world.ts';

const NEW_ID = 'f00dbabe-0023-4000-8000-000000000023';
const HOUR = 3_600_000;
const ELSEWHERE = '19:other-channel@thread.tacv2';

/** Each test goes on from the one before it. */
describe('a status card in the partner’s channel', () => {
  let world: World;
  before(async () => {
    world = await aWorld();
    await joins(world, await opens(world));
    await world.running.pump.settle();
  });
  after(() => world.close());

  const standing = (): Promise<string> => world.megan.sees(/Check number/);

  it('goes to one of two technicians who take it at once, and the other hears who was faster', async () => {
    await world.diego.says('help');
    const button = buttonOf(world.megan, 'I take it');
    const answers = await Promise.all([sendsPress(world.megan, button), sendsPress(world.diego, button)]);
    const { assignee } = await theChangeover(world);
    const [winner, loser] =
      assignee?.objectId === world.megan.cast.objectId ? ['Megan Bowen', answers[1]] : ['Diego Siciliani', answers[0]];
    assert.match(wordsOf(loser), new RegExp(`^${winner} has it since`, 'u'));
  });

  it('is updated in place for everybody in the channel after a press', async () => {
    const { assignee } = await theChangeover(world);
    const free = [world.megan, world.diego].find(({ cast }) => cast.objectId !== assignee?.objectId)!;
    await world.running.pump.settle();
    await free.presses(/^Take over from/u);
    await world.running.pump.settle();
    assert.match(await standing(), new RegExp(`Technician ${free.cast.name}`, 'u'));
    assert.equal((await theChangeover(world)).assignee?.objectId, free.cast.objectId);
  });

  it('names the people whose clients ask for their own view, and changes nothing when they ask', async () => {
    const refresh = refreshOf(world);
    assert.deepEqual(new Set(refresh.userIds), new Set([world.megan.cast.teamsId, world.diego.cast.teamsId]));
    const deeds = await deedsIn(world);
    const writes = world.statements.filter(({ name }) => name?.startsWith('commit')).length;
    const value = { action: refresh.action, trigger: 'automatic' };
    const own = await world.megan.sends({ type: 'invoke', name: 'adaptiveCard/action', text: undefined, value });
    assert.match(JSON.stringify(own.body), /The old subscription/, 'the lead sees what both sides pay');
    const others = await world.diego.sends({ type: 'invoke', name: 'adaptiveCard/action', text: undefined, value });
    assert.doesNotMatch(JSON.stringify(others.body), /The old subscription/);
    assert.equal(await deedsIn(world), deeds);
    assert.equal(world.statements.filter(({ name }) => name?.startsWith('commit')).length, writes);
  });

  it('keeps a note for the partner alone, a ticket number, and no card number in either', async () => {
    await world.megan.presses('Keep the note', { deskNote: 'Called Alex, back on Monday' });
    await world.megan.presses('Save the number', { ticketNumber: 'INC-4711' });
    await world.megan.presses('Keep the note', { deskNote: 'Pays with 4111 1111 1111 1111' });
    await world.megan.sees(/card number. I have not stored it/);
    await world.running.pump.settle();
    await world.diego.replies('status');
    const card = await world.diego.sees(/INC-4711/);
    assert.match(card, /Megan Bowen, .*: Called Alex, back on Monday/);
    assert.doesNotMatch(world.megan.screen(), /4111/);
    world.alex.doesNotSee(/INC-4711|back on Monday/);
  });

  it('asks the customer by a message of its own, and not again a moment later', async () => {
    await world.megan.presses('Ask the customer');
    await world.megan.sees(/The customer was asked just now/);
    await world.running.pump.settle();
    await world.alex.sees(/Fabrikam asks how it stands with this: Check what we noted/);
    assert.match(world.diego.screen(), /Alex Wilber asked once, last on/);
    await world.megan.says('ask the customer');
    await world.megan.sees(/asked for that a moment ago/);
  });

  it('a press from last week, sent again, is answered from how things are now', async () => {
    const old = buttonOf(world.megan, 'Ask the customer');
    const take = { ...old, piece: { ...old.piece, verb: 'assign', data: { ...dataOf(old.piece), verb: 'assign' } } };
    await world.goTo(world.now() + 7 * DAY);
    const { assignee } = await theChangeover(world);
    const deeds = await deedsIn(world);
    assert.match(wordsOf(await sendsPress(world.diego, take)), /has it since|done already/);
    assert.equal(await deedsIn(world), deeds);
    assert.deepEqual((await theChangeover(world)).assignee, assignee);
  });

  describe('forwarded', () => {
    const press = (): ReturnType<typeof buttonOf> => buttonOf(world.megan, 'All steps');
    const channelData = (teamId: string, tenantId: string) => ({
      tenant: { id: tenantId },
      team: { id: teamId },
      channel: { id: ELSEWHERE },
    });
    const place = (tenantId: string) => ({ id: ELSEWHERE, conversationType: 'channel', tenantId, isGroup: true });

    it('to another channel of the same team tells nothing there', async () => {
      const fields = {
        conversation: place(fabrikam.tenantId),
        channelData: channelData(partnerTeam.id, fabrikam.tenantId),
      };
      assert.match(wordsOf(await sendsPress(world.megan, press(), fields)), /belongs to another chat/);
      assert.deepEqual(world.connector.posts(ELSEWHERE), []);
    });

    it('to another team tells nothing, not even to the customer’s own admin', async () => {
      const home = '19:contoso-team@thread.tacv2';
      const { cast } = world.alex;
      world.connector.addMember(home, { id: cast.teamsId, userRole: 'user', tenantId: cast.company.tenantId });
      const conversation = place(cast.company.tenantId);
      const fields = { conversation, channelData: channelData(home, cast.company.tenantId) };
      assert.match(wordsOf(await sendsPress(world.alex, press(), fields)), /belongs to another chat/);
      assert.deepEqual(world.connector.posts(ELSEWHERE), []);
    });

    it('to a group chat says that this is no place for it', async () => {
      const conversation = {
        id: '19:group@thread.v2',
        conversationType: 'groupChat',
        tenantId: fabrikam.tenantId,
        isGroup: true,
      };
      const fields = { conversation, channelData: { tenant: { id: fabrikam.tenantId } } };
      assert.match(wordsOf(await sendsPress(world.megan, press(), fields)), /not in a group chat/);
    });

    it('to a stranger’s own chat says no more than of one that there is not', async () => {
      const stranger = elsewhere(world, leeCast, 'personal');
      const told = wordsOf(await sendsPress(stranger, press()));
      const data = { ...dataOf(press().piece), changeover: 'there-is-none' };
      const none = wordsOf(await sendsPress(stranger, { ...press(), piece: { ...press().piece, data } }));
      assert.equal(told, none);
    });
  });

  it('lets a technician go on while Teams is too busy to say who is in the team, and nobody new in', async () => {
    await world.megan.says('status');
    await world.megan.sees(/INC-4711/);
    await world.goTo(world.now() + 2 * HOUR);
    world.connector.fail({ kind: 'throttled', method: 'GET', path: '/members/', times: Infinity });
    await world.megan.says('status');
    await world.megan.sees(/INC-4711/);
    const newcomer = elsewhere(world, { ...diegoCast, objectId: NEW_ID, teamsId: '29:new' }, 'channel');
    await newcomer.says('status');
    await newcomer.sees(/could not check just now that you belong to this team/);
    world.connector.mend('/members/');
  });

  it('is told to nobody while Teams refuses to say who is in the team', async () => {
    world.connector.fail({ kind: 'notInRoster', method: 'GET', path: '/members/', times: Infinity });
    await world.megan.says('status');
    await world.megan.sees(/could not check just now that you belong to this team/);
    world.connector.mend('/members/');
  });

  it('is refused to a guest who is a customer', async () => {
    const guest = elsewhere(world, alexCast, 'channel');
    assert.match(wordsOf(await sendsPress(guest, buttonOf(world.megan, 'All steps'))), /You are a guest in this team/);
  });
});

/** What the newest status card says of who gets a view of its own. */
function refreshOf(world: World): { readonly userIds: readonly string[]; readonly action: unknown } {
  const cards = world.connector.posts(partnerTeam.channel.id).flatMap((post) => cardsOf(post));
  const found = cards.filter(isPiece).findLast((card) => isPiece(card['refresh']));
  if (found === undefined) throw new Error('No card has a refresh.');
  return found['refresh'] as never;
}
