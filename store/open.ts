import type { Log, Store } from '../loop/ports.ts';
import { freeAbandonedClaims } from './claim.ts';
import { connect, type StoreConfig } from './connect.ts';
import { countUp, type CountUp } from './limit-counter.ts';
import { migrate } from './migrate.ts';
import { storeOn } from './postgres-store.ts';
import { startQueue, type DeliveryHandler, type DeliveryQueue } from './queue.ts';
import { keepUp } from './upkeep.ts';

export interface OpenStore {
  readonly store: Store;
  /** Starts the delivery queue on the same connections; to be stopped before the store is closed. */
  readonly startQueue: (handler: DeliveryHandler) => Promise<DeliveryQueue>;
  /** What all instances sent lately, counted together; absent on the embedded store, which one process uses. */
  readonly countUp?: CountUp;
  readonly close: () => Promise<void>;
}

/**
 * The store, connected and migrated. Throws `DataFolderTaken` when another process uses the data folder, and
 * `MigrationChanged` when the database and the release do not fit.
 */
export async function openStore(config: StoreConfig, log: Log): Promise<OpenStore> {
  const database = await connect(config, log);
  try {
    await migrate(database, log);
    await freeAbandonedClaims(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  const upkeep = keepUp(database, log);
  const close = async (): Promise<void> => {
    await upkeep.stop();
    await database.close();
  };
  return {
    store: { ...storeOn(database, log), close },
    startQueue: (handler) => startQueue(database, log, handler),
    ...(database.kind === 'postgres' && { countUp: countUp(database) }),
    close,
  };
}
