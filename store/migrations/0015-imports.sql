-- Files of changeovers between being read and being opened. `body` has what was typed, names among it: the row goes as soon
-- as all is opened, and one that nobody saves after an hour.
create table imports (
  id text primary key,
  partner_tenant_id text not null,
  team_id text not null,
  body jsonb not null,
  state text not null default 'shown' check (state in ('shown', 'saving')),
  created_at bigint not null,
  claimed_until bigint not null default 0,
  done integer not null default 0,
  saved integer not null default 0,
  there integer not null default 0,
  refused integer not null default 0
);

create index imports_saving on imports (claimed_until) where state = 'saving';
