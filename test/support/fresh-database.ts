/** An empty, migrated store of its own for a spec: a database on the test server, or a data folder. */
import { createHash, randomUUID } from 'node:crypto';
import { constants, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { connect } from '../../store/connect.ts';
import { migrate, shippedMigrations } from '../../store/migrate.ts';
import { openStore } from '../../store/open.ts';
import { databasePrefix } from './postgres-server.ts';
import { silent } from './silent-log.ts';

const MIGRATIONS = shippedMigrations()
  .map((migration) => migration.hash)
  .join();

/**
 * A database on the test server, cloned from a migrated template or `empty`; returns its DATABASE_URL. It goes with the
 * server.
 */
export async function freshDatabase(kind: 'migrated' | 'empty' = 'migrated'): Promise<string> {
  const admin = await whenReady(environment('TEST_PG'));
  try {
    const template = kind === 'empty' ? 'template1' : await templateOn(admin);
    const name = `${databasePrefix(environment('TEST_HOME'))}${randomUUID().replaceAll('-', '')}`;
    await admin.query(`create database ${name} template ${template} strategy wal_log`);
    return urlOf(name);
  } finally {
    await admin.end();
  }
}

/** A data folder with a migrated store and the queue's tables, copied from a template; it goes with the run. */
export async function freshDataDir(): Promise<string> {
  const template = await templateDir();
  const dataDir = join(environment('TEST_HOME'), `store-${randomUUID()}`);
  cpSync(template, dataDir, { recursive: true, mode: constants.COPYFILE_FICLONE });
  return dataDir;
}

function environment(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run this with mocha, whose configuration starts the test server`);
  return value;
}

function urlOf(database: string): string {
  const url = new URL(environment('TEST_PG'));
  url.pathname = `/${database}`;
  return url.href;
}

const START_TIMEOUT_MS = 30_000;

/** The server was started a moment ago and may still be coming up. */
async function whenReady(url: string): Promise<Client> {
  for (const startedAt = performance.now(); ; await wait(25)) {
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (performance.now() - startedAt < START_TIMEOUT_MS) continue;
      const log = join(environment('TEST_HOME'), 'log');
      const words = existsSync(log) ? readFileSync(log, 'utf8') : '';
      throw new Error(`the test server did not come up:\n${words}`, { cause: error });
    }
  }
}

/** Made by whoever comes first; the others wait for it. */
async function templateOn(admin: Client): Promise<string> {
  const name = `changeover_template_${hashOf(MIGRATIONS)}`;
  await admin.query('select pg_advisory_lock(hashtext($1))', [name]);
  const { rows } = await admin.query('select datistemplate from pg_database where datname = $1', [name]);
  if (!rows[0]?.datistemplate) {
    if (rows[0]) await admin.query(`drop database ${name}`);
    await admin.query(`create database ${name}`);
    const database = await connect({ databaseUrl: urlOf(name), dataDir: '' }, silent);
    await migrate(database, silent);
    await database.close();
    await admin.query(`alter database ${name} with is_template true allow_connections false`);
  }
  await admin.query('select pg_advisory_unlock(hashtext($1))', [name]);
  return name;
}

/** Kept from run to run, because the first start of an embedded store takes seconds; its name says what it was made of. */
async function templateDir(): Promise<string> {
  const cache = join(import.meta.dirname, '../../node_modules/.cache/changeover');
  const lock = readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8');
  const made = join(cache, `store-${hashOf(MIGRATIONS + versionsIn(lock))}`);
  if (existsSync(made)) return made;

  const making = `${made}.${process.pid}`;
  mkdirSync(making, { recursive: true });
  const opened = await openStore({ dataDir: making }, silent);
  const queue = await opened.startQueue(async () => {});
  await queue.stop();
  await opened.close();
  try {
    renameSync(making, made);
  } catch {
    /* Another worker was faster; its folder is as good. */
    rmSync(making, { recursive: true });
  }
  return made;
}

function versionsIn(lock: string): string {
  const { packages } = JSON.parse(lock) as { packages: Record<string, { version?: string }> };
  return ['@electric-sql/pglite', 'pg-boss'].map((name) => packages[`node_modules/${name}`]?.version).join();
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
