import assert from 'node:assert/strict';
import { createAftermath } from '../../bot/aftermath.ts';
import { quietLog } from '../support/quiet-log.ts';

describe('what follows an answer', () => {
  it('runs in order within a conversation, and beside other conversations', async () => {
    const aftermath = createAftermath(quietLog().log);
    const done: string[] = [];
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    aftermath.follow('a', async () => {
      await gate;
      done.push('a1');
    });
    aftermath.follow('a', async () => void done.push('a2'));
    aftermath.follow('b', async () => void done.push('b1'));
    while (done.length === 0) await new Promise(setImmediate);
    assert.deepEqual(done, ['b1']);
    open();
    assert.equal(await aftermath.settled(5000), true);
    assert.deepEqual(done, ['b1', 'a1', 'a2']);
  });

  it('logs a failure and goes on', async () => {
    const { log, lines } = quietLog();
    const aftermath = createAftermath(log);
    let hasRun = false;
    aftermath.follow('a', () => Promise.reject(new Error('no')));
    aftermath.follow('a', async () => void (hasRun = true));
    assert.equal(await aftermath.settled(5000), true);
    assert.equal(hasRun, true);
    assert.equal(lines[0]?.['level'], 'error');
  });

  it('is not waited for longer than the limit', async () => {
    const aftermath = createAftermath(quietLog().log);
    aftermath.follow('a', () => new Promise(() => {}));
    assert.equal(await aftermath.settled(5), false);
  });
});
