import assert from 'node:assert/strict';
import { CorrectDialog, CORRECT_DIALOG } from '../../dialogs/correct.ts';
import {
  choicesIn,
  lastCard,
  submitOf,
  textsOf,
  titlesOf,
  valuesIn,
  wordsIn,
  type DrawnCard,
} from '../support/card-reading.ts';
import { dialogDriver, type Driver } from '../support/dialog-driver.ts';
import type { FakeWorld, Heard, Someone } from '../support/fake-turn.ts';
import { alex, notices, OPENED_ID, openedWorld, sam, saved, tess } from '../support/opened.ts';

describe('correct', () => {
  let world: FakeWorld;
  let driver: Driver;

  beforeEach(async () => {
    world = await openedWorld();
    driver = dialogDriver(world, (turnOf) => [new CorrectDialog(turnOf)]);
  });

  const begin = async (who: Someone): Promise<DrawnCard> =>
    lastCard((await driver.begin(who, CORRECT_DIALOG, { changeover: OPENED_ID })).said);
  const choose = async (who: Someone, what: string): Promise<DrawnCard> =>
    lastCard((await driver.submit(who, submitOf(await begin(who), 'Continue', { what }))).said);
  const correct = async (who: Someone, what: string, value: string, reason = 'typed wrong'): Promise<Heard> =>
    driver.submit(who, submitOf(await choose(who, what), 'Correct it', { value, reason }));
  const choicesOf = (card: DrawnCard): readonly string[] => choicesIn(card, 'what');

  it('shows what stands there now, and puts a price with a comma right', async () => {
    const card = await choose(tess, 'price@l1');
    assert.match(wordsIn(card), /Now: €12\.50/);
    await driver.submit(tess, submitOf(card, 'Correct it', { value: '13,20', reason: 'new price list' }));
    assert.deepEqual(saved(world).lines[0]?.price, { minor: 1320, currency: 'EUR' });
    assert.deepEqual(world.bodies('reason'), ['new price list']);
    assert.equal(driver.active(tess), undefined);
  });

  it('tells both sides old and new', async () => {
    const heard = await correct(tess, 'newStartsOn@l1', '2026-03-23');
    assert.match(textsOf(heard.said), /16 March 2026 → 23 March 2026/);
    assert.deepEqual(notices(heard), [['customer', 'notice.corrected']]);
    const [item] = heard.outbox;
    assert.ok(item?.message.kind === 'notice');
    assert.deepEqual([item.message.params['was'], item.message.params['now']], ['16 March 2026', '23 March 2026']);
    assert.equal(heard.cardWishes.length, 1);
  });

  it('goes the other way round when the customer corrects', async () => {
    const heard = await correct(alex, 'seats@l1', '25');
    assert.equal(saved(world).lines[0]?.seats, 25);
    assert.deepEqual(notices(heard), [['partner', 'notice.corrected']]);
  });

  it('keeps what the partner pays from the customer', async () => {
    assert.ok(!choicesOf(await begin(alex)).some((choice) => choice.startsWith('newPrice')));
    const heard = await correct(tess, 'newPrice@l1', '11');
    assert.deepEqual(notices(heard), [['customer', 'notice.correctedUnseen']]);
    assert.ok(!JSON.stringify(heard.outbox).includes('11'.concat('.00')));
  });

  it('keeps reasons, contacts and names out of journal and outbox', async () => {
    await correct(tess, 'contact', 'Robin Reception', 'Alex left the company');
    const kept = JSON.stringify([world.journal, world.outbox]);
    for (const text of ['Robin', 'left the company']) assert.ok(!kept.includes(text), text);
    assert.deepEqual(world.bodies('contact'), ['Robin Reception']);
  });

  for (const [what, value, words] of [
    ['seats@l1', '0', /whole number from 1/],
    ['seats@l1', '100000', /whole number from 1/],
    ['price@l1', 'cheap', /can’t read that amount/],
    ['renewsOn@l1', '', /can’t read that date/],
    ['seats@l1', '20', /there already/],
  ] as const) {
    it(`keeps the inputs and tells the fault: ${what} "${value}"`, async () => {
      const heard = await correct(tess, what, value);
      const again = lastCard(heard.said);
      assert.match(wordsIn(again), words);
      assert.equal(valuesIn(again)['reason'], 'typed wrong');
      assert.equal(driver.active(tess), CORRECT_DIALOG);
    });
  }

  it('wants a reason', async () => {
    const again = lastCard((await correct(tess, 'seats@l1', '30', '')).said);
    assert.match(wordsIn(again), /write a few words/);
    assert.equal(saved(world).lines[0]?.seats, 20);
  });

  it('takes a product key out of the reason and says so', async () => {
    const heard = await correct(tess, 'seats@l1', '0', 'key VK7JG-NPHTM-C97JM-9MPGT-3V66T');
    assert.match(wordsIn(lastCard(heard.said)), /product key in it/);
    assert.ok(!world.dialogJson(tess)?.includes('VK7JG'));
  });

  it('offers the domain to the partner alone, and only until the customer is in', async () => {
    assert.ok(!choicesOf(await begin(tess)).includes('domain'));
    world = await openedWorld({ hasJoined: false });
    driver = dialogDriver(world, (turnOf) => [new CorrectDialog(turnOf)]);
    await correct(tess, 'domain', 'https://www.contoso.nl/about');
    assert.equal(saved(world).customer.domain, 'contoso.nl');
  });

  it('refuses a choice that was not offered', async () => {
    const card = await begin(alex);
    const again = lastCard((await driver.submit(alex, { ...submitOf(card, 'Continue'), what: 'newPrice@l1' })).said);
    assert.match(wordsIn(again), /choose one of the options/);
  });

  it('goes back to the choice', async () => {
    const value = await choose(tess, 'price@l1');
    const what = lastCard((await driver.submit(tess, submitOf(value, 'Back'))).said);
    assert.ok(titlesOf(what).includes('Continue'));
    assert.equal(valuesIn(what)['what'], 'price@l1');
  });

  it('ends politely when somebody calls the changeover off while the form is open', async () => {
    const card = await choose(tess, 'price@l1');
    await world.run(
      sam,
      (turn) =>
        void turn.issue(OPENED_ID, { type: 'callOff', reasonRef: turn.keepText(OPENED_ID, 'reason', 'merger') }),
    );
    const heard = await driver.submit(tess, submitOf(card, 'Correct it', { value: '13', reason: 'x' }));
    assert.match(textsOf(heard.said), /called off/);
    assert.equal(driver.active(tess), undefined);
  });

  it('lets two technicians correct at once: both corrections stand', async () => {
    const mine = submitOf(await choose(tess, 'price@l1'), 'Correct it', { value: '13', reason: 'x' });
    const theirs = submitOf(await choose(sam, 'seats@l1'), 'Correct it', { value: '21', reason: 'y' });
    const runs = await Promise.all([driver.submit(tess, mine), driver.submit(sam, theirs)]);
    assert.deepEqual(
      runs.map((heard) => heard.runs).toSorted((one, other) => one - other),
      [1, 2],
    );
    const [line] = saved(world).lines;
    assert.deepEqual([line?.price.minor, line?.seats], [1300, 21]);
  });
});
