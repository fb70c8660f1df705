import assert from 'node:assert/strict';
import { carla, given, joins, opens, tina, tom, type Play } from '../support/changeover-builder.ts';
import { decide } from '../../changeover/decide.ts';
import type { CommandBody } from '../../changeover/commands.ts';
import type { Actor, Changeover } from '../../changeover/changeover.ts';

const quietly = (): Play => opens({ isQuiet: true });
const occasion = 'c1/stepDue/1/customer';
const says = (verdict: 'send' | 'edit' | 'drop' | 'untrue'): CommandBody => ({
  type: 'settleDraft',
  occasion,
  verdict,
});

function codeOf(changeover: Changeover, actor: Actor, body: CommandBody): string {
  const { playbook, now } = given(quietly());
  const decision = decide(changeover, playbook, { id: 'x', changeover: changeover.id, actor, body }, now);
  return decision.ok ? decision.events.map(({ type }) => type).join() : decision.refusal.code;
}

/** Leads the team that Tom is of. */
const lead: Actor = { ...tina, isLead: true };

describe('a quiet start', () => {
  it('begins with the opening and ends once, by a word of the partner', () => {
    const { changeover } = given(quietly());
    assert.equal(changeover.isQuiet, true);
    assert.equal(codeOf(changeover, lead, { type: 'goLive' }), 'wentLive');
    const live = given(quietly(), { actor: lead, body: { type: 'goLive' } }).changeover;
    assert.equal(live.isQuiet, undefined);
    assert.equal(codeOf(live, lead, { type: 'goLive' }), 'alreadyDone');
    assert.equal(given().changeover.isQuiet, undefined);
  });

  it('is ended by a lead of the team alone', () => {
    const { changeover } = given(quietly());
    assert.equal(codeOf(changeover, tom, { type: 'goLive' }), 'leadOnly');
    assert.equal(codeOf(changeover, lead, { type: 'goLive' }), 'wentLive');
  });

  it('is not the customer’s to end, nor are its drafts', () => {
    const { changeover } = given(quietly(), joins());
    assert.equal(codeOf(changeover, carla, { type: 'goLive' }), 'notYourSide');
    assert.equal(codeOf(changeover, carla, says('drop')), 'notYourSide');
  });

  it('takes one word about each draft; a second one comes too late', () => {
    const { changeover } = given(quietly(), { actor: tom, body: says('send') });
    assert.deepEqual(changeover.drafts, { [occasion]: { verdict: 'send' } });
    assert.equal(codeOf(changeover, tina, says('drop')), 'alreadyDone');
    assert.equal(codeOf(changeover, { door: 'tick' }, says('untrue')), 'alreadyDone');
  });

  it('lets nobody’s word drop what is untrue, and nothing else', () => {
    const { changeover } = given(quietly());
    assert.equal(codeOf(changeover, { door: 'tick' }, says('untrue')), 'draftSettled');
    assert.equal(codeOf(changeover, { door: 'tick' }, says('send')), 'notAMember');
  });
});
