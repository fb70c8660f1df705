import assert from 'node:assert/strict';
import { lastCard, textsOf, titlesOf, valuesIn, wordsIn } from '../support/card-reading.ts';
import { chatIn, issueIn, joinsIn, openIn, type Chat } from '../support/chat.ts';
import { customerAdmin, fakeWorld, technician, type FakeWorld } from '../support/fake-turn.ts';
import { approveIn } from '../support/story.ts';

/** Monday, noon in Amsterdam. */
const NOON = Date.parse('2026-03-02T11:00:00Z');
const DAY = 86_400_000;
const alex = customerAdmin();
const tess = technician();
const ANA = { contactName: 'Ana Lima', contactEmail: 'ana@provider.example' };

describe('the conversation about who is not in Teams', () => {
  let world: FakeWorld;
  let chat: Chat;

  beforeEach(async () => {
    world = await fakeWorld(NOON);
    chat = chatIn(world);
    await openIn(world, tess);
    await joinsIn(world, alex);
    await issueIn(world, tess, () => ({
      type: 'answer',
      step: 'how-you-buy',
      answer: 'done',
      value: { kind: 'choice', option: 'indirect' },
    }));
    await approveIn({ world, admin: alex, technician: tess });
    world.now = NOON + DAY;
  });

  const cardOf = async (typed: string) => lastCard((await chat.types(tess, typed)).said);
  const form = async () => {
    const { said } = await chat.presses(tess, await cardOf('contacts'), 'Note somebody at the provider');
    return lastCard(said);
  };
  const texts = () => [...world.bodies('providerContact')];

  it('takes what was typed, without secrets, and shows it to be changed', async () => {
    const first = await chat.presses(tess, await form(), 'Keep', { ...ANA, contactOrganisation: 'password: hunter2' });
    assert.match(textsOf(first.said), /letters go to Ana Lima from now on/);
    assert.ok(!texts().join().includes('hunter2'));
    const again = await chat.presses(tess, await cardOf('who is written to'), 'Change');
    const values = valuesIn(lastCard(again.said));
    assert.deepEqual([values['contactName'], values['contactEmail']], ['Ana Lima', 'ana@provider.example']);
  });

  it('shows a form again with what was typed, as often as it takes, and leaves on a word', async () => {
    const heard = await chat.presses(tess, await form(), 'Keep', { contactName: 'Ana', contactEmail: 'nowhere' });
    const again = lastCard(heard.said);
    assert.match(wordsIn(again), /One field needs another look/);
    assert.equal(valuesIn(again)['contactEmail'], 'nowhere');
    assert.match(textsOf((await chat.types(tess, 'cancel')).said), /\S/);
    assert.match(textsOf((await chat.presses(tess, again, 'Keep', ANA)).said), /\S/);
    assert.equal(world.only().contacts, undefined);
  });

  it('refuses a side that is none, and one that is not the customer’s', async () => {
    const { id, version } = world.only();
    for (const named of ['users', '', undefined]) {
      const data = { verb: 'contactRemove', changeover: id, seen: version, ...(named !== undefined && { of: named }) };
      await chat.sends(tess, data, 'execute');
    }
    await chat.sends(alex, { verb: 'contactEdit', changeover: id, seen: version, of: 'provider' });
    await chat.sends(alex, { verb: 'planB', changeover: id, seen: version, step: 'attest-agreement' });
    assert.equal(world.only().version, version);
  });

  it('goes on with the question after the letter that was begun from it', async () => {
    await chat.presses(tess, await form(), 'Keep', ANA);
    const { id, version } = world.only();
    const asks = { verb: 'continue', changeover: id, step: 'attest-agreement', seen: version };
    const question = lastCard((await chat.sends(tess, asks)).said);
    assert.ok(titlesOf(question).includes('Write to the provider'));
    const letter = lastCard((await chat.presses(tess, question, 'Write to the provider')).said);
    assert.match(wordsIn(letter), /Dear Ana Lima,/);
    const sent = await chat.presses(tess, letter, 'It is sent');
    assert.match(textsOf(sent.said), /sent to Ana Lima on Tuesday 3 March\. The answer is due Friday 6 March/);
    assert.match(wordsIn(lastCard(sent.said)), /Provider confirms the agreement/);
    const done = await chat.presses(tess, lastCard(sent.said), 'Done');
    assert.match(textsOf(done.said), /is done/);
    assert.ok(world.only().steps['attest-agreement']?.doneAt);
  });

  it('lets the customer write to its reseller once something waits for it, in words of its own', async () => {
    const early = await chat.types(alex, 'letter to the reseller');
    assert.match(textsOf(early.said), /Nothing waits for their answer now/);
    assert.match(textsOf((await chat.types(alex, 'letter to the provider')).said), /partner/);
  });

  it('begins a typed letter with the open step of that side, and one without a step as it did', async () => {
    const typed = await cardOf('letter to the provider');
    assert.match(wordsIn(typed), /confirm the acceptance to Microsoft/);
    await chat.presses(tess, typed, 'It is sent');
    assert.ok(world.only().steps['attest-agreement']?.written);
    const other = await cardOf('letter to the reseller');
    assert.match(wordsIn(other), /changes who bills its Microsoft 365/);
    await chat.presses(tess, other, 'It is sent');
    assert.deepEqual(
      world.only().letters?.map(({ to }) => to),
      ['provider', 'source'],
    );
  });

  it('notes a letter by itself when the step was answered meanwhile', async () => {
    const letter = await cardOf('letter to the provider');
    await issueIn(world, tess, () => ({ type: 'answer', step: 'attest-agreement', answer: 'done' }));
    const heard = await chat.presses(tess, letter, 'It is sent');
    assert.match(textsOf(heard.said), /Noted: sent on Tuesday 3 March\.$/);
    assert.equal(world.only().steps['attest-agreement']?.written, undefined);
    assert.equal(world.only().letters?.length, 1);
  });

  it('has the contact at hand where a letter has nobody to go to', async () => {
    const letter = await cardOf('letter to the provider');
    assert.match(wordsIn(letter), /Nobody is noted at the provider yet/);
    assert.match(wordsIn(letter), /Dear all,/);
    const heard = await chat.presses(tess, letter, 'Note somebody at the provider');
    await chat.presses(tess, lastCard(heard.said), 'Keep', ANA);
    assert.match(wordsIn(await cardOf('letter to the provider')), /Dear Ana Lima,/);
  });

  it('asks for nothing more once plan B is chosen, whoever presses first', async () => {
    await chat.presses(tess, await cardOf('letter to the provider'), 'It is sent');
    const { id, version } = world.only();
    const press = { verb: 'planB', changeover: id, step: 'attest-agreement', seen: version };
    assert.match(textsOf((await chat.sends(tess, press)).said), /still time for the answer/);
    world.now = Date.parse('2026-03-09T11:00:00Z');
    const chosen = await chat.sends(tess, press);
    assert.match(textsOf(chosen.said), /Plan B it is/);
    assert.deepEqual(
      chosen.outbox.map(({ to, message }) => [to, message.kind === 'notice' && message.text]),
      [[{ side: 'customer' }, 'notice.planB']],
    );
    const second = await chat.sends(technician('Tom'), press);
    assert.deepEqual(second.outbox, []);
    assert.equal(world.only().version, version + 1);
  });
});
