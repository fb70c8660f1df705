import assert from 'node:assert/strict';
import { pressedBoard, typedBoard } from '../../dialogs/board-words.ts';

describe('what is asked of a board', () => {
  const typed: readonly (readonly [rest: string, filters: object, page: number, isCsv: boolean])[] = [
    ['', {}, 0, false],
    ['contoso', { customer: 'contoso' }, 0, false],
    ['customer Wingtip Toys page 2', { customer: 'Wingtip Toys' }, 1, false],
    ['waiting customer', { waiting: 'customer' }, 0, false],
    ['playbook direct-to-csp, group over', { playbook: 'direct-to-csp', group: 'overlapping' }, 0, false],
    ['only last chance', { group: 'lastChance' }, 0, false],
    ['csv group silent', { group: 'silent' }, 0, true],
    ['mine', { technician: 'mine' }, 0, false],
    ['of Diego', { technician: 'Diego' }, 0, false],
    ['of me page 3', { technician: 'mine' }, 2, false],
    ['nobody’s', { technician: 'nobody' }, 0, false],
    ['of nobody csv', { technician: 'nobody' }, 0, true],
    ['ticket #4711', { ticket: '4711' }, 0, false],
    ['group over of Diego Siciliani', { group: 'overlapping', technician: 'Diego Siciliani' }, 0, false],
    ['Bank of Scotland', { customer: 'Bank of Scotland' }, 0, false],
    ['customer mine', { customer: 'mine' }, 0, false],
    ['waiting nobody', { waiting: 'nobody' }, 0, false],
    ['page x', {}, 0, false],
    ['page -3', {}, 0, false],
  ];
  for (const [rest, filters, page, isCsv] of typed) {
    it(`by “board ${rest}”`, () => {
      const read = typedBoard(rest, 'en');
      const settled = Object.fromEntries(Object.entries(read.filters).map(([name, value]) => [name, value]));
      assert.deepEqual({ ...read, filters: settled }, { filters, page, isCsv });
    });
  }

  it('by a press is a claim: unknown names are passed over, values are cut, a page is a number', () => {
    const read = pressedBoard({ customer: 'x'.repeat(500), waiting: ' ', team: 'other', page: 1e9, as: 'csv' });
    assert.deepEqual(read, { filters: { customer: 'x'.repeat(100) }, page: 10_000, isCsv: true });
    assert.deepEqual(pressedBoard({ page: { $gt: 1 }, customer: ['a'] }), { filters: {}, page: 0, isCsv: false });
  });
});
