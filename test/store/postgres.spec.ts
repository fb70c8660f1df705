import { freshDatabase } from '../support/fresh-database.ts';
import { storeContract } from './store-contract.ts';

describe('the store, on a PostgreSQL server', () => {
  storeContract(async () => ({ databaseUrl: await freshDatabase() }));
});
