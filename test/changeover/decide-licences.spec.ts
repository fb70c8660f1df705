import assert from 'node:assert/strict';
import type { CommandBody } from '../../changeover/commands.ts';
import type { LicenceNote } from '../../changeover/licence-move.ts';
import type { PlanSummary } from '../../changeover/licence-plan.ts';
import { SKU_OF_PRODUCT } from '../../changeover/product-ids.ts';
import {
  carla,
  colin,
  DAY,
  given,
  joins,
  OPENED_AT,
  reader,
  refusalOf,
  tom,
  tryOn,
  type Given,
  type Play,
} from '../support/changeover-builder.ts';

const PAIRS = [{ from: 'a', to: 'b' }];
const PLAN: PlanSummary = {
  pairs: [{ from: 'a', to: 'b', fromName: 'A', toName: 'B', users: 3, free: 5, lost: [], gained: [] }],
  users: 3,
  conflicts: {},
  blocked: 0,
};
const RESULT = { moved: 3, failed: 0, left: 0 };

const reads: Play = { actor: tom, body: { type: 'readLicences', move: 'm1', pairs: PAIRS } };
const says = (
  type: Exclude<Extract<CommandBody, { move: string }>['type'], 'readLicences' | 'noteLicenceMove'>,
): Play => ({
  actor: carla,
  body: { type, move: 'm1' },
});
const notes = (note: LicenceNote): Play => ({ actor: reader, body: { type: 'noteLicenceMove', move: 'm1', note } });
const planned = (plan: PlanSummary = PLAN): Given => given(joins(), reads, notes({ kind: 'planned', plan }));
const started = (): readonly Play[] => [
  joins(),
  reads,
  notes({ kind: 'planned', plan: PLAN }),
  says('confirmLicenceMove'),
];

describe('deciding on a licence move', () => {
  it('either side has the tenant read, once somebody of the customer has joined', () => {
    assert.equal(refusalOf(given(), reads).code, 'licencesNoTenant');
    assert.equal(given(joins(), reads).changeover.licences?.state, 'reading');
    assert.equal(given(joins(), { ...reads, actor: carla }).changeover.licences?.state, 'reading');
    assert.equal(refusalOf(given(joins()), { ...reads, actor: colin }).code, 'notAMember');
  });

  it('a product is not moved to itself', () => {
    const play: Play = { actor: tom, body: { type: 'readLicences', move: 'm1', pairs: [{ from: 'a', to: 'a' }] } };
    assert.equal(refusalOf(given(joins()), play).code, 'licencesSameProduct');
  });

  it('an admin of the customer starts it, a technician does not', () => {
    assert.equal(refusalOf(planned(), { ...says('confirmLicenceMove'), actor: tom }).code, 'notYourSide');
    const { licences } = given(...started()).changeover;
    assert.equal(licences?.state, 'running');
    assert.deepEqual(licences.confirmedBy, carla.person);
  });

  it('nothing is started without a plan, on an old plan, without seats for all, or for nobody', () => {
    const before = given(joins(), reads);
    assert.equal(refusalOf(before, says('confirmLicenceMove')).code, 'movedOn');
    const late = { ...says('confirmLicenceMove'), at: OPENED_AT + 2 * DAY };
    assert.equal(refusalOf(planned(), late).code, 'licencesStale');
    const short = planned({ ...PLAN, conflicts: { noSeat: 2 } });
    assert.deepEqual(refusalOf(short, says('confirmLicenceMove')).params, { count: 2 });
    assert.equal(refusalOf(planned({ ...PLAN, users: 0 }), says('confirmLicenceMove')).code, 'licencesNobody');
  });

  it('a press on an older plan’s card starts nothing', () => {
    const anew: Play = { actor: carla, body: { type: 'confirmLicenceMove', move: 'm0' } };
    assert.equal(refusalOf(planned(), anew).code, 'movedOn');
  });

  it('both sides pause and stop it; an admin of the customer lets it go on', () => {
    const paused = given(...started(), { ...says('pauseLicenceMove'), actor: tom });
    assert.deepEqual([paused.changeover.licences?.state, paused.changeover.licences?.heldBy], ['paused', 'partner']);
    assert.equal(refusalOf(paused, { ...says('resumeLicenceMove'), actor: tom }).code, 'notYourSide');
    assert.equal(tryOn(paused, says('resumeLicenceMove')).after.licences?.state, 'running');
    assert.equal(tryOn(paused, { ...says('stopLicenceMove'), actor: tom }).after.licences?.state, 'stopped');
  });

  it('nothing is planned anew while users are written to', () => {
    const other: Play = { actor: tom, body: { type: 'readLicences', move: 'm2', pairs: PAIRS } };
    assert.equal(refusalOf(given(...started()), other).code, 'licencesUnderWay');
    assert.equal(refusalOf(given(...started(), says('pauseLicenceMove')), other).code, 'licencesUnderWay');
  });

  it('is put back by an admin of the customer, once, and not after the old subscription is gone', () => {
    const done = given(...started(), notes({ kind: 'ended', result: RESULT }));
    assert.equal(refusalOf(done, { ...says('undoLicenceMove'), actor: tom }).code, 'notYourSide');
    const { after } = tryOn(done, says('undoLicenceMove'));
    assert.deepEqual([after.licences?.state, after.licences?.way], ['running', 'back']);
    const back = given(
      ...started(),
      notes({ kind: 'ended', result: RESULT }),
      says('undoLicenceMove'),
      notes({ kind: 'ended', result: RESULT }),
    );
    assert.equal(refusalOf(back, says('undoLicenceMove')).code, 'movedOn');
    const gone = given(...started(), notes({ kind: 'ended', result: RESULT }), {
      actor: carla,
      body: { type: 'reportOldEnded', line: 'l1', on: '2026-03-02' },
    });
    assert.equal(refusalOf(gone, says('undoLicenceMove')).code, 'licencesOldGone');
  });

  it('any move that was begun is put back, and takes the place of the latest one', () => {
    const again: Play = { actor: tom, body: { type: 'readLicences', move: 'm2', pairs: PAIRS } };
    const later = given(...started(), notes({ kind: 'ended', result: RESULT }), again);
    assert.deepEqual(
      later.changeover.licencesBefore?.map(({ id, state }) => [id, state]),
      [['m1', 'done']],
    );
    const { after } = tryOn(later, says('undoLicenceMove'));
    assert.deepEqual([after.licences?.id, after.licences?.state, after.licences?.way], ['m1', 'running', 'back']);
    assert.equal(after.licences?.result, undefined);
    assert.deepEqual(after.licencesBefore, []);
    assert.equal(refusalOf(later, { actor: carla, body: { type: 'undoLicenceMove', move: 'm9' } }).code, 'movedOn');
  });

  it('an earlier move waits while another one is under way, and stays among the earlier ones', () => {
    const m2 = (type: 'confirmLicenceMove' | 'stopLicenceMove'): Play => ({ actor: carla, body: { type, move: 'm2' } });
    const plays: readonly Play[] = [
      ...started(),
      notes({ kind: 'ended', result: RESULT }),
      { actor: tom, body: { type: 'readLicences', move: 'm2', pairs: PAIRS } },
      { actor: reader, body: { type: 'noteLicenceMove', move: 'm2', note: { kind: 'planned', plan: PLAN } } },
      m2('confirmLicenceMove'),
    ];
    assert.equal(refusalOf(given(...plays), says('undoLicenceMove')).code, 'licencesUnderWay');
    const { after } = tryOn(given(...plays, m2('stopLicenceMove')), says('undoLicenceMove'));
    assert.deepEqual(
      [after.licences?.id, after.licencesBefore?.map(({ id, state }) => [id, state])],
      ['m1', [['m2', 'stopped']]],
    );
  });

  it('is not put back where a later move changed the same users, and names them', () => {
    const done = given(...started(), notes({ kind: 'ended', result: RESULT }));
    const touched = { count: 6, names: ['Ada Adams', 'Ben Berg'] };
    const play: Play = { actor: carla, body: { type: 'undoLicenceMove', move: 'm1', touched } };
    assert.deepEqual(refusalOf(done, play), {
      code: 'licencesTouchedLater',
      params: { count: 6, names: 'Ada Adams, Ben Berg' },
    });
    const none: Play = {
      actor: carla,
      body: { type: 'undoLicenceMove', move: 'm1', touched: { count: 0, names: [] } },
    };
    assert.equal(tryOn(done, none).after.licences?.way, 'back');
  });

  it('goes on with a way back that was stopped', () => {
    const stopped = given(
      ...started(),
      notes({ kind: 'ended', result: RESULT }),
      says('undoLicenceMove'),
      says('stopLicenceMove'),
    );
    const { after } = tryOn(stopped, says('undoLicenceMove'));
    assert.deepEqual([after.licences?.state, after.licences?.way], ['running', 'back']);
  });

  it('is not put back once its own old subscription, or one that nobody can tell from it, is gone', () => {
    const standard = SKU_OF_PRODUCT['business-standard']!.skuId;
    const visio = SKU_OF_PRODUCT['visio-2']!.skuId;
    const ends: Play = { actor: carla, body: { type: 'reportOldEnded', line: 'l1', on: '2026-03-02' } };
    const of = (from: string): Given =>
      given(
        joins(),
        { actor: tom, body: { type: 'readLicences', move: 'm1', pairs: [{ from, to: 'b' }] } },
        notes({ kind: 'planned', plan: PLAN }),
        says('confirmLicenceMove'),
        notes({ kind: 'ended', result: RESULT }),
        ends,
      );
    assert.equal(refusalOf(of(standard), says('undoLicenceMove')).code, 'licencesOldGone');
    // No line is known to have it: it may have been part of what ended.
    assert.equal(refusalOf(of(visio), says('undoLicenceMove')).code, 'licencesOldGone');
  });

  it('leaves each product once', () => {
    const pairs = [
      { from: 'a', to: 'b' },
      { from: 'a', to: 'c' },
    ];
    const play: Play = { actor: tom, body: { type: 'readLicences', move: 'm1', pairs } };
    assert.equal(refusalOf(given(joins()), play).code, 'licencesSameProduct');
  });

  it('what was found out is told by nobody but the tenant, and changes nothing once it is late', () => {
    const note = notes({ kind: 'ended', result: RESULT });
    assert.equal(refusalOf(given(...started()), { ...note, actor: carla }).code, 'notAMember');
    const paused = given(...started(), says('pauseLicenceMove'));
    const late: readonly LicenceNote[] = [
      { kind: 'ended', result: RESULT },
      { kind: 'held', why: 'silent' },
      { kind: 'planned', plan: PLAN },
      { kind: 'asked', question: { choices: [], staysSame: false } },
      { kind: 'unread', why: 'silent' },
    ];
    for (const one of late) assert.deepEqual(tryOn(paused, notes(one)).decision, { ok: true, events: [] });
    const other: Play = { actor: reader, body: { type: 'noteLicenceMove', move: 'm0', note: late[0]! } };
    assert.deepEqual(tryOn(given(...started()), other).decision, { ok: true, events: [] });
  });

  it('pauses by itself with the reason, and forgets it when it goes on', () => {
    const held = given(...started(), notes({ kind: 'held', why: 'notPermitted' }));
    assert.deepEqual([held.changeover.licences?.state, held.changeover.licences?.why], ['paused', 'notPermitted']);
    assert.equal(tryOn(held, says('resumeLicenceMove')).after.licences?.why, undefined);
  });
});

describe('a count of users after an end', () => {
  const counts = (checked: number, without: number): Play => ({
    actor: reader,
    body: { type: 'noteLicenceCount', checked, without },
  });
  const ended = (): readonly Play[] => [
    joins(),
    { actor: carla, body: { type: 'reportOldEnded', line: 'l1', on: '2026-03-02' } },
  ];

  it('is told by nobody but the tenant, and means nothing before an old subscription ended', () => {
    assert.equal(refusalOf(given(...ended()), { ...counts(3, 1), actor: carla }).code, 'notAMember');
    assert.deepEqual(tryOn(given(joins()), counts(3, 1)).decision, { ok: true, events: [] });
  });

  it('is kept when it differs, and says when more are without than before', () => {
    const first = tryOn(given(...ended()), counts(3, 2));
    assert.deepEqual(first.decision, {
      ok: true,
      events: [{ type: 'licencesCounted', checked: 3, without: 2, isMore: true }],
    });
    assert.deepEqual([first.after.licenceCount?.checked, first.after.licenceCount?.without], [3, 2]);
    assert.deepEqual(tryOn(given(...ended(), counts(3, 2)), counts(3, 2)).decision, { ok: true, events: [] });
    const fewer = tryOn(given(...ended(), counts(3, 2)), counts(3, 1));
    assert.deepEqual(fewer.decision, { ok: true, events: [{ type: 'licencesCounted', checked: 3, without: 1 }] });
  });
});
