import assert from 'node:assert/strict';
import { createPace, type Pace, type Turn } from '../../loop/pace.ts';

/** Waits that end when the test says so. */
function waits(): { wait: (ms: number) => Promise<void>; pass: (ms: number) => Promise<void> } {
  const waiting: { ms: number; resolve: () => void }[] = [];
  return {
    wait: (ms) => new Promise((resolve) => void waiting.push({ ms, resolve })),
    async pass(ms) {
      for (const one of waiting.filter((each) => each.ms === ms)) one.resolve();
      await settled();
    },
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const CALM = 1_000;
const PACE = 20;

describe('the pace of new messages', () => {
  let pace: Pace;
  let clock: ReturnType<typeof waits>;
  beforeEach(() => {
    clock = waits();
    pace = createPace({ calmMs: CALM, paceMs: PACE }, clock.wait);
  });

  /** Asks for a turn and tells when it has come. */
  function begins(): () => Turn | undefined {
    let come: Turn | undefined;
    void pace.begin().then((turn) => (come = turn));
    return () => come;
  }

  it('lets the next one begin when the one before it is recorded, in the order of asking', async () => {
    const [first, second, third] = [begins(), begins(), begins()];
    await settled();
    assert.ok(first() && !second() && !third());
    await first()!.asking(async () => {});
    await settled();
    assert.ok(!second());
    first()!.end();
    await settled();
    assert.ok(second() && !third());
    second()!.end();
    await settled();
    assert.ok(third());
  });

  it('lets them overlap when somebody has waited too long for a connector that is silent, and no faster than its pace', async () => {
    const [first, second, third] = [begins(), begins(), begins()];
    await settled();
    void first()!.asking(() => new Promise(() => {}));
    await clock.pass(PACE);
    assert.ok(!second());
    await clock.pass(CALM);
    assert.ok(!second());
    await clock.pass(PACE);
    assert.ok(second() && !third());
    void second()!.asking(() => new Promise(() => {}));
    await settled();
    await clock.pass(PACE);
    assert.ok(third());
  });

  it('always waits for what is being recorded, however long somebody waits', async () => {
    const [first, second] = [begins(), begins()];
    await settled();
    await first()!.asking(async () => {});
    await clock.pass(CALM);
    await clock.pass(PACE);
    assert.ok(!second());
    first()!.end();
    await settled();
    assert.ok(second());
  });

  it('is calm again once nobody waits', async () => {
    const [hung, second] = [begins(), begins()];
    await settled();
    void hung()!.asking(() => new Promise(() => {}));
    await clock.pass(CALM);
    await clock.pass(PACE);
    void second()!.asking(() => new Promise(() => {}));
    const third = begins();
    await settled();
    await clock.pass(PACE);
    assert.ok(!third());
    second()!.end();
    await settled();
    assert.ok(third());
  });
});
