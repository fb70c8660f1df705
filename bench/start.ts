/**
 * How long a start takes and what an idle process holds, side by side with a bare botbuilder echo in one run:
 * ratios, because machines are noisy. `node bench/start.ts [rounds]`, after `npm ci`; it makes its own data folder.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const rounds = Number(process.argv[2] ?? 7);
const root = join(import.meta.dirname, '..');
/** As `npm start` runs it; the peer gets the same. */
const FLAGS = startFlags(readFileSync(join(root, 'package.json'), 'utf8'));
const data = mkdtempSync(join(tmpdir(), 'changeover-bench-'));

interface Measured {
  readonly healthMs: number;
  readonly readyMs: number;
  readonly idleMb: number;
  readonly peakMb: number;
}

try {
  const first = await measure('sandbox/main.ts', '/readyz');
  const ours: Measured[] = [];
  const echo: Measured[] = [];
  for (let i = 0; i < rounds; i++) {
    echo.push(await measure('bench/peers/echo.ts', '/healthz'));
    ours.push(await measure('sandbox/main.ts', '/readyz'));
  }
  const of = (list: readonly Measured[], key: keyof Measured): number => median(list.map((one) => one[key]));
  const lines = [
    ['', 'healthz ms', 'readyz ms', 'idle MB', 'peak MB'],
    ['echo (botbuilder, restify)', of(echo, 'healthMs'), of(echo, 'readyMs'), of(echo, 'idleMb'), of(echo, 'peakMb')],
    ['changeover, existing store', of(ours, 'healthMs'), of(ours, 'readyMs'), of(ours, 'idleMb'), of(ours, 'peakMb')],
    ['changeover, first start', first.healthMs, first.readyMs, first.idleMb, first.peakMb],
    [
      'ratio to echo (pairs, median)',
      ratio('healthMs', 'healthMs'),
      ratio('readyMs', 'healthMs'),
      ratio('idleMb', 'idleMb'),
      '',
    ],
  ];
  function ratio(a: keyof Measured, b: keyof Measured): string {
    return `${median(ours.map((one, i) => one[a] / echo[i]![b])).toFixed(2)} x`;
  }
  for (const line of lines) {
    console.log(
      line
        .map((cell, i) =>
          (typeof cell === 'number' ? String(Math.round(cell)) : cell)[i === 0 ? 'padEnd' : 'padStart'](
            i === 0 ? 32 : 12,
          ),
        )
        .join(''),
    );
  }
} finally {
  rmSync(data, { recursive: true, force: true });
}

/** Spawn to the first 200 of /healthz and of `readyPath`; memory after two idle seconds. */
async function measure(entry: string, readyPath: string): Promise<Measured> {
  const port = await freePort();
  const env = {
    ...process.env,
    PORT: String(port),
    DATA_DIR: data,
    CLIENT: 'off',
    LOG_LEVEL: 'error',
    DATABASE_URL: '',
    MicrosoftAppId: '',
  };
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...FLAGS, entry], { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    const healthMs = await until(child, `http://127.0.0.1:${port}/healthz`, startedAt);
    const readyMs = await until(child, `http://127.0.0.1:${port}${readyPath}`, startedAt);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    return { healthMs, readyMs, idleMb: memoryMb(child, 'VmRSS'), peakMb: memoryMb(child, 'VmHWM') };
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }
}

async function until(child: ChildProcess, url: string, startedAt: number): Promise<number> {
  while (child.exitCode === null && performance.now() - startedAt < 60_000) {
    const ok = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return performance.now() - startedAt;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`${url} did not answer`);
}

function startFlags(manifest: string): readonly string[] {
  const { scripts } = JSON.parse(manifest) as { readonly scripts: { readonly start: string } };
  return scripts.start.split(' ').filter((word) => word.startsWith('--'));
}

/** Linux only: elsewhere there is no /proc to read. */
function memoryMb(child: ChildProcess, field: string): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function median(list: readonly number[]): number {
  return list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!;
}
