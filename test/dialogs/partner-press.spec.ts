import assert from 'node:assert/strict';
import { handlePartnerPress, type PartnerPress } from '../../dialogs/partner-press.ts';
import { pressCommandId } from '../../dialogs/press-id.ts';
import { wordsIn, lastCard } from '../support/card-reading.ts';
import { customerAdmin, type FakeWorld, type Heard, type Someone } from '../support/fake-turn.ts';
import { answered, alex, OPENED_AT, OPENED_ID, openedWorld, sam, saved, tess } from '../support/opened.ts';

const SEND_REQUEST = { verb: 'answer', changeover: OPENED_ID, step: 'send-request', answer: 'done' };

describe('a press on the partner’s status card', () => {
  let world: FakeWorld;
  let begun: (readonly [string, object | undefined])[];

  beforeEach(async () => {
    world = await openedWorld();
    begun = [];
  });

  const begin = async (id: string, options?: object): Promise<void> => void begun.push([id, options]);
  const press = async (
    who: Someone,
    data: Record<string, unknown>,
    surface: PartnerPress['surface'] = 'execute',
  ): Promise<Heard & { isHandled: boolean }> => {
    let isHandled = false;
    const heard = await world.run(
      who,
      async (turn) => {
        isHandled = await handlePartnerPress(turn, { verb: String(data['verb']), data, surface }, begin);
      },
      { door: 'card' },
    );
    return { ...heard, isHandled };
  };
  const seenNow = (): { seen: number } => ({ seen: saved(world).version });
  const recordOf = (step: string) => saved(world).steps[step];

  it('marks an own step done and answers with the newest card', async () => {
    const heard = await press(tess, { ...SEND_REQUEST, ...seenNow() });
    assert.deepEqual(heard.answer, { kind: 'status', changeoverId: OPENED_ID });
    assert.deepEqual(recordOf('send-request')?.doneBy, tess.person);
  });

  it('says in words what became of "not yet", and refreshes the card', async () => {
    const heard = await press(tess, { ...SEND_REQUEST, answer: 'notYet', ...seenNow() });
    assert.equal(heard.answer?.kind, 'message');
    assert.equal(recordOf('send-request')?.lastAnswer, 'notYet');
    assert.equal(recordOf('send-request')?.doneAt, undefined);
    assert.deepEqual(
      heard.cardWishes.map((wish) => wish.isAnew),
      [false],
    );
  });

  it('counts once when it arrives twice under two activity ids', async () => {
    const data = { ...SEND_REQUEST, ...seenNow() };
    await press(tess, data);
    const rows = world.journal.length;
    const again = await press(tess, data);
    assert.equal(world.journal.length, rows);
    assert.deepEqual(again.answer, { kind: 'status', changeoverId: OPENED_ID });
  });

  it('is known by changeover, step, verb, version shown and person', () => {
    const of = { changeover: 'c', step: 's', verb: 'answer', answer: 'done', seen: 3 };
    const person = { tenantId: 't', objectId: 'o' };
    assert.equal(pressCommandId(of, person), 'press/c/s/answer:done/3/t/o');
    assert.equal(pressCommandId({ ...of, line: 'l1' }, person), 'press/c/s/l1/answer:done/3/t/o');
  });

  it('of an older card is taken while its step is open', async () => {
    const { seen } = seenNow();
    await answered(world, [alex, 'check-facts']);
    await press(tess, { ...SEND_REQUEST, seen });
    assert.ok(recordOf('send-request')?.doneAt);
  });

  it('of an older card says who did the step meanwhile, and shows the newest', async () => {
    const { seen } = seenNow();
    await press(tess, { ...SEND_REQUEST, seen });
    const heard = await press(sam, { ...SEND_REQUEST, seen });
    assert.equal(heard.answer?.kind, 'message');
    assert.match(heard.answer?.kind === 'message' ? heard.answer.text : '', /Tess Tech marked/);
    assert.equal(heard.cardWishes.length, 1);
    assert.deepEqual(recordOf('send-request')?.doneBy, tess.person);
  });

  it('of two people at once is won by one; the other hears what happened', async () => {
    const data = { ...SEND_REQUEST, ...seenNow() };
    let isFirst = true;
    const late = await world.run(sam, async (turn) => {
      await handlePartnerPress(turn, { verb: 'answer', data, surface: 'execute' }, begin);
      if (isFirst) {
        isFirst = false;
        await press(tess, data);
      }
    });
    assert.equal(late.runs, 2);
    assert.match(late.answer?.kind === 'message' ? late.answer.text : '', /Tess Tech marked/);
    assert.equal(world.journal.filter((entry) => entry.events.some((event) => event.type === 'stepDone')).length, 1);
  });

  it('is refused without the order number that the step needs, and taken with it', async () => {
    await answered(world, [tess, 'send-request'], [alex, 'approve-partner'], [alex, 'accept-agreement']);
    const order = { verb: 'answer', changeover: OPENED_ID, step: 'order-new', line: 'l1', answer: 'done' };
    const heard = await press(tess, { ...order, ...seenNow() });
    assert.match(heard.answer?.kind === 'message' ? heard.answer.text : '', /give the number too/);
    await press(tess, { ...order, ...seenNow(), 'reference:order-new/l1': 'PO-4711' });
    assert.ok(recordOf('order-new/l1')?.doneAt);
    assert.deepEqual(world.bodies('reference'), ['PO-4711']);
  });

  it('by a customer is left to the customer’s own side', async () => {
    const heard = await press(alex, { ...SEND_REQUEST, ...seenNow() });
    assert.equal(heard.isHandled, false);
    assert.equal(recordOf('send-request')?.doneAt, undefined);
  });

  it('by a stranger changes nothing and tells nothing', async () => {
    const stranger = customerAdmin('Eve Else', '33333333-3333-4333-8333-333333333333');
    const heard = await press(stranger, { ...SEND_REQUEST, ...seenNow() });
    assert.match(heard.answer?.kind === 'message' ? heard.answer.text : '', /don’t find a changeover/);
    assert.equal(world.journal.length, 2);
  });

  it('with data that no card of ours sends is answered and changes nothing', async () => {
    const heard = await press(tess, { ...SEND_REQUEST, seen: 'newest' });
    assert.equal(heard.answer?.kind, 'message');
    assert.equal(world.journal.length, 2);
  });

  it('for the order sheet says it with the tenant, once that is known', async () => {
    const heard = await press(tess, { verb: 'orderSheet', changeover: OPENED_ID });
    assert.match(wordsIn(lastCard(heard.said)), new RegExp(alex.person.tenantId));
  });

  it('for a new join code replaces the old one, once for each card', async () => {
    const before = saved(world).join?.hash;
    const data = { verb: 'joinCode', changeover: OPENED_ID, ...seenNow() };
    const heard = await press(tess, data);
    const after = saved(world).join;
    assert.notEqual(after?.hash, before);
    assert.equal(after?.expiresAt, OPENED_AT + 14 * 86_400_000);
    assert.match(wordsIn(lastCard(heard.said)), /join [0-9A-Z]{4}-/);
    await press(tess, data);
    assert.equal(saved(world).join?.hash, after?.hash);
  });

  it('for a dialog begins it on the changeover that the card names', async () => {
    for (const verb of ['correct', 'recordWord', 'callOff', 'claim', 'settleClaim'])
      await press(tess, { verb, changeover: OPENED_ID });
    assert.deepEqual(
      begun,
      ['correct', 'recordWord', 'callOff', 'claim', 'settleClaim'].map((id) => [id, { changeover: OPENED_ID }]),
    );
  });

  it('on a closed changeover says so instead of beginning anything', async () => {
    await world.run(
      tess,
      (turn) =>
        void turn.issue(OPENED_ID, { type: 'callOff', reasonRef: turn.keepText(OPENED_ID, 'reason', 'merger') }),
    );
    const heard = await press(tess, { verb: 'correct', changeover: OPENED_ID });
    assert.match(heard.answer?.kind === 'message' ? heard.answer.text : '', /called off/);
    assert.deepEqual(begun, []);
  });

  it('of a form that is not open any more is answered politely', async () => {
    const heard = await press(tess, { verb: 'form', form: 'new-1', run: 'gone', button: 'next' }, 'submit');
    assert.deepEqual(heard.said.length, 1);
    assert.equal(heard.isHandled, true);
  });

  it('of the last form of a changeover that is open by now shows that one', async () => {
    const heard = await press(tess, { verb: 'form', form: 'new-preview', run: OPENED_ID, button: 'keep' }, 'submit');
    assert.deepEqual(
      heard.cardWishes.map((wish) => wish.changeoverId),
      [OPENED_ID],
    );
  });

  it('that both sides share is left to the router', async () => {
    for (const verb of ['steps', 'why', 'snooze', 'status', 'next', 'continue', 'typed-by-hand']) {
      assert.equal((await press(tess, { verb, changeover: OPENED_ID })).isHandled, false, verb);
    }
  });
});
