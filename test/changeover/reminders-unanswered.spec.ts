import assert from 'node:assert/strict';
import { carla, does, given, joins, tryOn, type Play } from '../support/changeover-builder.ts';
import { at, sentOf, shown, timeline } from '../support/reminder-timeline.ts';

const UNTIL = '2026-03-20T00:00Z';

/** One step of the customer's alone stays open. */
function asked(...plays: readonly Play[]) {
  return given(joins(), does(carla, 'find-canceller'), does(carla, 'expect-mail'), ...plays);
}

describe('a step that the customer does not answer', () => {
  it('is told to the partner’s thread after two asks, and to its lead two working days later', () => {
    const sent = sentOf(asked(), UNTIL, 'unanswered');
    assert.deepEqual(
      sent.map((one) => [shown(one), one.isForLead === true, one.step]),
      [
        ['2026-03-10 08:00 partner act unanswered', false, 'check-facts'],
        ['2026-03-12 08:00 partner act unanswered', true, 'check-facts'],
      ],
    );
  });

  it('keeps each ask and each telling with the step', () => {
    const { after } = timeline(asked(), at(UNTIL));
    const { askedAt = [], escalatedAt = [] } = after.changeover.steps['check-facts'] ?? {};
    const days = (instants: readonly number[]) => instants.map((one) => new Date(one).toISOString().slice(0, 10));
    assert.deepEqual(days(askedAt).slice(0, 2), ['2026-03-04', '2026-03-09']);
    assert.deepEqual(days(escalatedAt), ['2026-03-10', '2026-03-12']);
  });

  it('is left alone once there is any answer, and counted anew after it', () => {
    const { after } = timeline(asked(), at('2026-03-10T12:00Z'));
    const later = {
      actor: carla,
      body: does(carla, 'check-facts', { answer: 'notYet' }).body,
      at: at('2026-03-10T13:00Z'),
    };
    const sent = sentOf(answered(after, later), '2026-03-31T00:00Z', 'unanswered');
    assert.equal(sent[0]?.isForLead, undefined, 'the lead of the first round is not told');
    assert.equal(sent[0] && new Date(sent[0].at).toISOString().slice(0, 10), '2026-03-18');
  });

  it('is not told for a customer whom nothing reached: that is told by itself', () => {
    const { after } = timeline(asked(), at('2026-03-09T12:00Z'));
    const person = carla.person!;
    const lost = {
      ...after.changeover,
      reach: [{ side: 'customer', person, why: 'blocked', since: at('2026-03-04T08:01Z') }],
    } as const;
    assert.deepEqual(sentOf({ ...after, changeover: lost }, UNTIL, 'unanswered'), []);
    const back = {
      ...after.changeover,
      reach: [{ side: 'customer', person, since: at('2026-03-09T11:00Z') }],
    } as const;
    const [first] = sentOf({ ...after, changeover: back }, '2026-03-31T00:00Z', 'unanswered');
    assert.ok(first && first.at >= at('2026-03-17T00:00Z'), 'what was asked before is not held against it');
  });
});

function answered(before: ReturnType<typeof timeline>['after'], play: Play) {
  const { decision, after } = tryOn(before, play);
  assert.ok(decision.ok);
  return { ...before, changeover: after, now: play.at! };
}
