import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { freshDataDir } from '../support/fresh-database.ts';

const ROUNDS = 20;

/** After how many answers a round is killed; none: while it opens the store. The writer goes on while the kill is on its way. */
function killAfter(round: number): number | undefined {
  return round % 5 === 4 ? undefined : (round * 7) % 23;
}

interface Round {
  /** The version that the process found when it opened the store. */
  readonly opened: number | undefined;
  /** The newest version that it was told is saved. */
  readonly saved: number | undefined;
  readonly signal: NodeJS.Signals | null;
}

describe('the embedded store, killed at any moment', function () {
  this.timeout(120_000);

  it(`loses no answer in ${ROUNDS} kills, is never torn, and is free for the next process at once`, async () => {
    const dataDir = await freshDataDir();
    let acknowledged = 0;
    for (let i = 0; i < ROUNDS; i++) {
      const { opened, saved, signal } = await writeAndKill(dataDir, killAfter(i));
      assert.equal(signal, 'SIGKILL', 'the writer ended by itself: see its words above');
      if (opened === undefined) continue;
      /* One save may have been made whose answer the kill cut off. */
      assert.ok(opened === acknowledged || opened === acknowledged + 1, `${acknowledged} were saved, ${opened} found`);
      acknowledged = saved ?? opened;
    }
    assert.ok(acknowledged > ROUNDS);
  });
});

/** Starts a writer and kills it after so many answers. */
function writeAndKill(dataDir: string, answers: number | undefined): Promise<Round> {
  const program = fileURLToPath(new URL('./writer.ts', import.meta.url));
  const child = spawn(process.execPath, [program, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  let [opened, saved]: (number | undefined)[] = [];
  let heard = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [what, version] = line.split(' ');
    if (what === 'opened') opened = Number(version);
    if (what === 'saved') saved = Number(version);
    if (what === 'opening' ? answers === undefined : heard++ === answers) child.kill('SIGKILL');
  });
  return new Promise((resolve) => {
    child.once('close', (_code, signal) => resolve({ opened, saved, signal }));
  });
}
