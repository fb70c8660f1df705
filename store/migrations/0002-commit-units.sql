-- All that a turn changes is saved by one call of commit_units, which takes many units at a time. An instance of the
-- release before may still call it while this one is rolled out: a later migration may read more of the JSON, not less.

-- SQLSTATE CO001: somebody was faster. CO002: the command id is in the journal already.
create function save_changeover(v_save jsonb, v_shape integer, v_schema integer) returns void
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
         overlap_per_day_minor, currency, last_chance_at, done_steps, all_steps, playbook_id, partner_tenant_id, team_id, channel_id)
      = (v_new.version, v_new.shape, v_new.snapshot, v_new.next_due_at, v_new.join_code_hash, v_new.state, v_new.phase,
         v_new.domain, v_new.waiting_on, v_new.waiting_since, v_new.overlap_from, v_new.overlap_per_day_minor, v_new.currency,
         v_new.last_chance_at, v_new.done_steps, v_new.all_steps, v_new.playbook_id, v_new.partner_tenant_id, v_new.team_id,
         v_new.channel_id)
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

create function save_members(v_changeover text, v_members jsonb) returns void
language plpgsql as $$
begin
  delete from members where changeover_id = v_changeover and (tenant_id, object_id) not in (
    select m#>>'{person,tenantId}', m#>>'{person,objectId}' from jsonb_array_elements(v_members) m
  );
  insert into members (changeover_id, tenant_id, object_id, side, role)
  select v_changeover, m#>>'{person,tenantId}', m#>>'{person,objectId}', m->>'side', m->>'role'
  from jsonb_array_elements(v_members) m
  on conflict (changeover_id, tenant_id, object_id) do update set side = excluded.side, role = excluded.role;
end
$$;

create function save_dialog(v_dialog jsonb) returns void
language plpgsql as $$
declare
  v_new dialogs := jsonb_populate_record(null::dialogs, v_dialog);
begin
  if v_new.version = 1 then
    insert into dialogs select v_new.* on conflict do nothing;
  else
    update dialogs d set (version, doc) = (v_new.version, v_new.doc)
    where d.conversation_id = v_new.conversation_id and d.tenant_id = v_new.tenant_id and d.object_id = v_new.object_id
      and d.version = v_new.version - 1;
  end if;
  if not found then raise exception 'conflict' using errcode = 'CO001'; end if;
end
$$;

create function save_conversation(v_conversation jsonb) returns void
language plpgsql as $$
declare
  v_new conversations := jsonb_populate_record(null::conversations, v_conversation);
begin
  if v_new.version = 1 then
    insert into conversations select v_new.* on conflict do nothing;
  else
    update conversations c
    set (version, kind, tenant_id, person_tenant_id, person_object_id, team_id, reference, zone, locale, state,
         unreachable_why, greeted_at, status_posted_at)
      = (v_new.version, v_new.kind, v_new.tenant_id, v_new.person_tenant_id, v_new.person_object_id, v_new.team_id,
         v_new.reference, v_new.zone, v_new.locale, v_new.state, v_new.unreachable_why, v_new.greeted_at,
         v_new.status_posted_at)
    where c.id = v_new.id and c.version = v_new.version - 1;
  end if;
  if not found then raise exception 'conflict' using errcode = 'CO001'; end if;
end
$$;

-- What goes to a side goes to each conversation of it: the personal ones of the customer's admins, the partner's channel.
create function save_outbox(v_items jsonb, v_now bigint) returns void
language plpgsql as $$
begin
  insert into outbox (occasion, conversation_id, changeover_id, message, not_before, created_at)
  select i.occasion, target.id, i.changeover_id, i.message, coalesce(i.not_before, 0), v_now
  from jsonb_to_recordset(v_items) as i (
    occasion text, changeover_id text, message jsonb, not_before bigint, conversation_id text, side text
  )
  cross join lateral (
    select i.conversation_id as id where i.conversation_id is not null
    union all
    select c.id from members m
    join conversations c on c.person_tenant_id = m.tenant_id and c.person_object_id = m.object_id and c.kind = 'personal'
    where i.side = 'customer' and m.changeover_id = i.changeover_id and m.side = 'customer' and m.role = 'customerAdmin'
    union all
    select c.channel_id from changeovers c where i.side = 'partner' and c.id = i.changeover_id
  ) target
  on conflict (occasion, conversation_id) do nothing;
end
$$;

-- Where a card stands already nothing changes, unless it is wanted anew: then the standing one becomes the previous one.
create function save_card_wishes(v_wishes jsonb) returns void
language plpgsql as $$
begin
  insert into cards (conversation_id, tag, changeover_id, thread_id, shown_version, wanted_version)
  select w.conversation_id, w.tag, w.changeover_id, w.thread_id, 0, c.version
  from jsonb_to_recordset(v_wishes) as w (conversation_id text, tag text, changeover_id text, thread_id text)
  join changeovers c on c.id = w.changeover_id
  on conflict do nothing;

  update cards old
  set previous_thread_id = case when old.activity_id is null then old.previous_thread_id else old.thread_id end,
      previous_activity_id = coalesce(old.activity_id, old.previous_activity_id),
      thread_id = w.thread_id, activity_id = null, shown_version = 0, ready_at = 0
  from jsonb_to_recordset(v_wishes) as w (conversation_id text, tag text, thread_id text, is_anew boolean)
  where w.is_anew and old.conversation_id = w.conversation_id and old.tag = w.tag;
end
$$;

create function commit_unit(v_unit jsonb, v_now bigint, v_shape integer, v_schema integer) returns void
language plpgsql as $$
declare
  v_save jsonb;
begin
  for v_save in select value from jsonb_array_elements(v_unit->'changeovers') loop
    perform save_changeover(v_save, v_shape, v_schema);
  end loop;
  if v_unit ? 'dialog' then perform save_dialog(v_unit->'dialog'); end if;
  if v_unit ? 'conversation' then perform save_conversation(v_unit->'conversation'); end if;
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

-- Each unit in a block of its own: whole or not at all. Answers one outcome for each unit, in order: 'saved',
-- 'conflict', 'repeated', or 'failed: ' and the database's own words.
create function commit_units(v_units jsonb, v_now bigint, v_shape integer, v_schema integer) returns text[]
language plpgsql as $$
declare
  v_unit jsonb;
  v_outcome text;
  v_outcomes text[] := '{}';
  v_constraint text;
begin
  for v_unit in select value from jsonb_array_elements(v_units) loop
    begin
      perform commit_unit(v_unit, v_now, v_shape, v_schema);
      v_outcome := 'saved';
    exception
      when sqlstate 'CO001' or deadlock_detected or serialization_failure then
        v_outcome := 'conflict';
      when sqlstate 'CO002' then
        v_outcome := 'repeated';
      when unique_violation then
        get stacked diagnostics v_constraint = constraint_name;
        v_outcome := case v_constraint when 'journal_command_once' then 'repeated' else 'conflict' end;
      when others then
        v_outcome := 'failed: ' || sqlstate || ' ' || sqlerrm;
    end;
    v_outcomes := v_outcomes || v_outcome;
  end loop;
  return v_outcomes;
end
$$;
