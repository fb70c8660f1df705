import assert from 'node:assert/strict';
import { exportHistory } from '../../loop/export-history.ts';
import { verifyHistory } from '../../loop/verify-history.ts';
import { answers, approves, joins, opens, theChangeover } from '../support/story-world.ts';
import { aWorld, type World } from '../support/world.ts';

const ANA = { contactName: 'Ana Lima', contactOrganisation: 'Wide World', contactEmail: 'Ana.Lima@Provider.example' };
const LUIS = { contactName: 'Luis Mota', contactEmail: 'luis@oldreseller.example', contactPhone: '+31 20 123 4567' };
const NOTE_PROVIDER = 'Note somebody at the provider';
const NOTE_SOURCE = 'Note somebody at the current reseller';

const at = (text: string): number => Date.parse(text);

/** The texts of the world's changeover that are still there, by kind. */
async function bodies({ running }: World, id: string): Promise<readonly string[]> {
  const { texts } = (await running.store.history(id))!;
  return texts.flatMap(({ kind, body }) => (body === undefined ? [] : `${kind}: ${body}`));
}

/** Approved; the provider that the partner buys through has to confirm the agreement. */
async function waitsForProvider(world: World): Promise<void> {
  await joins(world, await opens(world));
  await world.megan.presses('Save as done', { 'Choose one': 'indirect' }, { on: /Say how you buy/ });
  await approves(world);
}

describe('a provider that is not in Teams, through the bot', () => {
  let world: World;
  before(async () => {
    world = await aWorld();
    await waitsForProvider(world);
  });
  after(() => world.close());

  it('is asked for on the card while nobody is noted there', async () => {
    const seen = await world.megan.sees(/The provider is not in Teams, and nobody is noted to write to/);
    assert.match(seen, /Write to the provider/);
    world.alex.doesNotSee(/nobody is noted/);
  });

  it('gets a contact by a form that says kindly what it can’t read', async () => {
    await world.megan.says('contacts');
    await world.megan.sees(/Contacts outside Changeover/);
    await world.megan.presses(NOTE_PROVIDER);
    await world.megan.sees(/Who is written to: the provider/);
    await world.megan.presses('Keep', { contactName: '', contactEmail: 'ana at provider', contactPhone: 'call me' });
    const faults = await world.megan.sees(/3 fields need another look/);
    assert.match(faults, /one e-mail address, such as/);
    assert.match(faults, /telephone number in digits/);
    await world.megan.presses('Keep', { ...ANA, contactEmail: 'ana@contoso.com', contactPhone: '' });
    await world.megan.sees(/an address at contoso\.com, the customer itself/);
    await world.megan.presses('Keep', { ...ANA, contactPhone: '' });
    await world.megan.sees(/letters go to Ana Lima from now on/);
    await world.megan.sees(/The provider: Ana Lima, Wide World – not written to yet/);
  });

  it('has no name in the journal, and texts beside it that the customer does not get', async () => {
    const changeover = await theChangeover(world);
    const history = (await world.running.store.history(changeover.id))!;
    assert.doesNotMatch(JSON.stringify(history.rows), /Ana|provider\.example/iu);
    const kept = await bodies(world, changeover.id);
    assert.ok(kept.includes('providerContact: Ana.Lima@provider.example'), kept.join('\n'));
    const theirs = exportHistory(changeover, history, { side: 'customer' }, world.now());
    assert.doesNotMatch(JSON.stringify(theirs), /Ana|provider\.example/iu);
    assert.ok(verifyHistory(theirs).ok);
  });

  it('is written to by name, and what was sent says to whom and until when is waited', async () => {
    await world.megan.presses('Write to the provider', {}, { on: /Check number/ });
    const letter = await world.megan.sees(/Letter to the provider/);
    assert.match(letter, /To: Ana Lima, Wide World/);
    assert.ok(
      JSON.stringify(world.megan.posts()).includes('Ana.Lima@provider.example'),
      'the address is there to copy',
    );
    assert.match(letter, /Dear Ana Lima,/);
    assert.match(letter, /confirm the acceptance to Microsoft/);
    assert.match(letter, /its answer is due Thursday 5 March/);
    await world.megan.presses('It is sent');
    await world.megan.sees(/sent to Ana Lima, Wide World on Monday 2 March\. The answer is due Thursday 5 March/);
    await world.megan.sees(
      /The provider: Ana Lima, Wide World – written to on Monday 2 March, answer due Thursday 5 March/,
    );
    const [letterSent] = (await theChangeover(world)).letters ?? [];
    assert.deepEqual([letterSent?.to, letterSent?.on], ['provider', '2026-03-02']);
  });

  it('says so in the history, with the name for the partner alone', async () => {
    await world.megan.says('history');
    await world.megan.sees(
      /A letter was sent to the provider \(Ana Lima\) on 2 March 2026, its answer is due 5 March 2026/,
    );
    await world.alex.says('history');
    const seen = await world.alex.sees(/A letter was sent to the provider on 2 March 2026, its answer is due/);
    assert.doesNotMatch(seen, /Ana/);
  });

  it('is nobody whom the customer hears the name of', async () => {
    await world.alex.says('contacts');
    const seen = await world.alex.sees(/Contacts outside Changeover/);
    assert.doesNotMatch(seen, /provider/);
    await world.alex.sends({ text: '', value: { verb: 'contactEdit', of: 'provider' } });
    await world.alex.sees(/That one is for the partner to do/);
    await world.alex.sends({ text: '', value: { verb: 'contactRemove', of: 'provider', seen: 1 } });
    assert.ok((await theChangeover(world)).contacts?.provider);
    world.alex.doesNotSee(/Ana Lima/);
  });

  it('is looked after once the day has passed: plan B in full for the partner, and a plain word for the customer', async () => {
    await world.goTo(at('2026-03-05T16:00:00Z'));
    world.megan.doesNotSee(/has not come/);
    await world.goTo(at('2026-03-06T11:00:00Z'));
    const asked = await world.megan.sees(/The answer was due 5 March 2026 and has not come/);
    assert.match(asked, /You wrote to the provider on 2 March 2026/);
    assert.match(asked, /Call your provider’s partner desk and name the customer’s domain/);
    for (const button of [/Write again/, /They answered/, /Go on with plan B/]) assert.match(asked, button);
    const told = await world.alex.sees(/Fabrikam wrote to the provider on 2 March 2026/);
    assert.match(told, /due 5 March 2026 and has not come/);
    assert.match(told, /looks at it again by 10 March 2026/);
    assert.doesNotMatch(told, /Ana|Write again|partner desk/);
  });

  it('is waited for anew by another letter, which is told once more when it is late', async () => {
    await world.megan.presses('Write again');
    await world.megan.presses('It is sent', {}, { on: /Dear Ana Lima/ });
    await world.megan.sees(/The answer is due Wednesday 11 March/);
    await world.goTo(at('2026-03-11T16:00:00Z'));
    const late = () => world.alex.posts().filter((post) => /wrote to the provider/u.test(JSON.stringify(post))).length;
    assert.equal(late(), 1);
    await world.goTo(at('2026-03-12T11:00:00Z'));
    await world.megan.sees(/The answer was due 11 March 2026 and has not come/);
    await world.goTo(at('2026-03-20T11:00:00Z'));
    assert.equal(late(), 2);
  });

  it('is waited for no longer once plan B is chosen: the customer is told, and nothing reminds of it', async () => {
    const button = { on: /The answer was due 11 March 2026/ };
    await world.megan.presses('Go on with plan B', {}, { ...button, times: 2 });
    await world.megan.sees(/Plan B it is.*Call your provider’s partner desk/u);
    await world.running.pump.settle();
    await world.alex.sees(/no answer from the provider about “Provider confirms the agreement”, so Fabrikam goes on/u);
    await world.megan.sees(/The provider: Ana Lima, Wide World – no answer, plan B since Friday 20 March/);
    const { steps } = await theChangeover(world);
    assert.equal(steps['attest-agreement']?.planBAt, world.now());
    const told = world.alex.posts().filter((post) => /goes on with plan B/u.test(JSON.stringify(post)));
    assert.equal(told.length, 1);
    await world.goTo(at('2026-04-20T11:00:00Z'));
    const silent = world.megan.posts().filter((post) => /has not come/u.test(JSON.stringify(post)));
    assert.equal(silent.length, 2);
  });

  it('has its texts erased when it is removed, once and for all', async () => {
    await world.megan.says('contacts');
    await world.megan.presses('Remove', {}, { times: 2 });
    await world.megan.sees(/what was known of them is erased/);
    const { id, contacts } = await theChangeover(world);
    assert.deepEqual(contacts, {});
    assert.deepEqual(
      (await bodies(world, id)).filter((body) => body.startsWith('providerContact')),
      [],
    );
    await world.megan.says('history');
    const seen = await world.megan.sees(/Nobody is noted any more at the provider/);
    assert.doesNotMatch(seen, /Ana/);
  });
});

describe('a reseller that is not in Teams, through the bot', () => {
  let world: World;
  before(async () => {
    world = await aWorld();
    await joins(world, await opens(world));
    await answers(world, /Check what we noted/);
  });
  after(() => world.close());

  it('is the customer’s to name, who knows it; the partner hears that it did, and sees whom', async () => {
    await world.alex.presses('Contacts');
    await world.alex.presses(NOTE_SOURCE);
    await world.alex.presses('Keep', LUIS);
    await world.alex.sees(/letters go to Luis Mota from now on/);
    await world.running.pump.settle();
    await world.megan.sees(/contoso\.com noted whom to write to at the current reseller/);
    await world.megan.sees(/The current reseller: Luis Mota/);
    await world.megan.says('letter to the reseller');
    const letter = await world.megan.sees(/Letter to the current reseller/);
    assert.match(letter, /To: Luis Mota/);
    assert.match(letter, /Telephone: .*31 20 123 4567/);
    await world.megan.presses('It is sent');
    await world.alex.sees(/The current reseller: Luis Mota – written to on Monday 2 March/);
  });

  it('keeps the name that did not change, and erases what did', async () => {
    const { id } = await theChangeover(world);
    await world.alex.says('contacts');
    await world.alex.presses('Change');
    await world.alex.presses('Keep', { contactEmail: 'luis.mota@oldreseller.example' });
    await world.alex.sees(/letters go to Luis Mota/);
    const kept = (await bodies(world, id)).filter((body) => body.startsWith('sourceContact'));
    assert.deepEqual(kept.toSorted(), [
      'sourceContact: +31 20 123 4567',
      'sourceContact: Luis Mota',
      'sourceContact: luis.mota@oldreseller.example',
    ]);
  });

  it('is forgotten with whoever named it', async () => {
    const { id } = await theChangeover(world);
    await world.alex.says('forget me');
    await world.alex.presses('Forget me');
    await world.alex.sees(/You are forgotten/);
    await world.running.pump.settle();
    assert.deepEqual(
      (await bodies(world, id)).filter((body) => body.startsWith('sourceContact')),
      [],
    );
    assert.deepEqual((await theChangeover(world)).contacts, {});
  });
});
