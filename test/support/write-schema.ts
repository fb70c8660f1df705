/** `npm run schema`: writes store/schema.sql anew from the migrations. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../store/connect.ts';
import { migrate } from '../../store/migrate.ts';
import { schemaDump } from './schema-dump.ts';
import { silent } from './silent-log.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'changeover-schema-'));
const database = await connect({ dataDir }, silent);
await migrate(database, silent);
writeFileSync(join(import.meta.dirname, '../../store/schema.sql'), await schemaDump(database));
await database.close();
rmSync(dataDir, { recursive: true });
