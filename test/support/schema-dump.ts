/** The schema as the database itself describes it, for reviewers: one text, the same on every machine. */
import type { Sql } from '../../store/database.ts';

const COLUMNS = `select format('create table %s (%s);', c.relname, string_agg(
    format(E'\\n  %s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
      case when a.attnotnull then ' not null' else '' end,
      case when a.attidentity = 'a' then ' generated always as identity'
        when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end), ',' order by a.attnum)
    || E'\\n') as text
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
  group by c.relname order by c.relname`;

/* Newer servers list every "not null" as a constraint (n); the columns say it already. */
const CONSTRAINTS = `select format('alter table %s add constraint %s %s;', conrelid::regclass, conname, pg_get_constraintdef(oid)) as text
  from pg_constraint where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'f', 'c')
  order by conrelid::regclass::text, contype, conname`;

const INDEXES = `select i.indexdef || ';' as text from pg_indexes i
  where i.schemaname = 'public' and not exists (select from pg_constraint n where n.conname = i.indexname)
  order by i.indexname`;

const FUNCTIONS = `select pg_get_functiondef(oid) || ';' as text from pg_proc
  where pronamespace = 'public'::regnamespace order by proname, oid`;

const TRIGGERS = `select pg_get_triggerdef(oid) || ';' as text from pg_trigger where not tgisinternal order by tgname`;

const HEAD = `-- Generated from store/migrations by "npm run schema", for reading and reviewing only.`;

export async function schemaDump(sql: Sql): Promise<string> {
  const parts = [HEAD];
  for (const text of [COLUMNS, CONSTRAINTS, INDEXES, FUNCTIONS, TRIGGERS]) {
    const rows = await sql.run<{ readonly text: string }>({ text });
    parts.push(...rows.map((row) => row.text.trim()));
  }
  return `${parts.join('\n\n')}\n`;
}
