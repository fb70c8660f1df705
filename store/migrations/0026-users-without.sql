-- When the users of a changeover were counted after an old subscription ended.
create table licence_counts (
  changeover_id text primary key references changeovers,
  -- The newest end that was counted for, and how often it was.
  ended_at bigint not null default 0,
  counts integer not null default 0,
  counted_at bigint,
  without integer not null default 0,
  -- Not before, by the clock of the instances.
  next_at bigint not null default 0,
  -- By the database's clock.
  held_until bigint not null default 0
);

-- Those without a licence at the last count. Names are here to be shown, and go with the next one.
create table users_without (
  changeover_id text not null references licence_counts on delete cascade,
  user_id text not null,
  name text not null,
  login text not null,
  is_blocked boolean not null,
  primary key (changeover_id, user_id)
);

create index changeovers_ended on changeovers (id)
  where state = 'open' and snapshot->'link'->'read' is not null and snapshot @? '$.lines[*].oldEndedAt';

-- Whoever is forgotten is forgotten here too: a person, or all that a tenant brought.
create function forget_users_without() returns trigger language plpgsql as $$
begin
  delete from users_without u using jsonb_array_elements(new.events) e
  where e->>'type' = 'forgotten' and u.changeover_id = new.changeover_id
    and (e->'person' is null or lower(e#>>'{person,objectId}') = u.user_id);
  return null;
end
$$;

create trigger journal_forgets_users_without after insert on journal for each row
  when (new.events @> '[{"type": "forgotten"}]') execute function forget_users_without();
