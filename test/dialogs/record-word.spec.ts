import assert from 'node:assert/strict';
import { CallOffDialog, CALL_OFF_DIALOG } from '../../dialogs/call-off.ts';
import { RecordWordDialog, RECORD_WORD_DIALOG } from '../../dialogs/record-word.ts';
import { choicesIn, lastCard, submitOf, textsOf, valuesIn, wordsIn, type DrawnCard } from '../support/card-reading.ts';
import { dialogDriver, type Driver } from '../support/dialog-driver.ts';
import type { FakeWorld, Heard } from '../support/fake-turn.ts';
import { alex, answered, notices, OPENED_ID, openedWorld, saved, tess } from '../support/opened.ts';

const SAID = { recordStep: 'check-facts', saidBy: 'Alex Admin', means: 'phone', said: 'all as on the sheet' };

describe('the partner’s other dialogs', () => {
  let world: FakeWorld;
  let driver: Driver;

  beforeEach(async () => {
    world = await openedWorld();
    driver = dialogDriver(world, (turnOf) => [new RecordWordDialog(turnOf), new CallOffDialog(turnOf)]);
  });

  const begin = async (options: object = {}): Promise<DrawnCard> =>
    lastCard((await driver.begin(tess, RECORD_WORD_DIALOG, { changeover: OPENED_ID, ...options })).said);
  const record = async (typed: Record<string, string> = SAID): Promise<Heard> =>
    driver.submit(tess, submitOf(await begin(), 'Write it down', typed));

  describe('recording the customer’s word', () => {
    it('marks the step done as reported, with who, how and when beside the journal', async () => {
      const heard = await record();
      assert.equal(saved(world).steps['check-facts']?.doneKind, 'reported');
      assert.deepEqual(world.bodies('said'), ['Alex Admin, by phone, 2 March 2026: all as on the sheet']);
      assert.ok(!JSON.stringify(world.journal).includes('all as on'));
      assert.match(textsOf(heard.said), /Written down/);
    });

    it('tells the customer, without the name that was typed, how to object', async () => {
      const heard = await record();
      assert.deepEqual(notices(heard), [['customer', 'notice.wordRecorded']]);
      assert.ok(!JSON.stringify(heard.outbox).includes('Alex'));
    });

    it('never opens a guard alone: the step on which access hangs stays open', async () => {
      await answered(
        world,
        [tess, 'send-request'],
        [alex, 'approve-partner'],
        [alex, 'accept-agreement'],
        [tess, 'order-new/l1', 'PO-1'],
        [tess, 'assign-new/l1'],
      );
      const heard = await record({ ...SAID, recordStep: 'confirm-new/l1' });
      assert.equal(saved(world).steps['confirm-new/l1']?.doneAt, undefined);
      assert.match(textsOf(heard.said), /stays open until the customer says so itself/);
      assert.ok(!choicesIn(await begin(), 'recordStep').includes('end-old/l1'));
    });

    it('offers the customer’s open steps, the named one chosen', async () => {
      const card = await begin({ step: 'expect-mail' });
      assert.equal(valuesIn(card)['recordStep'], 'expect-mail');
      assert.ok(!choicesIn(card, 'recordStep').includes('send-request'));
    });

    it('keeps the inputs on a fault', async () => {
      const again = lastCard((await record({ ...SAID, saidBy: '', saidOn: '2026-03-20' })).said);
      assert.match(wordsIn(again), /2 fields need another look/);
      assert.equal(valuesIn(again)['said'], 'all as on the sheet');
    });

    it('hears that the customer did it meanwhile', async () => {
      const card = await begin();
      await answered(world, [alex, 'check-facts']);
      const again = lastCard((await driver.submit(tess, submitOf(card, 'Write it down', SAID))).said);
      assert.match(wordsIn(again), /choose one of the options/);
      assert.equal(saved(world).steps['check-facts']?.doneKind, 'word');
    });

    it('is the partner’s alone', async () => {
      const heard = await driver.begin(alex, RECORD_WORD_DIALOG, { changeover: OPENED_ID });
      assert.equal(driver.active(alex), undefined);
      assert.equal(heard.said.length, 1);
    });
  });

  describe('calling off', () => {
    it('wants a reason, closes, and tells the other side', async () => {
      const card = lastCard((await driver.begin(tess, CALL_OFF_DIALOG, { changeover: OPENED_ID })).said);
      const again = lastCard((await driver.submit(tess, submitOf(card, 'Call it off'))).said);
      assert.match(wordsIn(again), /write a few words/);
      const heard = await driver.submit(tess, submitOf(again, 'Call it off', { callOffReason: 'they merge' }));
      const { state } = saved(world);
      assert.deepEqual([state.kind, state.kind === 'closed' && state.outcome], ['closed', 'calledOff']);
      assert.deepEqual(notices(heard), [['customer', 'notice.calledOff']]);
    });

    it('is left by "Keep going" with the changeover open', async () => {
      const card = lastCard((await driver.begin(tess, CALL_OFF_DIALOG, { changeover: OPENED_ID })).said);
      await driver.submit(tess, submitOf(card, 'Keep going'));
      assert.deepEqual([saved(world).state.kind, driver.active(tess)], ['open', undefined]);
    });

    it('says that it is over when it is closed already', async () => {
      await world.run(
        alex,
        (turn) => void turn.issue(OPENED_ID, { type: 'callOff', reasonRef: turn.keepText(OPENED_ID, 'reason', 'x') }),
      );
      const heard = await driver.begin(tess, CALL_OFF_DIALOG, { changeover: OPENED_ID });
      assert.match(textsOf(heard.said), /called off/);
    });
  });
});
