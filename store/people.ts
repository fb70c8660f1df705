import type { Person } from '../changeover/changeover.ts';
import type { PeopleStore } from '../loop/people-ports.ts';
import type { Sql } from './database.ts';

export function peopleStoreOn(sql: Sql): PeopleStore {
  return { chatOf: (person) => chatOf(sql, person) };
}

async function chatOf(sql: Sql, { tenantId, objectId }: Person): Promise<string | undefined> {
  const [row] = await sql.run<{ readonly id: string }>({
    text: `select id from conversations where person_tenant_id = $1 and person_object_id = $2 and kind = 'personal'
      and state = 'reachable' order by id limit 1`,
    values: [tenantId, objectId],
  });
  return row?.id;
}
