import assert from 'node:assert/strict';
import { textOfPost } from '../../sandbox/transcripts.ts';
import { comesTrue } from '../support/comes-true.ts';
import { formOf, linkSeen, opensPage, sendsForm } from '../support/page-visitor.ts';
import { joins, opens, theChangeover } from '../support/story-world.ts';
import { PARTIES_OF_FABRIKAM } from '../support/typed-forms.ts';
import { aWorld, MONDAY, type World, type WorldParts } from '../support/world.ts';

const DAY = 86_400_000;
/** Thursday at noon: three days after the code was made. */
const THURSDAY = MONDAY + 3 * DAY + 2 * 3_600_000;
const NOT_JOINED = /The customer has not joined/u;
const TO = 'alex@contoso.com';
const WITH_ADDRESS = { parties: { ...PARTIES_OF_FABRIKAM.parties, contact: `Alex Wilber, ${TO}` } };

describe('a customer that has not joined after three days', function () {
  this.timeout(60_000);
  let world: World;

  afterEach(() => world.close());

  async function begun(parts: WorldParts = {}, typed = {}): Promise<string> {
    world = await aWorld('postgres', undefined, parts);
    return opens(world, typed);
  }

  const reminders = () =>
    world.megan
      .posts()
      .map(textOfPost)
      .filter((text) => NOT_JOINED.test(text));

  it('is written to by one press on the reminder, which has the e-mail with the link in it', async () => {
    await begun({ hasGraph: true }, WITH_ADDRESS);
    await world.goTo(THURSDAY);
    const path = await linkSeen(world, NOT_JOINED);
    assert.equal((await opensPage(world, path)).status, 200);
    assert.equal(world.graph?.mails.length, 0);
    await world.megan.replies('status');
    await world.megan.sees(/Has not joined; an e-mail with its web page is ready/u);

    await world.megan.presses(`Send it to ${TO}`, {}, { times: 2 });
    await comesTrue(world, 'the e-mail is sent', () => world.graph?.mails.length === 1);
    const [mail] = world.graph?.mails ?? [];
    assert.equal(mail?.to, TO);
    assert.ok(mail?.text.includes(path));
    assert.match(mail?.text ?? '', /Teams administrator[\s\S]*Manage apps/u);
    await world.megan.replies('status');
    await world.megan.sees(/On its web page, until/u);
    await world.megan.presses(`Send it to ${TO}`, {}, { again: true });
    await world.megan.sees(/sent to alex@contoso\.com from this card already/u);
    assert.equal(world.graph?.mails.length, 1);
  });

  it('has its text to copy where no mailbox is set up, and is on its page once something is said there', async () => {
    await begun({}, WITH_ADDRESS);
    await world.goTo(THURSDAY);
    const path = await linkSeen(world, /Send it yourself: no mailbox/u);
    await sendsForm(world, path, { ...(await formOf(world, path, 'check-facts')), answer: 'done' });
    await world.megan.replies('status');
    await world.megan.sees(/On its web page, until/u);
  });

  it('is written to at the address that follows “web page”, which is kept in its contact', async () => {
    await begun({ hasGraph: true }, { parties: { ...PARTIES_OF_FABRIKAM.parties, contact: 'Alex Wilber' } });
    await world.megan.replies('web page about costs');
    await world.megan.sees(/or with an e-mail address behind it/u);
    assert.equal((await theChangeover(world)).page, undefined);
    await world.megan.replies('web page');
    await world.megan.sees(/write “web page” with the customer’s address/u);
    await world.megan.replies(`web page ${TO}`);
    await world.megan.sees(/Ready to send: one press sends it to alex@contoso\.com/u);
    await world.megan.presses(`Send it to ${TO}`);
    await comesTrue(world, 'the e-mail is sent', () => world.graph?.mails.length === 1);
    const { id, customer } = await theChangeover(world);
    const texts = (await world.running.store.history(id))!.texts;
    assert.equal(texts.find((text) => text.id === customer.contactRef?.id)?.body, `Alex Wilber, ${TO}`);
  });

  it('is reminded of once: next it is told that the code expires, and nothing of a link that nobody has', async () => {
    await begun({ hasGraph: true }, WITH_ADDRESS);
    await world.goTo(THURSDAY);
    await linkSeen(world, NOT_JOINED);
    const { version } = await theChangeover(world);
    await world.restart();
    await world.goTo(THURSDAY + 7 * DAY);
    assert.equal(reminders().length, 1);
    const { page } = await theChangeover(world);
    assert.ok(page?.isOffered, `still offered since version ${version}`);
    await world.goTo(MONDAY + 14 * DAY - 1);
    await world.megan.sees(/The join code expires soon/u);
    await world.goTo(page.expiresAt + DAY);
    assert.equal(reminders().length, 1);
    world.megan.doesNotSee(/web page (?:ends soon|has ended)/u);
  });

  it('is not reminded of once it has joined, and the link of the reminder is over then', async () => {
    const code = await begun();
    await world.goTo(THURSDAY);
    const path = await linkSeen(world, NOT_JOINED);
    await joins(world, code);
    assert.equal((await opensPage(world, path)).status, 404);
    await world.megan.replies('web page');
    await world.megan.sees(/has joined in Teams: it needs no web page/u);
  });

  it('gets no link with a reminder that came too late for it', async () => {
    const code = await begun();
    await joins(world, code);
    await world.goTo(THURSDAY + 7 * DAY);
    assert.deepEqual(reminders(), []);
    assert.equal((await theChangeover(world)).page, undefined);
  });

  it('waits while Megan wants no reminders of it', async () => {
    await begun();
    await world.megan.replies('snooze 2 weeks');
    await world.megan.sees(/until/u);
    await world.goTo(THURSDAY + 2 * DAY);
    assert.deepEqual(reminders(), []);
    assert.equal((await theChangeover(world)).page, undefined);
  });

  it('is one of several in the message of the day, whose button shows the same e-mail with its link', async () => {
    await begun({ hasGraph: true }, WITH_ADDRESS);
    await opens(world, {
      parties: { ...PARTIES_OF_FABRIKAM.parties, customerName: 'Wide World', customerDomain: 'wideworld.com' },
    });
    await world.goTo(THURSDAY);
    const digest = await world.megan.sees(/things for today[\s\S]*The customer has not joined/u);
    assert.doesNotMatch(digest, /\/page\?t=/u);
    await world.megan.presses('E-mail and web page', {}, { on: /things for today/u });
    const path = await linkSeen(world);
    assert.equal((await opensPage(world, path)).status, 200);
    await world.megan.presses('E-mail and web page', {}, { on: /things for today/u });
    assert.equal(await linkSeen(world), path);
  });
});

describe('an e-mail to a customer that could not be sent', function () {
  this.timeout(60_000);
  let world: World;

  afterEach(() => world.close());

  const NOT_SENT = /The e-mail (?:was not|may not have been) sent/u;
  const FAULTS = [
    [{ kind: 403, code: 'ErrorAccessDenied' }, /may not send from its mailbox/u],
    [{ kind: 429, retryAfter: 30 }, /busy or gave no answer/u],
    [{ kind: 503 }, /busy or gave no answer/u],
    [{ kind: 'cut' }, /busy or gave no answer/u],
    [{ kind: 404, code: 'ErrorInvalidUser' }, /turned the letter down/u],
  ] as const;

  for (const [fault, said] of FAULTS) {
    it(`is told in the channel with its text after ${fault.kind}, and sent by one more press`, async () => {
      world = await aWorld('postgres', undefined, { hasGraph: true });
      await opens(world, WITH_ADDRESS);
      world.graph?.fail({ ...fault, path: 'sendMail' });
      await world.megan.presses('E-mail and web page');
      await comesTrue(world, 'the failure is told', () => NOT_SENT.test(world.megan.screen()));
      const told = world.megan
        .posts()
        .map(textOfPost)
        .find((text) => NOT_SENT.test(text))!;
      assert.match(told, said);
      assert.match(told, /Teams administrator/u);
      const path = await linkSeen(world, NOT_SENT);
      assert.ok((await theChangeover(world)).page?.isOffered, 'it is not taken for sent');
      assert.equal((await opensPage(world, path)).status, 200);
      // Of an answer that broke off nobody knows.
      const before = fault.kind === 'cut' ? 1 : 0;
      assert.equal(world.graph?.mails.length, before);
      await world.megan.presses(`Send it to ${TO}`, {}, { on: NOT_SENT });
      await comesTrue(world, 'the e-mail is sent', () => world.graph?.mails.length === before + 1);
      assert.ok(world.graph?.mails.at(-1)?.text.includes(path));
      await world.megan.replies('history');
      assert.match(await world.megan.sees(/What happened/u), /The e-mail to the customer could not be sent/u);
    });
  }
});
