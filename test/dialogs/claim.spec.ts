import assert from 'node:assert/strict';
import { ClaimDialog, CLAIM_DIALOG } from '../../dialogs/claim.ts';
import { SettleClaimDialog, SETTLE_DIALOG } from '../../dialogs/settle-claim.ts';
import { buttonsIn, lastCard, submitOf, textsOf, valuesIn, wordsIn, type DrawnCard } from '../support/card-reading.ts';
import { dialogDriver, type Driver } from '../support/dialog-driver.ts';
import type { FakeWorld, Heard, Someone } from '../support/fake-turn.ts';
import { alex, notices, OPENED_ID, openedWorld, saved, tess } from '../support/opened.ts';

const CLAIM = {
  claimFrom: '2026-03-16',
  claimTo: '2026-03-20',
  amount: '208,00',
  confirmation: 'CN-99',
  followUpOn: '2026-04-10',
};

describe('a claim for a double charge', () => {
  let world: FakeWorld;
  let driver: Driver;

  beforeEach(async () => {
    world = await openedWorld();
    world.now = Date.parse('2026-03-25T09:00:00Z');
    driver = dialogDriver(world, (turnOf) => [new ClaimDialog(turnOf), new SettleClaimDialog(turnOf)]);
  });

  const begin = async (who: Someone, id = CLAIM_DIALOG): Promise<Heard> =>
    driver.begin(who, id, { changeover: OPENED_ID });
  const claim = async (typed: Record<string, string> = CLAIM, who = alex): Promise<Heard> =>
    driver.submit(who, submitOf(lastCard((await begin(who)).said), 'Open the claim', typed));
  const settle = async (typed: Record<string, string>, who = alex): Promise<Heard> =>
    driver.submit(who, submitOf(lastCard((await begin(who, SETTLE_DIALOG)).said), 'Save', typed));

  it('starts from the days of the overlap, the old currency and a day two weeks on', async () => {
    const { claimFrom, currency, followUpOn } = valuesIn(lastCard((await begin(alex)).said));
    assert.deepEqual([claimFrom, currency, followUpOn], ['2026-03-16', 'EUR', '2026-04-08']);
  });

  it('is opened, and brings a text for billing support with everything in it', async () => {
    const heard = await claim();
    const [opened] = saved(world).claims;
    assert.deepEqual(
      [opened?.from, opened?.to, opened?.amount, opened?.followUpOn],
      ['2026-03-16', '2026-03-20', { minor: 20_800, currency: 'EUR' }, '2026-04-10'],
    );
    const letter = valuesIn(lastCard(heard.said))['claimLetter'] ?? '';
    for (const word of ['contoso.com', alex.person.tenantId, 'CN-99', '16 March 2026', '20 March 2026', '€208.00'])
      assert.ok(letter.includes(word), word);
    assert.ok(!JSON.stringify(world.journal).includes('CN-99'));
    assert.deepEqual(notices(heard), [['partner', 'notice.claimOpened']]);
    assert.deepEqual(
      buttonsIn(lastCard(heard.said)).map((button) => button['verb']),
      ['settleClaim'],
    );
  });

  it('takes an amount far above the price of a licence', async () => {
    await claim({ ...CLAIM, amount: '250.000,00' });
    assert.equal(saved(world).claims[0]?.amount.minor, 25_000_000);
  });

  for (const [what, typed, words] of [
    ['an end before its start', { claimTo: '2026-03-10' }, /must come after the start/],
    ['no amount', { amount: '' }, /can’t read that amount/],
    ['a follow-up in the past', { followUpOn: '2026-03-01' }, /in the past/],
    ['no days', { claimFrom: '' }, /can’t read that date/],
  ] as const) {
    it(`keeps the inputs and tells the fault: ${what}`, async () => {
      const again = lastCard((await claim({ ...CLAIM, ...typed })).said);
      assert.match(wordsIn(again), words);
      assert.equal(valuesIn(again)['confirmation'], 'CN-99');
      assert.equal(saved(world).claims.length, 0);
    });
  }

  it('is shown again instead of opened twice', async () => {
    await claim();
    const heard = await begin(tess);
    assert.ok('claimLetter' in valuesIn(lastCard(heard.said)));
    assert.equal(driver.active(tess), undefined);
  });

  it('hears when the other side opened one while the form was open', async () => {
    const card: DrawnCard = lastCard((await begin(alex)).said);
    await claim(CLAIM, tess);
    const heard = await driver.submit(alex, submitOf(card, 'Open the claim', CLAIM));
    assert.match(textsOf(heard.said), /claim for a double charge is open/);
    assert.equal(saved(world).claims.length, 1);
    assert.equal(driver.active(alex), undefined);
  });

  it('ends credited, and both sides are told', async () => {
    await claim();
    const heard = await settle({ outcome: 'credited' });
    assert.equal(saved(world).claims[0]?.settled?.outcome, 'credited');
    assert.deepEqual(notices(heard), [['partner', 'notice.settled.credited']]);
  });

  it('is given up only with a reason', async () => {
    await claim();
    const again = lastCard((await settle({ outcome: 'givenUp' })).said);
    assert.match(wordsIn(again), /write a few words/);
    await driver.submit(alex, submitOf(again, 'Save', { settleReason: 'not worth it' }));
    assert.equal(saved(world).claims[0]?.settled?.outcome, 'givenUp');
    assert.deepEqual(world.bodies('reason'), ['not worth it']);
  });

  it('is not settled when there is none', async () => {
    const heard = await begin(alex, SETTLE_DIALOG);
    assert.match(textsOf(heard.said), /No claim is open/);
    assert.equal(driver.active(alex), undefined);
  });
});
