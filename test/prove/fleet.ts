/** Instances as processes: started, killed, started again, ended. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { InstanceOptions } from './instance.ts';

export interface Instance {
  /** Where its web server listens. */
  readonly url: string;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM, as a rolling restart does it. */
  end(): Promise<void>;
}

const PROGRAM = fileURLToPath(new URL('./instance.ts', import.meta.url));

/** Resolves once it works; throws when it ends before. */
export async function startInstance(options: InstanceOptions): Promise<Instance> {
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'inherit'] });
  // Whoever starts it may itself be ended.
  const endWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const url = await readyOf(child);
  // A run that fails ends although its instances go on; they end with it.
  child.unref();
  if (child.stdout instanceof Socket) child.stdout.unref();
  const ended = async (signal: NodeJS.Signals): Promise<void> => {
    child.ref();
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
    process.off('exit', endWithUs);
  };
  return { url, kill: () => ended('SIGKILL'), end: () => ended('SIGTERM') };
}

async function readyOf(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! })) {
    const url = /^ready (\S+)$/.exec(line)?.[1];
    if (url !== undefined) return url;
    // Its log, at error level: whatever it says there belongs before the reader's eyes.
    process.stderr.write(`${line}\n`);
  }
  throw new Error('an instance ended before it was ready: see its words above');
}
