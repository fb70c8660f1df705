import assert from 'node:assert/strict';
import { once, EventEmitter } from 'node:events';
import type { Open, Opened } from './store-contract.ts';

export function queueContract(open: Open): void {
  describe('the delivery queue', () => {
    let opened: Opened;
    before(async () => void (opened = await open()));
    after(() => opened.close());

    it('delivers what was nudged, each conversation once', async () => {
      const bell = new EventEmitter();
      const delivered: string[] = [];
      const queue = await opened.startQueue(async (id) => {
        delivered.push(id);
        bell.emit(id);
      });
      const all = Promise.all(['a', 'b', 'c'].map((id) => once(bell, id)));
      await queue.nudge(['a', 'b', 'a', 'c']);
      await all;
      await queue.stop();
      assert.deepEqual(delivered.toSorted(), ['a', 'b', 'c']);
    });

    it('delivers a conversation again that was nudged while it was under way, one at a time', async () => {
      const bell = new EventEmitter();
      let [underWay, most, count] = [0, 0, 0];
      const queue = await opened.startQueue(async () => {
        underWay += 1;
        most = Math.max(most, underWay);
        count += 1;
        if (count === 1) await queue.nudge(['a', 'a']);
        if (count === 1) await queue.nudge(['a']);
        underWay -= 1;
        if (count === 2) bell.emit('twice');
      });
      const twice = once(bell, 'twice');
      await queue.nudge(['a']);
      await twice;
      await queue.stop();
      assert.deepEqual([count, most], [2, 1]);
    });

    it('is not held up by one slow conversation', async () => {
      const bell = new EventEmitter();
      const queue = await opened.startQueue(async (id) => {
        bell.emit(`${id} began`);
        if (id === 'slow') await once(bell, 'go on');
      });
      const slow = once(bell, 'slow began');
      await queue.nudge(['slow']);
      await slow;
      const quick = once(bell, 'quick began');
      await queue.nudge(['slow', 'quick']);
      await quick;
      const again = once(bell, 'slow began');
      bell.emit('go on');
      await again;
      bell.emit('go on');
      await queue.stop();
    });

    it('tries again what failed, and lets nothing else of its batch fail with it', async () => {
      const bell = new EventEmitter();
      const tries: Record<string, number> = {};
      const queue = await opened.startQueue(async (id) => {
        tries[id] = (tries[id] ?? 0) + 1;
        if (id === 'frail' && tries[id] === 1) throw new Error('the network was down');
        bell.emit(id);
      });
      const both = Promise.all(['frail', 'sound'].map((id) => once(bell, id)));
      await queue.nudge(['frail', 'sound']);
      await both;
      await queue.stop();
      assert.deepEqual(tries, { frail: 2, sound: 1 });
    });

    it('finishes what is under way when it stops, and leaves the rest for the next start', async () => {
      const [began, isOpen] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const done: string[] = [];
      const first = await opened.startQueue(async (id) => {
        began.resolve();
        await isOpen.promise;
        done.push(id);
      });
      await first.nudge(['a']);
      await began.promise;
      // It waits behind the one under way.
      await first.nudge(['a']);
      const stopped = first.stop();
      isOpen.resolve();
      await stopped;
      assert.ok(done.length >= 1);

      const twice = Promise.withResolvers<void>();
      const second = await opened.startQueue(async (id) => {
        done.push(id);
        twice.resolve();
      });
      if (done.length < 2) await twice.promise;
      await second.stop();
      assert.deepEqual(done, ['a', 'a']);
    });
  });
}
