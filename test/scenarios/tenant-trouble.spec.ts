import assert from 'node:assert/strict';
import { isConfirmed } from '../../changeover/evidence.ts';
import { DAY, HOUR } from '../../changeover/working-time.ts';
import type { GraphFault } from '../../sandbox/graph.ts';
import { comesTrue } from '../support/comes-true.ts';
import { answers, doesHers, joins, opens, theChangeover } from '../support/story-world.ts';
import { connects } from '../support/tenant-story.ts';
import { aWorld, MONDAY, type World } from '../support/world.ts';

const MINUTE = 60_000;
const MANY = 1_000;

describe('a tenant that answers badly', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld('postgres', MONDAY, { hasTenants: true });
    await joins(world, await opens(world));
    await connects(world);
    await answers(world, /Check what we noted/);
    await answers(world, /Find who may cancel/);
    await answers(world, /Know the mail that may come/);
    await doesHers(world, /Send the reseller request/);
  });
  afterEach(() => world.close());

  /** Graph answers so from now on. */
  const fails = (fault: Omit<GraphFault, 'times'>): void => world.graph!.fail({ ...fault, times: MANY });
  const step = async () => (await theChangeover(world)).steps['approve-partner'];
  const trouble = async () => (await theChangeover(world)).link?.trouble?.why;
  const approves = () => answers(world, /Approve the partner/);
  const isDone = () => comesTrue(world, 'the approval is done', async () => (await step())?.doneAt !== undefined);

  const PASSING = [
    { name: '503 for minutes', fault: { kind: 503 }, why: 'unavailable', said: /Microsoft does not answer just now/ },
    { name: '401', fault: { kind: 401 }, why: 'unavailable', said: /Microsoft does not answer just now/ },
    { name: 'a body that is cut off', fault: { kind: 'cut' }, why: 'unavailable', said: /Microsoft does not answer/ },
    { name: '404', fault: { kind: 404 }, why: 'unavailable', said: /Microsoft does not answer/ },
    { name: '429 without a time', fault: { kind: 429 }, why: 'throttled', said: /Microsoft asks to wait/ },
    {
      name: '429 for a minute',
      fault: { kind: 429, retryAfter: 60 },
      why: 'throttled',
      said: /Microsoft asks to wait/,
    },
  ] as const;

  for (const { name, fault, why, said } of PASSING) {
    it(`(${name}) lets the word count, tells both sides, and is read again by itself`, async () => {
      fails(fault);
      await approves();
      await world.alex.sees(said);
      await isDone();
      assert.equal((await step())?.doneKind, 'word');
      assert.equal(await trouble(), why);
      await world.megan.sees(/The tenant can’t be read just now/);
      assert.doesNotMatch(world.alex.screen(), /An administrator can give it again/);
      world.graph!.mend();
      await world.tenants!.turn(await theChangeover(world), { newOnAllUsers: true });
      await world.goTo(world.now() + 15 * MINUTE);
      assert.equal(await trouble(), undefined);
      assert.equal(isConfirmed(await theChangeover(world), 'newConfirmed', 'l1'), true);
    });
  }

  for (const code of ['Authorization_RequestDenied', undefined]) {
    it(`(403 ${code ?? 'without a code'}) lets the word count, and an administrator can mend it`, async () => {
      fails({ kind: 403, ...(code !== undefined && { code }) });
      await approves();
      await world.alex.sees(
        /could not look in the tenant: the permission is missing\. An administrator can give it again/,
      );
      await isDone();
      assert.equal(await trouble(), 'consentMissing');
      await world.megan.sees(/The tenant can’t be read: the permission is missing/);
      world.graph!.mend();
      await world.alex.says('look');
      await comesTrue(world, 'the tenant is read again', async () => (await trouble()) === undefined);
    });
  }

  it('is left alone as long as it asks for, while words count at once', async () => {
    fails({ kind: 429, retryAfter: 1_800 });
    await approves();
    await isDone();
    const asked = world.graph!.exchanges.length;
    await answers(world, /Accept the customer agreement/);
    await comesTrue(world, 'the agreement is done', async () => {
      const { steps } = await theChangeover(world);
      return steps['accept-agreement']?.doneAt !== undefined;
    });
    await world.alex.says('look');
    await world.goTo(world.now() + 29 * MINUTE);
    assert.equal(world.graph!.exchanges.length, asked);
    world.graph!.mend();
    await world.goTo(world.now() + 2 * MINUTE);
    await comesTrue(world, 'the tenant is read again', async () => (await trouble()) === undefined);
  });

  it('with null in every field that may be says nothing, and denies nothing', async () => {
    await world.tenants!.turn(await theChangeover(world), { newOnAllUsers: true });
    const before = await theChangeover(world);
    fails({ kind: 'nulls' });
    await approves();
    await world.alex.sees(/It does not tell whether “Approve the partner” is done, so your word counts/);
    const { lines, evidence, link } = await theChangeover(world);
    assert.deepEqual(lines, before.lines);
    assert.equal(link?.trouble, undefined);
    const read = (all: typeof evidence) => all.filter(({ kind }) => kind === 'reading');
    assert.deepEqual(read(evidence), read(before.evidence));
  });

  it('with no subscription at all is no fault, and shows what it showed before as ended', async () => {
    const connected = await theChangeover(world);
    assert.equal(connected.link?.seen?.lines[0]?.oldLive, true);
    await world.tenants!.turn(connected, { empty: true });
    await approves();
    await isDone();
    const { link, lines } = await theChangeover(world);
    assert.equal(link?.trouble, undefined);
    assert.notEqual(lines[0]?.oldEndedOn, undefined);
    assert.equal(lines[0]?.assigned, 0);
  });

  it('whose consent is taken back midway lets the words count that come after, and reads on once it is given again', async () => {
    await approves();
    await isDone();
    await answers(world, /Accept the customer agreement/);
    await world.tenants!.turn(await theChangeover(world), { newThere: true });
    await world.goTo(MONDAY + DAY);
    assert.equal(isConfirmed(await theChangeover(world), 'newConfirmed', 'l1'), false);
    await world.tenants!.turn(await theChangeover(world), { consent: false });
    await world.goTo(MONDAY + 2 * DAY);
    assert.equal(await trouble(), 'consentMissing');
    await doesHers(world, /Put the new licences on the users/);
    await answers(world, /Confirm the new licences/);
    await comesTrue(world, 'both words count', async () =>
      isConfirmed(await theChangeover(world), 'newConfirmed', 'l1'),
    );
    await connects(world);
    // What the tenant shows counts again.
    await world.goTo(world.now() + HOUR);
    assert.equal(isConfirmed(await theChangeover(world), 'newConfirmed', 'l1'), false);
    await world.alex.says('tenant');
    await world.alex.sees(/What was said, and what the tenant shows/);
  });
});
