/** How teams keep their books, and the weekly message of those that want one. */
import type { Instant } from '../changeover/changeover.ts';
import type { BookStore, BookSending, DueBook, Team, TeamBook } from '../loop/book-ports.ts';
import type { Log } from '../loop/ports.ts';
import { book } from './book.ts';
import { commit } from './commit.ts';
import type { Database, Sql } from './database.ts';
import { instantOf } from './rows.ts';

interface TeamBookRow {
  readonly partner_tenant_id: string;
  readonly team_id: string;
  readonly channel_id: string;
  readonly zone: string;
  readonly locale: string;
  readonly digest_at: string | null;
  readonly is_quiet: boolean;
  readonly limit_minor: string | null;
  readonly limit_currency: string | null;
}

/** The worst of the book that a weekly message names. */
const NAMED = 5;

export function bookStoreOn(database: Database, log: Log): BookStore {
  return {
    book: (ask) => book(database, ask),
    teamBook: (team) => teamBook(database, team),
    keepTeamBook: (kept) => keepTeamBook(database, kept),
    sendBooks: (now, limit, decide) => sendBooks(database, log, now, limit, decide),
  };
}

async function teamBook(sql: Sql, { partnerTenantId, teamId }: Team): Promise<TeamBook | undefined> {
  const [row] = await sql.run<TeamBookRow>({
    name: 'team book',
    text: 'select * from team_books where partner_tenant_id = $1 and team_id = $2',
    values: [partnerTenantId, teamId],
  });
  return row && teamBookOf(row);
}

async function keepTeamBook(sql: Sql, kept: TeamBook): Promise<void> {
  const { partnerTenantId, teamId, channelId, zone, locale, digestAt, isQuiet = false, limit } = kept;
  await sql.run({
    name: 'keep team book',
    text: `insert into team_books (partner_tenant_id, team_id, channel_id, zone, locale, digest_at, is_quiet, limit_minor,
        limit_currency)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      on conflict (partner_tenant_id, team_id) do update set channel_id = excluded.channel_id, zone = excluded.zone,
        locale = excluded.locale, digest_at = excluded.digest_at, is_quiet = excluded.is_quiet,
        limit_minor = excluded.limit_minor, limit_currency = excluded.limit_currency`,
    values: [
      partnerTenantId,
      teamId,
      channelId,
      zone,
      locale,
      digestAt ?? null,
      isQuiet,
      limit?.minor ?? null,
      limit?.currency ?? null,
    ],
  });
}

function sendBooks(
  database: Database,
  log: Log,
  now: Instant,
  limit: number,
  decide: (due: DueBook) => BookSending,
): Promise<number> {
  return database.transaction(async (tx) => {
    const rows = await tx.run<TeamBookRow>({
      name: 'claim team books',
      text: `select * from team_books where digest_at <= $1 order by digest_at limit $2 for update skip locked`,
      values: [now, limit],
    });
    for (const row of rows) {
      const kept = { ...teamBookOf(row), digestAt: instantOf(row.digest_at!) };
      const page = await book(tx, { ...kept, now, filters: {}, offset: 0, limit: NAMED });
      const { nextAt, outbox } = decide({ book: kept, page, leadChats: await leadChats(tx, kept) });
      await commit(tx, log, [{ changeovers: [], texts: [], outbox, cardWishes: [] }], now);
      await keepTeamBook(tx, { ...kept, digestAt: nextAt });
    }
    return rows.length;
  });
}

async function leadChats(sql: Sql, { partnerTenantId, teamId }: Team): Promise<readonly string[]> {
  const rows = await sql.run<{ readonly id: string }>({
    text: `select distinct c.id from changeovers o
      join members m on m.changeover_id = o.id and m.role = 'partnerLead'
      join conversations c on c.person_tenant_id = m.tenant_id and c.person_object_id = m.object_id and c.kind = 'personal'
      where o.partner_tenant_id = $1 and o.team_id = $2 and o.state = 'open' and c.state = 'reachable' order by c.id`,
    values: [partnerTenantId, teamId],
  });
  return rows.map(({ id }) => id);
}

function teamBookOf(row: TeamBookRow): TeamBook {
  return {
    partnerTenantId: row.partner_tenant_id,
    teamId: row.team_id,
    channelId: row.channel_id,
    zone: row.zone,
    locale: row.locale,
    ...(row.is_quiet && { isQuiet: true }),
    ...(row.limit_minor !== null && { limit: { minor: Number(row.limit_minor), currency: row.limit_currency ?? '' } }),
    ...(row.digest_at !== null && { digestAt: instantOf(row.digest_at) }),
  };
}
