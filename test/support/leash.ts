/**
 * Runs commands one after the other for as long as somebody holds our stdin, then ends the one that runs and removes the
 * folder. A process that starts something through here leaves nothing behind, however it ends: killed too.
 *
 *     node leash.ts '<Leashed as JSON>'
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';

export interface Leashed {
  /** Removed at the end. */
  readonly folder: string;
  readonly commands: readonly Command[];
}

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  /** The signal that ends it. */
  readonly endWith: NodeJS.Signals;
  /** The user and group to run as, by number; absent: ours. */
  readonly userId?: number;
}

const leashed = JSON.parse(process.argv[2] ?? '') as Leashed;
let isLetGo = false;
let running: { readonly child: ChildProcess; readonly command: Command } | undefined;

process.stdin.resume();
process.stdin.once('close', () => {
  isLetGo = true;
  if (running) running.child.kill(running.command.endWith);
});

for (const command of leashed.commands) {
  if (isLetGo || (await run(command)) !== 0) break;
}
if (!isLetGo) await new Promise((resolve) => process.stdin.once('close', resolve));
rmSync(leashed.folder, { recursive: true, force: true, maxRetries: 5 });

function run(command: Command): Promise<number | null> {
  const { userId } = command;
  const child = spawn(command.command, command.args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    cwd: leashed.folder,
    ...(userId !== undefined && { uid: userId, gid: userId }),
  });
  running = { child, command };
  return new Promise((resolve) => {
    child.once('exit', resolve);
    child.once('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
  });
}
