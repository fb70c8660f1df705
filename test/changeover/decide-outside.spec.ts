import assert from 'node:assert/strict';
import type { Actor } from '../../changeover/changeover.ts';
import { waitEndsAt } from '../../changeover/waits.ts';
import {
  aLine,
  carla,
  clock,
  does,
  joins,
  given,
  ref,
  refusalOf,
  stranger,
  tina,
  tom,
  tryOn,
  type Given,
  type Play,
} from '../support/changeover-builder.ts';
import { at } from '../support/reminder-timeline.ts';
import { onSmall, onSmallWith, type SmallStep } from '../support/small-playbook.ts';

const ANA = { nameRef: ref('Ana Lima'), emailRef: ref('ana@reseller.example') };
const WAIT = { days: 5, unit: 'workingDays', planB: { words: true } } as const;
const SILENT: SmallStep = { id: 'silent', side: 'source', wait: WAIT };

const PARTNERS = { code: 'notYourSide', params: { side: 'partner' } };

const notes = (actor = tom, of: 'source' | 'provider' = 'source', more = {}): Play => ({
  actor,
  body: { type: 'setContact', of, ...ANA, ...more },
});
const removes = (actor: Actor = tom, of: 'source' | 'provider' = 'source'): Play => ({
  actor,
  body: { type: 'removeContact', of },
});
const writes = (on?: string, more: { at?: string; step?: string } = {}): Play => ({
  actor: tom,
  body: { type: 'recordLetter', to: 'source', step: more.step ?? 'silent', ...(on !== undefined && { on }) },
  ...(more.at !== undefined && { at: at(more.at) }),
});
const planB = (actor = tom, when?: string, step = 'silent'): Play => ({
  actor,
  body: { type: 'choosePlanB', step },
  ...(when !== undefined && { at: at(when) }),
});

describe('a contact at a side that is not in Teams', () => {
  it('is kept with who noted it and when, and what is noted later takes its place', () => {
    const more = { phoneRef: ref('+31 20'), organisationRef: ref('Contoso IT') };
    const { changeover, now } = given(joins(), notes(tina), notes(tom, 'source', more));
    assert.deepEqual(changeover.contacts, { source: { ...ANA, ...more, at: now, by: tom.person } });
    const bare = given(joins(), notes(tom, 'source', more), notes()).changeover.contacts?.source ?? {};
    assert.deepEqual(Object.keys(bare).toSorted(), ['at', 'by', 'emailRef', 'nameRef']);
  });

  it('at the reseller is also the customer’s to note, at the provider the partner’s alone', () => {
    const { changeover } = given(joins(), notes(carla));
    assert.deepEqual(changeover.contacts?.source?.by, carla.person);
    assert.deepEqual(refusalOf(given(joins()), notes(carla, 'provider')), PARTNERS);
    const before = given(joins(), notes(tom, 'provider'));
    assert.deepEqual(refusalOf(before, removes(carla, 'provider')), PARTNERS);
    assert.equal(refusalOf(before, notes(stranger)).code, 'notAMember');
  });

  it('is removed once, by either side that may note it', () => {
    const before = given(joins(), notes(tom), notes(tom, 'provider'), removes(carla));
    assert.deepEqual(Object.keys(before.changeover.contacts ?? {}), ['provider']);
    assert.equal(refusalOf(before, removes()).code, 'alreadyDone');
    assert.equal(refusalOf(before, removes(stranger, 'provider')).code, 'notAMember');
  });

  it('is for a customer’s reader to see, not to change', () => {
    const { changeover, ...rest } = given(joins(), notes());
    const members = changeover.members.map((one) => ({ ...one, role: 'customerViewer' as const }));
    const before = { ...rest, changeover: { ...changeover, members } };
    assert.deepEqual(refusalOf(before, removes(carla)), { code: 'viewerMayNot' });
    assert.deepEqual(refusalOf(before, notes(carla)), { code: 'viewerMayNot' });
  });

  it('is removed from what is closed as well, and on an operator’s word', () => {
    const closes: Play = { actor: tom, body: { type: 'callOff', reasonRef: ref('They stay.') } };
    const before = given(joins(), notes(), notes(tom, 'provider'), closes);
    assert.deepEqual(Object.keys(tryOn(before, removes(carla)).after.contacts ?? {}), ['provider']);
    assert.deepEqual(Object.keys(tryOn(before, removes({ door: 'delivery' })).after.contacts ?? {}), ['provider']);
    assert.equal(refusalOf(before, notes()).code, 'closedAlready');
  });

  it('is forgotten with the person who noted it, and all of them with a company', () => {
    const before = given(joins(), notes(carla), notes(tom, 'provider'));
    const forgets = (person?: typeof carla.person): Play => ({
      actor: carla,
      body: { type: 'forget', ...(person && { person }) },
    });
    assert.deepEqual(Object.keys(tryOn(before, forgets(carla.person)).after.contacts ?? {}), ['provider']);
    assert.deepEqual(tryOn(before, forgets()).after.contacts, {});
  });
});

describe('a letter about a step of such a side', () => {
  it('says to whom it went and until when an answer is waited for, in the partner’s working days', () => {
    const { decision, after } = tryOn(onSmall([SILENT], notes()), writes());
    assert.deepEqual(decision.ok && decision.events, [
      {
        type: 'letterSent',
        to: 'source',
        on: '2026-03-02',
        side: 'partner',
        nameRef: ANA.nameRef,
        step: 'silent',
        waitUntil: '2026-03-06',
      },
    ]);
    const { written } = after.steps['silent'] ?? {};
    assert.deepEqual([written?.on, written?.waitUntil, written?.nameRef], ['2026-03-02', '2026-03-06', ANA.nameRef]);
  });

  it('is not to another side’s step, nor to one that is done', () => {
    const other = onSmall([SILENT, { id: 'theirs', side: 'provider' }]);
    assert.equal(refusalOf(other, writes(undefined, { step: 'theirs' })).code, 'stepUnknown');
    assert.equal(refusalOf(other, writes(undefined, { step: 'nowhere' })).code, 'stepUnknown');
    assert.equal(refusalOf(onSmall([SILENT], does(tom, 'silent')), writes()).code, 'stepNotOpen');
  });

  it('is waited for from its own day, holidays and weekends left out, and anew from the next one', () => {
    const endOf = ({ changeover, playbook }: Given): string | undefined => {
      const step = playbook.phases[0]!.steps[0]!;
      const ends = waitEndsAt(step, changeover.steps['silent'], changeover);
      return ends === undefined ? undefined : new Date(ends).toISOString();
    };
    // In Berlin: midnight is 23:00 UTC before summer time, 22:00 in it.
    assert.equal(endOf(onSmall([SILENT])), '2026-03-08T23:00:00.000Z');
    assert.equal(endOf(onSmall([SILENT], writes(undefined, { at: '2026-03-04T09:00Z' }))), '2026-03-10T23:00:00.000Z');
    // Good Friday and Easter Monday lie between.
    assert.equal(endOf(onSmall([SILENT], writes(undefined, { at: '2026-04-01T09:00Z' }))), '2026-04-09T22:00:00.000Z');
    assert.equal(
      endOf(onSmall([{ ...SILENT, wait: { ...WAIT, unit: 'days' } }], writes())),
      '2026-03-06T23:00:00.000Z',
    );
  });

  it('to the users names nobody, and one about no step begins no wait', () => {
    const before = onSmall([SILENT], notes(), notes(tom, 'provider'));
    const sends = (to: 'users' | 'source'): Play => ({ actor: tom, body: { type: 'recordLetter', to } });
    const eventsOf = (to: 'users' | 'source') => {
      const { decision } = tryOn(before, sends(to));
      return decision.ok && decision.events;
    };
    const letter = { type: 'letterSent', on: '2026-03-02', side: 'partner' } as const;
    assert.deepEqual(eventsOf('users'), [{ ...letter, to: 'users' }]);
    assert.deepEqual(eventsOf('source'), [{ ...letter, to: 'source', nameRef: ANA.nameRef }]);
    assert.equal(tryOn(before, sends('source')).after.steps['silent']?.written, undefined);
  });

  it('to the reseller is also its customer’s to write, to the provider the partner’s alone', () => {
    const before = onSmall([SILENT], notes());
    const { written } = tryOn(before, { ...writes(), actor: carla }).after.steps['silent'] ?? {};
    assert.deepEqual([written?.side, written?.waitUntil], ['customer', '2026-03-06']);
    const toProvider: Play = { actor: carla, body: { type: 'recordLetter', to: 'provider' } };
    assert.deepEqual(refusalOf(before, toProvider), PARTNERS);
  });

  it('about a step without a wait is kept with its day alone', () => {
    const { changeover } = onSmall([{ id: 'silent', side: 'source' }], writes());
    assert.deepEqual(Object.keys(changeover.steps['silent']?.written ?? {}).toSorted(), ['at', 'on', 'side']);
  });

  it('goes when the step opens again: it is asked for afresh', () => {
    const before = onSmall([SILENT], writes(), does(tom, 'silent'));
    const reopens: Play = { actor: tom, body: { type: 'reopenStep', step: 'silent', reasonRef: ref('why') } };
    assert.ok(before.changeover.steps['silent']?.written);
    assert.equal(tryOn(before, reopens).after.steps['silent']?.written, undefined);
  });
});

describe('plan B', () => {
  const OVER = '2026-03-09T09:00Z';

  it('is the partner’s to choose, once the wait is over, once', () => {
    const before = onSmall([SILENT], writes());
    assert.equal(refusalOf(before, planB()).code, 'waitNotOver');
    assert.deepEqual(refusalOf(before, planB(carla, OVER)), PARTNERS);
    assert.equal(refusalOf(before, planB(tom, OVER, 'nowhere')).code, 'stepUnknown');
    const ends = '2026-03-08T23:00:00Z';
    assert.equal(refusalOf(before, planB(tom, '2026-03-08T22:59:59Z')).code, 'waitNotOver');
    assert.ok(tryOn(before, planB(tom, ends)).decision.ok);
    assert.equal(refusalOf(before, planB(tom, OVER, 'rest')).code, 'stepUnknown');
    const chosen = onSmall([SILENT], writes(), planB(tom, OVER));
    assert.equal(chosen.changeover.steps['silent']?.planBAt, at(OVER));
    assert.equal(refusalOf(chosen, planB(tina)).code, 'alreadyDone');
    assert.equal(refusalOf(onSmall([SILENT], does(tom, 'silent')), planB(tom, OVER)).code, 'stepNotOpen');
  });

  it('is chosen, like a letter is noted, for one line of several', () => {
    const lines = [aLine(), aLine({ id: 'l2' })];
    const at2 = { step: 'silent', line: 'l2' } as const;
    const letter: Play = { actor: tom, body: { type: 'recordLetter', to: 'source', ...at2 } };
    const chosen: Play = { actor: tom, body: { type: 'choosePlanB', ...at2 }, at: at(OVER) };
    const { changeover, journal } = onSmallWith(lines, [{ ...SILENT, per: 'line' }], letter, chosen);
    assert.ok(changeover.steps['silent/l2']?.written);
    assert.equal(changeover.steps['silent/l2']?.planBAt, at(OVER));
    assert.equal(changeover.steps['silent/l1']?.written, undefined);
    assert.deepEqual(journal.at(-1)?.events, [{ type: 'planBChosen', ...at2 }]);
    const { changeover: whole, journal: rows } = onSmall([SILENT], writes(), planB(tom, OVER));
    assert.deepEqual(rows.at(-1)?.events, [{ type: 'planBChosen', step: 'silent' }]);
    assert.ok(whole.steps['silent']?.planBAt);
  });

  it('keeps the step open that it offers, although they are written to again', () => {
    const steps: readonly SmallStep[] = [
      { ...SILENT, wait: { ...WAIT, planB: { step: 'instead' } } },
      { id: 'instead', when: { waitPassed: 'silent' } },
    ];
    const isOpen = (before: Given): boolean => {
      const play: Play = { actor: clock, body: { type: 'wake' }, at: before.now + 1 };
      return tryOn(tryOnto(before, play), does(tom, 'instead')).decision.ok;
    };
    const again = writes(undefined, { at: '2026-03-09T10:00Z' });
    assert.equal(isOpen(onSmall(steps, writes(), again)), false);
    assert.equal(isOpen(onSmall(steps, writes(), planB(tom, OVER), again)), true);
  });
});

function tryOnto(before: Given, play: Play): Given {
  return { ...before, changeover: tryOn(before, play).after };
}
