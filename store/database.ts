/** One way to ask the database, whichever it is: every handle is a checkout of one pool of the `pg` driver. */
import type { Pool, PoolClient, QueryResult } from 'pg';
import { createGate } from './gate.ts';

export interface Statement {
  /** A hot statement has a name: it is parsed and planned once for each connection. */
  readonly name?: string;
  readonly text: string;
  readonly values?: readonly unknown[];
  /** Goes before others that wait for a connection: somebody waits for its answer, or it records what was sent. */
  readonly isUrgent?: boolean;
}

export type Row = Record<string, unknown>;

/** What can be asked of a connection. */
export interface Sql {
  run<R extends object = Row>(statement: Statement): Promise<readonly R[]>;
}

/** A handle inside a transaction. While one is open no other handle may be used: the embedded store has one connection. */
export interface Transaction extends Sql {
  readonly isInTransaction: true;
}

/** Servers that speak PostgreSQL, by the names that pg-boss has for them. */
export type Engine = 'postgres' | 'cockroachdb' | 'yugabytedb' | 'citus';

export interface Database extends Sql {
  readonly kind: 'postgres' | 'embedded';
  /** Of a server; PostgreSQL itself unless said otherwise. */
  readonly engine: Engine;
  /** Commits what `work` did, or nothing of it when it throws. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Sees every statement before it is sent, for tests that count them. */
export type OnQuery = (statement: Statement) => void;

export interface DatabaseParts {
  readonly kind: Database['kind'];
  readonly engine?: Engine | undefined;
  readonly pool: Pool;
  readonly onQuery?: OnQuery | undefined;
  /** What is to be closed after the pool. */
  readonly afterClose?: () => Promise<void>;
}

export function databaseOf(parts: DatabaseParts): Database {
  const { pool, onQuery } = parts;
  const gate = createGate(pool.options.max);

  /*
   * Not `pool.query`: after a failed statement it throws the connection away, which ends the one connection of the
   * embedded store. A statement that failed leaves a connection sound; a broken one the pool notices by itself.
   */
  async function withClient<T>(isUrgent: boolean, use: (client: PoolClient) => Promise<T>): Promise<T> {
    await gate.enter(isUrgent);
    try {
      const client = await pool.connect();
      try {
        return await use(client);
      } finally {
        client.release();
      }
    } finally {
      gate.leave();
    }
  }

  async function ask<R extends object>(client: PoolClient, statement: Statement): Promise<readonly R[]> {
    onQuery?.(statement);
    const { name, text, values } = statement;
    const result: unknown = await client.query({
      text,
      ...(name !== undefined && { name }),
      ...(values && { values: [...values] }),
    });
    return rowsOf(result as QueryResult | readonly QueryResult[]) as readonly R[];
  }

  let closing: Promise<void> | undefined;
  return {
    kind: parts.kind,
    engine: parts.engine ?? 'postgres',
    run: (statement) =>
      withClient(statement.isUrgent === true, async (client) => {
        try {
          return await ask(client, statement);
        } catch (error) {
          /* A text of several statements may have left a transaction open; the next user must not inherit it. */
          await abandon(client);
          throw error;
        }
      }),
    transaction: (work) =>
      withClient(false, async (client) => {
        const tx: Transaction = { isInTransaction: true, run: (statement) => ask(client, statement) };
        await tx.run({ text: 'begin' });
        try {
          const result = await work(tx);
          await tx.run({ text: 'commit' });
          return result;
        } catch (error) {
          await abandon(client);
          throw error;
        }
      }),
    close: () => (closing ??= pool.end().then(() => parts.afterClose?.())),
  };
}

/** What failed is reported by the caller; a connection that can't even roll back is broken, and the pool drops it. */
async function abandon(client: PoolClient): Promise<void> {
  await client.query('rollback').catch(() => undefined);
}

/** Several statements in one text give several results; their rows are told apart by nobody here. */
function rowsOf(result: QueryResult | readonly QueryResult[]): readonly unknown[] {
  const results = 'rows' in result ? [result] : result;
  return results.flatMap((each): unknown[] => each.rows);
}
