import assert from 'node:assert/strict';
import type { Mark } from '../../loop/ports.ts';
import type { Database, Statement } from '../../store/database.ts';
import { mark } from '../../store/mark.ts';

const GONE: Mark = { kind: 'cardGone', conversationId: 'a', tag: 't' };

describe('mark', () => {
  /** A database whose first statements fail with these codes. */
  function failing(...codes: readonly string[]): { database: Database; statements: Statement[] } {
    const statements: Statement[] = [];
    const run: Database['run'] = async (statement) => {
      const code = codes[statements.push(statement) - 1];
      if (code) throw Object.assign(new Error(code), { code });
      return [];
    };
    return {
      database: {
        kind: 'postgres',
        engine: 'postgres',
        run,
        transaction: () => Promise.reject(new Error()),
        close: async () => {},
      },
      statements,
    };
  }

  it('is tried again when two statements waited for each other crosswise', async () => {
    const { database, statements } = failing('40P01', '40P01');
    await mark(database, [GONE]);
    assert.equal(statements.length, 3);
  });

  it('gives up on any other failure', async () => {
    const { database, statements } = failing('57014');
    await assert.rejects(mark(database, [GONE]), /57014/);
    assert.equal(statements.length, 1);
  });

  it('takes rows in one order and the marks of one row in theirs', async () => {
    const { database, statements } = failing();
    const later: Mark = { kind: 'cardFailed', conversationId: 'a', tag: 't', retryAt: 1 };
    await mark(database, [{ kind: 'dropped', id: '1', at: 1, why: 'x' }, GONE, later]);
    const sent = JSON.parse(String(statements[0]?.values?.[0])) as Mark[];
    assert.deepEqual(
      sent.map((each) => each.kind),
      ['cardGone', 'cardFailed', 'dropped'],
    );
  });

  it('asks nothing of the database when there is nothing to mark', async () => {
    const { database, statements } = failing();
    await mark(database, []);
    assert.deepEqual(statements, []);
  });
});
