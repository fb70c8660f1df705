import assert from 'node:assert/strict';
import type { Reader } from '../../cards/content.ts';
import { contactsCard } from '../../cards/contacts-card.ts';
import { customerPage } from '../../cards/customer-page.ts';
import { questionCard } from '../../cards/question-card.ts';
import { reminderCard } from '../../cards/reminder-card.ts';
import { statusCard } from '../../cards/status-card.ts';
import { statusView } from '../../cards/view.ts';
import { planReminders } from '../../changeover/reminders.ts';
import { stepsOf } from '../../changeover/steps.ts';
import { CUSTOMER, TECHNICIAN, textOf } from '../gallery/readers.ts';
import { buttonsIn, cardOf, nodesIn, titlesOf, wordsIn, type DrawnCard } from '../support/card-reading.ts';
import { carla, DAY, ref, tom, type Given, type Play } from '../support/changeover-builder.ts';
import { further, resellerStory } from '../support/reseller-story.ts';

const ANA = { nameRef: ref('Ana *Lima*'), emailRef: ref('ana@reseller.example'), organisationRef: ref('Contoso IT') };
const BEN = { nameRef: ref('Ben Okoro'), emailRef: ref('ben@provider.example') };
const VIEWER: Reader = { ...CUSTOMER, role: 'customerViewer' };

const source: Play = { actor: carla, body: { type: 'setContact', of: 'source', ...ANA } };
const provider: Play = { actor: tom, body: { type: 'setContact', of: 'provider', ...BEN } };
const writes: Play = { actor: tom, body: { type: 'recordLetter', to: 'source', step: 'approve-request' } };

/** The losing reseller has to approve the request. */
function asked(...plays: readonly Play[]): Given {
  return further(resellerStory('transfer', { without: ['approve-request'], standsStill: true }), ...plays);
}

function statusWords({ changeover, playbook, now }: Given, reader: Reader): string {
  return wordsIn(cardOf(statusCard(statusView(changeover, playbook, reader, now, textOf))));
}

function contactsDrawn({ changeover, playbook }: Given, reader: Reader) {
  return cardOf(contactsCard({ changeover, playbook, reader, text: textOf }));
}

describe('a side that is not in Teams, on the status card', () => {
  it('asks the partner for a contact while a step waits for it, and nobody else', () => {
    const before = asked();
    assert.match(statusWords(before, TECHNICIAN), /The current reseller is not in Teams, and nobody is noted/);
    assert.doesNotMatch(statusWords(before, CUSTOMER), /nobody is noted/);
    const early = resellerStory('transfer', { without: ['write-reasons'], standsStill: true });
    assert.doesNotMatch(statusWords(early, TECHNICIAN), /nobody is noted/);
  });

  it('stands in one line: who, since when, and until when is waited; harmless for a card', () => {
    const written = asked(source, writes);
    const line =
      /The current reseller: Ana \\\*Lima\\\*, Contoso IT – written to on \w+ \d+ \w+, answer due \w+ \d+ \w+\n/;
    assert.match(statusWords(written, TECHNICIAN), line);
    assert.match(statusWords(written, CUSTOMER), line);
    assert.match(statusWords(asked(source), TECHNICIAN), /Contoso IT – not written to yet/);
    const late = { ...written, now: written.now + 10 * DAY };
    assert.match(statusWords(late, TECHNICIAN), /, the answer was due/);
    const drawnOf = ({ changeover, playbook, now }: Given) =>
      JSON.stringify(statusCard(statusView(changeover, playbook, TECHNICIAN, now, textOf)));
    assert.match(drawnOf(late), /the answer was due[^{}]*"color":"Attention"/);
    assert.doesNotMatch(drawnOf(written), /answer due[^{}]*"color":"Attention"/);
  });

  it('says when the letter went to somebody else than who is noted now', () => {
    const other: Play = { actor: tom, body: { type: 'setContact', of: 'source', ...BEN } };
    assert.match(
      statusWords(asked(source, writes, other), TECHNICIAN),
      /Ben Okoro – somebody else there was written to/,
    );
    const mailed: Play = { actor: tom, body: { type: 'setContact', of: 'source', ...ANA, emailRef: BEN.emailRef } };
    assert.match(statusWords(asked(source, writes, mailed), TECHNICIAN), /Contoso IT – written to on/);
  });

  it('goes with what was erased', () => {
    const { changeover, playbook, now } = asked(source, writes);
    const view = statusView(changeover, playbook, TECHNICIAN, now, () => undefined);
    const said = wordsIn(cardOf(statusCard(view)));
    assert.doesNotMatch(said, /Ana/);
    assert.match(said, /The current reseller: written to on/);
  });

  it('that was written to by the customer itself is told so to both when it is late', () => {
    const { changeover, playbook, now } = asked(source, { ...writes, actor: carla });
    const said = (to: 'customer' | 'partner'): string => {
      const found = planReminders(changeover, playbook, now).reminders.find(
        (one) => one.kind === 'waitOver' && one.to === to,
      )!;
      const { key, form, params, dueAt } = found;
      const sent = { kind: 'reminder' as const, key, reminder: 'waitOver', form, params };
      const reader = to === 'customer' ? CUSTOMER : TECHNICIAN;
      return wordsIn(cardOf(reminderCard(sent, changeover, playbook, reader, dueAt, textOf)));
    };
    assert.match(said('partner'), /Contoso wrote to the current reseller itself on/);
    assert.match(said('partner'), /Write again\nThey answered\nGo on with plan B/);
    assert.match(said('customer'), /You wrote to the current reseller on .* Fabrikam now writes again/s);
    assert.match(said('customer'), /Write to them yourself/);
    assert.doesNotMatch(said('customer'), /Go on with plan B|They answered/);
  });

  it('of the provider is shown to nobody but the partner', () => {
    const both = asked(source, provider);
    assert.match(statusWords(both, TECHNICIAN), /The provider: Ben Okoro/);
    for (const reader of [CUSTOMER, VIEWER]) {
      assert.doesNotMatch(statusWords(both, reader), /Ben Okoro|ben@/);
      assert.doesNotMatch(wordsIn(contactsDrawn(both, reader)), /Ben Okoro|ben@|provider/);
    }
  });
});

describe('the contacts, as a card', () => {
  it('give each side its own buttons, and none to who only reads along', () => {
    const both = asked(source, provider);
    const ofPartner = ['Change', 'Remove', 'Write a letter'];
    assert.deepEqual(titlesOf(contactsDrawn(both, TECHNICIAN)), [...ofPartner, ...ofPartner]);
    assert.deepEqual(titlesOf(contactsDrawn(both, CUSTOMER)), ofPartner);
    assert.deepEqual(titlesOf(contactsDrawn(both, VIEWER)), []);
    assert.match(wordsIn(contactsDrawn(both, CUSTOMER)), /ana@reseller\.example/);
  });
});

function chatsIn({ node }: DrawnCard): readonly URL[] {
  const links = nodesIn(node).filter(
    ({ type, title }) => type === 'Action.OpenUrl' && title === 'Open a chat in Teams',
  );
  return links.map(({ url }) => new URL(url as string));
}

describe('the invitation of a side that uses Teams itself', () => {
  it('leads the reseller that is left to its own view, without a price or a code of ours', () => {
    for (const reader of [TECHNICIAN, CUSTOMER]) {
      const said = JSON.stringify(contactsDrawn(asked(source), reader));
      assert.match(said, /They use Teams/);
      assert.match(wordsIn(contactsDrawn(asked(source), reader)), /Dear Ana \*Lima\*,\n[^]*@Changeover new/);
      assert.match(said, /Reseller to reseller[^]*A customer leaves us[^]*and enter contoso\.com/);
      assert.doesNotMatch(said, /EUR|€|join [0-9A-Z]{4}-/);
    }
  });

  it('is for nobody who is not noted, and not for who only reads along', () => {
    const said = (given: Given, reader = TECHNICIAN): string => JSON.stringify(contactsDrawn(given, reader));
    assert.doesNotMatch(said(asked()), /They use Teams/);
    assert.doesNotMatch(said(asked(source), VIEWER), /They use Teams/);
  });

  it('is a chat alone where there is no view of its own', () => {
    const losing = further(resellerStory('losing', { without: ['losing-answer'], standsStill: true }), source);
    for (const given of [asked(provider), losing]) {
      const drawn = contactsDrawn(given, TECHNICIAN);
      assert.equal(chatsIn(drawn).length, 1);
      assert.doesNotMatch(wordsIn(drawn), /@Changeover new/);
    }
  });

  it('opens a chat with whoever is noted, whatever their name and address hold, and a first message to send', () => {
    const odd = { ...ANA, nameRef: ref('Ana & *Lima*?'), emailRef: ref("o'neil+m365&x=1@reseller.example") };
    const drawn = contactsDrawn(asked({ actor: carla, body: { type: 'setContact', of: 'source', ...odd } }), CUSTOMER);
    const { origin, pathname, searchParams } = chatsIn(drawn)[0]!;
    assert.equal(origin + pathname, 'https://teams.microsoft.com/l/chat/0/0');
    assert.deepEqual([...searchParams.keys()], ['users', 'message']);
    assert.equal(searchParams.get('users'), "o'neil+m365&x=1@reseller.example");
    assert.match(
      searchParams.get('message')!,
      /^Dear Ana & \*Lima\*\?, Contoso \(contoso\.com\) and Fabrikam are working on/,
    );
  });
});

describe('the letter of a step', () => {
  const question = ({ changeover, playbook, now }: Given, key: string, reader: Reader) =>
    cardOf(
      questionCard(
        changeover,
        playbook,
        stepsOf(changeover, playbook, now).find((one) => one.key === key)!,
        reader,
        now,
        textOf,
      ),
    );

  it('of such a side is a press away from its question, for that very step', () => {
    const before = asked(source);
    const [button] = buttonsIn(question(before, 'approve-request', TECHNICIAN)).filter(
      ({ title }) => title === 'Write to the current reseller',
    );
    const { id, version } = before.changeover;
    const data = { verb: 'letterSource', changeover: id, step: 'approve-request', seen: version };
    assert.deepEqual(button?.['data'], data);
  });

  it('that the customer writes to its reseller itself is addressed as well, with the address to copy', () => {
    const before = further(resellerStory('transfer', { without: ['tell-reseller'], standsStill: true }), source);
    const said = wordsIn(question(before, 'tell-reseller', CUSTOMER));
    assert.match(said, /Dear Ana \*Lima\*,/);
    assert.match(said, /To: Ana \\\*Lima\\\*, Contoso IT/);
    assert.match(said, /ana@reseller\.example/);
  });

  it('has no name on the customer’s web page, whose link is passed on', () => {
    const { changeover, playbook, now } = further(
      resellerStory('transfer', { without: ['tell-reseller'], standsStill: true }),
      source,
    );
    const page = customerPage({ changeover, playbook, now, text: textOf, expiresAt: now + DAY, sealOf: () => 'seal' });
    assert.match(page, /Dear all,/);
    assert.doesNotMatch(page, /Ana|reseller\.example/);
  });
});
