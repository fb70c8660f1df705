/** The two Teams windows of local mode: Agents Playground clients, one per person, each with its own tenant and folder. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ConfigError } from '../bot/config-errors.ts';
import { alex, megan } from './people.ts';
import { layOut } from './playground-folder.ts';
import type { Window } from './playground-folder.ts';

const PACKAGE = '@microsoft/m365agentsplayground';
const START_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 3_000;

export interface RunningWindow extends Window {
  readonly url: string;
}

export interface Playground {
  readonly windows: readonly RunningWindow[];
  stop(): Promise<void>;
}

export interface PlaygroundOptions {
  /** The bot's messages endpoint. */
  readonly endpoint: string;
  /** Each window works in a folder of its own below `<dataDir>/playground`. */
  readonly dataDir: string;
  readonly windows: readonly Window[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Told in one line when a window stops by itself. */
  readonly report: (line: string) => void;
}

/** The cast of local mode; the ports are those of the customer's and the technician's window. */
export function windowsOf(ports: readonly [number, number]): readonly [Window, Window] {
  return [
    { cast: alex, place: 'personal', port: ports[0] },
    { cast: megan, place: 'channel', port: ports[1] },
  ];
}

/** Says how to get the client, or nothing when it is there. */
export function whyNoPlayground(): string | undefined {
  if (playgroundProgram()) return undefined;
  return `The two Teams windows are left out, because ${PACKAGE} is not installed. To get them: npm install`;
}

/**
 * Starts the windows and resolves once all of them listen on exactly their ports.
 * Throws a sentence when one does not; those already started are stopped then.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const program = playgroundProgram();
  if (!program) throw new Error(whyNoPlayground());
  const started = await Promise.allSettled(
    options.windows.map(async (window) => startWindow(window, program, options)),
  );
  const windows = started.filter((one) => one.status === 'fulfilled').map((one) => one.value);
  const stop = async () => void (await Promise.all(windows.map(async (window) => window.stop())));
  const failed = started.find((one) => one.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  return { windows: windows.map(({ cast, place, port, url }) => ({ cast, place, port, url })), stop };
}

async function startWindow(
  window: Window,
  program: string,
  options: PlaygroundOptions,
): Promise<RunningWindow & { stop(): Promise<void> }> {
  const folder = resolve(options.dataDir, 'playground', window.cast.givenName.toLowerCase());
  const bin = await layOut(folder, window);
  const child = spawn(process.execPath, programArguments(program, window, options.endpoint), {
    cwd: folder,
    env: windowEnv(options.env, bin, window),
    // The pipe to stdin is the leash: it closes when this process ends, however it ends.
    stdio: ['pipe', 'pipe', 'ignore'],
    // A group of its own: Ctrl-C reaches us alone, and we stop the windows in order.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  let isStopping = false;
  const stop = async () => {
    isStopping = true;
    await end(child);
  };
  try {
    await listening(child, window, folder);
  } catch (error) {
    await stop();
    throw error;
  }
  child.once('exit', (code, signal) => {
    if (!isStopping) options.report(`The Teams window of ${window.cast.name} has stopped (${signal ?? code}).`);
  });
  return { ...window, url: `http://localhost:${window.port}/`, stop };
}

function programArguments(program: string, window: Window, endpoint: string): string[] {
  const preloads = ['./end-with-parent.ts', './listen-locally.ts'].flatMap((file) => [
    '--import',
    new URL(file, import.meta.url).href,
  ]);
  const flags = ['-e', endpoint, '-c', 'msteams', '-p', String(window.port), '--disable-telemetry'];
  return [...preloads, program, 'start', ...flags];
}

/** Only what a window needs: none of our settings reach it. */
function windowEnv(env: PlaygroundOptions['env'], bin: string, window: Window): Record<string, string> {
  const kept = ['HOME', 'LANG', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'APPDATA', 'LOCALAPPDATA', 'USERPROFILE'];
  const passed = kept.flatMap((name): [string, string][] => (env[name] === undefined ? [] : [[name, env[name]]]));
  return {
    ...Object.fromEntries(passed),
    PATH: [bin, env['PATH']].filter(Boolean).join(delimiter),
    TZ: window.cast.zone,
    // Without it the client's telemetry library still asks the network, whatever --disable-telemetry says.
    APPLICATION_INSIGHTS_NO_STATSBEAT: 'true',
  };
}

/** Resolves once the window listens on its port; throws when it ends first, takes another port or is silent for too long. */
async function listening(child: ChildProcess, window: Window, folder: string): Promise<void> {
  const lines = createInterface({ input: child.stdout! });
  const timer = AbortSignal.timeout(START_WITHIN_MS);
  const port = await new Promise<number>((found, failed) => {
    lines.on('line', (line) => {
      const match = /Listening on (\d+)/.exec(line);
      if (match) found(Number(match[1]));
    });
    child.once('error', failed);
    child.once('exit', () => failed(new Error('it ended while starting')));
    timer.addEventListener('abort', () => failed(new Error('it did not start in time')));
  }).catch(async (error: Error) => {
    const log = await lastLogLine(folder);
    throw new Error(`The Teams window of ${window.cast.name} could not be opened: ${error.message}.${log}`);
  });
  // The client takes a random port, silently, when the one asked for is busy: then nothing we print would be true.
  if (port !== window.port) {
    throw new ConfigError([
      {
        what: `The Teams window of ${window.cast.name} could not be opened, because port ${window.port} is busy`,
        remedy: 'set CLIENT_PORTS to two free ports, such as CLIENT_PORTS=56160,56161',
      },
    ]);
  }
}

async function lastLogLine(folder: string): Promise<string> {
  const log = await readFile(join(folder, 'devTools', 'm365agentsplayground.log'), 'utf8').catch(() => '');
  const last = log.trim().split('\n').at(-1);
  return last ? ` Its log says: ${last}` : '';
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  await ended;
  clearTimeout(force);
}

function playgroundProgram(): string | undefined {
  try {
    return fileURLToPath(import.meta.resolve(`${PACKAGE}/cli.js`));
  } catch {
    return undefined;
  }
}
