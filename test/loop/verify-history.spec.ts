import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventHash, rowHash, type HistoryExport, type HistoryRow } from '../../loop/history.ts';
import { verifyHistory } from '../../loop/verify-history.ts';
import { aHistory } from '../support/history-sample.ts';

/** The sample with one row changed, its hash left as it was. */
function withRow(version: number, change: Partial<HistoryRow>): HistoryExport {
  const sample = aHistory();
  return { ...sample, rows: sample.rows.map((row) => (row.version === version ? { ...row, ...change } : row)) };
}

describe('an exported history', () => {
  it('fits as it was written, erased texts included', () => {
    const sample = aHistory();
    assert.deepEqual(verifyHistory(sample), { ok: true, rows: 3, head: sample.head, erased: 1, withheld: 0 });
    assert.equal(verifyHistory(JSON.parse(JSON.stringify(sample))).ok, true);
  });

  it('fits with an event withheld, and with its texts left out', () => {
    const [one, two] = aHistory().rows[1]!.events;
    const withheld = withRow(2, { events: [{ withheld: eventHash(one) }, two] });
    assert.deepEqual(verifyHistory({ ...withheld, texts: [] }), {
      ok: true,
      rows: 3,
      head: withheld.head,
      erased: 0,
      withheld: 1,
    });
  });

  for (const [what, change] of Object.entries({
    'who did it': { actor: { door: 'tick' } },
    'when it was': { at: 5 },
    'what happened': { events: [] },
    'the command': { commandId: 'another' },
  } satisfies Record<string, Partial<HistoryRow>>)) {
    it(`that was changed in ${what} names the row`, () => {
      assert.deepEqual(verifyHistory(withRow(2, change)), { ok: false, why: 'content', version: 2 });
    });
  }

  it('whose changed row was given a new hash names the next one, which was written after another', () => {
    const row = { ...aHistory().rows[1]!, at: 5 };
    const forged = withRow(2, { at: 5, hash: rowHash('c1', row) });
    assert.deepEqual(verifyHistory(forged), { ok: false, why: 'previous', version: 3 });
  });

  it('with a row left out names the first that should not stand there', () => {
    const sample = aHistory();
    const without = { ...sample, rows: sample.rows.filter((row) => row.version !== 2) };
    assert.deepEqual(verifyHistory(without), { ok: false, why: 'order', version: 3 });
  });

  it('that was cut off at the end does not end as it says', () => {
    const sample = aHistory();
    const cut = { ...sample, rows: sample.rows.slice(0, 2) };
    assert.deepEqual(verifyHistory(cut), { ok: false, why: 'head', where: sample.head });
  });

  it('of another changeover is not this one’s', () => {
    assert.deepEqual(verifyHistory({ ...aHistory(), changeover: 'c2' }), { ok: false, why: 'content', version: 1 });
  });

  it('with another text in the place of one names the row that was written with it', () => {
    const sample = aHistory();
    const texts = sample.texts.map((text) => (text.id === 't1' ? { ...text, body: 'Somebody else' } : text));
    assert.deepEqual(verifyHistory({ ...sample, texts }), { ok: false, why: 'text', version: 1, text: 't1' });
  });

  it('with a text that no row names is not what was exported', () => {
    const sample = aHistory();
    const texts = [...sample.texts, { id: 't3', kind: 'note', body: 'slipped in', salt: 's' }];
    assert.deepEqual(verifyHistory({ ...sample, texts }), { ok: false, why: 'strayText', where: 't3' });
  });

  it('that is something else is said to be so', () => {
    for (const other of [undefined, 7, {}, { ...aHistory(), format: 'another' }, { ...aHistory(), rows: [] }]) {
      const verdict = verifyHistory(other);
      assert.equal(!verdict.ok && verdict.why, 'unreadable');
    }
  });
});

describe('npm run history', () => {
  const folder = mkdtempSync(join(tmpdir(), 'history-'));
  after(() => rmSync(folder, { recursive: true }));

  function verify(exported: unknown): { readonly status: number | null; readonly said: string } {
    const path = join(folder, 'history.json');
    writeFileSync(path, typeof exported === 'string' ? exported : JSON.stringify(exported));
    const script = join(import.meta.dirname, '../../bot/history.ts');
    const ran = spawnSync(process.execPath, [script, 'verify', path], { encoding: 'utf8' });
    return { status: ran.status, said: ran.stdout };
  }

  it('says that all rows of a file fit, and with which hash it ends', () => {
    const { status, said } = verify(aHistory());
    assert.equal(status, 0, said);
    assert.match(said, /3 rows, all as they were written \(1 texts were erased/);
    assert.ok(said.includes(aHistory().head));
  });

  it('names the first row that does not fit', () => {
    const { status, said } = verify(withRow(2, { at: 5 }));
    assert.equal(status, 1);
    assert.match(said, /row 2 does not fit: it says something else/);
  });

  it('says of other files that they are no history', () => {
    assert.match(verify('not even JSON').said, /is no history/);
  });
});
