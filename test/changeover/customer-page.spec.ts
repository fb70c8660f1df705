import assert from 'node:assert/strict';
import type { Actor } from '../../changeover/changeover.ts';
import type { CommandBody } from '../../changeover/commands.ts';
import { customerWay, PAGE_DAYS } from '../../changeover/customer-page.ts';
import { directToCsp } from '../../changeover/playbooks/direct-to-csp.ts';
import { isUnusedCode } from '../../changeover/reminder-step-rules.ts';
import { planReminders } from '../../changeover/reminders.ts';
import {
  carla,
  DAY,
  given,
  joins,
  OPENED_AT,
  refusalOf,
  tom,
  tryOn,
  type Play,
} from '../support/changeover-builder.ts';

const EXPIRES_AT = OPENED_AT + 14 * DAY;
const issued: Play = { actor: tom, body: { type: 'issuePage', hash: 'h1', expiresAt: EXPIRES_AT } };
const withdrawn: Play = { actor: tom, body: { type: 'withdrawPage' } };
const holder: Actor = { door: 'page' };

function says(hash: string, actor: Actor = holder): Play {
  const body: CommandBody = { type: 'answerOnPage', hash, answered: { step: 'check-facts', answer: 'done' } };
  return { actor, body };
}

describe('the web page of a customer that is not in Teams', () => {
  it('is the way that the customer is on until it ends or somebody joins', () => {
    assert.equal(customerWay(given().changeover, OPENED_AT), 'none');
    assert.equal(customerWay(given(issued).changeover, OPENED_AT), 'page');
    assert.equal(customerWay(given(issued).changeover, EXPIRES_AT), 'none');
    assert.equal(customerWay(given(issued, joins()).changeover, OPENED_AT), 'teams');
  });

  it('is given and taken back by the partner alone, to nobody who has joined, and for days to come', () => {
    const body = { type: 'issuePage', hash: 'h2', expiresAt: OPENED_AT - 1 } as const;
    assert.equal(refusalOf(given(), { actor: tom, body }).code, 'dateInPast');
    assert.equal(refusalOf(given(joins()), issued).code, 'pageNotNeeded');
    assert.equal(refusalOf(given(joins()), { ...issued, actor: carla }).code, 'notYourSide');
    assert.equal(refusalOf(given(joins()), { ...withdrawn, actor: carla }).code, 'notYourSide');
    assert.equal(refusalOf(given(), withdrawn).code, 'alreadyDone');
    assert.equal(customerWay(given(issued, withdrawn).changeover, OPENED_AT), 'none');
  });

  it('is ready with the reminder that nobody has joined, and the way of the customer once it is known to be out', () => {
    const due = planReminders(given().changeover, directToCsp, OPENED_AT).reminders.find(isUnusedCode);
    assert.ok(due && due.dueAt >= OPENED_AT + 3 * DAY);
    const day = due.dueAt;
    const link = { hash: 'h3', nonce: due.key, expiresAt: day + PAGE_DAYS * DAY };
    const ticked: Play = { actor: { door: 'tick' }, at: day, body: { type: 'remind', key: due.key, page: link } };
    const sends: Play = { actor: tom, at: day, body: { type: 'sendPage', hash: 'h3' } };
    assert.equal(customerWay(given(ticked).changeover, day), 'offered');
    assert.equal(customerWay(given(ticked, sends).changeover, day), 'page');
    assert.equal(customerWay(given(ticked, { ...says('h3'), at: day }).changeover, day), 'page');
    assert.equal(refusalOf(given(issued), ticked).code, 'movedOn');
    assert.equal(refusalOf(given(ticked), { ...sends, actor: carla }).code, 'notAMember');
    assert.equal(refusalOf(given(ticked, issued), sends).code, 'pageClosed');
    assert.equal(refusalOf(given(ticked, joins()), sends).code, 'pageNotNeeded');
  });

  it('takes an answer as reported, by the link that is open and by nobody who has a name', () => {
    const { decision, after } = tryOn(given(issued), says('h1'));
    assert.ok(decision.ok);
    assert.equal(after.steps['check-facts']?.doneKind, 'reported');
    assert.equal(refusalOf(given(issued), says('h0')).code, 'pageClosed');
    assert.equal(refusalOf(given(issued), says('h1', carla)).code, 'pageClosed');
    assert.equal(refusalOf(given(issued, withdrawn), says('h1')).code, 'pageClosed');
  });
});
