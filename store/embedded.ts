import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { Pool } from 'pg';
import { DurableFs } from './durable-fs.ts';

export interface Embedded {
  readonly pool: Pool;
  /** To be called when the pool has ended. */
  readonly close: () => Promise<void>;
}

/** `-F` turns fsync off. */
const WITH_FSYNC = PGlite.defaultStartParams.filter((param) => param !== '-F');
const SETTINGS = [
  /* The one method that the durable file system carries out. */
  'wal_sync_method=fsync',
  /* A process that serves one team needs no more, and it halves the memory of an idle one. */
  'shared_buffers=16MB',
];

/** PostgreSQL inside this process, its files in `folder`; `onSync` hears each write that was forced to the disk. */
export async function openEmbedded(folder: string, onSync?: () => void): Promise<Embedded> {
  const startParams = [...WITH_FSYNC, ...SETTINGS.flatMap((setting) => ['-c', setting])];
  const pglite = await PGlite.create({ fs: new DurableFs(folder, onSync), startParams });
  /* One connection, kept: PGlite has one session. */
  const config = Object.assign(createPgConfig(pglite), { max: 1, idleTimeoutMillis: 0 });
  return { pool: new Pool(config), close: () => pglite.close() };
}
