import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../loop/ports.ts';
import type { Database, Sql, Transaction } from './database.ts';

export interface Migration {
  /** The file's name, which begins with its number. */
  readonly name: string;
  readonly hash: string;
  readonly sql: string;
}

interface Applied {
  readonly name: string;
  readonly hash: string;
}

/** A migration that this database has seen was changed afterwards: nobody knows what the database looks like. */
export class MigrationChanged extends Error {
  constructor(name: string) {
    super(`Migration ${name} was changed after it had been applied here. Restore the file and write a new migration.`);
    this.name = 'MigrationChanged';
  }
}

/** The plain SQL files of `migrations/`, in order. A checkout with other line ends is the same migration. */
export function shippedMigrations(): readonly Migration[] {
  const folder = join(import.meta.dirname, 'migrations');
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  return names.toSorted().map((name) => {
    const sql = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
    return { name, hash: createHash('sha256').update(sql).digest('hex'), sql };
  });
}

/**
 * Brings the database to this release, in one transaction. Migrations of a newer release are let be: while one is rolled
 * out, instances of both run. Throws `MigrationChanged`.
 */
export async function migrate(database: Database, log: Log, migrations = shippedMigrations()): Promise<void> {
  const applied = await appliedOn(database);
  if (applied && missingOf(migrations, applied).length === 0) return;
  await database.transaction(async (tx) => {
    await waitForOthers(tx);
    await tx.run({
      text: 'create table if not exists migrations (name text primary key, hash text not null, applied_at timestamptz not null default now())',
    });
    for (const { name, hash, sql } of missingOf(migrations, (await appliedOn(tx)) ?? [])) {
      await tx.run({ text: sql });
      await tx.run({ text: 'insert into migrations (name, hash) values ($1, $2)', values: [name, hash] });
      log.info({ migration: name }, 'a migration was applied');
    }
  });
}

function missingOf(migrations: readonly Migration[], applied: readonly Applied[]): readonly Migration[] {
  const hashes = new Map(applied.map((each) => [each.name, each.hash]));
  for (const { name, hash } of migrations) {
    if (hashes.has(name) && hashes.get(name) !== hash) throw new MigrationChanged(name);
  }
  return migrations.filter((migration) => !hashes.has(migration.name));
}

/** Undefined on a database that has seen no migration at all. */
async function appliedOn(sql: Sql): Promise<readonly Applied[] | undefined> {
  const [table] = await sql.run<{ readonly name: string | null }>({
    text: `select to_regclass('migrations')::text as name`,
  });
  return table?.name ? sql.run<Applied>({ text: 'select name, hash from migrations' }) : undefined;
}

/** Any number, the same in every release. */
const MIGRATION_LOCK = 7_062_014_118;

/** One instance migrates at a time. An engine without advisory locks has to be started one instance at a time. */
async function waitForOthers(tx: Transaction): Promise<void> {
  await tx.run({ text: 'set local statement_timeout = 0' });
  await tx.run({ text: 'savepoint lock' });
  try {
    await tx.run({ text: 'select pg_advisory_xact_lock($1)', values: [MIGRATION_LOCK] });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === FEATURE_NOT_SUPPORTED)) throw error;
    await tx.run({ text: 'rollback to savepoint lock' });
  }
}

const FEATURE_NOT_SUPPORTED = '0A000';
