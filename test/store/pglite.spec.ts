import { freshDataDir } from '../support/fresh-database.ts';
import { storeContract } from './store-contract.ts';

describe('the store, embedded', () => {
  storeContract(async () => ({ dataDir: await freshDataDir() }));
});
