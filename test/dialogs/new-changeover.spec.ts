import assert from 'node:assert/strict';
import { NEW_DIALOG } from '../../dialogs/new-changeover.ts';
import { hashJoinCode, normaliseJoinCode } from '../../dialogs/join-code.ts';
import { cardOf, lastCard, submitOf, textsOf, titlesOf, valuesIn, wordsIn } from '../support/card-reading.ts';
import { CHANNEL, customerAdmin, PARTNER_TENANT, TEAM, technician } from '../support/fake-turn.ts';
import { newForms, NOON, PARTIES, TERMS, tess, type NewForms } from '../support/new-forms.ts';

const DAY = 86_400_000;

describe('the new changeover', () => {
  let forms: NewForms;

  beforeEach(async () => {
    forms = await newForms();
  });

  it('opens what was typed in three forms and shown in a preview', async () => {
    const heard = await forms.driver.submit(tess, submitOf(await forms.toPreview(), 'Keep my date'));
    const opened = forms.world.only();
    assert.deepEqual(
      {
        domain: opened.customer.domain,
        team: opened.partner.teamId,
        channel: opened.partner.channelId,
        tenant: opened.partner.tenantId,
      },
      { domain: 'contoso.com', team: TEAM, channel: CHANNEL, tenant: PARTNER_TENANT },
    );
    const [line] = opened.lines;
    assert.equal(opened.lines.length, 1);
    assert.deepEqual(
      {
        id: line?.id,
        seats: line?.seats,
        assigned: line?.assigned,
        newSeats: line?.newSeats,
        isSameProduct: line?.isSameProduct,
      },
      { id: 'l1', seats: 20, assigned: 18, newSeats: 20, isSameProduct: true },
    );
    assert.deepEqual(
      [line?.price, line?.newPrice],
      [
        { minor: 1250, currency: 'EUR' },
        { minor: 1180, currency: 'EUR' },
      ],
    );
    assert.deepEqual([line?.renewsOn, line?.newStartsOn], ['2026-03-10', '2026-03-01']);
    assert.deepEqual(forms.world.bodies('customerName'), ['Contoso Bakeries']);
    assert.deepEqual(forms.world.bodies('contact'), ['Alex, +31 20 555 01 02']);
    assert.deepEqual(
      heard.cardWishes.map((wish) => [wish.changeoverId, wish.isAnew]),
      [[opened.id, true]],
    );
    assert.equal(forms.driver.active(tess), undefined);
  });

  it('keeps names, contacts and the join code out of the journal', async () => {
    const heard = await forms.driver.submit(tess, submitOf(await forms.toPreview(), 'Keep my date'));
    const journal = JSON.stringify(forms.world.journal);
    const code = normaliseJoinCode(wordsIn(lastCard(heard.said)));
    assert.ok(code);
    for (const secret of ['Contoso Bakeries', 'Alex', 'Tess', 'Fabrikam', code])
      assert.ok(!journal.includes(secret), secret);
    assert.equal(forms.world.only().join?.hash, hashJoinCode(code));
    assert.equal(forms.world.only().join?.expiresAt, NOON + 14 * DAY);
  });

  it('says the order sheet and the join code with its message, and a six-digit check number', async () => {
    const heard = await forms.driver.submit(tess, submitOf(await forms.toPreview(), 'Keep my date'));
    const [order, join] = heard.said.filter((content) => 'card' in content).map((content) => wordsIn(cardOf(content)));
    for (const word of ['Contoso Bakeries', 'contoso.com', '€11.80', '1 March 2026', 'Microsoft 365'])
      assert.ok(order?.includes(word), word);
    const { checkNumber } = forms.world.only();
    assert.match(checkNumber, /^\d{6}$/);
    assert.ok(join?.includes(`${checkNumber.slice(0, 3)} ${checkNumber.slice(3)}`));
    assert.match(join ?? '', /join [0-9A-Z]{4}-/);
  });

  it('shows before it saves what the overlap costs each payer, and a cheaper safe start', async () => {
    const preview = await forms.toPreview();
    assert.equal(forms.world.changeovers.size, 0);
    const seen = wordsIn(preview);
    // 9 days: 20 × €12.50 × 12 / 365 × 9 = €73.97 and 20 × €11.80 × 12 / 365 × 9 = €69.83
    for (const word of ['9 days', '€73.97', '€69.83', '6 March 2026', '4 days'])
      assert.ok(seen.includes(word), `${word} in ${seen}`);
    assert.deepEqual(titlesOf(preview), ['Use the cheapest safe start', 'Keep my date', 'Back', 'Cancel']);
  });

  it('opens with the cheapest safe start when that is chosen', async () => {
    await forms.driver.submit(tess, submitOf(await forms.toPreview(), 'Use the cheapest safe start'));
    assert.equal(forms.world.only().lines[0]?.newStartsOn, '2026-03-06');
  });

  it('offers nothing else when the typed day is the safe one', async () => {
    const preview = await forms.send(await forms.toTerms(), 'Show what it costs', {
      ...TERMS,
      'newStartsOn.k1': '2026-03-06',
    });
    assert.deepEqual(titlesOf(preview), ['Open the changeover', 'Back', 'Cancel']);
  });

  it('warns of a start after the old end, and says why', async () => {
    const preview = await forms.send(await forms.toTerms(), 'Show what it costs', {
      ...TERMS,
      'newStartsOn.k1': '2026-03-20',
    });
    assert.match(wordsIn(preview), /renews before the new licences can be confirmed/);
  });

  it('goes on after a restart with what was kept as JSON, and nothing else', async () => {
    const preview = await forms.toPreview();
    const restarted = await newForms();
    restarted.world.restore(tess, forms.world.dialogJson(tess) ?? '');
    await restarted.driver.submit(tess, submitOf(preview, 'Keep my date'));
    assert.equal(restarted.world.only().customer.domain, 'contoso.com');
    assert.deepEqual(restarted.world.bodies('contact'), ['Alex, +31 20 555 01 02']);
  });

  it('takes the partner’s name and domain from the team’s newest changeover', async () => {
    await forms.driver.submit(tess, submitOf(await forms.toPreview(), 'Keep my date'));
    const { partnerName, partnerDomain } = valuesIn(await forms.begin(technician('Sam Second', '2')));
    assert.deepEqual([partnerName, partnerDomain], ['Fabrikam IT', 'fabrikam.com']);
  });

  describe('what comes in between', () => {
    it('answers a form that has moved on without asking anything twice', async () => {
      const first = submitOf(await forms.begin(), 'Continue', PARTIES);
      await forms.driver.submit(tess, first);
      const twice = await forms.driver.submit(tess, first);
      assert.deepEqual(
        twice.said.map((content) => 'text' in content),
        [true],
      );
      assert.match(textsOf(twice.said), /no longer open/);
    });

    it('opens one changeover when the last button is pressed twice', async () => {
      const press = submitOf(await forms.toPreview(), 'Keep my date');
      await forms.driver.submit(tess, press);
      const twice = await forms.driver.submit(tess, press);
      assert.equal(twice.isActive, false);
      assert.equal(forms.world.changeovers.size, 1);
    });

    it('opens one changeover when two presses of the last button run at the same time', async () => {
      const press = submitOf(await forms.toPreview(), 'Keep my date');
      const both = await Promise.all([forms.driver.submit(tess, press), forms.driver.submit(tess, press)]);
      assert.deepEqual(
        both.map((heard) => heard.runs),
        [1, 2],
      );
      assert.equal(forms.world.journal.length, 1);
    });

    it('shows the form again for a typed text, and stays', async () => {
      await forms.toOld();
      const heard = await forms.driver.type(tess, 'what is this?');
      assert.match(textsOf(heard.said), /answered with its fields/);
      assert.ok('seats' in valuesIn(lastCard(heard.said)));
      assert.equal(forms.driver.active(tess), NEW_DIALOG);
    });

    it('is left by a typed cancel and by its button, with nothing saved', async () => {
      await forms.toOld();
      await forms.driver.type(tess, 'cancel');
      assert.equal(forms.driver.active(tess), undefined);
      const preview = await forms.toPreview();
      const heard = await forms.driver.submit(tess, submitOf(preview, 'Cancel'));
      assert.match(textsOf(heard.said), /Nothing was saved/);
      assert.deepEqual(
        [forms.driver.active(tess), forms.world.changeovers.size, forms.world.texts.size],
        [undefined, 0, 0],
      );
    });

    it('goes back from the preview to each form with its inputs', async () => {
      const terms = await forms.send(await forms.toPreview(), 'Back');
      assert.equal(valuesIn(terms)['newPrice.k1'], '11.80');
      const old = await forms.send(terms, 'Back');
      assert.equal(valuesIn(old)['price'], '12,50');
      const parties = await forms.send(old, 'Back');
      assert.equal(valuesIn(parties)['customerName'], 'Contoso Bakeries');
      const preview = await forms.send(
        await forms.send(await forms.send(parties, 'Continue'), 'Continue'),
        'Show what it costs',
      );
      assert.ok(titlesOf(preview).includes('Keep my date'));
    });

    it('keeps the forms of two technicians in one thread apart', async () => {
      const sam = technician('Sam Second');
      const [mine, theirs] = [await forms.begin(tess), await forms.begin(sam)];
      const foreign = await forms.driver.submit(sam, submitOf(mine, 'Continue', PARTIES));
      assert.match(textsOf(foreign.said), /no longer open/);
      await forms.driver.submit(tess, submitOf(mine, 'Continue', PARTIES));
      await forms.driver.submit(sam, submitOf(theirs, 'Continue', { ...PARTIES, customerDomain: 'tailspin.com' }));
      assert.match(forms.world.dialogJson(tess) ?? '', /contoso\.com/);
      assert.match(forms.world.dialogJson(sam) ?? '', /tailspin\.com/);
    });
  });

  it('starts in a channel only', async () => {
    const heard = await forms.driver.begin(customerAdmin('Tess Tech', PARTNER_TENANT), NEW_DIALOG);
    assert.match(textsOf(heard.said), /starts in your team’s channel/);
  });

  it('asks for a new thread while this one belongs to an open changeover', async () => {
    await forms.driver.submit(tess, submitOf(await forms.toPreview(), 'Keep my date'));
    const heard = await forms.driver.begin(tess, NEW_DIALOG);
    assert.match(textsOf(heard.said), /start a new post/);
  });
});
