/** What every store has to do: one suite, run on each database. */
import { connect } from '../../store/connect.ts';
import type { Row, Statement } from '../../store/database.ts';
import { migrate } from '../../store/migrate.ts';
import type { OpenStore } from '../../store/open.ts';
import { storeOn } from '../../store/postgres-store.ts';
import { startQueue } from '../../store/queue.ts';
import { silent } from '../support/silent-log.ts';
import { bookContract } from './contract-book.ts';
import { cardsContract } from './contract-cards.ts';
import { commitContract } from './contract-commit.ts';
import { contactsContract } from './contract-contacts.ts';
import { digestContract } from './contract-digest.ts';
import { forgetContract } from './contract-forget.ts';
import { historyContract } from './contract-history.ts';
import { draftContract } from './contract-draft.ts';
import { importContract } from './contract-import.ts';
import { loadContract } from './contract-load.ts';
import { moveChatContract } from './contract-move-chat.ts';
import { openingContract } from './contract-opening.ts';
import { waitingContract } from './contract-waiting.ts';
import { outboxContract } from './contract-outbox.ts';
import { queueContract } from './contract-queue.ts';
import { reachContract } from './contract-reach.ts';
import { readingsContract } from './contract-readings.ts';
import { snapshotContract } from './contract-snapshot.ts';
import { teamsContract } from './contract-teams.ts';
import { tickContract } from './contract-tick.ts';

/** A store of its own for one group of tests, with what tests need beside the port. */
export interface Opened extends OpenStore {
  /** Every statement sent so far. */
  readonly statements: readonly Statement[];
  /** A statement of the test's own. */
  sql(text: string, ...values: unknown[]): Promise<readonly Row[]>;
  /** The same database as another process has it; on the embedded store, which one process uses at a time, this very store. */
  another(): Promise<OpenStore>;
}

export type Open = () => Promise<Opened>;

export function storeContract(place: () => Promise<{ databaseUrl: string } | { dataDir: string }>): void {
  const open: Open = async () => {
    const at = await place();
    const opened = await openParts(at);
    const others: OpenStore[] = [];
    return {
      ...opened,
      another: async () => {
        if ('dataDir' in at) return opened;
        const other = await openParts(at);
        others.push(other);
        return other;
      },
      close: async () => {
        for (const each of [opened, ...others]) await each.close();
      },
    };
  };
  loadContract(open);
  commitContract(open);
  contactsContract(open);
  snapshotContract(open);
  historyContract(open);
  forgetContract(open);
  cardsContract(open);
  outboxContract(open);
  digestContract(open);
  bookContract(open);
  importContract(open);
  openingContract(open);
  waitingContract(open);
  draftContract(open);
  tickContract(open);
  reachContract(open);
  moveChatContract(open);
  teamsContract(open);
  readingsContract(open);
  queueContract(open);
}

/** As `openStore` puts it together, with the database in hand. */
async function openParts(at: { databaseUrl: string } | { dataDir: string }): Promise<Omit<Opened, 'another'>> {
  const statements: Statement[] = [];
  const onQuery = (statement: Statement): void => void statements.push(statement);
  const database = await connect({ dataDir: '', ...at, onQuery }, silent);
  await migrate(database, silent);
  return {
    statements,
    store: storeOn(database, silent),
    sql: (text, ...values) => database.run({ text, values }),
    startQueue: (handler) => startQueue(database, silent, handler),
    close: () => database.close(),
  };
}
