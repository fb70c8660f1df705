import assert from 'node:assert/strict';
import { lastCard, submitOf, textsOf, titlesOf, valuesIn, wordsIn, type DrawnCard } from '../support/card-reading.ts';
import { newForms, OLD, PARTIES, TERMS, tess, type NewForms } from '../support/new-forms.ts';

describe('the forms of a new changeover', () => {
  let forms: NewForms;

  beforeEach(async () => {
    forms = await newForms();
  });

  describe('faults', () => {
    it('keeps every input of the first form and names each fault', async () => {
      const typed = { ...PARTIES, customerName: '', customerDomain: 'not a domain' };
      const again = await forms.send(await forms.begin(), 'Continue', typed);
      assert.deepEqual(valuesIn(again), typed);
      assert.match(wordsIn(again), /2 fields need another look/);
      assert.match(wordsIn(again), /doesn’t look like a domain/);
    });

    it('refuses the partner’s own domain as the customer’s', async () => {
      const again = await forms.send(await forms.begin(), 'Continue', { ...PARTIES, customerDomain: 'Fabrikam.com' });
      assert.match(wordsIn(again), /not a domain of the customer/);
    });

    for (const [what, typed, words] of [
      ['no licences', { seats: '0' }, /whole number from 1 to 99,999/],
      ['100,000 licences', { seats: '100000' }, /whole number from 1 to 99,999/],
      ['an unreadable price', { price: 'twelve' }, /can’t read that amount/],
      ['no price', { price: '' }, /can’t read that amount/],
      ['a renewal in the past', { renewsOn: '2026-02-01' }, /in the past/],
      ['a term that starts after its end', { termStartedOn: '2026-04-01' }, /can’t be right|must come after/],
      ['no kind of billing account', { billingAccount: '' }, /choose one of the options/],
      ['an unknown product', { product: 'typed-by-hand' }, /choose one of the options/],
      ['something else without a name', { product: 'other', perUser: 'yes' }, /write a few words/],
    ] as const) {
      it(`keeps the inputs of the second form and tells the fault: ${what}`, async () => {
        const again = await forms.send(await forms.toOld(), 'Continue', { ...OLD, ...typed });
        assert.match(wordsIn(again), words);
        assert.equal(valuesIn(again)['assigned'], '18');
        assert.equal(valuesIn(again)['currency'], 'EUR');
      });
    }

    it('takes a price with a comma, and with grouped thousands', async () => {
      await forms.send(await forms.toOld(), 'Continue', { ...OLD, price: '1.234,56' });
      const preview = await forms.send(await reshown(), 'Show what it costs', TERMS);
      await forms.driver.submit(tess, submitOf(preview, 'Keep my date'));
      assert.deepEqual(forms.world.only().lines[0]?.price, { minor: 123_456, currency: 'EUR' });
    });

    it('keeps the inputs of the third form and tells its faults beside their line', async () => {
      const again = await forms.send(await forms.toTerms(), 'Show what it costs', {
        'newPrice.k1': '11.80',
        'newSeats.k1': '0',
        'newStartsOn.k1': '2026-01-01',
      });
      assert.equal(valuesIn(again)['newPrice.k1'], '11.80');
      assert.match(wordsIn(again), /in the past/);
      assert.match(wordsIn(again), /whole number from 1/);
    });

    it('asks again for a day that passed while the preview stood', async () => {
      const preview = await forms.toPreview();
      forms.world.now = Date.parse('2026-03-02T11:00:00Z');
      const again = await forms.send(preview, 'Keep my date');
      assert.equal(forms.world.changeovers.size, 0);
      assert.match(wordsIn(again), /in the past/);
      assert.equal(valuesIn(again)['newPrice.k1'], '11.80');
    });

    it('cuts a text of 30,000 characters, says so, and keeps the rest of the form', async () => {
      const again = await forms.send(await forms.begin(), 'Continue', { ...PARTIES, customerName: 'x'.repeat(30_000) });
      assert.match(wordsIn(again), /too long/);
      assert.equal(valuesIn(again)['customerDomain'], 'contoso.com');
      assert.ok((forms.world.dialogJson(tess)?.length ?? 0) < 2000);
    });

    it('keeps emoji and right-to-left names whole, without tags and direction marks', async () => {
      const name = '<at>Bot</at> مخبز 🍞 Contoso \u202Egnp';
      const old = await forms.send(await forms.begin(), 'Continue', { ...PARTIES, customerName: name });
      const preview = await forms.send(await forms.send(old, 'Continue', OLD), 'Show what it costs', TERMS);
      await forms.driver.submit(tess, submitOf(preview, 'Keep my date'));
      assert.deepEqual(forms.world.bodies('customerName'), ['Bot مخبز 🍞 Contoso gnp']);
    });

    it('takes a pasted product key out before anything is kept, and says so', async () => {
      const key = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
      const old = await forms.send(await forms.begin(), 'Continue', { ...PARTIES, contact: `Alex ${key}` });
      assert.match(wordsIn(old), /product key in it. I took it out/);
      assert.ok(!forms.world.dialogJson(tess)?.includes(key));
    });

    it('takes fields of another kind than text for empty ones', async () => {
      const card = await forms.begin();
      const odd = { ...submitOf(card, 'Continue', PARTIES), customerName: { toString: 'x' }, customerDomain: 7 };
      const again = lastCard((await forms.driver.submit(tess, odd)).said);
      assert.equal(valuesIn(again)['customerName'], '');
    });
  });

  describe('lines', () => {
    it('adds a second line, prefilled with what is mostly shared, and opens both', async () => {
      const second = await forms.send(await forms.toOld(), 'Add another line', OLD);
      assert.deepEqual([valuesIn(second)['billingAccount'], valuesIn(second)['seats']], ['mca', '']);
      const terms = await forms.send(second, 'Continue', {
        product: 'other',
        label: 'Dynamics',
        perUser: 'yes',
        seats: '3',
        price: '60',
      });
      const preview = await forms.send(terms, 'Show what it costs', {
        ...TERMS,
        'newPrice.k2': '58',
        'sameProduct.k2': 'no',
        'newStartsOn.k2': '2026-03-01',
      });
      await forms.driver.submit(tess, submitOf(preview, 'Keep my date'));
      assert.deepEqual(
        forms.world
          .only()
          .lines.map(({ id, seats, isPerUser, isSameProduct }) => ({ id, seats, isPerUser, isSameProduct })),
        [
          { id: 'l1', seats: 20, isPerUser: true, isSameProduct: true },
          { id: 'l2', seats: 3, isPerUser: true, isSameProduct: false },
        ],
      );
      assert.deepEqual(forms.world.bodies('label'), ['Dynamics']);
    });

    it('goes on without a further line that was left empty', async () => {
      const second = await forms.send(await forms.toOld(), 'Add another line', OLD);
      const terms = await forms.send(second, 'Continue');
      assert.ok('newPrice.k1' in valuesIn(terms) && !('newPrice.k2' in valuesIn(terms)));
    });

    it('removes a line and keeps what was typed in the open one', async () => {
      const second = await forms.send(await forms.toOld(), 'Add another line', OLD);
      const again = await forms.send(second, 'Remove', { product: 'other', seats: '7' });
      assert.deepEqual([valuesIn(again)['seats'], titlesOf(again).includes('Remove')], ['7', false]);
    });

    it('changes an earlier line', async () => {
      const second = await forms.send(await forms.toOld(), 'Add another line', OLD);
      const first = await forms.send(second, 'Change');
      assert.equal(valuesIn(first)['seats'], '20');
      const terms = await forms.send(first, 'Continue', { seats: '21' });
      assert.equal(valuesIn(terms)['newSeats.k1'], '21');
    });

    it('does not add a line twice when the button is pressed twice', async () => {
      const press = submitOf(await forms.toOld(), 'Add another line', OLD);
      await forms.driver.submit(tess, press);
      const twice = await forms.driver.submit(tess, press);
      assert.match(textsOf(twice.said), /no longer open/);
      assert.equal(JSON.parse(forms.world.dialogJson(tess) ?? '{}').dialogStack[0].state.options.state.lines.length, 2);
    });
  });

  /** The form that stands now, as a typed text brings it back. */
  async function reshown(): Promise<DrawnCard> {
    return lastCard((await forms.driver.type(tess, 'show me')).said);
  }
});
