import assert from 'node:assert/strict';
import { lastCard, textsOf, titlesOf, wordsIn } from '../support/card-reading.ts';
import { chatIn, issueIn, JOIN_CODE, joinsIn, openIn, WRONG_CODE, type Chat } from '../support/chat.ts';
import {
  CUSTOMER_TENANT,
  customerAdmin,
  fakeWorld,
  PARTNER_TENANT,
  technician,
  type FakeWorld,
} from '../support/fake-turn.ts';

const NOON = Date.parse('2026-03-02T11:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const OTHER_TENANT = '33333333-3333-4333-8333-333333333333';
const alex = customerAdmin();
const kim = customerAdmin('Kim Colleague');
const tess = technician();

describe('joining', () => {
  let world: FakeWorld;
  let chat: Chat;

  beforeEach(async () => {
    world = await fakeWorld(NOON);
    chat = chatIn(world);
    await openIn(world, tess);
  });

  const members = (): number => world.only().members.filter((member) => member.side === 'customer').length;

  for (const typed of [
    `join ${JOIN_CODE}`,
    JOIN_CODE,
    JOIN_CODE.toLowerCase(),
    `Join: ${JOIN_CODE}`,
    `my code is ${JOIN_CODE}`,
  ]) {
    it(`asks whose company it is after "${typed.slice(0, 12)}…"`, async () => {
      const card = lastCard((await chat.types(alex, typed)).said);
      assert.match(
        wordsIn(card),
        new RegExp(
          `You write from tenant ${CUSTOMER_TENANT}\\. Your partner Fabrikam IT expects contoso\\.com: is that your company\\?`,
        ),
      );
      assert.deepEqual(titlesOf(card), ['Yes, that is us', 'No']);
      assert.equal(members(), 0);
    });
  }

  it('is done by Yes: the person is a member and sees the status card', async () => {
    const card = lastCard((await chat.types(alex, JOIN_CODE)).said);
    const heard = await chat.presses(alex, card, 'Yes, that is us');
    assert.match(textsOf(heard.said), /you have joined/);
    assert.equal(heard.cardWishes[0]?.changeoverId, world.only().id);
    assert.equal(members(), 1);
    assert.equal(world.only().customer.tenantId, CUSTOMER_TENANT);
    assert.deepEqual(
      world.bodies('personName').filter((name) => name === alex.personName),
      [alex.personName],
    );
  });

  it('tells the partner, who was waiting for it', async () => {
    const card = lastCard((await chat.types(alex, JOIN_CODE)).said);
    const { outbox } = await chat.presses(alex, card, 'Yes, that is us');
    assert.deepEqual(
      outbox.map((item) => [item.to, item.message.kind === 'notice' && item.message.text]),
      [[{ side: 'partner' }, 'notice.joined']],
    );
  });

  it('lets the first phase begin when Continue is pressed on the status card', async () => {
    await joinsIn(world, alex);
    const { id, version } = world.only();
    const heard = await chat.sends(alex, { verb: 'continue', changeover: id, seen: version }, 'execute');
    assert.deepEqual(heard.answer, { kind: 'message', text: 'See below.' });
    assert.ok(titlesOf(lastCard(heard.said)).includes('Done'));
  });

  it('is left by No, and nothing is seen', async () => {
    const card = lastCard((await chat.types(alex, JOIN_CODE)).said);
    const heard = await chat.presses(alex, card, 'No');
    assert.match(textsOf(heard.said), /not joined anything/);
    assert.equal(members(), 0);
    assert.match(textsOf((await chat.types(alex, 'status')).said), /which changeover is yours/);
  });

  it('takes a typed yes when the code is told with it by the door', async () => {
    await chat.types(alex, JOIN_CODE);
    const { said } = await chat.types(alex, 'Yes', { joinCodeHash: world.only().join?.hash ?? '' });
    assert.match(textsOf(said), /you have joined/);
  });

  it('asks for the button when a typed yes comes without the code, which was not kept', async () => {
    await chat.types(alex, JOIN_CODE);
    assert.match(textsOf((await chat.types(alex, 'yes')).said), /press "Yes, that is us"/);
    assert.ok(!world.dialogJson(alex)?.includes(JOIN_CODE));
    assert.equal(members(), 0);
  });

  it('takes a typed no, and asks again after anything else', async () => {
    await chat.types(alex, JOIN_CODE);
    assert.match(textsOf((await chat.types(alex, 'hm, maybe')).said), /One question is open/);
    assert.match(textsOf((await chat.types(alex, 'no')).said), /not joined anything/);
  });

  it('finds the code in a long message that it was pasted with', async () => {
    const mail = `Dear Alex,\nas promised. ${'We look forward to it. '.repeat(110)}\nYour code: ${JOIN_CODE}\nKind regards`;
    assert.match(wordsIn(lastCard((await chat.types(alex, mail)).said)), /is that your company/);
  });

  it('says how a code looks when there is none', async () => {
    assert.match(textsOf((await chat.types(alex, 'join')).said), /type "join" and the code/);
    assert.match(textsOf((await chat.types(alex, 'join 12345')).said), /does not look like a join code/);
    assert.match(textsOf((await chat.sends(alex, { verb: 'join', code: '' })).said), /type "join" and the code/);
  });

  it('answers a wrong code clearly', async () => {
    assert.match(textsOf((await chat.types(alex, WRONG_CODE)).said), /code/);
    assert.equal(members(), 0);
  });

  it('takes five wrong codes an hour, and then not even the right one', async () => {
    for (let i = 0; i < 5; i += 1) await chat.types(alex, `join ${WRONG_CODE}`);
    const shut = textsOf((await chat.types(alex, JOIN_CODE)).said);
    assert.match(shut, /60 minutes/);
    world.now += HOUR;
    const card = lastCard((await chat.types(alex, JOIN_CODE)).said);
    assert.match(wordsIn(card), /is that your company/);
  });

  it('counts the wrong codes of one person only', async () => {
    for (let i = 0; i < 5; i += 1) await chat.types(alex, WRONG_CODE);
    assert.match(wordsIn(lastCard((await chat.types(kim, JOIN_CODE)).said)), /is that your company/);
  });

  it('says that a code was used, to anybody but the one who used it', async () => {
    await joinsIn(world, alex);
    const kims = textsOf((await chat.types(kim, JOIN_CODE)).said);
    assert.match(kims, /used/);
    assert.match(textsOf((await chat.types(alex, JOIN_CODE)).said), /joined this changeover already/);
    assert.equal(members(), 1);
  });

  it('says that a code has expired, also when that happened under the card', async () => {
    const card = lastCard((await chat.types(alex, JOIN_CODE)).said);
    world.now += 15 * DAY;
    assert.match(textsOf((await chat.presses(alex, card, 'Yes, that is us')).said), /expired/);
    assert.match(textsOf((await chat.types(kim, JOIN_CODE)).said), /expired/);
    assert.equal(members(), 0);
  });

  it('refuses the partner’s own people', async () => {
    const own = customerAdmin('Paul Partner', PARTNER_TENANT);
    const text = textsOf((await chat.types(own, JOIN_CODE)).said);
    assert.match(text, /customer/i);
    assert.equal(members(), 0);
  });

  it('refuses a person of another tenant once the customer’s is known', async () => {
    await joinsIn(world, alex);
    await issueIn(world, tess, () => ({
      type: 'issueJoinCode',
      codeHash: world.only().join?.hash ?? '',
      expiresAt: world.now + DAY,
    }));
    const stranger = customerAdmin('Sam Stranger', OTHER_TENANT);
    const heard = await chat.types(stranger, JOIN_CODE);
    assert.match(textsOf(heard.said), /tenant|company/);
    assert.deepEqual(
      heard.said.filter((content) => 'card' in content),
      [],
    );
  });

  it('pressed Yes twice joins once', async () => {
    const card = lastCard((await chat.types(alex, JOIN_CODE)).said);
    await chat.presses(alex, card, 'Yes, that is us');
    const again = await chat.presses(alex, card, 'Yes, that is us');
    assert.match(textsOf(again.said), /joined this changeover already/);
    assert.equal(members(), 1);
  });

  it('in the middle of a step goes back to the step afterwards', async () => {
    await joinsIn(world, alex);
    await chat.types(alex, 'next');
    const heard = await chat.types(alex, `join ${WRONG_CODE}`);
    assert.ok(titlesOf(lastCard(heard.said)).includes('Done'));
  });

  describe('with a look-up of the domain', () => {
    const tenants: Record<string, string> = {};
    beforeEach(() => {
      chat = chatIn(world, { tenantOfDomain: async (domain) => tenants[domain] });
    });

    it('says when the domain belongs to the person’s tenant', async () => {
      tenants['contoso.com'] = CUSTOMER_TENANT.toUpperCase();
      assert.match(wordsIn(lastCard((await chat.types(alex, JOIN_CODE)).said)), /I looked it up/);
    });

    it('refuses clearly when it belongs to another tenant', async () => {
      tenants['contoso.com'] = OTHER_TENANT;
      const { said } = await chat.types(alex, JOIN_CODE);
      assert.match(textsOf(said), /contoso\.com|company|tenant/);
      assert.deepEqual(
        said.filter((content) => 'card' in content),
        [],
      );
    });

    it('refuses a Yes on an older card, too', async () => {
      delete tenants['contoso.com'];
      const card = lastCard((await chat.types(alex, JOIN_CODE)).said);
      assert.match(wordsIn(card), /I could not look up/);
      tenants['contoso.com'] = OTHER_TENANT;
      await chat.presses(alex, card, 'Yes, that is us');
      assert.equal(members(), 0);
    });
  });
});
