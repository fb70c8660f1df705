-- When the tenants of connected changeovers are looked at. A row appears with the first look that is asked for.
create table readings (
  changeover_id text primary key references changeovers,
  -- No look before this instant, unless a reminder is about to go out.
  next_at bigint not null default 0,
  -- The last look, whatever came of it; null: none yet.
  tried_at bigint,
  -- Looks in a row that brought nothing.
  failures integer not null default 0,
  -- Somebody waits for the next look: a step, or a person who asked.
  is_awaited boolean not null default false,
  -- A look is under way; whoever makes it says what came of it before then, or another one may.
  held_until bigint not null default 0,
  -- What the tenant was like before the move: domains, and ids of users, products and plans; no names.
  before jsonb
);

-- Only open changeovers whose customer lets the assistant read.
create index changeovers_read on changeovers (id) where state = 'open' and snapshot->'link'->'read' is not null;
