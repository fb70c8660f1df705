import assert from 'node:assert/strict';
import { draftOf } from '../../cards/drafts.ts';
import { stepper } from '../../cards/gauges.ts';
import { joinCodeCard } from '../../cards/join-code-card.ts';
import { customerTitle } from '../../cards/names.ts';
import { words } from '../../cards/text.ts';
import { TECHNICIAN, textOf } from '../gallery/readers.ts';
import { moveOn } from '../support/call2teams-plays.ts';
import { cardOf, wordsIn } from '../support/card-reading.ts';
import { given, OPENED_AT, type Given } from '../support/changeover-builder.ts';
import { prepaid } from '../support/prepaid-story.ts';
import { resellerStory } from '../support/reseller-story.ts';

const leaving = (): Given => resellerStory('losing', { without: ['losing-answer'], standsStill: true });
const coming = (): Given => resellerStory('transfer', { without: ['write-reasons'], standsStill: true });

describe('what a kind of changeover says in words of its own', () => {
  it('heads the customer’s cards with where it goes', () => {
    const w = words('en');
    const titleOf = ({ changeover }: Given) => customerTitle(w, changeover, textOf);
    assert.match(titleOf(given()), /^Your changeover to /);
    assert.match(titleOf(coming()), /^Your changeover to /);
    assert.match(titleOf(leaving()), /^Your changeover away from /);
    assert.match(titleOf(moveOn('assisted')), /^Your Call2Teams move with /);
  });

  it('tells the customer what it is asked to join', () => {
    const messageOf = ({ changeover }: Given) =>
      wordsIn(
        cardOf(
          joinCodeCard({
            locale: 'en',
            zone: 'UTC',
            kind: changeover,
            customerName: 'Contoso',
            partnerName: 'Fabrikam',
            code: 'CODE',
            short: '3K7Q-M0FZ',
            expiresAt: OPENED_AT,
            checkNumber: '314159',
          }),
        ),
      );
    assert.match(messageOf(given()), /bill your Microsoft 365 instead of Microsoft/);
    assert.match(messageOf(prepaid({})), /prepaid key/);
    assert.match(messageOf(coming()), /instead of your current reseller/);
    assert.match(messageOf(leaving()), /moves from us to another reseller/);
    assert.match(messageOf(moveOn('assisted')), /telephone account/);
    for (const one of [leaving(), moveOn('assisted')]) assert.doesNotMatch(messageOf(one), /we will soon bill/);
  });

  it('asks the new reseller for its order where the customer leaves, and never for a switch of its own', () => {
    const letterOf = ({ changeover, playbook, now }: Given) =>
      draftOf('source', { changeover, playbook, locale: 'en', zone: TECHNICIAN.zone, now, text: textOf });
    const letter = letterOf(leaving());
    assert.match(letter, /moves its Microsoft 365 from us, Fabrikam, to you/);
    assert.match(letter, /Microsoft 365 Business Standard: 20 licences, billed by a reseller/);
    assert.match(letter, /transfer request, which we answer/);
    assert.doesNotMatch(letter, /please approve|cancel at term end|Thank you for the time/);
    assert.match(letterOf(coming()), /changes who bills its Microsoft 365 to Fabrikam/);
  });
});

describe('the phases of a changeover in a row', () => {
  const row = (count: number) =>
    stepper(
      Array.from(
        { length: count },
        (_, i) => ({ label: `Phase ${i}`, status: i === 0 ? 'current' : 'ahead' }) as const,
      ),
      'Where we are',
    );

  it('have their labels while there is room, and the caption on a phone', () => {
    const drawn = JSON.stringify(row(6));
    assert.match(drawn, /Phase 5/);
    assert.match(drawn, /"Where we are"[^}]*"targetWidth":"atMost:Narrow"/);
  });

  it('have the caption everywhere once labels would be broken inside a word', () => {
    const drawn = JSON.stringify(row(9));
    assert.doesNotMatch(drawn, /Phase 5/);
    assert.match(drawn, /"Where we are"/);
    assert.doesNotMatch(drawn, /targetWidth/);
  });
});
