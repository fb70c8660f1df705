import assert from 'node:assert/strict';
import type { CommandBody } from '../../changeover/commands.ts';
import type { Event } from '../../changeover/events.ts';
import {
  aLine,
  carla,
  confirmed,
  DAY,
  does,
  given,
  joins,
  OPENED_AT,
  ordered,
  PARTNER_TENANT,
  ref,
  refusalOf,
  tom,
  tryOn,
  type Given,
  type Play,
} from '../support/changeover-builder.ts';
import { onSmall, onSmallWith } from '../support/small-playbook.ts';

const TOM = { tenantId: PARTNER_TENANT, objectId: 'tom' };
const SAID = { side: 'customer', saidRef: ref('by phone, 10:15') } as const;

/** What the command itself leaves behind, without the steps that open after it. */
function leaves(before: Given, play: Play): readonly Event[] {
  const { decision } = tryOn(before, play);
  assert.ok(decision.ok, JSON.stringify(decision));
  return decision.events.filter(({ type }) => type !== 'stepOpened');
}

function says(body: CommandBody, actor = carla): Play {
  return { actor, body };
}

describe('the journal of an answer', () => {
  it('has who said what, and nothing that was not said', () => {
    const at = onSmall([{ id: 'greet' }]);
    const answer = {
      type: 'stepAnswered',
      step: 'greet',
      answer: 'done',
      side: 'partner',
      kind: 'word',
      by: TOM,
    } as const;
    assert.deepEqual(leaves(at, does(tom, 'greet')).slice(0, 2), [
      answer,
      { type: 'stepDone', step: 'greet', kind: 'word' },
    ]);
    const more = { noteRef: ref('note'), referenceRef: ref('N-1'), on: '2026-03-01' };
    assert.deepEqual(leaves(at, does(tom, 'greet', more)).slice(0, 2), [
      { ...answer, kind: 'reference', noteRef: ref('note'), referenceRef: ref('N-1') },
      { type: 'stepDone', step: 'greet', kind: 'reference', on: '2026-03-01' },
    ]);
  });

  it('has the value that came with it', () => {
    const at = onSmall([{ id: 'pick', proof: { kind: 'choice', options: [{ id: 'red' }] } }]);
    const value = { kind: 'choice', option: 'red' } as const;
    const [answered] = leaves(at, does(tom, 'pick', { value }));
    assert.deepEqual(answered?.type === 'stepAnswered' && answered.value, value);
  });

  it('has a text as the support of the customer only where it is one, and once it is done', () => {
    const at = onSmall([
      { id: 'support', proof: { kind: 'text', keepAs: 'support' } },
      { id: 'plain', proof: { kind: 'text' } },
      { id: 'word' },
    ]);
    const keptAs = (step: string, answer: 'done' | 'notYet') => {
      const [answered] = leaves(at, does(tom, step, { answer, noteRef: ref('Call us') }));
      return answered?.type === 'stepAnswered' && 'keptAs' in answered && answered.keptAs;
    };
    assert.equal(keptAs('support', 'done'), 'support');
    assert.deepEqual(
      [keptAs('support', 'notYet'), keptAs('plain', 'done'), keptAs('word', 'done')],
      [false, false, false],
    );
    assert.deepEqual(refusalOf(at, does(tom, 'plain')), { code: 'textEmpty', params: {}, field: 'note' });
    assert.equal(tryOn(at, does(tom, 'plain', { answer: 'notYet' })).decision.ok, true);
  });

  it('has the customer’s word, as a technician wrote it down, with how it was said', () => {
    assert.deepEqual(leaves(given(joins()), does(tom, 'check-facts', { onBehalfOf: SAID })), [
      {
        type: 'stepAnswered',
        step: 'check-facts',
        answer: 'done',
        side: 'customer',
        kind: 'reported',
        by: TOM,
        saidRef: SAID.saidRef,
      },
      { type: 'stepDone', step: 'check-facts', kind: 'reported' },
    ]);
  });

  it('has the word of a side that is not in Teams as a report of the partner’s, and of nobody else', () => {
    for (const side of ['source', 'provider'] as const) {
      const at = onSmall([{ id: 'agree', side }]);
      const [answered] = leaves(at, does(tom, 'agree'));
      assert.deepEqual(answered?.type === 'stepAnswered' && [answered.side, answered.kind], [side, 'reported']);
      assert.deepEqual(refusalOf(at, does(carla, 'agree')), { code: 'notYourSide', params: { side } });
      assert.equal(refusalOf(at, does(tom, 'agree', { onBehalfOf: SAID })).code, 'notYourSide');
    }
  });

  it('has the fact that it states, with the number where there is one', () => {
    const at = onSmallWith([aLine()], [{ id: 'order', per: 'line', states: 'newOrdered' }]);
    const stated = { type: 'factStated', fact: 'newOrdered', line: 'l1', holds: true, side: 'partner' } as const;
    assert.deepEqual(leaves(at, does(tom, 'order/l1'))[1], { ...stated, kind: 'word' });
    assert.deepEqual(leaves(at, does(tom, 'order/l1', { referenceRef: ref('4711') }))[1], {
      ...stated,
      kind: 'reference',
      referenceRef: ref('4711'),
    });
  });

  it('has the act that it takes, with the day and the number', () => {
    const acts = leaves(
      given(...confirmed()),
      does(carla, 'end-old/l1', { referenceRef: ref('C-17'), on: '2026-03-01' }),
    );
    assert.deepEqual(acts[2], {
      type: 'actTaken',
      act: 'endNow',
      line: 'l1',
      on: '2026-03-01',
      referenceRef: ref('C-17'),
    });
    assert.deepEqual(leaves(given(...confirmed()), does(carla, 'end-old/l1'))[2], {
      type: 'actTaken',
      act: 'endNow',
      line: 'l1',
      on: '2026-03-02',
    });
  });

  it('has the end of what somebody else ended as a report, not as an act', () => {
    const steps = [{ id: 'handed', per: 'line', states: 'oldEnded' }] as const;
    const at = onSmallWith([aLine({ product: 'azure' })], steps);
    assert.deepEqual(leaves(at, does(tom, 'handed/l1'))[2], { type: 'oldReportedEnded', line: 'l1', on: '2026-03-02' });
    const seen = onSmallWith([aLine()], [{ id: 'seen', per: 'line', states: 'newConfirmed' }]);
    assert.deepEqual(
      leaves(seen, does(tom, 'seen/l1')).map(({ type }) => type),
      ['stepAnswered', 'factStated', 'stepDone'],
    );
  });

  it('is refused with the side whose it is, the field that is wrong and what the tenant showed', () => {
    const before = given(joins());
    assert.deepEqual(refusalOf(before, does(carla, 'send-request', { onBehalfOf: SAID })), {
      code: 'notYourSide',
      params: { side: 'partner' },
    });
    assert.deepEqual(refusalOf(before, does(carla, 'check-facts', { answer: 'chargedTwice' })), {
      code: 'choiceUnknown',
      params: {},
      field: 'answer',
    });
    const numbered = onSmall([{ id: 'number', proof: { kind: 'reference', required: true } }]);
    assert.deepEqual(refusalOf(numbered, does(tom, 'number')), {
      code: 'referenceNeeded',
      params: {},
      field: 'reference',
    });
    const free = onSmall([{ id: 'number', proof: { kind: 'reference', required: false } }]);
    assert.equal(tryOn(free, does(tom, 'number')).decision.ok, true);
    const readAt = OPENED_AT + DAY;
    const read = { actor: { door: 'tenant' }, at: readAt } as const;
    const denied = given(...ordered(), {
      ...read,
      body: { type: 'recordReading', findings: [{ line: 'l1', newOnAllUsers: false }] },
    });
    assert.deepEqual(refusalOf(denied, does(tom, 'assign-new/l1')), {
      code: 'readingDisagrees',
      params: { readAt },
    });
  });

  it('repeated is refused, unless one’s own word takes the place of a report', () => {
    const reported = given(joins(), does(tom, 'check-facts', { onBehalfOf: SAID }));
    assert.equal(refusalOf(reported, does(carla, 'check-facts', { answer: 'notYet' })).code, 'alreadyDone');
    assert.equal(refusalOf(given(joins(), does(carla, 'check-facts')), does(carla, 'check-facts')).code, 'alreadyDone');
  });
});

describe('the journal of an end that nothing allowed', () => {
  const reports = (more: object = {}, actor = carla): Play =>
    says({ type: 'reportOldEnded', line: 'l1', on: '2026-03-01', ...more }, actor);
  const reported = { type: 'oldReportedEnded', line: 'l1', on: '2026-03-01' } as const;
  const stated = { type: 'factStated', fact: 'oldEnded', line: 'l1', holds: true, side: 'customer' } as const;

  it('has the customer’s word for it, or its number', () => {
    assert.deepEqual(leaves(given(joins()), reports()), [reported, { ...stated, kind: 'word' }]);
    const referenceRef = ref('C-9');
    assert.deepEqual(leaves(given(joins()), reports({ referenceRef })), [
      { ...reported, referenceRef },
      { ...stated, kind: 'reference', referenceRef },
    ]);
  });

  it('has the partner’s as what the customer is reported to have said', () => {
    assert.deepEqual(leaves(given(joins()), reports({}, tom)), [reported, { ...stated, kind: 'reported' }]);
  });

  it('is refused for a line that is not there and a day that cannot be', () => {
    assert.deepEqual(refusalOf(given(joins()), reports({ line: 'l7' })), { code: 'stepUnknown' });
    assert.deepEqual(refusalOf(given(joins()), reports({ on: '2026-03-03' })), {
      code: 'dateTooFar',
      params: { from: '2025-12-02', to: '2026-03-02' },
      field: 'on',
    });
  });
});
