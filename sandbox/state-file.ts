/** What the sandbox keeps between two starts: one small JSON file in the data folder, replaced whole. */
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ConfigError } from '../bot/config-errors.ts';

export interface StateFile {
  /** The part as it was last put, in this run or an earlier one; the reader parses it. */
  part(name: string): unknown;
  /** Resolves when the file on disk holds it. */
  put(name: string, value: unknown): Promise<void>;
}

/** @throws ConfigError when the file is there but is not what we wrote. */
export async function openStateFile(path: string): Promise<StateFile> {
  const parts = await readParts(path);
  let writing = Promise.resolve();
  return {
    part: (name) => parts.get(name),
    put(name, value) {
      parts.set(name, value);
      const text = JSON.stringify(Object.fromEntries(parts), undefined, 2);
      // One write after another: the file ends as the last put wanted it.
      const written = writing.then(async () => replace(path, text));
      writing = written.catch(() => undefined);
      return written;
    },
  };
}

async function readParts(path: string): Promise<Map<string, unknown>> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return new Map(Object.entries(parsed));
  } catch {
    // Said below, with the remedy.
  }
  const remedy = 'delete it: the sandbox’s clock and its pretend tenants then start anew';
  throw new ConfigError([{ what: `${path} is damaged`, remedy }]);
}

/** A reader sees the old file or the new one, never half of one. */
async function replace(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const fresh = `${path}.new`;
  const handle = await open(fresh, 'w');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(fresh, path);
}
