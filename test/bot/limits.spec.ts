import assert from 'node:assert/strict';
import { createLimits, type LimitedCall, type Limits } from '../../bot/limits.ts';
import { connect } from '../../store/connect.ts';
import type { Database } from '../../store/database.ts';
import { countUp } from '../../store/limit-counter.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import { silent } from '../support/silent-log.ts';

/** Nobody waits in a test: a limiter that would wait says how long, and soon gives up. */
const noWait = async (): Promise<void> => {};

const write = (conversationId: string, tenantId = conversationId): LimitedCall => ({
  conversationId,
  tenantId,
  kind: 'write',
});

/** Takes room so many times in a row and says which of them had to wait. */
async function refusals(limits: Limits, calls: readonly LimitedCall[]): Promise<readonly boolean[]> {
  const found: boolean[] = [];
  for (const call of calls) found.push((await limits.take(call)) !== undefined);
  return found;
}

const times = <Item>(count: number, item: (i: number) => Item): readonly Item[] =>
  Array.from({ length: count }, (_, i) => item(i));

describe('the limits', () => {
  const databases: Database[] = [];
  after(async () => {
    for (const database of databases) await database.close();
  });

  async function onServer(): Promise<() => Limits> {
    const databaseUrl = await freshDatabase();
    const database = await connect({ databaseUrl, dataDir: '' }, silent);
    databases.push(database);
    return () => createLimits(noWait, countUp(database));
  }

  const stores: readonly (readonly [string, () => Promise<() => Limits>])[] = [
    ['in one process', async () => () => createLimits(noWait)],
    ['on a server', onServer],
  ];
  for (const [where, open] of stores) {
    describe(where, () => {
      let limits: Limits;
      before(async () => void (limits = (await open())()));

      it('let four messages into a thread at once, and the fifth wait up to two seconds', async () => {
        assert.deepEqual(
          await refusals(
            limits,
            times(5, () => write('one')),
          ),
          [false, false, false, false, true],
        );
        const waitMs = await limits.take(write('one'));
        assert.ok(waitMs !== undefined && waitMs > 0 && waitMs <= 2_000, String(waitMs));
      });

      it('keep no thread waiting for another one, nor a tenant for another one', async () => {
        await refusals(
          limits,
          times(6, () => write('busy')),
        );
        assert.equal(await limits.take(write('quiet')), undefined);
      });

      it('let five calls of a tenant through in a quarter of a second, reading who is a member included', async () => {
        const calls = times(6, (i) => ({ ...write(`thread ${i}`, 'crowd'), kind: i % 2 ? 'read' : 'write' }) as const);
        assert.deepEqual(
          (await refusals(limits, calls)).slice(0, 5),
          times(5, () => false),
        );
        const waitMs = await limits.take(write('thread 9', 'crowd'));
        assert.ok(waitMs === undefined || waitMs <= 250, String(waitMs));
      });

      it('take nothing from a tenant for a thread that had no room', async () => {
        await refusals(
          limits,
          times(20, () => write('full', 'frugal')),
        );
        const after = await refusals(
          limits,
          times(2, (i) => write(`other ${i}`, 'frugal')),
        );
        assert.equal(after[0], false);
      });

      it('keep a paused conversation quiet, however little was sent there', async () => {
        await limits.pause('throttled', 60_000);
        const waitMs = await limits.take(write('throttled'));
        assert.ok(waitMs !== undefined && waitMs > 55_000 && waitMs <= 60_000, String(waitMs));
      });
    });
  }

  it('are kept by all instances together on a server, a pause too', async () => {
    const another = await onServer();
    const [a, b] = [another(), another()];
    await refusals(
      a,
      times(2, () => write('shared')),
    );
    assert.deepEqual(
      await refusals(
        b,
        times(3, () => write('shared')),
      ),
      [false, false, true],
    );
    await a.pause('paused', 60_000);
    assert.notEqual(await b.take(write('paused')), undefined);
  });

  it('are kept by each process by itself while the database does not answer', async () => {
    const limits = createLimits(noWait, () => Promise.reject(new Error('the database is away')));
    assert.deepEqual(
      await refusals(
        limits,
        times(5, () => write('one')),
      ),
      [false, false, false, false, true],
    );
  });
});
