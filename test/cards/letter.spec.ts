import assert from 'node:assert/strict';
import { letter, type LetterView } from '../../cards/letter.ts';
import { plain } from '../../cards/text.ts';

const VIEW: LetterView = {
  locale: 'en',
  zone: 'Europe/Amsterdam',
  now: Date.parse('2026-03-02T09:00:00Z'),
  customer: 'Contoso',
  partner: 'Fabrikam',
  why: 'blocked',
  items: ['Due today: Check what we noted. This is due on 4 March 2026.'],
};

describe('the letter', () => {
  it('says why it comes, what to do and how it stops, in text and in HTML alike', () => {
    const { subject, text, html } = letter(VIEW);
    assert.equal(subject, 'Contoso: a reminder about your change to Fabrikam');
    for (const words of [/do not reach you there/, /blocked there/, /What to do:/, /at most one such letter a day/]) {
      assert.match(text, words);
      assert.match(html, words);
    }
    assert.match(text, /• Due today: Check what we noted/);
    assert.match(html, /<li>Due today: Check what we noted/);
  });

  it('has no links', () => {
    const { text, html } = letter({ ...VIEW, contact: plain('call at https://evil.example/x') });
    assert.doesNotMatch(html, /<a |href/i);
    assert.doesNotMatch(text, /adaptivecard|invoke/i);
  });

  it('shows names as they are: no signs that only a card needs, nothing that HTML would take for its own', () => {
    const { subject, text, html } = letter({ ...VIEW, customer: plain('A_B * <b>C&D</b>'), partner: plain('*F*') });
    assert.match(subject, /^A_B \* ‹b›C&D‹\/b›: /);
    assert.doesNotMatch(text, /\\|\u2060/);
    assert.match(html, /C&amp;D/);
    assert.doesNotMatch(html, /<b>/);
  });

  it('sends somebody whose administrator switched the app off to that administrator', () => {
    assert.match(letter({ ...VIEW, why: 'disabledByAdmin' }).text, /ask your administrator/);
  });
});
