/** New changeovers that wait for the yes of a second person. */
import type { ChangeoverId, Instant } from '../changeover/changeover.ts';
import type { Team } from '../loop/book-ports.ts';
import type { Opening, OpeningStore } from '../loop/opening-ports.ts';
import type { Sql } from './database.ts';
import { jsonb } from './json.ts';
import { WEEK } from './spans.ts';

export function openingStoreOn(sql: Sql): OpeningStore {
  return {
    keepOpening: (one, now) => keepOpening(sql, one, now),
    openingOf: (team, id, now) => openingOf(sql, team, id, now),
    dropOpening: (team, id) => dropOpening(sql, team, id),
  };
}

async function keepOpening(sql: Sql, one: Opening, now: Instant): Promise<void> {
  await sql.run({
    text: `with old as (delete from openings where created_at <= $5::bigint - ${WEEK})
      insert into openings (id, partner_tenant_id, team_id, body, created_at) values ($1, $2, $3, $4, $5)
      on conflict (id) do nothing`,
    values: [one.id, one.partnerTenantId, one.teamId, jsonb(one), now],
  });
}

async function openingOf(sql: Sql, team: Team, id: ChangeoverId, now: Instant): Promise<Opening | undefined> {
  const [row] = await sql.run<{ readonly body: Opening }>({
    text: `select body from openings where id = $1 and partner_tenant_id = $2 and team_id = $3 and import_id is null
      and created_at > $4::bigint - ${WEEK}`,
    values: [id, team.partnerTenantId, team.teamId, now],
  });
  return row?.body;
}

async function dropOpening(sql: Sql, { partnerTenantId, teamId }: Team, id: ChangeoverId): Promise<void> {
  await sql.run({
    text: 'delete from openings where id = $1 and partner_tenant_id = $2 and team_id = $3 and import_id is null',
    values: [id, partnerTenantId, teamId],
  });
}
