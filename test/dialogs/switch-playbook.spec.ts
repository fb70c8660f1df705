import assert from 'node:assert/strict';
import type { Playbook } from '../../changeover/playbook.ts';
import { mainWay as directToCsp } from '../support/main-way.ts';
import { buttonsIn, lastCard, textsOf, wordsIn, type DrawnCard } from '../support/card-reading.ts';
import { chatIn, doesIn, joinsIn, openIn, type Chat } from '../support/chat.ts';
import { customerAdmin, fakeWorld, technician, type FakeWorld } from '../support/fake-turn.ts';
import { confirmIn } from '../support/story.ts';

/** Monday, noon in Amsterdam. */
const NOON = Date.parse('2026-03-02T11:00:00Z');
const alex = customerAdmin();
const tess = technician();

/** Without the step that expects the mail, and in two ways. */
const BRIEF: Playbook = {
  ...leftOut('expect-mail'),
  id: 'brief',
  words: { name: 'The brief way' },
  variants: [
    { id: 'calm', words: { name: 'calmly' } },
    { id: 'quick', words: { name: 'quickly' } },
  ],
};
/** Without the way to end an old subscription, and without a product per user. */
const BLIND: Playbook = {
  ...leftOut('old-live', 'see-old-live', 'undo-new', 'end-old'),
  id: 'blind',
  words: { name: 'The blind way' },
  products: directToCsp.products.filter(({ isPerUser }) => !isPerUser),
};

describe('the conversation about another playbook', () => {
  let world: FakeWorld;
  let chat: Chat;

  beforeEach(async () => {
    world = await fakeWorld(NOON, [directToCsp, BRIEF, BLIND]);
    chat = chatIn(world);
    await openIn(world, tess);
    await joinsIn(world, alex);
    world.now += 60_000;
  });

  const choice = async (): Promise<DrawnCard> => lastCard((await chat.types(tess, 'switch')).said);
  const preview = async (course: string): Promise<DrawnCard> =>
    lastCard((await chat.presses(tess, await choice(), 'Show what changes', { course })).said);

  it('offers every other course, variant by variant', async () => {
    const words = wordsIn(await choice());
    for (const name of ['The brief way: calmly', 'The brief way: quickly', 'The blind way']) {
      assert.ok(words.includes(name), name);
    }
    assert.match(words, /Today: /);
  });

  it('shows what stays, what is dropped and what is forgotten before anything is changed', async () => {
    await doesIn(world, alex, 'check-facts', 'expect-mail');
    const rows = world.journal.length;
    const words = wordsIn(await preview('brief@calm'));
    assert.match(words, /It would become: The brief way: calmly/);
    assert.match(words, /One step stays done/);
    assert.match(words, /One done step is forgotten/);
    assert.match(words, /Nothing is changed yet/);
    assert.equal(world.journal.length, rows);
  });

  it('changes it with a reason, tells the customer, and asks on from there', async () => {
    await doesIn(world, alex, 'check-facts', 'expect-mail');
    const card = await preview('brief@quick');
    const reasonless = await chat.presses(tess, card, 'Change it');
    assert.match(wordsIn(lastCard(reasonless.said)), /write a few words/);
    const heard = await chat.presses(tess, lastCard(reasonless.said), 'Change it', { courseReason: 'They asked' });
    assert.match(textsOf(heard.said), /The brief way: quickly/);
    const { playbook, variant, steps } = world.only();
    assert.deepEqual([playbook.id, variant], ['brief', 'quick']);
    assert.equal(steps['expect-mail'], undefined);
    assert.notEqual(steps['check-facts']?.doneAt, undefined);
    assert.equal(heard.outbox[0]?.message.kind === 'notice' && heard.outbox[0].message.text, 'notice.switched');
    assert.deepEqual(world.bodies('reason'), ['They asked']);
    assert.doesNotMatch(wordsIn(lastCard((await chat.types(alex, 'steps')).said)), /Expect the mail/);
  });

  it('names everything that stands in the way, and has no way on', async () => {
    await confirmIn({ world, admin: alex, technician: tess });
    await doesIn(world, alex, 'end-old/l1');
    const card = await preview('blind');
    const words = wordsIn(card);
    assert.match(words, /does not have the step by which this was done/);
    assert.match(words, /does not know Microsoft 365 Business Standard/);
    assert.match(words, /Go back and choose another kind/);
    assert.deepEqual(
      buttonsIn(card).map((button) => button['title']),
      ['Back', 'Cancel'],
    );
    const back = lastCard((await chat.presses(tess, card, 'Back')).said);
    assert.match(wordsIn(back), /You see what would change/);
  });

  it('looks again when another step was done meanwhile that would be forgotten', async () => {
    const card = await preview('brief@calm');
    await doesIn(world, alex, 'expect-mail');
    const heard = await chat.presses(tess, card, 'Change it', { courseReason: 'They asked' });
    assert.match(wordsIn(lastCard(heard.said)), /done meanwhile that would be forgotten/);
    assert.match(wordsIn(lastCard(heard.said)), /One done step is forgotten/);
    assert.equal(world.only().playbook.id, 'direct-to-csp');
    await chat.presses(tess, lastCard(heard.said), 'Change it', { courseReason: 'They asked' });
    assert.equal(world.only().playbook.id, 'brief');
  });

  it('takes no course that is not offered', async () => {
    for (const course of ['', 'direct-to-csp', 'brief', 'nothing@all']) {
      const heard = await chat.presses(tess, await choice(), 'Show what changes', { course });
      assert.match(wordsIn(lastCard(heard.said)), /choose one of the options/);
      await chat.types(tess, 'cancel');
    }
  });

  it('is the partner’s alone', async () => {
    assert.match(textsOf((await chat.types(alex, 'switch')).said), /partner/);
  });

  it('is nothing where there is one way only', async () => {
    world = await fakeWorld(NOON, [directToCsp]);
    chat = chatIn(world);
    await openIn(world, tess);
    assert.match(textsOf((await chat.types(tess, 'switch')).said), /no other kind/);
  });
});

function leftOut(...ids: readonly string[]): Playbook {
  const phases = directToCsp.phases.map((phase) => ({
    ...phase,
    steps: phase.steps.filter(({ id }) => !ids.includes(id)),
  }));
  return { ...directToCsp, phases };
}
