/** The real `npm start` of local mode as a process of its own, in a data folder of its own. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const LEASH = new URL('../../../sandbox/end-with-parent.ts', import.meta.url).href;
const START_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 15_000;

export interface BotProcess {
  readonly url: string;
  /** All lines that it printed. */
  readonly lines: readonly string[];
  /** SIGTERM, as a host does it; resolves with the exit code. Throws when it does not end. */
  stop(): Promise<number | null>;
  /** SIGKILL. */
  kill(): Promise<void>;
}

/** Resolves once it says that it is ready; throws with all that it printed when it ends before. */
export async function startBot(env: Readonly<Record<string, string>>): Promise<BotProcess> {
  const child = spawn(process.execPath, ['--import', LEASH, 'sandbox/main.ts'], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const timer = setTimeout(() => child.kill('SIGKILL'), START_WITHIN_MS);
  const ready = new Promise<void>((resolve, reject) => {
    for (const input of [child.stdout, child.stderr]) {
      createInterface({ input }).on('line', (line) => {
        lines.push(line);
        if (line.startsWith('Ctrl-C stops it')) resolve();
      });
    }
    child.once('error', reject);
    child.once('close', () => reject(new Error(`The bot did not start:\n${lines.join('\n')}`)));
  });
  try {
    await ready;
  } finally {
    clearTimeout(timer);
  }
  return {
    url: `http://127.0.0.1:${env['PORT']}`,
    lines,
    stop: async () => stop(child),
    async kill() {
      child.kill('SIGKILL');
      await ended(child);
    },
  };
}

async function stop(child: ChildProcess): Promise<number | null> {
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    child.kill('SIGKILL');
  }, STOP_WITHIN_MS);
  child.kill('SIGTERM');
  await ended(child);
  clearTimeout(timer);
  if (isLate) throw new Error('The bot did not end after SIGTERM.');
  return child.exitCode;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
