import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Pool } from 'pg';
import type { Log } from '../loop/ports.ts';
import { databaseOf, type Database, type Engine, type OnQuery } from './database.ts';
import { openEmbedded } from './embedded.ts';
import { lockDataFolder } from './lock.ts';

export interface StoreConfig {
  /** A PostgreSQL server; absent: the embedded store in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  /** The folder of the embedded store; made when it is missing. */
  readonly dataDir: string;
  /** What the server is, where it is not PostgreSQL itself: the delivery queue then leaves out what that one lacks. */
  readonly databaseEngine?: Engine | undefined;
  readonly onQuery?: OnQuery | undefined;
}

const CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 10_000;
const STATEMENT_TIMEOUT_MS = 30_000;

/**
 * Connects to the PostgreSQL server when one is named, else opens the embedded store, which one process can use at a
 * time. Throws `DataFolderTaken` when another one does.
 */
export async function connect(config: StoreConfig, log: Log): Promise<Database> {
  const { databaseUrl } = config;
  return databaseUrl === undefined ? connectEmbedded(config, log) : connectServer(databaseUrl, config, log);
}

async function connectServer(databaseUrl: string, config: StoreConfig, log: Log): Promise<Database> {
  const pool = new Pool({
    connectionString: databaseUrl,
    application_name: 'changeover',
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
    keepAlive: true,
  });
  survive(pool, log);
  const database = databaseOf({ kind: 'postgres', engine: config.databaseEngine, pool, onQuery: config.onQuery });
  try {
    await database.run({ text: 'select 1' });
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

async function connectEmbedded(config: StoreConfig, log: Log): Promise<Database> {
  mkdirSync(config.dataDir, { recursive: true });
  const lock = await lockDataFolder(config.dataDir, log);
  try {
    const embedded = await openEmbedded(join(config.dataDir, 'postgres'));
    survive(embedded.pool, log);
    return databaseOf({
      kind: 'embedded',
      pool: embedded.pool,
      onQuery: config.onQuery,
      afterClose: async () => {
        await embedded.close();
        await lock.release();
      },
    });
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** A connection that breaks, idle or in use, is an event of its own: unheard it would end the process. */
function survive(pool: Pool, log: Log): void {
  pool.on('connect', (client) => {
    client.on('error', (error) => log.warn({ err: error }, 'a database connection broke'));
  });
  /* The same break once more, when nobody was using the connection. */
  pool.on('error', () => {});
}
