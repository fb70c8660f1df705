import assert from 'node:assert/strict';
import { partnerTeam } from '../../sandbox/people.ts';
import { textOfPost } from '../../sandbox/transcripts.ts';
import { fetches, lastWordsIn, pageIn, sent, submits, toPreview } from '../support/task-dialog.ts';
import { opens, theChangeover } from '../support/story-world.ts';
import { buttonOf } from '../support/team-world.ts';
import { PARTIES_OF_FABRIKAM } from '../support/typed-forms.ts';
import { aWorld, type World } from '../support/world.ts';

const { parties, old } = PARTIES_OF_FABRIKAM;

describe('a new changeover in a dialog', function () {
  this.timeout(30_000);
  let world: World;
  beforeEach(async () => {
    world = await aWorld('embedded');
    await world.megan.installs();
  });
  afterEach(() => world.close());

  const openCount = async (): Promise<number> => (await world.running.store.openChangeovers(5)).length;

  it('is asked for by the button of the greeting, of help and of the board', async () => {
    const { megan } = world;
    const isDialog = (): unknown => buttonOf(megan, 'New changeover').piece['data'];
    const expected = { verb: 'new', msteams: { type: 'task/fetch' } };
    assert.deepEqual(isDialog(), expected);
    for (const [typed, answer] of [
      ['help', /What you can type/],
      ['board', /No open changeovers|Nothing/],
    ] as const) {
      await megan.says(typed);
      await megan.sees(answer);
      assert.deepEqual(isDialog(), expected, typed);
    }
  });

  it('opens what was typed in its pages, with the overlap before it and the code after it', async () => {
    const { megan, running } = world;
    const preview = await toPreview(megan);
    assert.match(preview.text, /Nothing is saved yet/);
    assert.match(preview.text, /Both billed/);
    assert.equal(await openCount(), 0);
    const last = pageIn(await submits(megan, preview, 'Open the changeover'));
    assert.match(last.text, /The changeover is open/);
    assert.match(last.text, /Order sheet/i);
    assert.match(last.text, /join [0-9A-Z-]{26,}/);
    const opened = await theChangeover(world);
    assert.deepEqual([opened.customer.domain, opened.lines[0]?.seats], ['contoso.com', 20]);
    await running.pump.settle();
    const card = megan.posts().find((post) => /Check number/.test(textOfPost(post)));
    assert.match(card?.conversationId ?? '', new RegExp(`^${partnerTeam.channel.id};messageid=`));
  });

  it('keeps all that was typed beside what is wrong with it, as the thread does', async () => {
    const { megan } = world;
    const kind = pageIn(await fetches(megan));
    const first = pageIn(await submits(megan, kind, 'Continue', { course: 'direct-to-csp' }));
    const wrong = { ...parties, customerDomain: 'not a domain' };
    const again = pageIn(await submits(megan, first, 'Continue', wrong));
    assert.match(again.text, /domain/);
    assert.ok(JSON.stringify(again.card).includes('"value":"not a domain"'));
    assert.ok(JSON.stringify(again.card).includes('"value":"Contoso"'));
    const second = pageIn(await submits(megan, again, 'Continue', parties));
    assert.match(second.text, /What the customer pays for today/);
  });

  it('adds lines and takes them away again', async () => {
    const { megan } = world;
    const kind = pageIn(await fetches(megan));
    const first = pageIn(await submits(megan, kind, 'Continue', { course: 'direct-to-csp' }));
    const second = pageIn(await submits(megan, first, 'Continue', parties));
    const empty = pageIn(await submits(megan, second, 'Add another line', old));
    assert.match(empty.text, /20 × Microsoft 365 Business Standard[\s\S]*Old subscription 2/);
    const both = pageIn(await submits(megan, empty, 'Continue', { ...old, product: 'business-basic', seats: '5' }));
    assert.match(both.text, /20 × Microsoft 365 Business Standard[\s\S]*5 × Microsoft 365 Business Basic/);
    const back = pageIn(await submits(megan, both, 'Back'));
    assert.match(back.text, /20 × Microsoft 365 Business Standard/);
    const less = pageIn(await submits(megan, back, 'Remove', { ...old, product: 'business-basic' }));
    assert.doesNotMatch(less.text, /20 × Microsoft 365 Business Standard/);
  });

  it('shows the open page again to one that is sent twice, and opens once', async () => {
    const { megan } = world;
    const preview = await toPreview(megan);
    const answers = [
      await submits(megan, preview, 'Open the changeover'),
      await submits(megan, preview, 'Open the changeover'),
    ];
    assert.match(pageIn(answers[0]!).text, /The changeover is open/);
    assert.match(lastWordsIn(answers[1]!), /open/);
    assert.equal(await openCount(), 1);
    const kind = pageIn(await fetches(megan));
    await submits(megan, kind, 'Continue', { course: 'direct-to-csp' });
    const again = pageIn(await submits(megan, kind, 'Continue', { course: 'direct-to-csp' }));
    assert.match(again.text, /Who changes, and who takes over/);
  });

  it('does not take a page of another run, or one of no form, for an answer', async () => {
    const { megan } = world;
    const preview = await toPreview(megan);
    await fetches(megan);
    assert.match(lastWordsIn(await submits(megan, preview, 'Open the changeover')), /moved on|no longer/);
    assert.match(lastWordsIn(await sent(megan, 'task/submit', { verb: 'answer' })), /button/);
    assert.match(lastWordsIn(await fetches(megan, { verb: 'status' })), /button/);
    assert.equal(await openCount(), 0);
  });

  it('closes with a word when it is left, and keeps nothing', async () => {
    const { megan } = world;
    const preview = await toPreview(megan);
    assert.match(lastWordsIn(await submits(megan, preview, 'Cancel')), /Left|nothing/i);
    assert.match(lastWordsIn(await submits(megan, preview, 'Open the changeover')), /moved on|no longer/);
    assert.equal(await openCount(), 0);
  });

  it('is for the team’s own people in their channel', async () => {
    const { alex, megan, connector } = world;
    assert.match(lastWordsIn(await fetches(alex)), /starts in your team’s channel/);
    connector.removeMember(partnerTeam.id, megan.cast.teamsId);
    await world.restart();
    assert.match(lastWordsIn(await fetches(megan)), /team/);
  });

  it('says what the thread says: both doors open the same changeover', async () => {
    const { megan } = world;
    pageIn(await submits(megan, await toPreview(megan), 'Open the changeover'));
    await opens(world, { parties: { ...parties, customerDomain: 'wingtiptoys.com' } });
    const [byDialog, byThread] = await world.running.store.openChangeovers(2);
    assert.deepEqual(byDialog!.lines, byThread!.lines);
    assert.deepEqual(byDialog!.playbook, byThread!.playbook);
    const { nameRef: _one, ...partner } = byDialog!.partner;
    const { nameRef: _other, ...same } = byThread!.partner;
    assert.deepEqual(partner, same);
  });
});
