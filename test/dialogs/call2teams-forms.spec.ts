import assert from 'node:assert/strict';
import { buttonsIn, lastCard, textsOf, wordsIn, type DrawnCard } from '../support/card-reading.ts';
import { chatIn, joinsIn, openIn, type Chat } from '../support/chat.ts';
import { customerAdmin, fakeWorld, technician, type FakeWorld } from '../support/fake-turn.ts';

const MONDAY = Date.parse('2026-03-02T09:00:00Z');
const tess = technician('Tess Tech');
const alex = customerAdmin('Alex Admin');

describe('the forms of a Call2Teams move', () => {
  let world: FakeWorld;
  let chat: Chat;

  beforeEach(async () => {
    world = await fakeWorld(MONDAY);
    chat = chatIn(world);
    await openIn(world, tess, [], 'call2teams-move', 'assisted');
    await joinsIn(world, alex);
  });

  /** Answers the question that is asked now; the next one, or the same with what is wrong. */
  async function answers(card: DrawnCard, typed: Record<string, string>, button = 'Done'): Promise<DrawnCard> {
    world.now += 60_000;
    return lastCard((await chat.presses(tess, card, button, typed)).said);
  }

  async function toLicences(): Promise<DrawnCard> {
    let card = lastCard((await chat.types(tess, 'continue')).said);
    card = await answers(card, { choice: 'whole' });
    card = await answers(card, { choice: 'stays' });
    card = await answers(card, { choice: 'same' });
    card = await answers(card, { more: 'Northwind / Contoso\nNorthwind / Contoso / Trial_2' });
    card = await answers(card, { 'item.n1': 'client', 'item.n2': 'client' });
    card = await answers(card, { choice: 'partner' });
    card = await answers(card, { 'count.pbx': '12', 'count.trunk': '3' });
    return answers(card, { note: 'Fabrikam / Contoso' });
  }

  it('take accounts of any depth, one a line, and ask the kind of each', async () => {
    let card = lastCard((await chat.types(tess, 'continue')).said);
    card = await answers(card, { choice: 'whole' });
    card = await answers(card, { choice: 'stays' });
    card = await answers(card, { choice: 'same' });
    card = await answers(card, { more: 'Northwind / Contoso\nNorthwind / Contoso / Berlin / Sales' });
    assert.match(wordsIn(card), /Northwind \/ Contoso \/ Berlin \/ Sales/);
    assert.equal(world.only().steps['call-accounts']?.doneAt, undefined);
    card = await answers(card, { 'item.n1': 'client', 'item.n2': 'trial' });
    assert.match(card.summary, /The day on which the trial ends/);
  });

  it('say of a move to another tenant which way to take instead', async () => {
    let card = lastCard((await chat.types(tess, 'continue')).said);
    card = await answers(card, { choice: 'whole' });
    card = await answers(card, { choice: 'stays' });
    const heard = await chat.presses(tess, card, 'Done', { choice: 'other' });
    const said = `${textsOf(heard.said)}\n${wordsIn(lastCard(heard.said))}`;
    assert.match(said, /Change the kind to self-service/);
  });

  it('name every type of licence that falls short, beside its field', async () => {
    const card = await toLicences();
    assert.match(card.summary, /Compare the new licences/);
    assert.match(wordsIn(card), /PBX users \(C2TU\) \(at least 12\)/);
    const again = await answers(card, { 'count.pbx': '11', 'count.trunk': '1' });
    const said = wordsIn(again);
    assert.match(said, /11 are too few: it takes at least 12/);
    assert.match(said, /1 are too few: it takes at least 3/);
  });

  it('have the case text in the question, with the names of the accounts as they were typed', async () => {
    let card = await toLicences();
    card = await answers(card, { 'count.pbx': '12', 'count.trunk': '3' });
    card = await answers(card, {}, 'I have read this');
    assert.match(card.summary, /Open the service-desk case/);
    const words = wordsIn(card);
    assert.match(words, /Northwind \/ Contoso \/ Trial_2/);
    assert.ok(buttonsIn(card).length > 0);
  });
});
