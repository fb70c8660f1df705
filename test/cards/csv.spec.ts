import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import { csvOf } from '../../cards/csv.ts';

describe('a file of comma-separated values', () => {
  it('begins with the mark by which spreadsheets know UTF-8, and ends its lines as they expect', () => {
    assert.equal(csvOf([['a', 'ü'], ['1']]), '\uFEFFa,ü\r\n1\r\n');
  });

  it('reads back as it was written, whatever is in a cell', () => {
    const rows = [['a "b"', 'c, d', 'e\r\nf', 'g;h', '', ' i\tj', "o'k"]];
    assert.deepEqual(parse(csvOf(rows), { bom: true }), rows);
  });

  for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', ' =cmd', '\t=1', '\r=1', '＝1', '=HYPERLINK("http://x","y")']) {
    it(`has no cell that is calculated: ${JSON.stringify(text)}`, () => {
      const [[cell] = []] = parse(csvOf([[text]]), { bom: true });
      assert.equal(cell, `'${text}`);
    });
  }
});
