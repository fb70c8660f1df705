import assert from 'node:assert/strict';
import type { TextRef } from '../../changeover/changeover.ts';
import type { CommandBody } from '../../changeover/commands.ts';
import type { Turn } from '../../loop/turn.ts';
import { carla, CUSTOMER_TENANT, does, PARTNER_TENANT, ref, tom, type Play } from '../support/changeover-builder.ts';
import { fieldsIn, lastCard, textsOf, wordsIn, type DrawnCard } from '../support/card-reading.ts';
import { chatIn, issueIn, openIn, type Chat } from '../support/chat.ts';
import { customerAdmin, fakeWorld, technician, type FakeWorld } from '../support/fake-turn.ts';
import { assigned, chooses, keyReceived, redeemed, typesDomain } from '../support/prepaid-story.ts';

/** Monday, noon in Amsterdam. */
const NOON = Date.parse('2026-03-02T11:00:00Z');
const TAILSPIN_TENANT = '44444444-4444-4444-8444-444444444444';
const REDEEM_PAGE = 'microsoft365.com/setupbusiness';
const KEY = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const tess = technician();
const alex = customerAdmin();

const DIRECTORY: Readonly<Record<string, string>> = {
  'contoso.com': CUSTOMER_TENANT,
  'contoso.onmicrosoft.com': CUSTOMER_TENANT,
  'fabrikam.onmicrosoft.com': PARTNER_TENANT,
  'tailspin.onmicrosoft.com': TAILSPIN_TENANT,
};

describe('the conversation about a prepaid key', () => {
  let world: FakeWorld;
  let chat: Chat;
  let id: string;

  beforeEach(async () => {
    world = await fakeWorld(NOON);
    chat = chatIn(world, { tenantOfDomain: async (domain) => DIRECTORY[domain] });
    id = await openIn(world, tess, undefined, 'prepaid-key');
  });

  /** What was played outside the conversation, by Alex and Tess. */
  async function given(...plays: readonly Play[]): Promise<void> {
    for (const { actor, body } of plays) {
      world.now += 60_000;
      await issueIn(world, actor === carla ? alex : tess, (turn) => textsKept(turn, body), id);
    }
  }

  /** The join code of this world, and references as texts that can be read. */
  function textsKept(turn: Turn, body: CommandBody): CommandBody {
    if (body.type === 'join') return { ...body, codeHash: world.changeovers.get(id)?.join?.hash ?? '' };
    if (body.type !== 'answer') return body;
    const kept = (of: TextRef): TextRef => turn.keepText(id, 'note', of.id.replace('text-', ''));
    const { referenceRef, noteRef } = body;
    return {
      ...body,
      ...(referenceRef && { referenceRef: kept(referenceRef) }),
      ...(noteRef && { noteRef: kept(noteRef) }),
    };
  }

  /** Another customer of the same partner, whose people signed in from Tailspin's tenant. */
  async function tailspinIsInTheBook(): Promise<void> {
    const other = await openIn(world, technician('Tess Tech', '9'), undefined, 'prepaid-key');
    const known = world.changeovers.get(other)!;
    const customer = { ...known.customer, domain: 'tailspin.com', tenantId: TAILSPIN_TENANT };
    world.changeovers.set(other, { ...known, customer, state: { kind: 'closed', outcome: 'done', at: NOON } });
  }

  async function asked(): Promise<DrawnCard> {
    return lastCard((await chat.types(tess, 'next')).said);
  }

  const stepOf = (step: string) => world.changeovers.get(id)?.steps[step];

  it('shows which tenant is meant and by whose word, and no link, before the domain is typed', async () => {
    await given(...keyReceived());
    const card = await asked();
    assert.match(wordsIn(card), /Check the tenant before you redeem/);
    assert.match(wordsIn(card), /Contoso Bakeries \(as Fabrikam IT wrote it\)/);
    assert.match(wordsIn(card), new RegExp(`${CUSTOMER_TENANT} \\(people of Contoso Bakeries signed in from it\\)`));
    assert.ok(!JSON.stringify(card.node).includes(REDEEM_PAGE));
    assert.ok(fieldsIn(card)['domain']);
  });

  it('gives the link to redeem the key once the right domain was typed, in whatever way', async () => {
    await given(...keyReceived());
    const { said } = await chat.presses(tess, await asked(), 'Done', { domain: 'https://Contoso.com/' });
    assert.match(wordsIn(lastCard(said)), /Redeem the key/);
    assert.ok(JSON.stringify(lastCard(said).node).includes(REDEEM_PAGE));
    const value = { kind: 'domain', domain: 'contoso.com', tenantId: CUSTOMER_TENANT };
    assert.deepEqual(stepOf('check-tenant')?.value, value);
  });

  for (const [domain, words] of [
    ['fabrikam.com', /your own tenant/],
    ['fabrikam.onmicrosoft.com', /your own tenant/],
    ['tailspin.com', /Contoso Bakeries, another customer of yours/],
    ['tailspin.onmicrosoft.com', /another customer of yours/],
    ['wingtip.com', /this changeover is about contoso\.com/],
    ['contoso', /doesn’t look like a domain/],
  ] as const) {
    it(`refuses ${domain}, says why, and gives no link`, async () => {
      await given(...keyReceived());
      await tailspinIsInTheBook();
      const { said } = await chat.presses(tess, await asked(), 'Done', { domain });
      const shown = `${textsOf(said)} ${JSON.stringify(said)}`;
      assert.match(shown, words);
      assert.ok(!shown.includes(REDEEM_PAGE));
      assert.equal(stepOf('check-tenant')?.doneAt, undefined);
    });
  }

  it('believes no tenant that a card claims for the domain', async () => {
    await given(...keyReceived());
    const version = world.changeovers.get(id)?.version ?? 0;
    const claim = { tenantOfDomain: CUSTOMER_TENANT, tenantId: CUSTOMER_TENANT };
    const data = { verb: 'answer', changeover: id, step: 'check-tenant', answer: 'done', seen: version, ...claim };
    await chat.sends(tess, { ...data, domain: 'wingtip.com' });
    assert.equal(stepOf('check-tenant')?.doneAt, undefined);
  });

  it('takes no answer with a product key in it, and stores nothing of the key', async () => {
    await given(...keyReceived().slice(0, -2));
    const card = await asked();
    assert.match(wordsIn(card), /Receive the key/);
    const pressed = await chat.presses(tess, card, 'Done', { day: '2026-04-01', note: `it is ${KEY}` });
    assert.match(textsOf(pressed.said), /looks like a product key\. I have not stored it/);
    const typed = await chat.types(tess, KEY);
    assert.match(textsOf(typed.said), /looks like a product key/);
    assert.equal(stepOf('receive-key')?.doneAt, undefined);
    const kept = JSON.stringify([[...world.texts.values()], world.journal, world.dialogJson(tess)]);
    assert.ok(!kept.includes('VK7JG') && !kept.includes('3V66T'));
  });

  it('has the text for the partner line ready, with the order number and both tenant ids', async () => {
    await given(...redeemed(), chooses('find-new/l1', 'ours'));
    const card = await asked();
    const words = wordsIn(card);
    assert.match(words, /Call the partner line/);
    assert.match(words, /Order number: ORD-7/);
    assert.match(words, new RegExp(`Right tenant: Contoso Bakeries, contoso\\.com, tenant id ${CUSTOMER_TENANT}`));
    assert.match(words, new RegExp(`Wrong tenant: fabrikam\\.com, tenant id ${PARTNER_TENANT} \\(our own\\)`));
    assert.match(words, /\+1 800-676-7658/);
  });

  it('names the tenant of another customer to the partner line as it was written down', async () => {
    await given(...redeemed(), chooses('find-new/l1', 'another'));
    await given(does(tom, 'say-where/l1', { noteRef: ref('tailspin.com') }));
    assert.match(wordsIn(await asked()), /Wrong tenant: tailspin\.com/);
  });

  it('tells the customer what to say to billing, with both numbers and that no fee applies', async () => {
    await given(...assigned());
    const card = lastCard((await chat.types(alex, 'next')).said);
    const words = wordsIn(card);
    assert.match(words, /Call billing and end the old subscription/);
    assert.match(words, /The domain: contoso\.com/);
    assert.match(words, /20 old licences.* of Microsoft 365 Business Standard/);
    assert.match(words, /No cancellation fee: the replacement was bought prepaid/);
    assert.match(words, /\+1 866-676-6546 \(not checked lately\)/);
    assert.match(words, /\+1 800-676-7658 \(not checked lately\)/);
    assert.match(words, /What to say to billing/);
  });

  it('says that the directory names the tenant too, once the domain was typed', async () => {
    await given(...redeemed().slice(0, -2), typesDomain('check-tenant', 'contoso.com', CUSTOMER_TENANT));
    await given(...redeemed().slice(-1), chooses('find-new/l1', 'right'));
    assert.match(wordsIn(await asked()), /and the public sign-in directory says the same/);
  });
});
