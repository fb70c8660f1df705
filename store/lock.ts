import { createHash } from 'node:crypto';
import { closeSync, openSync, realpathSync, rmSync, statSync } from 'node:fs';
import { createServer, createConnection, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from '../loop/ports.ts';

export interface FolderLock {
  release(): Promise<void>;
}

/** Another process uses the data folder; the message is one line for the operator. */
export class DataFolderTaken extends Error {
  readonly code = 'dataFolderTaken';

  constructor(folder: string) {
    super(`Another Changeover is already using ${folder}; stop it first, or set DATA_DIR to another folder.`);
    this.name = 'DataFolderTaken';
  }
}

const SOCKET_NAME = 'changeover.lock';
/** The shortest limit on a socket's path among the systems we know is macOS's, 104 bytes with the closing zero. */
const MAX_SOCKET_PATH = 103;

/**
 * Takes the data folder for this process, or throws `DataFolderTaken`. The lock is a listening socket, so it ends with
 * the process however that ends; a pid file would outlive it, and in containers every process is number 1.
 *
 * On Linux it is two sockets: one without a file, taken in a single step by the kernel, keeps out processes of this
 * machine or container; one in the folder keeps out those of other containers that share the volume.
 */
export async function lockDataFolder(dataDir: string, log: Log): Promise<FolderLock> {
  const folder = realpathSync(dataDir);
  if (process.platform === 'win32') return lockOf([await take(pipeName(folder), folder)]);
  if (process.platform !== 'linux') return lockOf([await takeFile(socketPath(folder), folder)]);

  const kernel = await take(`\0changeover/${fileIdentity(folder)}`, folder);
  /* Through an open handle of the folder the path is short, however long the folder's own is. */
  const handle = openSync(folder, 'r');
  try {
    const file = await takeFile(`/proc/self/fd/${handle}/${SOCKET_NAME}`, folder);
    return lockOf([file, kernel], () => closeSync(handle));
  } catch (error) {
    closeSync(handle);
    if (error instanceof DataFolderTaken) {
      await closed(kernel);
      throw error;
    }
    log.warn({ err: error, folder }, 'the data folder takes no socket: containers that share it are not kept apart');
    return lockOf([kernel]);
  }
}

function lockOf(servers: readonly Server[], after: () => void = () => {}): FolderLock {
  return {
    release: async () => {
      for (const server of servers) await closed(server);
      after();
    },
  };
}

/** A socket file outlives its process: one that nobody answers on is swept away. */
async function takeFile(path: string, folder: string): Promise<Server> {
  try {
    return await listen(path);
  } catch (error) {
    if (codeOf(error) !== 'EADDRINUSE') throw error;
  }
  if (await isAnswered(path)) throw new DataFolderTaken(folder);
  rmSync(path, { force: true });
  return take(path, folder);
}

async function take(path: string, folder: string): Promise<Server> {
  try {
    return await listen(path);
  } catch (error) {
    throw codeOf(error) === 'EADDRINUSE' ? new DataFolderTaken(folder) : error;
  }
}

function listen(path: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((visitor) => visitor.destroy());
    server.on('error', reject);
    /* Unref: the lock alone keeps no process alive. */
    server.listen(path, () => resolve(server.unref()));
  });
}

/** Anything but a clear "nobody is there" counts as an answer: in doubt the folder is left alone. */
function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const visitor = createConnection(path, () => {
      visitor.destroy();
      resolve(true);
    });
    visitor.on('error', (error) => resolve(!['ECONNREFUSED', 'ENOENT'].includes(codeOf(error) ?? '')));
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** The same folder under another name, a link or a mount, is the same folder. */
function fileIdentity(folder: string): string {
  const { dev, ino } = statSync(folder);
  return `${dev}/${ino}`;
}

function pipeName(folder: string): string {
  return `\\\\.\\pipe\\changeover-${hashOf(folder.toLowerCase())}`;
}

function socketPath(folder: string): string {
  const inFolder = join(folder, SOCKET_NAME);
  return Buffer.byteLength(inFolder) <= MAX_SOCKET_PATH
    ? inFolder
    : join(tmpdir(), `changeover-${hashOf(folder)}.lock`);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}
