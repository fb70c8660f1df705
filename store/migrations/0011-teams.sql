-- A partner's teams, beside the changeovers because they outlive them: who leads each, and who was seen in it.
create table teams (
  tenant_id text not null,
  team_id text not null,
  -- Counts journal rows; every save is a compare-and-swap on it.
  version integer not null,
  snapshot jsonb not null,
  primary key (tenant_id, team_id)
);

create table team_journal (
  tenant_id text not null,
  team_id text not null,
  version integer not null,
  command_id text not null,
  at bigint not null,
  actor jsonb not null,
  events jsonb not null,
  primary key (tenant_id, team_id, version),
  foreign key (tenant_id, team_id) references teams
);

create trigger team_journal_append_only before update or delete or truncate on team_journal
  for each statement execute function journal_is_append_only();

-- Technicians that were heard, each checked against the team's roster then. A hint for cards and delivery, never a right
-- to act: that is asked of the roster again.
create table team_people (
  tenant_id text not null,
  team_id text not null,
  object_id text not null,
  -- As the channel names the person (29:…).
  user_id text not null,
  -- Set when Teams said that the person left, or the roster knew it no more.
  left_at bigint,
  primary key (tenant_id, team_id, object_id)
);

create index team_people_of_person on team_people (tenant_id, object_id) where left_at is null;

-- Every code that leads to a changeover: the partner's, those of colleagues, and the short form of each. Derived from the
-- snapshot; codes of before are still found by changeovers.join_code_hash.
create table join_codes (
  hash text primary key,
  changeover_id text not null references changeovers
);

create index join_codes_of_changeover on join_codes (changeover_id);

-- Wrong codes lately, of a person and (without one) of all of its tenant. Each try swaps the version, so that many at once
-- are tried one after the other.
create table join_tries (
  tenant_id text not null,
  object_id text not null,
  version integer not null,
  wrong_at jsonb not null,
  primary key (tenant_id, object_id)
);

alter table members add column is_stand_in boolean not null default false;

create function derive_join_codes() returns trigger language plpgsql as $$
declare
  v_hashes text[] := array(
    select h from (
      select unnest(array[new.snapshot->'join'->>'hash', new.snapshot->'join'->>'shortHash']) as h
      union
      select unnest(array[i->>'hash', i->>'shortHash']) from jsonb_array_elements(coalesce(new.snapshot->'invites', '[]')) i
    ) codes where h is not null
  );
begin
  delete from join_codes where changeover_id = new.id and hash <> all (v_hashes);
  insert into join_codes (hash, changeover_id) select unnest(v_hashes), new.id on conflict do nothing;
  return null;
end
$$;

create trigger changeovers_opened_codes after insert on changeovers
  for each row execute function derive_join_codes();
create trigger changeovers_changed_codes after update of snapshot on changeovers
  for each row when (
    old.snapshot->'join' is distinct from new.snapshot->'join'
    or old.snapshot->'invites' is distinct from new.snapshot->'invites'
  ) execute function derive_join_codes();

-- As before, and with who stands in.
create or replace function save_members(v_changeover text, v_members jsonb) returns void
language plpgsql as $$
begin
  delete from members where changeover_id = v_changeover and (tenant_id, object_id) not in (
    select m#>>'{person,tenantId}', m#>>'{person,objectId}' from jsonb_array_elements(v_members) m
  );
  insert into members (changeover_id, tenant_id, object_id, side, role, is_stand_in)
  select v_changeover, m#>>'{person,tenantId}', m#>>'{person,objectId}', m->>'side', m->>'role',
         coalesce((m->>'isStandIn')::boolean, false)
  from jsonb_array_elements(v_members) m
  on conflict (changeover_id, tenant_id, object_id) do update
  set side = excluded.side, role = excluded.role, is_stand_in = excluded.is_stand_in;
end
$$;

-- The chats of the customer's admins; those who stand in only while none of the others can be reached.
create function admins_to_tell(v_changeover text) returns table (id text) language sql stable as $$
  with chats as (
    select c.id, c.state, m.is_stand_in from members m
    join conversations c on c.person_tenant_id = m.tenant_id and c.person_object_id = m.object_id and c.kind = 'personal'
    where m.changeover_id = v_changeover and m.side = 'customer' and m.role = 'customerAdmin'
  )
  select id from chats
  where not is_stand_in or not exists (select from chats o where not o.is_stand_in and o.state = 'reachable')
$$;

-- The chats of the leads of a changeover's team that can be reached.
create or replace function leads_of(v_changeover text) returns table (id text) language sql stable as $$
  select c.id from changeovers o
  join teams t on t.tenant_id = o.partner_tenant_id and t.team_id = o.team_id
  cross join lateral jsonb_array_elements(t.snapshot->'leads') l
  join conversations c on c.person_tenant_id = l#>>'{person,tenantId}' and c.person_object_id = l#>>'{person,objectId}'
    and c.kind = 'personal'
  where o.id = v_changeover and c.state = 'reachable'
$$;

-- As before; who is told of a customer is admins_to_tell's.
create or replace function save_outbox(v_items jsonb, v_now bigint) returns void
language plpgsql as $$
begin
  insert into outbox (occasion, conversation_id, changeover_id, message, not_before, created_at)
  select i.occasion, target.id, i.changeover_id, i.message, coalesce(i.not_before, 0), v_now
  from jsonb_to_recordset(v_items) as i (
    occasion text, changeover_id text, message jsonb, not_before bigint, conversation_id text, side text, role text
  )
  cross join lateral (
    select i.conversation_id as id where i.conversation_id is not null
    union all
    select admin.id from admins_to_tell(i.changeover_id) admin where i.side = 'customer'
    union all
    select lead.id from leads_of(i.changeover_id) lead where i.role = 'partnerLead'
    union all
    select c.channel_id from changeovers c where c.id = i.changeover_id and (
      i.side = 'partner' or i.role = 'partnerLead' and not exists (select from leads_of(i.changeover_id))
    )
  ) target
  on conflict (occasion, conversation_id) do nothing;
end
$$;

-- What becomes of a team becomes of all its channels: nothing is sent where nothing arrives, and what waits goes on once
-- the team is back.
create function save_team(v_team jsonb) returns void language plpgsql as $$
declare
  v_new teams := jsonb_populate_record(null::teams, v_team);
  v_state text := v_new.snapshot->>'state';
begin
  v_new.version := (v_new.snapshot->>'version')::integer;
  if (v_team->>'expected')::integer = 0 then
    insert into teams select v_new.* on conflict do nothing;
  else
    update teams t set (version, snapshot) = (v_new.version, v_new.snapshot)
    where t.tenant_id = v_new.tenant_id and t.team_id = v_new.team_id and t.version = (v_team->>'expected')::integer;
  end if;
  if not found then raise exception 'conflict' using errcode = 'CO001'; end if;
  insert into team_journal (tenant_id, team_id, version, command_id, at, actor, events)
  select v_new.tenant_id, v_new.team_id, (v_team->>'expected')::integer + e.ordinality, e.value->>'commandId',
         (e.value->>'at')::bigint, e.value->'actor', e.value->'events'
  from jsonb_array_elements(v_team->'entries') with ordinality e;

  if v_state = 'active' then
    update conversations set version = version + 1, state = 'reachable', unreachable_why = null
    where kind = 'channel' and tenant_id = v_new.tenant_id and team_id = v_new.team_id
      and (state = 'uninstalled' or unreachable_why in ('TeamArchived', 'TeamDeleted'));
  else
    update conversations
    set version = version + 1, state = case v_state when 'removed' then 'uninstalled' else 'unreachable' end,
        unreachable_why = case v_state when 'archived' then 'TeamArchived' when 'deleted' then 'TeamDeleted' end
    where kind = 'channel' and tenant_id = v_new.tenant_id and team_id = v_new.team_id and state = 'reachable';
  end if;
end
$$;

create index conversations_of_team on conversations (tenant_id, team_id) where kind = 'channel';

create function save_team_people(v_people jsonb) returns void language sql as $$
  insert into team_people as old (tenant_id, team_id, object_id, user_id, left_at)
  select p.tenant_id, p.team_id, p.object_id, p.user_id, p.left_at
  from jsonb_to_recordset(v_people) as p (tenant_id text, team_id text, object_id text, user_id text, left_at bigint)
  on conflict (tenant_id, team_id, object_id) do update set user_id = excluded.user_id, left_at = excluded.left_at
$$;

create function save_tries(v_tries jsonb) returns void language plpgsql as $$
declare
  v_try record;
begin
  for v_try in
    select * from jsonb_to_recordset(v_tries) as t (tenant_id text, object_id text, expected integer, wrong_at jsonb)
    order by t.object_id
  loop
    if v_try.expected = 0 then
      insert into join_tries values (v_try.tenant_id, v_try.object_id, 1, v_try.wrong_at) on conflict do nothing;
    else
      update join_tries set (version, wrong_at) = (v_try.expected + 1, v_try.wrong_at)
      where tenant_id = v_try.tenant_id and object_id = v_try.object_id and version = v_try.expected;
    end if;
    if not found then raise exception 'conflict' using errcode = 'CO001'; end if;
  end loop;
end
$$;

-- As before, and: teams, who was seen in them, tries of join codes.
create or replace function commit_unit(v_unit jsonb, v_now bigint, v_shape integer, v_schema integer) returns void
language plpgsql as $$
declare
  v_save jsonb;
begin
  for v_save in select value from jsonb_array_elements(v_unit->'changeovers') loop
    perform save_changeover(v_save, v_shape, v_schema);
  end loop;
  if v_unit ? 'dialog' then perform save_dialog(v_unit->'dialog'); end if;
  if v_unit ? 'conversation' then perform save_conversation(v_unit->'conversation'); end if;
  if v_unit ? 'tries' then perform save_tries(v_unit->'tries'); end if;
  if v_unit ? 'team_people' then perform save_team_people(v_unit->'team_people'); end if;
  if v_unit ? 'team' then perform save_team(v_unit->'team'); end if;
  if v_unit ? 'texts' then
    insert into texts (id, changeover_id, kind, body, salt)
    select t.id, t.changeover_id, t.kind, t.body, t.salt
    from jsonb_to_recordset(v_unit->'texts') as t (id text, changeover_id text, kind text, body text, salt text)
    on conflict do nothing;
  end if;
  if v_unit ? 'card_wishes' then perform save_card_wishes(v_unit->'card_wishes'); end if;
  if v_unit ? 'outbox' then perform save_outbox(v_unit->'outbox', v_now); end if;
end
$$;
