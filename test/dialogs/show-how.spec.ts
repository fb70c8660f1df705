import assert from 'node:assert/strict';
import { questionCard } from '../../cards/question-card.ts';
import { statusCard } from '../../cards/status-card.ts';
import { statusView } from '../../cards/view.ts';
import { stepsOf } from '../../changeover/steps.ts';
import { TECHNICIAN, textOf } from '../gallery/readers.ts';
import { mapped, moveOn } from '../support/call2teams-plays.ts';
import { buttonsIn, cardOf, fieldsIn, lastCard, nodesIn, wordsIn } from '../support/card-reading.ts';
import { chatIn, openIn, type Chat } from '../support/chat.ts';
import { fakeWorld, technician } from '../support/fake-turn.ts';

/** Monday, noon in Amsterdam. */
const NOON = Date.parse('2026-03-02T11:00:00Z');
const tess = technician();

describe('the button that shows how a step is done', () => {
  let chat: Chat;
  let id: string;

  beforeEach(async () => {
    const world = await fakeWorld(NOON);
    chat = chatIn(world);
    id = await openIn(world, tess, [], 'call2teams-move', 'assisted');
  });

  const showHow = async (step: string) =>
    lastCard((await chat.sends(tess, { verb: 'continue', changeover: id, step }, 'execute')).said);

  it('stands beside each own step on the partner’s status card and points at it', () => {
    const { changeover, playbook, now } = moveOn('assisted');
    const card = cardOf(statusCard(statusView(changeover, playbook, TECHNICIAN, now, textOf)));
    const steps = buttonsIn(card)
      .filter(({ title }) => title === 'Show how')
      .map(({ data }) => (data as { readonly step?: string }).step);
    assert.deepEqual(steps, ['choose-scope', 'choose-owner', 'choose-tenant']);
  });

  it('asks for that step in full although others come before it', async () => {
    const card = await showHow('call-bought');
    assert.match(wordsIn(card), /Where it was bought/);
    assert.match(wordsIn(card), /Look at the last bill/);
  });

  it('goes on with the playbook’s order once it is answered', async () => {
    const { said } = await chat.presses(tess, await showHow('call-bought'), 'Done', { choice: 'partner' });
    assert.match(wordsIn(lastCard(said)), /Whole accounts or only users/);
  });

  it('asks for what is open when the step is not', async () => {
    assert.match(wordsIn(await showHow('desk-case')), /Whole accounts or only users/);
  });
});

describe('the notes on a list', () => {
  const formOf = (step: string, typed = {}) => {
    const { changeover, playbook, now } = moveOn('self-service', ...mapped());
    const known = { ...changeover, steps: { ...changeover.steps, ...typed } };
    const view = stepsOf(known, playbook, now).find(({ key }) => key === step)!;
    return cardOf(questionCard(known, playbook, view, TECHNICIAN, now, textOf));
  };

  it('are folded behind one button where things are only ticked', () => {
    const card = formOf('fill-account');
    const notes = Object.keys(fieldsIn(card)).filter((field) => field.startsWith('note.'));
    assert.equal(notes.length, 4);
    for (const note of notes) assert.equal(fieldsIn(card)[note]?.['isVisible'], false);
    const button = nodesIn(card.node).find(({ type }) => type === 'Action.ToggleVisibility');
    assert.equal(button?.['title'], 'Notes on single items');
    assert.deepEqual(button?.['targetElements'], notes);
  });

  it('stand open beside a few outcomes, whose reason is wanted', () => {
    const card = formOf('call-accounts');
    assert.notEqual(fieldsIn(card)['note.n1']?.['isVisible'], false);
    assert.ok(!nodesIn(card.node).some(({ type }) => type === 'Action.ToggleVisibility'));
  });
});
