-- The licence moves: their progress is no event, because ten thousand users would be ten thousand of them.
create table licence_moves (
  id text primary key,
  changeover_id text not null references changeovers,
  made_at bigint not null,
  -- Opens the move's files to whoever got the link on a card.
  file_key text not null
);

create index licence_moves_of on licence_moves (changeover_id);

-- A row for each user who had a product that is left. Names are here to be shown, and go with the move.
create table licence_move_users (
  move_id text not null references licence_moves on delete cascade,
  user_id text not null,
  ordinal integer not null,
  name text not null,
  login text not null,
  is_blocked boolean not null,
  -- The licences as they were: what an undo goes back to.
  before jsonb not null,
  -- Null for somebody who is left as they are.
  wanted jsonb,
  -- 'sent' without an answer recorded is a write in doubt.
  state text not null check (state in ('left', 'waiting', 'sent', 'moved', 'failed')),
  way text not null default 'forth' check (way in ('forth', 'back')),
  code text,
  attempts integer not null default 0,
  sent_at bigint,
  retry_at bigint not null default 0,
  primary key (move_id, user_id)
);

create index licence_move_users_next on licence_move_users (move_id, state, ordinal);
create index licence_move_users_sent on licence_move_users (sent_at) where sent_at is not null;

-- Who works in a tenant: one process and one move at a time.
create table licence_tenants (
  tenant_id text primary key,
  worker text,
  -- By the database's clock.
  claimed_until bigint not null default 0,
  -- Nothing is done before, by the clock of the instances.
  next_at bigint not null default 0,
  failures integer not null default 0
);

create index changeovers_with_licences on changeovers ((snapshot->'licences'->>'state'))
  where state = 'open' and snapshot->'licences'->>'state' in ('reading', 'running', 'paused', 'stopped');

-- How far the latest move of a changeover is.
create function licence_progress(v_changeover text) returns jsonb language sql stable as $$
  select jsonb_build_object(
    'move', m.id, 'fileKey', m.file_key,
    'waiting', count(*) filter (where u.state = 'waiting'), 'sent', count(*) filter (where u.state = 'sent'),
    'moved', count(*) filter (where u.state = 'moved'), 'failed', count(*) filter (where u.state = 'failed'),
    'left', count(*) filter (where u.state = 'left'),
    'failures', coalesce((select jsonb_agg(jsonb_build_object('name', f.name, 'code', f.code) order by f.ordinal) from (
      select name, code, ordinal from licence_move_users f where f.move_id = m.id and f.state = 'failed'
      order by ordinal limit 8) f), '[]'))
  from changeovers o
  join licence_moves m on m.id = o.snapshot->'licences'->>'id'
  left join licence_move_users u on u.move_id = m.id
  where o.id = v_changeover group by m.id
$$;
