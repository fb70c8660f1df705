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

-- Whoever is forgotten is forgotten here too: with a tenant the move as a whole and what its users were like before it.
create or replace function forget_texts(v_changeover text, v_at bigint) returns void language plpgsql as $$
begin
  update texts set body = null, salt = null, erased_at = v_at where changeover_id = v_changeover and body is not null;
  update outbox
  set message = jsonb_build_object('kind', message->'kind'), ended_at = coalesce(ended_at, v_at),
      why = case when state in ('pending', 'draft') then 'forgotten' else why end,
      state = case when state in ('pending', 'draft') then 'dropped' else state end
  where changeover_id = v_changeover;
  delete from licence_moves where changeover_id = v_changeover;
  update readings set before = null where changeover_id = v_changeover;
end
$$;

-- With a person the name: the row stays, so that a move under way neither repeats nor skips anybody.
create function forget_licence_names() returns trigger language plpgsql as $$
begin
  update licence_move_users u set name = '', login = ''
  from licence_moves m, jsonb_array_elements(new.events) e
  where e->>'type' = 'forgotten' and m.id = u.move_id and m.changeover_id = new.changeover_id
    and lower(e#>>'{person,objectId}') = u.user_id;
  return null;
end
$$;

create trigger journal_forgets_licences after insert on journal for each row
  when (new.events @> '[{"type": "forgotten"}]') execute function forget_licence_names();
