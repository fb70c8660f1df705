import assert from 'node:assert/strict';
import { createTurnsUnderWay } from '../../bot/turns-under-way.ts';

describe('the turns under way', () => {
  it('hold up what is delivered in their own conversation until the last of them has said its words', async () => {
    const turns = createTurnsUnderWay();
    const [endFirst, endSecond] = [turns.begin('a'), turns.begin('a')];
    const order: string[] = [];
    const waiting = turns.quiet('a', 60_000).then(() => order.push('delivered'));
    await turns.quiet('b', 60_000);
    endFirst();
    await new Promise(setImmediate);
    order.push('second ends');
    endSecond();
    await waiting;
    assert.deepEqual(order, ['second ends', 'delivered']);
  });

  it('hold nothing up for longer than the limit', async () => {
    const turns = createTurnsUnderWay();
    const end = turns.begin('a');
    await turns.quiet('a', 1);
    end();
    await turns.quiet('a', 60_000);
  });
});
