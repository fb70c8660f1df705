import assert from 'node:assert/strict';
import { latestWord } from '../../changeover/evidence.ts';
import { formOf, linkSeen, opensPage, sendsForm } from '../support/page-visitor.ts';
import { joins, opens, theChangeover } from '../support/story-world.ts';
import { aWorld, type World, type WorldParts } from '../support/world.ts';
import { PARTIES_OF_FABRIKAM } from '../support/typed-forms.ts';

const DAY = 86_400_000;

describe('the web page of a customer that is not in Teams', () => {
  let world: World;

  afterEach(() => world.close());

  async function begun(parts: WorldParts = {}, typed = {}): Promise<{ readonly code: string; readonly path: string }> {
    world = await aWorld('postgres', undefined, parts);
    const code = await opens(world, typed);
    await world.megan.presses('E-mail and web page');
    return { code, path: await linkSeen(world) };
  }

  const get = async (path: string) => opensPage(world, path);
  const post = async (path: string, fields: Readonly<Record<string, string>>) => sendsForm(world, path, fields);
  const form = async (path: string, key: string) => formOf(world, path, key);

  const FIRST = 'check-facts';

  it('shows where the changeover is, runs nothing, and shows no prices and no notes', async () => {
    const { path } = await begun();
    await world.megan.replies('note the spare key lies under the mat');
    const page = await get(path);
    const { html } = page;
    assert.equal(page.status, 200);
    assert.match(
      page.headers.get('content-security-policy') ?? '',
      /^default-src 'none'; style-src 'sha256-[^;]+; form-action 'self'/u,
    );
    assert.equal(page.headers.get('cache-control'), 'no-store');
    assert.equal(page.headers.get('referrer-policy'), 'no-referrer');
    assert.doesNotMatch(html, /<script|spare key|Megan|style="/iu);
    assert.match(html, /Check what we noted/u);
  });

  it('takes a press as reported, tells the partner, and a double press changes nothing', async () => {
    const { path } = await begun();
    const fields = { ...(await form(path, FIRST)), answer: 'done', note: 'all of it is right' };
    const [one, other] = await Promise.all([post(path, fields), post(path, fields)]);
    assert.deepEqual([one.status, other.status], [303, 303]);
    assert.match((await get(one.headers.get('location')!)).html, /Thank you, that is noted/u);
    const before = await theChangeover(world);
    assert.equal(before.steps[FIRST]?.doneKind, 'reported');
    assert.equal(before.steps[FIRST]?.doneBy, undefined);
    await post(path, fields);
    assert.equal((await theChangeover(world)).version, before.version);
    await world.megan.sees(/said on its web page: "Check what we noted" is done/u);
  });

  it('is answered alike when the link is wrong, replaced, withdrawn, over, or its customer has joined', async () => {
    const { code, path } = await begun();
    const closed = async (one: string) => {
      const answer = await get(one);
      return [answer.status, answer.html] as const;
    };
    const wrong = await closed(`${path.slice(0, -3)}abc`);
    assert.equal(wrong[0], 404);
    await world.megan.replies('web page');
    assert.equal(await linkSeen(world), path);
    await world.megan.presses('Make a new link');
    const renewed = await linkSeen(world);
    assert.equal((await get(renewed)).status, 200);
    assert.deepEqual(await closed(path), wrong);
    const fields = { ...(await form(renewed, FIRST)), answer: 'done' };
    await joins(world, code);
    assert.deepEqual(await closed(renewed), wrong);
    assert.equal((await post(renewed, fields)).status, 404);
    assert.equal((await theChangeover(world)).steps[FIRST]?.doneAt, undefined);
  });

  it('ends after fourteen days and by a press of the technician', async () => {
    const { path } = await begun();
    await world.megan.presses('Withdraw the link');
    await world.megan.sees(/The link is withdrawn/u);
    assert.equal((await get(path)).status, 404);
    await world.megan.replies('web page');
    const renewed = await linkSeen(world);
    assert.equal((await get(renewed)).status, 200);
    await world.goTo(world.now() + 14 * DAY);
    assert.equal((await get(renewed)).status, 404);
    await world.megan.sees(/web page (?:ends soon|has ended)/u);
  });

  it('takes no form that the page did not make', async () => {
    const { path } = await begun();
    const made = await form(path, FIRST);
    for (const bent of [{ seal: 'x' }, { key: 'order-new/l1' }, { seen: '99' }]) {
      const answer = await post(path, { ...made, answer: 'done', ...bent });
      assert.equal(answer.status, 400);
    }
    assert.equal((await theChangeover(world)).steps[FIRST]?.doneAt, undefined);
  });

  it('is nobody’s own word: no guard rests on it', async () => {
    const { path } = await begun();
    await post(path, { ...(await form(path, FIRST)), answer: 'done' });
    const changeover = await theChangeover(world);
    const facts = new Set(changeover.evidence.map(({ fact }) => fact));
    for (const fact of facts) assert.equal(latestWord(changeover, 'customer', fact), undefined);
  });

  it('is written to the address that was noted, where letters can be sent', async () => {
    const parties = { ...PARTIES_OF_FABRIKAM.parties, contact: 'Alex Wilber, alex@contoso.com' };
    const { path } = await begun({ hasGraph: true }, { parties });
    await world.megan.sees(/It is being sent to alex@contoso\.com/u);
    await world.running.pump.settle();
    const [mail] = world.graph?.mails ?? [];
    assert.equal(mail?.to, 'alex@contoso.com');
    assert.ok(mail?.text.includes(path));
    assert.match(mail?.text ?? '', /Teams administrator[\s\S]*Manage apps/u);
  });
});
