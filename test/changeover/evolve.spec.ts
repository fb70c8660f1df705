import assert from 'node:assert/strict';
import { evolve, fold } from '../../changeover/evolve.ts';
import { carla, confirmed, does, given, ID, joins, OPENED_AT, ref, tom } from '../support/changeover-builder.ts';

describe('folding a journal', () => {
  it('gives the version of the last row, whatever the number of events', () => {
    const { changeover, journal } = given(...confirmed());
    assert.equal(changeover.version, journal.length);
    assert.equal(fold(ID, journal.slice(0, 3)).version, 3);
  });

  it('gives what folding row by row gave', () => {
    const { changeover, journal } = given(...confirmed(), does(carla, 'end-old/l1'));
    const rest = journal.slice(4).flatMap((row) => row.events.map((event) => ({ row, event })));
    const stepwise = rest.reduce(
      (known, { row, event }) => evolve(known, event, row.at, row.actor, ID),
      fold(ID, journal.slice(0, 4)),
    );
    assert.deepEqual({ ...stepwise, version: journal.length }, changeover);
  });

  it('survives being written as JSON and read back', () => {
    const { changeover, journal } = given(...confirmed());
    assert.deepEqual(JSON.parse(JSON.stringify(changeover)), changeover);
    assert.deepEqual(fold(ID, JSON.parse(JSON.stringify(journal))), changeover);
  });

  it('of nothing, or of a journal without its beginning, is an error', () => {
    assert.throws(() => fold(ID, []), /empty/);
    const stray = { type: 'stepOpened', step: 'finish' } as const;
    assert.throws(() => evolve(undefined, stray, OPENED_AT, tom, ID), /does not begin with "opened"/);
  });
});

describe('an event', () => {
  const { changeover } = given(joins());

  it('leaves the version alone', () => {
    assert.equal(
      evolve(changeover, { type: 'stepOpened', step: 'finish' }, OPENED_AT, tom, ID).version,
      changeover.version,
    );
  });

  it('of evidence keeps the latest of its fact, line, kind and side, and puts it last', () => {
    const state = (holds: boolean, kind: 'word' | 'reference') =>
      ({ type: 'factStated', fact: 'newConfirmed', line: 'l1', holds, kind, side: 'customer' }) as const;
    const events = [state(true, 'word'), state(true, 'reference'), state(false, 'word')];
    const after = events.reduce((known, event, index) => evolve(known, event, index, carla, ID), changeover);
    assert.deepEqual(
      after.evidence.map((piece) => [piece.kind, piece.holds]),
      [
        ['reference', true],
        ['word', false],
      ],
    );
  });

  it('of a reminder is remembered by its key, sent or skipped', () => {
    const skipped = { type: 'reminderSkipped', key: 'k', why: 'tooLate' } as const;
    assert.deepEqual(evolve(changeover, skipped, 42, { door: 'tick' }, ID).reminded, { k: 42 });
  });

  it('of a reopened step forgets that it was done and when it opened', () => {
    const done = given(joins(), does(carla, 'check-facts', { noteRef: ref('n') })).changeover;
    const after = evolve(done, { type: 'stepReopened', step: 'check-facts', why: 'objected' }, 1, carla, ID);
    const record = after.steps['check-facts'];
    assert.deepEqual(
      [record?.doneAt, record?.doneBy, record?.doneKind, record?.openedAt],
      [undefined, undefined, undefined, undefined],
    );
    assert.deepEqual(record?.noteRef, ref('n'));
  });

  it('of a correction keeps old values out of the state', () => {
    const event = {
      type: 'corrected',
      changes: [{ field: 'seats', line: 'l1', to: 24, from: 20 }],
      reasonRef: ref('r'),
      side: 'partner',
    } as const;
    assert.deepEqual(evolve(changeover, event, 1, tom, ID).lines[0], { ...changeover.lines[0], seats: 24 });
  });
});
