-- What the partner's book shows of a changeover, kept with its other columns. `outlook` has the spans in which its overlap
-- stays as it is, so that a book is right at the moment of asking although nothing was saved since.
alter table changeovers
  add column outlook jsonb,
  add column silent_since bigint,
  add column name_id text;

-- Those of before get theirs from the tick, which saves anew what it looks at.
update changeovers set next_due_at = 0 where state = 'open';

-- As before, with the columns of the book.
create or replace function save_changeover(v_save jsonb, v_shape integer, v_schema integer) returns void
language plpgsql as $$
declare
  v_new changeovers := jsonb_populate_record(null::changeovers, v_save->'row');
  v_expected integer := (v_save->>'expected')::integer;
  v_entries jsonb := v_save->'entries';
  v_members jsonb;
begin
  v_new.snapshot := v_save->'next';
  v_new.shape := v_shape;
  if v_new.version <> v_expected + jsonb_array_length(v_entries) then
    raise exception 'version % of changeover % does not follow % by its journal rows', v_new.version, v_new.id, v_expected;
  end if;

  if v_expected = 0 then
    insert into changeovers select v_new.* on conflict do nothing;
  else
    update changeovers c
    set (version, shape, snapshot, next_due_at, join_code_hash, state, phase, domain, waiting_on, waiting_since, overlap_from,
         overlap_per_day_minor, currency, last_chance_at, done_steps, all_steps, playbook_id, partner_tenant_id, team_id, channel_id,
         outlook, silent_since, name_id)
      = (v_new.version, v_new.shape, v_new.snapshot, v_new.next_due_at, v_new.join_code_hash, v_new.state, v_new.phase,
         v_new.domain, v_new.waiting_on, v_new.waiting_since, v_new.overlap_from, v_new.overlap_per_day_minor, v_new.currency,
         v_new.last_chance_at, v_new.done_steps, v_new.all_steps, v_new.playbook_id, v_new.partner_tenant_id, v_new.team_id,
         v_new.channel_id, v_new.outlook, v_new.silent_since, v_new.name_id)
    from changeovers old
    where c.id = v_new.id and c.version = v_expected and c.shape <= v_shape and old.id = c.id
    returning old.snapshot->'members' into v_members;
  end if;
  if not found then
    if exists (
      select from journal j, jsonb_array_elements(v_entries) e where j.command_id = e->>'commandId'
    ) then
      raise exception 'repeated' using errcode = 'CO002';
    end if;
    raise exception 'conflict' using errcode = 'CO001';
  end if;

  insert into journal (changeover_id, version, command_id, at, actor, schema, events)
  select v_new.id, v_expected + e.ordinality, e.value->>'commandId', (e.value->>'at')::bigint, e.value->'actor', v_schema,
         e.value->'events'
  from jsonb_array_elements(v_entries) with ordinality e;

  if v_members is distinct from v_new.snapshot->'members' then
    perform save_members(v_new.id, v_new.snapshot->'members');
  end if;
  update cards set wanted_version = v_new.version where changeover_id = v_new.id and wanted_version < v_new.version;
end
$$;

-- How a team keeps its book. `digest_at`: when its next weekly message goes; null while nobody wants one.
create table team_books (
  partner_tenant_id text not null,
  team_id text not null,
  channel_id text not null,
  zone text not null,
  locale text not null,
  digest_at bigint,
  primary key (partner_tenant_id, team_id)
);

create index team_books_digest on team_books (digest_at) where digest_at is not null;
