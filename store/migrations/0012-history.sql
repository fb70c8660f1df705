-- The journal becomes a chain: each row holds the hash of the one before it, so that an export shows by itself whether a
-- row was changed, left out or put in between. Computed here, whoever inserts, so that no release can write a row without.

-- RFC 8785 (JSON Canonicalization Scheme) of what jsonb keeps; loop/canonical-json.ts does the same.
create function jcs(v jsonb) returns text language plpgsql immutable as $$
begin
  case jsonb_typeof(v)
    when 'object' then
      return '{' || coalesce((
        select string_agg(to_jsonb(e.key)::text || ':' || jcs(e.value), ',' order by utf16_order(e.key) collate "C")
        from jsonb_each(v) e
      ), '') || '}';
    when 'array' then
      return '[' || coalesce((
        select string_agg(jcs(e.value), ',' order by e.ordinality) from jsonb_array_elements(v) with ordinality e
      ), '') || ']';
    when 'number' then
      return jcs_number(v::numeric);
    else
      return v::text;
  end case;
end
$$;

-- Keys are ordered by their UTF-16 code units: there what lies beyond the first plane comes before U+E000.
create function utf16_order(v_key text) returns text language sql immutable as $$
  select case
    when octet_length(v_key) = length(v_key) then v_key
    else regexp_replace(v_key, '([\uE000-\uFFFF])', chr(1114111) || '\1', 'g')
  end
$$;

-- As ECMAScript writes a number.
create function jcs_number(v numeric) returns text language sql immutable as $$
  select case
    when v = 0 then '0'
    when abs(v) >= 0.000001 and abs(v) < 1e21 then trim_scale(v)::text
    else regexp_replace(v::float8::text, 'e([+-])0+(\d)', 'e\1\2')
  end
$$;

create function sha256_hex(v text) returns text language sql immutable as $$
  select encode(sha256(convert_to(v, 'UTF8')), 'hex')
$$;

alter table journal add column previous_hash text, add column hash text;

-- Each event goes in by its own hash, so that one of them can be left out of an export and the row still verifies.
create function journal_hash(v_row journal) returns text language sql immutable as $$
  select sha256_hex(jcs(jsonb_build_object(
    'changeover', v_row.changeover_id, 'version', v_row.version, 'commandId', v_row.command_id, 'at', v_row.at,
    'actor', v_row.actor, 'schema', v_row.schema, 'previous', v_row.previous_hash,
    'events', (
      select coalesce(jsonb_agg(sha256_hex(jcs(e.value)) order by e.ordinality), '[]')
      from jsonb_array_elements(v_row.events) with ordinality e
    )
  )))
$$;

-- The rows that are there already get their chain; nothing else ever changes a row.
drop trigger journal_append_only on journal;

do $$
declare
  v_row journal;
  v_before journal;
begin
  for v_row in select * from journal order by changeover_id, version loop
    v_row.previous_hash := case when v_before.changeover_id = v_row.changeover_id then v_before.hash end;
    v_row.hash := journal_hash(v_row);
    update journal j set previous_hash = v_row.previous_hash, hash = v_row.hash
    where j.changeover_id = v_row.changeover_id and j.version = v_row.version;
    v_before := v_row;
  end loop;
end
$$;

create trigger journal_append_only before update or delete or truncate on journal
  for each statement execute function journal_is_append_only();

alter table journal alter column hash set not null;

create function chain_journal() returns trigger language plpgsql as $$
begin
  new.previous_hash := null;
  if new.version > 1 then
    select j.hash into new.previous_hash from journal j
    where j.changeover_id = new.changeover_id and j.version = new.version - 1;
    if not found then
      raise exception 'row % of changeover % has no row before it', new.version, new.changeover_id;
    end if;
  end if;
  new.hash := journal_hash(new);
  return new;
end
$$;

create trigger journal_chained before insert on journal for each row execute function chain_journal();

-- A text is kept or erased, never changed: body and salt go together, the row stays, and so does its hash in the journal.
create function text_is_kept_or_erased() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if new.body is null and row(new.id, new.changeover_id, new.kind) = row(old.id, old.changeover_id, old.kind) then
      return new;
    end if;
  end if;
  raise exception 'a text is kept or erased, never changed: % is refused', lower(tg_op);
end
$$;

create trigger texts_kept_or_erased before update or delete on texts
  for each row execute function text_is_kept_or_erased();

create trigger texts_kept before truncate on texts for each statement execute function text_is_kept_or_erased();

-- Who asked to be forgotten, until all that is known of them is gone. Without an object id: a whole tenant.
create table forgettings (
  id bigint generated always as identity primary key,
  tenant_id text not null,
  object_id text,
  asked_at bigint not null,
  done_at bigint
);

create unique index forgettings_open on forgettings (tenant_id, coalesce(object_id, '')) where done_at is null;

-- What a `forgotten` event names goes in the transaction that records it; what lies outside of the changeover is asked for.
create function forget_of_journal() returns trigger language plpgsql as $$
declare
  v_event jsonb;
begin
  for v_event in select value from jsonb_array_elements(new.events) where value->>'type' = 'forgotten' loop
    if v_event ? 'person' then
      perform forget_texts_of_person(new.changeover_id, v_event->'person', new.at);
    else
      perform forget_texts(new.changeover_id, new.at);
    end if;
    insert into forgettings (tenant_id, object_id, asked_at)
    select coalesce(v_event#>>'{person,tenantId}', v_event->>'tenantId'), v_event#>>'{person,objectId}', new.at
    where new.actor ? 'person'
    on conflict do nothing;
  end loop;
  return null;
end
$$;

create trigger journal_forgets after insert on journal for each row
  when (new.events @> '[{"type": "forgotten"}]') execute function forget_of_journal();

-- All texts of a changeover, and what waits to be said about it.
create function forget_texts(v_changeover text, v_at bigint) returns void language plpgsql as $$
begin
  update texts set body = null, salt = null, erased_at = v_at where changeover_id = v_changeover and body is not null;
  update outbox
  set message = jsonb_build_object('kind', message->'kind'), ended_at = coalesce(ended_at, v_at),
      why = case when state in ('pending', 'draft') then 'forgotten' else why end,
      state = case when state in ('pending', 'draft') then 'dropped' else state end
  where changeover_id = v_changeover;
end
$$;

-- A person's name, and the free text that the person wrote; what names a company or proves a step is not theirs.
create function forget_texts_of_person(v_changeover text, v_person jsonb, v_at bigint) returns void language sql as $$
  update texts t set body = null, salt = null, erased_at = v_at
  where t.changeover_id = v_changeover and t.body is not null and (
    t.kind in ('note', 'reason', 'said') and exists (
      select from journal j where j.changeover_id = v_changeover and j.actor->'person' = v_person
        and jsonb_path_exists(j.events, '$.**.id ? (@ == $text)', jsonb_build_object('text', t.id))
    )
    or t.kind = 'personName' and exists (
      select from journal j, jsonb_array_elements(j.events) e
      where j.changeover_id = v_changeover and e->'person' = v_person and e->'nameRef'->>'id' = t.id
    )
  )
$$;

-- Whoever is no member any more has no name here either, however that came.
create function forget_names_of_former_members() returns trigger language plpgsql as $$
begin
  update texts t set body = null, salt = null, erased_at = greatest(
    (select max(j.at) from journal j where j.changeover_id = new.id), 0)
  where t.changeover_id = new.id and t.body is not null
    and t.id in (select m->'nameRef'->>'id' from jsonb_array_elements(old.snapshot->'members') m)
    and t.id not in (
      select m->'nameRef'->>'id' from jsonb_array_elements(new.snapshot->'members') m where m->'nameRef' is not null
    );
  return null;
end
$$;

create trigger changeovers_forget_names after update of snapshot on changeovers for each row
  when (jsonb_array_length(old.snapshot->'members') > jsonb_array_length(new.snapshot->'members'))
  execute function forget_names_of_former_members();

-- Where to reach them, what was being asked, and what was said to them; the conversation's id stays.
create function forget_places(v_tenant text, v_object text) returns void language plpgsql as $$
declare
  v_ids text[] := array(
    select id from conversations where case
      when v_object is null then tenant_id = v_tenant or person_tenant_id = v_tenant
      else person_tenant_id = v_tenant and person_object_id = v_object
    end
  );
begin
  perform forget_conversation(id) from unnest(v_ids) id;
  delete from dialogs where tenant_id = v_tenant and (v_object is null or object_id = v_object);
  update outbox
  set message = jsonb_build_object('kind', message->'kind'),
      why = case when state in ('pending', 'draft') then 'forgotten' else why end,
      state = case when state in ('pending', 'draft') then 'dropped' else state end
  where conversation_id = any(v_ids);
  delete from team_people where tenant_id = v_tenant and (v_object is null or object_id = v_object);
  delete from imports where partner_tenant_id = v_tenant and v_object is null;
  delete from team_books where partner_tenant_id = v_tenant and v_object is null;
end
$$;

create function forget_conversation(v_id text) returns void language sql as $$
  update conversations
  set version = version + 1, state = 'uninstalled', unreachable_why = null, zone = null, locale = null,
      reference = jsonb_build_object('serviceUrl', '', 'conversationId', id, 'botId', '', 'tenantId', tenant_id)
  where id = v_id
$$;

-- The app was taken away: open questions go, with what was typed into them, from a channel those of its threads too.
create function forget_dialogs_of_place() returns trigger language plpgsql as $$
begin
  delete from dialogs d where d.conversation_id = new.id or starts_with(d.conversation_id, new.id || ';messageid=');
  return null;
end
$$;

create trigger conversations_forget_dialogs after update of state on conversations for each row
  when (new.state = 'uninstalled' and old.state <> 'uninstalled') execute function forget_dialogs_of_place();

-- A key of this database's own, for links that end: nobody sets it, and all instances share it.
create table link_key (is_only boolean primary key default true check (is_only), key text not null);

insert into link_key (key) values (replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));
