import assert from 'node:assert/strict';
import { openStore, type OpenStore } from '../../store/open.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import { aLicenceStory, FROM, PAIRS, TO, type LicenceStory, type StoryParts } from '../support/licence-story.ts';
import { silent } from '../support/silent-log.ts';

describe('a licence move', () => {
  let opened: OpenStore;
  const stories: LicenceStory[] = [];
  before(async () => void (opened = await openStore({ databaseUrl: await freshDatabase(), dataDir: '' }, silent)));
  afterEach(async () => {
    for (const story of stories.splice(0)) await story.close();
  });
  after(() => opened.close());

  async function aStory(parts: Omit<StoryParts, 'store'> = {}): Promise<LicenceStory> {
    const story = await aLicenceStory({ store: opened.store, ...parts });
    stories.push(story);
    return story;
  }

  async function isMoved(story: LicenceStory, users: number): Promise<void> {
    const { licences } = await story.until((one) => one.licences?.state === 'done');
    assert.deepEqual(licences?.result, { moved: users, failed: 0, left: 0 });
    assert.deepEqual([have(story, FROM), have(story, TO)], [0, users]);
    assertClean(story);
  }

  it('moves everybody, in batches, one call for each user', async () => {
    const story = await aStory({ users: 45 });
    await story.begins();
    await isMoved(story, 45);
    assert.equal(story.graph.exchanges.filter(({ path }) => path === '/$batch').length, 3);
  });

  it('asks for the products when nobody named them', async () => {
    const story = await aStory();
    await story.says({ type: 'readLicences', move: 'asked', pairs: [] }, 'technician');
    const { licences } = await story.until((one) => one.licences?.state === 'asking');
    assert.deepEqual(licences?.question?.olds?.[0]?.skuId, FROM);
    assert.ok(licences.question.choices.some(({ skuId }) => skuId === TO));
  });

  it('says so of a product that the tenant does not show', async () => {
    const story = await aStory();
    const pairs = [{ from: FROM, to: 'ffffffff-0000-4000-8000-000000000000' }];
    await story.says({ type: 'readLicences', move: 'unknown', pairs }, 'technician');
    const { licences } = await story.until((one) => one.licences?.state === 'unread');
    assert.equal(licences?.why, 'productGone');
  });

  it('knows every conflict before it writes, writes to nobody of them, and is refused nothing', async () => {
    const story = await aStory({ users: 300, hasConflicts: true });
    await story.begins();
    const { licences } = await story.until((one) => one.licences?.state === 'done');
    const { conflicts, users } = licences!.plan!;
    assert.deepEqual(Object.keys(conflicts).toSorted(), ['byGroup', 'excluding', 'locationMissing']);
    assert.deepEqual(licences?.result, { moved: users, failed: 0, left: 300 - users });
    assert.deepEqual(refusals(story), []);
    assertClean(story);
  });

  it('does not begin without enough seats, nor without consent', async () => {
    const short = await aStory({ users: 10, seats: 9 });
    await assert.rejects(short.begins(), /licencesTooFewSeats/);
    const story = await aStory({ users: 10, consent: 'missing' });
    await story.begins();
    const { licences } = await story.until((one) => one.licences?.state === 'paused');
    assert.equal(licences?.why, 'notPermitted');
    assert.equal(story.directory.seen.writes.size, 0);
  });

  it('does not begin when seats went after the plan was made', async () => {
    const story = await aStory({ users: 10 });
    await story.begins();
    story.directory.skus[1]!.enabled = 9;
    const { licences } = await story.until((one) => one.licences?.state === 'paused');
    assert.equal(licences?.why, 'noSeats');
    assert.equal(story.directory.seen.writes.size, 0);
  });

  it('pauses and goes on when it is told to, and nothing else is planned meanwhile', async () => {
    const story = await aStory({ users: 45 });
    await story.begins();
    const { id } = (await story.changeover()).licences!;
    await story.says({ type: 'pauseLicenceMove', move: id }, 'technician');
    assert.equal(await story.round(), 0);
    assert.equal(story.directory.seen.writes.size, 0);
    await assert.rejects(story.says({ type: 'readLicences', move: 'another', pairs: PAIRS }), /licencesUnderWay/);
    await assert.rejects(story.says({ type: 'resumeLicenceMove', move: id }, 'technician'), /notYourSide/);
    await story.says({ type: 'resumeLicenceMove', move: id });
    await isMoved(story, 45);
  });

  it('stops between two batches, leaves the rest as they were, and can plan the rest anew', async () => {
    const story = await aStory({ users: 800 });
    await story.begins();
    await story.round();
    const { id } = (await story.changeover()).licences!;
    await story.says({ type: 'stopLicenceMove', move: id }, 'technician');
    const moved = story.directory.seen.writes.size;
    assert.equal(await story.round(), 0);
    assert.equal(story.directory.seen.writes.size, moved);
    assert.ok(moved > 0 && moved < 800);
    assert.deepEqual([have(story, FROM), have(story, TO)], [800 - moved, moved]);
    story.now += 10_000;
    await story.begins();
    const { licences } = await story.until((one) => one.licences?.state === 'done');
    assert.deepEqual(licences?.result, { moved: 800 - moved, failed: 0, left: 0 });
    assertClean(story);
  });

  it('puts back what it moved, to what each user had before, and leaves the others', async () => {
    const story = await aStory({ users: 60, hasConflicts: true });
    const before = holdings(story);
    await story.begins();
    const { licences } = await story.until((one) => one.licences?.state === 'done');
    assert.notDeepEqual(holdings(story), before);
    await story.says({ type: 'undoLicenceMove', move: licences!.id });
    const { licences: back } = await story.until(
      (one) => one.licences?.state === 'done' && one.licences.way === 'back',
    );
    assert.deepEqual(holdings(story), before);
    assert.deepEqual(back?.result?.moved, licences?.result?.moved);
    assert.equal(story.directory.seen.withoutLicence, 0);
  });

  for (const [name, fault] of [
    ['429 with Retry-After', { kind: 429, code: 'TooManyRequests', retryAfter: 30 }],
    ['429 without it', { kind: 429 }],
    ['401 without a code', { kind: 401 }],
    ['503', { kind: 503, code: 'ServiceUnavailable' }],
    ['an answer that is cut off', { kind: 'cut' }],
    ['no answer at all', { kind: 'hang' }],
  ] as const) {
    it(`gets over ${name} in the middle, without repeating anything`, async () => {
      const story = await aStory({ users: 50, deadlineMs: 300 });
      await story.begins();
      story.graph.fail({ ...fault, path: '/$batch' });
      story.graph.fail({ ...fault, path: '/$batch', times: 2 });
      await isMoved(story, 50);
    });
  }

  it('gets over 503 for minutes', async () => {
    const story = await aStory({ users: 30 });
    await story.begins();
    const from = story.now;
    story.graph.fail({ kind: 503, times: 6 });
    await isMoved(story, 30);
    assert.ok(story.now - from > 180_000);
  });

  it('keeps within the limit of the tenant, and waits as a part of a batch is told to', async () => {
    const story = await aStory({ users: 100, limits: { lagMs: 0, writes: 30, windowMs: 10_000 } });
    await story.begins();
    await isMoved(story, 100);
    assert.ok(story.directory.seen.throttled > 0);
  });

  for (const [name, fault] of [
    ['403 with a code', { kind: 403, code: 'Authorization_RequestDenied' }],
    ['403 without one', { kind: 403 }],
  ] as const) {
    it(`stops by itself at ${name}, with everybody as they were or moved, and goes on once it may`, async () => {
      const story = await aStory({ users: 70 });
      await story.begins();
      story.graph.fail({ ...fault, path: '/$batch' });
      const { licences } = await story.until((one) => one.licences?.state === 'paused');
      assert.equal(licences?.why, 'notPermitted');
      await story.says({ type: 'resumeLicenceMove', move: licences.id });
      await isMoved(story, 70);
    });
  }

  it('stops by itself when consent is taken back inside a batch', async () => {
    const story = await aStory({ users: 70 });
    await story.begins();
    story.directory.mayWrite = false;
    const { licences } = await story.until((one) => one.licences?.state === 'paused');
    assert.equal(licences?.why, 'notPermitted');
    story.directory.mayWrite = true;
    await story.says({ type: 'resumeLicenceMove', move: licences.id });
    await isMoved(story, 70);
  });

  it('takes a refused token for consent that is gone, once it has been refused again and again', async () => {
    const story = await aStory({ users: 20 });
    await story.begins();
    story.graph.fail({ kind: 401, code: 'InvalidAuthenticationToken', path: '/$batch', times: 5 });
    const { licences } = await story.until((one) => one.licences?.state === 'paused');
    assert.equal(licences?.why, 'notPermitted');
  });

  it('has a result for each user who was deleted or changed in the middle; a new name changes nothing', async () => {
    const story = await aStory({ users: 30 });
    await story.begins();
    const [gone, located, changed, renamed] = [...story.directory.users.values()];
    story.directory.users.delete(gone!.id);
    located!.location = null;
    changed!.held = [{ skuId: story.directory.skus[2]!.skuId, disabledPlans: [], by: [undefined] }];
    renamed!.login = 'someone.else@contoso.com';
    const { licences } = await story.until((one) => one.licences?.state === 'done');
    assert.deepEqual(licences?.result, { moved: 27, failed: 3, left: 0 });
    const { failures } = (await story.progress())!;
    assert.deepEqual(
      failures.map(({ code }) => code),
      ['gone', 'locationMissing', 'changed'],
    );
    assertClean(story);
  });

  it('and another one in the same tenant take turns, and touch nobody twice', async () => {
    const one = await aStory({ users: 300, seats: 700 });
    const other = await aStory({ beside: one });
    await one.begins();
    await other.begins();
    for (let i = 0; i < 60; i++) {
      await Promise.all([one.round(0), other.round(1)]);
      one.now += 2_000;
      other.now = one.now;
    }
    const results = [one, other].map(async (story) => (await story.changeover()).licences);
    const [first, second] = await Promise.all(results);
    // What the first has done the second finds done: all of it stands as it was ordered.
    assert.deepEqual(
      [first?.result, second?.result],
      [
        { moved: 300, failed: 0, left: 0 },
        { moved: 300, failed: 0, left: 0 },
      ],
    );
    assert.deepEqual([have(one, FROM), have(one, TO)], [0, 300]);
    assertClean(one);
  });

  it('says who got none when the seats went in the middle', async () => {
    const story = await aStory({ users: 40 });
    await story.begins();
    story.graph.licences(async () => {
      // Looked at with all of its seats; then somebody else takes some.
      if (story.graph.exchanges.at(-1)?.path.startsWith('/subscribedSkus')) story.directory.skus[1]!.enabled = 35;
      return story.directory;
    });
    const { licences } = await story.until((one) => one.licences?.state === 'done');
    assert.deepEqual(licences?.result, { moved: 35, failed: 5, left: 0 });
    assert.deepEqual(new Set((await story.progress())?.failures.map(({ code }) => code)), new Set(['noSeat']));
    assertClean(story);
  });

  it('is worked on by one of two processes at a time', async () => {
    const story = await aStory({ users: 800 });
    await story.begins();
    for (let i = 0; (await story.changeover()).licences?.state === 'running' && i < 50; i++) {
      // One process may be asked for two rounds at a time, too.
      await Promise.all([story.round(0), story.round(0), story.round(1)]);
      story.now += 1_000;
    }
    await isMoved(story, 800);
  });
});

/** Nobody was written to twice, nobody was without a licence on the way. */
function assertClean({ directory }: LicenceStory): void {
  assert.equal(directory.seen.withoutLicence, 0);
  assert.deepEqual(
    [...directory.seen.writes].filter(([, times]) => times > 1),
    [],
  );
}

function have({ directory }: LicenceStory, skuId: string): number {
  return [...directory.users.values()].filter(({ held }) => held.some((one) => one.skuId === skuId)).length;
}

function holdings({ directory }: LicenceStory): readonly unknown[] {
  return [...directory.users.values()].map(({ id, held }) => [id, held.map(({ skuId }) => skuId).toSorted()]);
}

function refusals({ graph }: LicenceStory): readonly unknown[] {
  return graph.exchanges
    .filter(({ path }) => path === '/$batch')
    .flatMap(({ answer }) => (answer as { responses: { status: number; body: unknown }[] }).responses)
    .filter(({ status }) => status >= 400);
}
