import assert from 'node:assert/strict';
import { licenceCsv, type CsvRow } from '../../cards/licence-csv.ts';
import { SERVICE_PLANS } from '../../changeover/service-plans.ts';
import { words } from '../../cards/text.ts';

const ROW: CsvRow = {
  user: '1',
  name: 'Ada "Ace" Berg',
  login: 'ada@contoso.com',
  before: [{ skuId: 'old' }],
  order: { add: [{ skuId: 'new', disabledPlans: ['p1'] }], remove: ['old'] },
  state: 'waiting',
  way: 'forth',
  isBlocked: false,
};
const names: Readonly<Record<string, string>> = { old: 'SPB', new: 'SPE_E3' };
const linesOf = (...rows: readonly CsvRow[]): readonly string[] =>
  licenceCsv(words('en'), rows, (skuId) => names[skuId] ?? skuId).split('\r\n');

describe('the list of a licence move', () => {
  it('has a line for each user, with quotes doubled, and a mark for spreadsheets', () => {
    const [head, line, ...rest] = linesOf(ROW);
    assert.match(head ?? '', /^\uFEFF"User name","Name","Object id","Result"/);
    assert.equal(line, '"ada@contoso.com","Ada ""Ace"" Berg","1","to be moved","","","SPB","SPE_E3","SPB","p1",""');
    assert.deepEqual(rest, ['']);
  });

  it('says why somebody is left and what to do', () => {
    const { order: _none, ...left } = ROW;
    const [, line] = linesOf({ ...left, state: 'left', code: 'locationMissing', isBlocked: true });
    assert.match(line ?? '', /"left as is","The usage location is not set\.","Set it in .*","","","SPB","","yes"$/);
  });

  it('names the services that stay off, and gives the id of one that nobody knows', () => {
    const teams = SERVICE_PLANS['TEAMS1']!.id;
    const order = { add: [{ skuId: 'new', disabledPlans: [teams, 'p1'] }], remove: ['old'] };
    assert.match(linesOf({ ...ROW, order })[1] ?? '', /"Microsoft Teams; p1",""$/);
  });

  it('names the services that a conflict is about', () => {
    const [, line] = linesOf({ ...ROW, state: 'failed', code: 'dependent', about: ['MCOMEETADV'] });
    assert.match(
      line ?? '',
      /"An add-on needs a service that the new product lacks\. It is about Audio Conferencing\."/,
    );
  });

  for (const name of ['=HYPERLINK("x")', '+1', '-1', '@SUM(A1)', '\tx']) {
    it(`takes the name ${JSON.stringify(name)} for no formula`, () => {
      const [, line] = linesOf({ ...ROW, name });
      assert.match(line ?? '', /^"ada@contoso\.com","'/);
    });
  }
});
