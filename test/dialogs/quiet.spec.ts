import assert from 'node:assert/strict';
import { directToCsp } from '../../changeover/playbooks/direct-to-csp.ts';
import { planReminders } from '../../changeover/reminders.ts';
import { reminderCard } from '../../cards/reminder-card.ts';
import { reminderMessage } from '../../cards/reminder-message.ts';
import { cardOf, lastCard, type DrawnCard } from '../support/card-reading.ts';
import { aLine, OPENED_AT } from '../support/changeover-builder.ts';
import { chatIn, joinsIn, openIn, type Chat } from '../support/chat.ts';
import { customerAdmin, fakeWorld, technician, type FakeWorld, type Heard } from '../support/fake-turn.ts';

const alex = customerAdmin();
const tess = technician();

function wordsOf({ said, answer }: Heard): string {
  return JSON.stringify([said, answer]);
}

describe('words about reminders', () => {
  let world: FakeWorld;
  let chat: Chat;
  beforeEach(async () => {
    world = await fakeWorld(OPENED_AT);
    chat = chatIn(world);
    await openIn(world, tess, [aLine({ newStartsOn: '2026-03-30', renewsOn: '2026-05-04' })]);
    await joinsIn(world, alex);
  });

  it('lists what will be sent to whom, when and why, for either side', async () => {
    for (const who of [alex, tess]) {
      const list = wordsOf(await chat.types(who, 'reminders'));
      assert.match(list, /Tue 3 March 2026, 09:00 CET/);
      assert.match(list, /Due today: Send the reseller request/);
      assert.match(list, /To you\. Why: a step is due\./);
    }
    const mine = wordsOf(await chat.types(alex, 'reminders'));
    assert.match(mine, /To the channel of Fabrikam IT/);
    assert.match(mine, /on working days of Netherlands/);
    assert.match(wordsOf(await chat.types(tess, 'reminders')), /To Alex Admin/);
  });

  it('changes nothing by listing and showing', async () => {
    const before = world.journal.length;
    await chat.types(alex, 'reminders');
    await chat.types(tess, 'preview');
    assert.equal(world.journal.length, before);
  });

  it('shows the cards of one’s own side as they will be drawn at their time', async () => {
    const { said } = await chat.types(alex, 'preview');
    assert.equal(said.length, 3);
    const shown = JSON.stringify(said);
    assert.match(shown, /Preview: contoso\.com would get this at Wed 4 March 2026, 09:00/);
    assert.match(shown, /Due today: Check what we noted/);
    assert.doesNotMatch(shown, /Send the reseller request/);
  });

  it('has buttons on each reminder to snooze and to stop its kind', async () => {
    const card = reminderOf(world, 'customer', 'stepDue');
    const { answer } = await chat.presses(alex, card, 'Stop this kind');
    assert.match(JSON.stringify(answer), /no longer send you this kind .*a step is due/);
    assert.deepEqual(
      world.only().snoozes.map(({ kind, until }) => [kind, until]),
      [['stepDue', undefined]],
    );
    assert.match(
      JSON.stringify((await chat.presses(alex, card, 'Stop this kind')).answer),
      /stopped already|no longer/,
    );
    const list = await chat.types(alex, 'reminders');
    assert.match(wordsOf(list), /You stopped this kind: a step is due/);
    await chat.presses(alex, lastCard(list.said), 'Allow all kinds again');
    assert.deepEqual(world.only().snoozes, []);
  });

  it('snoozes only the kind whose button was pressed', async () => {
    const picked = await chat.presses(alex, reminderOf(world, 'customer', 'stepDue'), 'Snooze');
    assert.match(wordsOf(picked), /of this kind \(a step is due\)/);
    await chat.presses(alex, lastCard(picked.said), 'In 3 days');
    const [hold] = world.only().snoozes;
    assert.deepEqual([hold?.kind, hold?.until], ['stepDue', Date.parse('2026-03-05T08:00:00Z')]);
  });

  it('snoozes until a day that was picked', async () => {
    const picked = await chat.types(alex, 'snooze');
    await chat.presses(alex, lastCard(picked.said), 'Until that day', { day: '2026-03-10' });
    assert.equal(world.only().snoozes[0]?.until, Date.parse('2026-03-10T08:00:00Z'));
  });

  it('asks for a second yes past a last chance, and does nothing without it', async () => {
    world.now = Date.parse('2026-04-20T08:00:00Z');
    const asked = await chat.types(alex, 'snooze until 2026-05-10');
    assert.match(wordsOf(asked), /Quiet past a last chance/);
    assert.deepEqual(world.only().snoozes, []);
    const taken = await chat.presses(alex, lastCard(asked.said), 'Yes, stay quiet past it');
    assert.match(wordsOf(taken), /past the last chance too/);
    assert.equal(world.only().snoozes[0]?.isSure, true);
  });

  it('is quiet about everything, and speaks up again', async () => {
    assert.match(
      wordsOf(await chat.types(alex, 'quiet')),
      /I am quiet about contoso\.com\. Last chances come all the same/,
    );
    assert.match(wordsOf(await chat.types(alex, 'reminders')), /You asked me to be quiet/);
    assert.ok(planned('customer').every(({ isLastChance }) => isLastChance));
    assert.ok(planned('partner').some(({ isLastChance }) => !isLastChance));
    assert.match(wordsOf(await chat.types(alex, 'speak up')), /remind you of contoso\.com again/);
    assert.ok(planned('customer').some(({ isLastChance }) => !isLastChance));
    assert.match(wordsOf(await chat.types(alex, 'speak up')), /not quiet at the moment/);
  });

  it('is quiet until a day', async () => {
    assert.match(wordsOf(await chat.types(tess, 'quiet until friday')), /until Fri 6 March 2026, 09:00/);
    const [hold] = world.only().snoozes;
    assert.deepEqual(
      [hold?.side, hold?.person, hold?.until],
      ['partner', undefined, Date.parse('2026-03-06T08:00:00Z')],
    );
    assert.match(wordsOf(await chat.types(tess, 'quiet for a bit')), /could not read how long/);
  });

  it('learns a country by its name, and says its next holiday', async () => {
    assert.match(wordsOf(await chat.types(alex, 'my country')), /those of Netherlands/);
    assert.match(
      wordsOf(await chat.types(alex, 'my country is Saudi Arabia')),
      /week and the public holidays of Saudi Arabia now/,
    );
    assert.equal(world.only().customer.country, 'SA');
    assert.match(wordsOf(await chat.types(alex, 'my country is SA')), /week of Saudi Arabia already/);
    assert.match(wordsOf(await chat.types(alex, 'my country is North Korea')), /I do not know its public holidays/);
    assert.match(wordsOf(await chat.types(alex, 'my country is Atlantis')), /I do not know that country/);
    await chat.types(tess, 'my country is Germany');
    assert.deepEqual([world.only().partner.country, world.only().customer.country], ['DE', 'KP']);
  });

  it('takes no kind from a client that there is not', async () => {
    const { id, version } = world.only();
    await chat.sends(alex, { verb: 'mute', changeover: id, kind: 'constructor', seen: version }, 'execute');
    await chat.sends(alex, { verb: 'snooze', changeover: id, kind: 'everything', until: 'P1D', seen: version });
    assert.deepEqual(
      world.only().snoozes.map(({ kind }) => kind),
      [undefined],
    );
  });

  function planned(side: 'customer' | 'partner') {
    const changeover = world.only();
    return planReminders(changeover, directToCsp, world.now).reminders.filter(({ to }) => to === side);
  }
});

/** The next reminder of that kind, as its reader has it before it. */
function reminderOf(world: FakeWorld, side: 'customer' | 'partner', kind: string): DrawnCard {
  const changeover = world.only();
  const { reminders } = planReminders(changeover, directToCsp, world.now);
  const found = reminders.find((one) => one.to === side && one.kind === kind);
  assert.ok(found);
  const reader = { side, role: 'customerAdmin', locale: 'en', zone: 'Europe/Amsterdam' } as const;
  return cardOf(reminderCard(reminderMessage(found), changeover, directToCsp, reader, found.dueAt, () => undefined));
}
