-- Generated from store/migrations by "npm run schema", for reading and reviewing only.

create table cards (
  conversation_id text not null,
  tag text not null,
  changeover_id text not null,
  thread_id text,
  activity_id text,
  previous_thread_id text,
  previous_activity_id text,
  shown_version integer not null,
  wanted_version integer not null,
  ready_at bigint not null default 0,
  claimed_until bigint not null default 0,
  doubts integer not null default 0,
  is_wanted_again boolean not null default false,
  redraws integer not null default 0
);

create table changeovers (
  id text not null,
  version integer not null,
  shape integer not null,
  snapshot jsonb not null,
  opened_at bigint not null,
  next_due_at bigint,
  join_code_hash text,
  state text not null,
  playbook_id text not null,
  phase text not null,
  domain text not null,
  partner_tenant_id text not null,
  team_id text not null,
  channel_id text not null,
  waiting_on text not null,
  waiting_since bigint,
  overlap_from date,
  overlap_per_day_minor bigint,
  currency text,
  last_chance_at bigint,
  done_steps integer not null,
  all_steps integer not null,
  outlook jsonb,
  silent_since bigint,
  name_id text,
  assignee_id text,
  assignee_name_id text,
  ticket_id text
);

create table conversations (
  id text not null,
  version integer not null,
  kind text not null,
  tenant_id text not null,
  person_tenant_id text,
  person_object_id text,
  team_id text,
  reference jsonb not null,
  zone text,
  locale text,
  state text not null,
  unreachable_why text,
  greeted_at bigint,
  status_posted_at bigint,
  digest_after bigint
);

create table dialogs (
  conversation_id text not null,
  tenant_id text not null,
  object_id text not null,
  version integer not null,
  doc jsonb not null
);

create table forgettings (
  id bigint not null generated always as identity,
  tenant_id text not null,
  object_id text,
  asked_at bigint not null,
  done_at bigint
);

create table imports (
  id text not null,
  partner_tenant_id text not null,
  team_id text not null,
  body jsonb not null,
  state text not null default 'shown'::text,
  created_at bigint not null,
  claimed_until bigint not null default 0,
  done integer not null default 0,
  saved integer not null default 0,
  there integer not null default 0,
  refused integer not null default 0
);

create table join_codes (
  hash text not null,
  changeover_id text not null
);

create table join_tries (
  tenant_id text not null,
  object_id text not null,
  version integer not null,
  wrong_at jsonb not null
);

create table journal (
  changeover_id text not null,
  version integer not null,
  command_id text not null,
  at bigint not null,
  actor jsonb not null,
  schema integer not null,
  events jsonb not null,
  previous_hash text,
  hash text not null
);

create table licence_counts (
  changeover_id text not null,
  ended_at bigint not null default 0,
  counts integer not null default 0,
  counted_at bigint,
  without integer not null default 0,
  next_at bigint not null default 0,
  held_until bigint not null default 0
);

create table licence_move_users (
  move_id text not null,
  user_id text not null,
  ordinal integer not null,
  name text not null,
  login text not null,
  is_blocked boolean not null,
  before jsonb not null,
  wanted jsonb,
  state text not null,
  way text not null default 'forth'::text,
  code text,
  attempts integer not null default 0,
  sent_at bigint,
  retry_at bigint not null default 0,
  about jsonb
);

create table licence_moves (
  id text not null,
  changeover_id text not null,
  made_at bigint not null,
  file_key text not null
);

create table licence_tenants (
  tenant_id text not null,
  worker text,
  claimed_until bigint not null default 0,
  next_at bigint not null default 0,
  failures integer not null default 0
);

create table link_key (
  is_only boolean not null default true,
  key text not null
);

create table members (
  changeover_id text not null,
  tenant_id text not null,
  object_id text not null,
  side text not null,
  role text not null,
  is_stand_in boolean not null default false
);

create table migrations (
  name text not null,
  hash text not null,
  applied_at timestamp with time zone not null default now()
);

create table openings (
  id text not null,
  partner_tenant_id text not null,
  team_id text not null,
  body jsonb not null,
  created_at bigint not null,
  import_id text
);

create table outbox (
  id bigint not null generated always as identity,
  occasion text not null,
  conversation_id text not null,
  changeover_id text,
  message jsonb not null,
  state text not null default 'pending'::text,
  not_before bigint not null,
  claimed_until bigint not null default 0,
  attempts integer not null default 0,
  created_at bigint not null,
  ended_at bigint,
  activity_id text,
  why text,
  doubts integer not null default 0,
  is_digest boolean not null default (((message ->> 'kind'::text) = 'reminder'::text) AND (NOT COALESCE(((message ->> 'isLastChance'::text))::boolean, false)) AND (NOT COALESCE(((message ->> 'isUrgent'::text))::boolean, false))),
  looked_version integer
);

create table playbooks (
  hash text not null,
  id text not null,
  version integer not null,
  body jsonb not null
);

create table reach (
  conversation_id text not null,
  told text not null default 'reachable'::text,
  tellings integer not null default 0,
  refused_why text,
  install_at bigint,
  install_tried_at bigint,
  letter_at bigint not null default 0,
  letter_begun_at bigint,
  letter_told bigint not null default 0
);

create table readings (
  changeover_id text not null,
  next_at bigint not null default 0,
  tried_at bigint,
  failures integer not null default 0,
  is_awaited boolean not null default false,
  held_until bigint not null default 0,
  before jsonb,
  not_before bigint not null default 0
);

create table send_limits (
  key text not null,
  points integer not null,
  expires_at bigint not null
);

create table team_books (
  partner_tenant_id text not null,
  team_id text not null,
  channel_id text not null,
  zone text not null,
  locale text not null,
  digest_at bigint,
  is_quiet boolean not null default false,
  limit_minor bigint,
  limit_currency text
);

create table team_journal (
  tenant_id text not null,
  team_id text not null,
  version integer not null,
  command_id text not null,
  at bigint not null,
  actor jsonb not null,
  events jsonb not null
);

create table team_people (
  tenant_id text not null,
  team_id text not null,
  object_id text not null,
  user_id text not null,
  left_at bigint
);

create table teams (
  tenant_id text not null,
  team_id text not null,
  version integer not null,
  snapshot jsonb not null
);

create table texts (
  id text not null,
  changeover_id text not null,
  kind text not null,
  body text,
  salt text,
  erased_at bigint
);

create table users_without (
  changeover_id text not null,
  user_id text not null,
  name text not null,
  login text not null,
  is_blocked boolean not null
);

alter table cards add constraint cards_changeover_id_fkey FOREIGN KEY (changeover_id) REFERENCES changeovers(id);

alter table cards add constraint cards_pkey PRIMARY KEY (conversation_id, tag);

alter table changeovers add constraint changeovers_state_check CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'calledOff'::text])));

alter table changeovers add constraint changeovers_pkey PRIMARY KEY (id);

alter table changeovers add constraint changeovers_join_code_hash_key UNIQUE (join_code_hash);

alter table conversations add constraint conversations_kind_check CHECK ((kind = ANY (ARRAY['personal'::text, 'channel'::text, 'groupChat'::text])));

alter table conversations add constraint conversations_state_check CHECK ((state = ANY (ARRAY['reachable'::text, 'unreachable'::text, 'uninstalled'::text])));

alter table conversations add constraint conversations_pkey PRIMARY KEY (id);

alter table dialogs add constraint dialogs_pkey PRIMARY KEY (conversation_id, tenant_id, object_id);

alter table forgettings add constraint forgettings_pkey PRIMARY KEY (id);

alter table imports add constraint imports_state_check CHECK ((state = ANY (ARRAY['shown'::text, 'saving'::text])));

alter table imports add constraint imports_pkey PRIMARY KEY (id);

alter table join_codes add constraint join_codes_changeover_id_fkey FOREIGN KEY (changeover_id) REFERENCES changeovers(id);

alter table join_codes add constraint join_codes_pkey PRIMARY KEY (hash);

alter table join_tries add constraint join_tries_pkey PRIMARY KEY (tenant_id, object_id);

alter table journal add constraint journal_changeover_id_fkey FOREIGN KEY (changeover_id) REFERENCES changeovers(id);

alter table journal add constraint journal_pkey PRIMARY KEY (changeover_id, version);

alter table journal add constraint journal_command_once UNIQUE (command_id);

alter table licence_counts add constraint licence_counts_changeover_id_fkey FOREIGN KEY (changeover_id) REFERENCES changeovers(id);

alter table licence_counts add constraint licence_counts_pkey PRIMARY KEY (changeover_id);

alter table licence_move_users add constraint licence_move_users_state_check CHECK ((state = ANY (ARRAY['left'::text, 'waiting'::text, 'sent'::text, 'moved'::text, 'failed'::text])));

alter table licence_move_users add constraint licence_move_users_way_check CHECK ((way = ANY (ARRAY['forth'::text, 'back'::text])));

alter table licence_move_users add constraint licence_move_users_move_id_fkey FOREIGN KEY (move_id) REFERENCES licence_moves(id) ON DELETE CASCADE;

alter table licence_move_users add constraint licence_move_users_pkey PRIMARY KEY (move_id, user_id);

alter table licence_moves add constraint licence_moves_changeover_id_fkey FOREIGN KEY (changeover_id) REFERENCES changeovers(id);

alter table licence_moves add constraint licence_moves_pkey PRIMARY KEY (id);

alter table licence_tenants add constraint licence_tenants_pkey PRIMARY KEY (tenant_id);

alter table link_key add constraint link_key_is_only_check CHECK (is_only);

alter table link_key add constraint link_key_pkey PRIMARY KEY (is_only);

alter table members add constraint members_changeover_id_fkey FOREIGN KEY (changeover_id) REFERENCES changeovers(id);

alter table members add constraint members_pkey PRIMARY KEY (changeover_id, tenant_id, object_id);

alter table migrations add constraint migrations_pkey PRIMARY KEY (name);

alter table openings add constraint openings_partner_tenant_id_team_id_fkey FOREIGN KEY (partner_tenant_id, team_id) REFERENCES team_books(partner_tenant_id, team_id) ON DELETE CASCADE;

alter table openings add constraint openings_pkey PRIMARY KEY (id);

alter table outbox add constraint outbox_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'sent'::text, 'dropped'::text, 'draft'::text])));

alter table outbox add constraint outbox_changeover_id_fkey FOREIGN KEY (changeover_id) REFERENCES changeovers(id);

alter table outbox add constraint outbox_pkey PRIMARY KEY (id);

alter table outbox add constraint outbox_occasion_conversation_id_key UNIQUE (occasion, conversation_id);

alter table playbooks add constraint playbooks_pkey PRIMARY KEY (hash);

alter table reach add constraint reach_pkey PRIMARY KEY (conversation_id);

alter table readings add constraint readings_changeover_id_fkey FOREIGN KEY (changeover_id) REFERENCES changeovers(id);

alter table readings add constraint readings_pkey PRIMARY KEY (changeover_id);

alter table send_limits add constraint send_limits_pkey PRIMARY KEY (key);

alter table team_books add constraint team_books_limit CHECK (((limit_minor IS NULL) = (limit_currency IS NULL)));

alter table team_books add constraint team_books_pkey PRIMARY KEY (partner_tenant_id, team_id);

alter table team_journal add constraint team_journal_tenant_id_team_id_fkey FOREIGN KEY (tenant_id, team_id) REFERENCES teams(tenant_id, team_id);

alter table team_journal add constraint team_journal_pkey PRIMARY KEY (tenant_id, team_id, version);

alter table team_people add constraint team_people_pkey PRIMARY KEY (tenant_id, team_id, object_id);

alter table teams add constraint teams_pkey PRIMARY KEY (tenant_id, team_id);

alter table texts add constraint texts_check CHECK ((((erased_at IS NULL) = (body IS NOT NULL)) AND ((erased_at IS NULL) = (salt IS NOT NULL))));

alter table texts add constraint texts_changeover_id_fkey FOREIGN KEY (changeover_id) REFERENCES changeovers(id);

alter table texts add constraint texts_pkey PRIMARY KEY (id);

alter table users_without add constraint users_without_changeover_id_fkey FOREIGN KEY (changeover_id) REFERENCES licence_counts(changeover_id) ON DELETE CASCADE;

alter table users_without add constraint users_without_pkey PRIMARY KEY (changeover_id, user_id);

CREATE INDEX cards_behind ON public.cards USING btree (conversation_id) WHERE (shown_version < wanted_version);

CREATE INDEX cards_of_changeover ON public.cards USING btree (changeover_id);

CREATE INDEX cards_of_thread ON public.cards USING btree (thread_id) WHERE (thread_id <> conversation_id);

CREATE INDEX changeovers_by_state ON public.changeovers USING btree (state, opened_at);

CREATE INDEX changeovers_due ON public.changeovers USING btree (next_due_at) WHERE (next_due_at IS NOT NULL);

CREATE INDEX changeovers_ended ON public.changeovers USING btree (id) WHERE ((state = 'open'::text) AND (((snapshot -> 'link'::text) -> 'read'::text) IS NOT NULL) AND (snapshot @? '$."lines"[*]."oldEndedAt"'::jsonpath));

CREATE INDEX changeovers_of_channel ON public.changeovers USING btree (channel_id) WHERE (state = 'open'::text);

CREATE INDEX changeovers_of_team ON public.changeovers USING btree (partner_tenant_id, team_id, state DESC, opened_at DESC);

CREATE INDEX changeovers_of_technician ON public.changeovers USING btree (partner_tenant_id, team_id, assignee_id) INCLUDE (assignee_name_id) WHERE (state = 'open'::text);

CREATE INDEX changeovers_read ON public.changeovers USING btree (id) WHERE ((state = 'open'::text) AND (((snapshot -> 'link'::text) -> 'read'::text) IS NOT NULL));

CREATE INDEX changeovers_with_licences ON public.changeovers USING btree ((((snapshot -> 'licences'::text) ->> 'state'::text))) WHERE ((state = 'open'::text) AND (((snapshot -> 'licences'::text) ->> 'state'::text) = ANY (ARRAY['reading'::text, 'running'::text, 'paused'::text, 'stopped'::text])));

CREATE INDEX changeovers_with_ticket ON public.changeovers USING btree (partner_tenant_id, team_id) WHERE ((state = 'open'::text) AND (ticket_id IS NOT NULL));

CREATE INDEX conversations_not_reached ON public.conversations USING btree (id) WHERE (state <> 'reachable'::text);

CREATE INDEX conversations_of_person ON public.conversations USING btree (person_tenant_id, person_object_id) WHERE (kind = 'personal'::text);

CREATE INDEX conversations_of_team ON public.conversations USING btree (tenant_id, team_id) WHERE (kind = 'channel'::text);

CREATE UNIQUE INDEX forgettings_open ON public.forgettings USING btree (tenant_id, COALESCE(object_id, ''::text)) WHERE (done_at IS NULL);

CREATE INDEX imports_saving ON public.imports USING btree (claimed_until) WHERE (state = 'saving'::text);

CREATE INDEX join_codes_of_changeover ON public.join_codes USING btree (changeover_id);

CREATE INDEX licence_move_users_next ON public.licence_move_users USING btree (move_id, state, ordinal);

CREATE INDEX licence_move_users_sent ON public.licence_move_users USING btree (sent_at) WHERE (sent_at IS NOT NULL);

CREATE INDEX licence_moves_of ON public.licence_moves USING btree (changeover_id);

CREATE INDEX members_of_person ON public.members USING btree (tenant_id, object_id);

CREATE INDEX openings_of_import ON public.openings USING btree (import_id) WHERE (import_id IS NOT NULL);

CREATE INDEX openings_of_team ON public.openings USING btree (partner_tenant_id, team_id);

CREATE INDEX outbox_drafts ON public.outbox USING btree (changeover_id) WHERE (state = 'draft'::text);

CREATE INDEX outbox_pending ON public.outbox USING btree (conversation_id, not_before) WHERE (state = 'pending'::text);

CREATE INDEX reach_installs ON public.reach USING btree (install_at) WHERE (install_at IS NOT NULL);

CREATE INDEX team_books_digest ON public.team_books USING btree (digest_at) WHERE (digest_at IS NOT NULL);

CREATE INDEX team_people_of_person ON public.team_people USING btree (tenant_id, object_id) WHERE (left_at IS NULL);

CREATE INDEX texts_of_changeover ON public.texts USING btree (changeover_id);

CREATE OR REPLACE FUNCTION public.admins_to_tell(v_changeover text)
 RETURNS TABLE(id text)
 LANGUAGE sql
 STABLE
AS $function$
  with chats as (
    select c.id, c.state, m.is_stand_in from members m
    join conversations c on c.person_tenant_id = m.tenant_id and c.person_object_id = m.object_id and c.kind = 'personal'
    where m.changeover_id = v_changeover and m.side = 'customer' and m.role = 'customerAdmin'
  )
  select id from chats
  where not is_stand_in or not exists (select from chats o where not o.is_stand_in and o.state = 'reachable')
$function$
;

CREATE OR REPLACE FUNCTION public.apply_marks(v_marks jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  m jsonb;
  v_at bigint;
begin
  for m in select value from jsonb_array_elements(v_marks) loop
    v_at := (m->>'at')::bigint;
    case m->>'kind'
      when 'cardShown' then
        perform mark_card_shown(m->'card');
      when 'cardGone' then
        if (m->>'isForgotten')::boolean then
          delete from cards where conversation_id = m->>'conversationId' and tag = m->>'tag';
        else
          update cards
          set activity_id = null, shown_version = 0, previous_thread_id = null, previous_activity_id = null
          where conversation_id = m->>'conversationId' and tag = m->>'tag';
        end if;
      when 'cardFailed' then
        update cards
        set ready_at = (m->>'retryAt')::bigint, claimed_until = 0, doubts = doubts + (m ? 'isInDoubt')::integer
        where conversation_id = m->>'conversationId' and tag = m->>'tag';
      when 'heldBack' then
        update cards set ready_at = greatest(ready_at, (m->>'until')::bigint)
        where conversation_id = m->>'conversationId' and shown_version < wanted_version;
        update outbox set not_before = greatest(not_before, (m->>'until')::bigint)
        where conversation_id = m->>'conversationId' and state = 'pending';
      when 'sent' then
        update outbox set state = 'sent', ended_at = v_at, activity_id = m->>'activityId', why = null
        where id = (m->>'id')::bigint and state = 'pending';
      when 'dropped' then
        update outbox set state = 'dropped', ended_at = v_at, why = m->>'why'
        where id = (m->>'id')::bigint and state = 'pending';
      when 'failed' then
        update outbox
        set not_before = (m->>'retryAt')::bigint, claimed_until = 0, why = m->>'why',
            doubts = doubts + (m ? 'isInDoubt')::integer
        where id = (m->>'id')::bigint and state = 'pending';
      when 'putOff' then
        update outbox set not_before = greatest(not_before, (m->>'until')::bigint)
        where id = (m->>'id')::bigint and state = 'pending';
      when 'unreachable' then
        update conversations set version = version + 1, state = 'unreachable', unreachable_why = m->>'why'
        where id = m->>'conversationId' and state = 'reachable'
          and version = coalesce((m->>'version')::integer, version);
      else
        raise exception 'no such mark: %', m->>'kind';
    end case;
  end loop;
end
$function$
;

CREATE OR REPLACE FUNCTION public.chain_journal()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION public.claim_delivery(v_claim jsonb)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare
  v_ids bigint[] := array(select value::bigint from jsonb_array_elements_text(v_claim->'outbox'));
  v_free integer;
  v_in_doubt integer := 0;
begin
  if exists (
    select from jsonb_to_recordset(v_claim->'drawnFrom') as d ("changeoverId" text, version integer)
    left join changeovers c on c.id = d."changeoverId" where c.version is distinct from d.version
  ) then
    return null;
  end if;
  if not exists (select from conversations where id = v_claim->>'conversationId' and state = 'reachable') then
    return null;
  end if;

  if v_claim ? 'cardTag' then
    select (claimed_until <> 0)::integer into v_in_doubt from cards
    where conversation_id = v_claim->>'conversationId' and tag = v_claim->>'cardTag'
      and coalesce(activity_id, '') = '' and claimed_until <= now_ms()
    for update skip locked;
    if not found then return null; end if;
    update cards
    set claimed_until = now_ms() + (v_claim->>'leaseMs')::bigint, doubts = doubts + v_in_doubt, is_wanted_again = false
    where conversation_id = v_claim->>'conversationId' and tag = v_claim->>'cardTag';
  end if;

  if cardinality(v_ids) > 0 then
    select count(*), v_in_doubt + count(*) filter (where claimed_until <> 0) into v_free, v_in_doubt from (
      select claimed_until from outbox
      where id = any(v_ids) and state = 'pending' and claimed_until <= now_ms()
      order by id for update skip locked
    ) free;
    if v_free < cardinality(v_ids) then return null; end if;
    update outbox
    set claimed_until = now_ms() + (v_claim->>'leaseMs')::bigint, attempts = attempts + 1,
        doubts = doubts + (claimed_until <> 0)::integer
    where id = any(v_ids);
  end if;
  return v_in_doubt;
end
$function$
;

CREATE OR REPLACE FUNCTION public.commit_unit(v_unit jsonb, v_now bigint, v_shape integer, v_schema integer)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION public.commit_units(v_units jsonb, v_now bigint, v_shape integer, v_schema integer)
 RETURNS text[]
 LANGUAGE plpgsql
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION public.count_up(v_items jsonb)
 RETURNS TABLE(ordinal bigint, points integer, ms_left bigint)
 LANGUAGE plpgsql
AS $function$
declare
  v_item record;
  v_now bigint;
begin
  for v_item in
    select i.ordinality as place, i.value->>'key' as key, (i.value->>'points')::integer as points,
           (i.value->>'forMs')::bigint as for_ms, coalesce((i.value->>'isForced')::boolean, false) as is_forced
    from jsonb_array_elements(v_items) with ordinality i
    order by i.value->>'key', i.ordinality
  loop
    v_now := now_ms();
    insert into send_limits as old (key, points, expires_at)
    values (v_item.key, greatest(v_item.points, 0), v_now + v_item.for_ms)
    on conflict (key) do update
    set points = case
          when v_item.is_forced then excluded.points
          when old.expires_at <= v_now then excluded.points
          else greatest(old.points + v_item.points, 0)
        end,
        expires_at = case when v_item.is_forced or old.expires_at <= v_now then excluded.expires_at else old.expires_at end
    returning v_item.place, old.points, greatest(old.expires_at - v_now, 0) into ordinal, points, ms_left;
    return next;
  end loop;
end
$function$
;

CREATE OR REPLACE FUNCTION public.derive_desk()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.assignee_id := new.snapshot#>>'{assignee,objectId}';
  new.assignee_name_id := case when new.assignee_id is not null then (
    select m#>>'{nameRef,id}' from jsonb_array_elements(new.snapshot->'members') m
    where m#>>'{person,objectId}' = new.assignee_id limit 1
  ) end;
  new.ticket_id := new.snapshot#>>'{ticketRef,id}';
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION public.derive_join_codes()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION public.digest_may_go(c conversations, v_now bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select coalesce(c.digest_after, 0) <= v_now and case
    when c.kind = 'channel' then not exists (
      select from changeovers o where o.state = 'open' and o.channel_id = c.id and o.next_due_at <= v_now
    )
    else not exists (
      select from members m join changeovers o on o.id = m.changeover_id
      where m.tenant_id = c.person_tenant_id and m.object_id = c.person_object_id and o.next_due_at <= v_now
    )
  end
$function$
;

CREATE OR REPLACE FUNCTION public.end_readings()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.state <> 'open' then
    delete from readings where changeover_id = new.id;
  else
    update readings set before = null where changeover_id = new.id;
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION public.forget_conversation(v_id text)
 RETURNS void
 LANGUAGE sql
AS $function$
  update conversations
  set version = version + 1, state = 'uninstalled', unreachable_why = null, zone = null, locale = null,
      reference = jsonb_build_object('serviceUrl', '', 'conversationId', id, 'botId', '', 'tenantId', tenant_id)
  where id = v_id
$function$
;

CREATE OR REPLACE FUNCTION public.forget_dialogs_of_place()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from dialogs d where d.conversation_id = new.id or starts_with(d.conversation_id, new.id || ';messageid=');
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION public.forget_former_contacts()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update texts t set body = null, salt = null, erased_at = greatest(
    (select max(j.at) from journal j where j.changeover_id = new.id), 0)
  where t.changeover_id = new.id and t.body is not null
    and t.id in (select jsonb_path_query(old.snapshot->'contacts', '$.*.*.id') #>> '{}')
    and t.id not in (select jsonb_path_query(new.snapshot->'contacts', '$.*.*.id') #>> '{}');
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION public.forget_licence_names()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update licence_move_users u set name = '', login = ''
  from licence_moves m, jsonb_array_elements(new.events) e
  where e->>'type' = 'forgotten' and m.id = u.move_id and m.changeover_id = new.changeover_id
    and lower(e#>>'{person,objectId}') = u.user_id;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION public.forget_names_of_former_members()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION public.forget_of_journal()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION public.forget_places(v_tenant text, v_object text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION public.forget_texts(v_changeover text, v_at bigint)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION public.forget_texts_of_person(v_changeover text, v_person jsonb, v_at bigint)
 RETURNS void
 LANGUAGE sql
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION public.forget_users_without()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from users_without u using jsonb_array_elements(new.events) e
  where e->>'type' = 'forgotten' and u.changeover_id = new.changeover_id
    and (e->'person' is null or lower(e#>>'{person,objectId}') = u.user_id);
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION public.is_quiet(v_changeover text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select coalesce((select snapshot->>'isQuiet' = 'true' from changeovers where id = v_changeover), false)
$function$
;

CREATE OR REPLACE FUNCTION public.jcs(v jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION public.jcs_number(v numeric)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select case
    when v = 0 then '0'
    when abs(v) >= 0.000001 and abs(v) < 1e21 then trim_scale(v)::text
    else regexp_replace(v::float8::text, 'e([+-])0+(\d)', 'e\1\2')
  end
$function$
;

CREATE OR REPLACE FUNCTION public.journal_hash(v_row journal)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select sha256_hex(jcs(jsonb_build_object(
    'changeover', v_row.changeover_id, 'version', v_row.version, 'commandId', v_row.command_id, 'at', v_row.at,
    'actor', v_row.actor, 'schema', v_row.schema, 'previous', v_row.previous_hash,
    'events', (
      select coalesce(jsonb_agg(sha256_hex(jcs(e.value)) order by e.ordinality), '[]')
      from jsonb_array_elements(v_row.events) with ordinality e
    )
  )))
$function$
;

CREATE OR REPLACE FUNCTION public.journal_is_append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'the journal is append-only: % is refused', tg_op;
end
$function$
;

CREATE OR REPLACE FUNCTION public.leads_of(v_changeover text)
 RETURNS TABLE(id text)
 LANGUAGE sql
 STABLE
AS $function$
  select c.id from changeovers o
  join teams t on t.tenant_id = o.partner_tenant_id and t.team_id = o.team_id
  cross join lateral jsonb_array_elements(t.snapshot->'leads') l
  join conversations c on c.person_tenant_id = l#>>'{person,tenantId}' and c.person_object_id = l#>>'{person,objectId}'
    and c.kind = 'personal'
  where o.id = v_changeover and c.state = 'reachable'
$function$
;

CREATE OR REPLACE FUNCTION public.licence_progress(v_changeover text)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
AS $function$
  select jsonb_build_object(
    'move', m.id, 'fileKey', m.file_key,
    'waiting', count(*) filter (where u.state = 'waiting'), 'sent', count(*) filter (where u.state = 'sent'),
    'moved', count(*) filter (where u.state = 'moved'), 'failed', count(*) filter (where u.state = 'failed'),
    'left', count(*) filter (where u.state = 'left'),
    'failures', coalesce((select jsonb_agg(
        jsonb_strip_nulls(jsonb_build_object('name', f.name, 'code', f.code, 'about', f.about)) order by f.ordinal) from (
      select name, code, about, ordinal from licence_move_users f where f.move_id = m.id and f.state = 'failed'
      order by ordinal limit 8) f), '[]'))
  from changeovers o
  join licence_moves m on m.id = o.snapshot->'licences'->>'id'
  left join licence_move_users u on u.move_id = m.id
  where o.id = v_changeover group by m.id
$function$
;

CREATE OR REPLACE FUNCTION public.mark_card_shown(v_card jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  insert into cards as old (conversation_id, tag, changeover_id, thread_id, activity_id, shown_version, wanted_version)
  select v_card->>'conversationId', v_card->>'tag', c.id, v_card->>'threadId', v_card->>'activityId',
         (v_card->>'shownVersion')::integer, greatest(c.version, (v_card->>'shownVersion')::integer)
  from changeovers c where c.id = v_card->>'changeoverId'
  on conflict (conversation_id, tag) do update
  set thread_id = excluded.thread_id,
      activity_id = case when old.is_wanted_again then null else excluded.activity_id end,
      shown_version = case
        when old.is_wanted_again then 0
        when old.redraws > coalesce((v_card->>'redraws')::integer, 0)
          then least(excluded.shown_version, greatest(old.wanted_version, excluded.wanted_version) - 1)
        else excluded.shown_version end,
      previous_thread_id = case when old.is_wanted_again then excluded.thread_id else old.previous_thread_id end,
      previous_activity_id = case when old.is_wanted_again then excluded.activity_id else old.previous_activity_id end,
      wanted_version = greatest(old.wanted_version, excluded.wanted_version), ready_at = 0, claimed_until = 0,
      is_wanted_again = false
  where old.shown_version <= excluded.shown_version and excluded.activity_id is distinct from old.previous_activity_id;
end
$function$
;

CREATE OR REPLACE FUNCTION public.note_digests(v_marks jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  update conversations c set digest_after = greatest(coalesce(c.digest_after, 0), d.until)
  from (
    select o.conversation_id, max((m.value->>'digestAfter')::bigint) as until
    from jsonb_array_elements(v_marks) m
    join outbox o on o.id = case when m.value ? 'digestAfter' then (m.value->>'id')::bigint end
    group by o.conversation_id
  ) d
  where c.id = d.conversation_id;
end
$function$
;

CREATE OR REPLACE FUNCTION public.note_refusals(v_marks jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  insert into reach as r (conversation_id, refused_why)
  select distinct on (o.conversation_id) o.conversation_id, m.value->>'why'
  from jsonb_array_elements(v_marks) with ordinality m
  join outbox o on o.id = case when m.value->>'kind' = 'dropped' then (m.value->>'id')::bigint end
  where (m.value->>'isRefused')::boolean
  order by o.conversation_id, m.ordinality desc
  on conflict (conversation_id) do update set refused_why = excluded.refused_why;

  update reach r set refused_why = null
  from jsonb_array_elements(v_marks) m
  join outbox o on o.id = case when m.value->>'kind' = 'sent' then (m.value->>'id')::bigint end
  where r.conversation_id = o.conversation_id and r.refused_why is not null;
end
$function$
;

CREATE OR REPLACE FUNCTION public.now_ms()
 RETURNS bigint
 LANGUAGE sql
AS $function$ select (extract(epoch from clock_timestamp()) * 1000)::bigint $function$
;

CREATE OR REPLACE FUNCTION public.opening_is_open()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from openings where id = new.id;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION public.reach_of(v_state text, v_why text, v_refused text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select case
    when v_state = 'reachable' then coalesce('refused ' || v_refused, 'reachable')
    else v_state || coalesce(' ' || v_why, '')
  end
$function$
;

CREATE OR REPLACE FUNCTION public.save_card_wishes(v_wishes jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  insert into cards (conversation_id, tag, changeover_id, thread_id, shown_version, wanted_version)
  select w.conversation_id, w.tag, w.changeover_id, w.thread_id, 0, c.version
  from jsonb_to_recordset(v_wishes) as w (conversation_id text, tag text, changeover_id text, thread_id text)
  join changeovers c on c.id = w.changeover_id
  on conflict do nothing;

  update cards old
  set previous_thread_id = case when old.activity_id is null then old.previous_thread_id else old.thread_id end,
      previous_activity_id = coalesce(old.activity_id, old.previous_activity_id),
      thread_id = w.thread_id, activity_id = null, shown_version = 0, ready_at = 0,
      is_wanted_again = old.activity_id is null and old.claimed_until > now_ms()
  from jsonb_to_recordset(v_wishes) as w (conversation_id text, tag text, thread_id text, is_anew boolean)
  where w.is_anew and old.conversation_id = w.conversation_id and old.tag = w.tag;
end
$function$
;

CREATE OR REPLACE FUNCTION public.save_changeover(v_save jsonb, v_shape integer, v_schema integer)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION public.save_conversation(v_conversation jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION public.save_dialog(v_dialog jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION public.save_members(v_changeover text, v_members jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION public.save_outbox(v_items jsonb, v_now bigint)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  insert into outbox (occasion, conversation_id, changeover_id, message, not_before, created_at, state)
  select i.occasion, target.id, i.changeover_id, i.message, coalesce(i.not_before, 0), v_now,
         case when i.side = 'customer' and is_quiet(i.changeover_id) then 'draft' else 'pending' end
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

  insert into outbox (occasion, conversation_id, changeover_id, message, not_before, created_at)
  select 'draft/' || i.occasion, c.channel_id, c.id,
         jsonb_build_object('kind', 'draft', 'occasion', i.occasion, 'inner', i.message), 0, v_now
  from jsonb_to_recordset(v_items) as i (occasion text, changeover_id text, message jsonb, side text)
  join changeovers c on c.id = i.changeover_id
  where i.side = 'customer' and exists (select from outbox m where m.occasion = i.occasion and m.state = 'draft')
  on conflict (occasion, conversation_id) do nothing;
end
$function$
;

CREATE OR REPLACE FUNCTION public.save_team(v_team jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION public.save_team_people(v_people jsonb)
 RETURNS void
 LANGUAGE sql
AS $function$
  insert into team_people as old (tenant_id, team_id, object_id, user_id, left_at)
  select p.tenant_id, p.team_id, p.object_id, p.user_id, p.left_at
  from jsonb_to_recordset(v_people) as p (tenant_id text, team_id text, object_id text, user_id text, left_at bigint)
  on conflict (tenant_id, team_id, object_id) do update set user_id = excluded.user_id, left_at = excluded.left_at
$function$
;

CREATE OR REPLACE FUNCTION public.save_tries(v_tries jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION public.sha256_hex(v text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select encode(sha256(convert_to(v, 'UTF8')), 'hex')
$function$
;

CREATE OR REPLACE FUNCTION public.text_is_kept_or_erased()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' then
    if new.body is null and row(new.id, new.changeover_id, new.kind) = row(old.id, old.changeover_id, old.kind) then
      return new;
    end if;
  end if;
  raise exception 'a text is kept or erased, never changed: % is refused', lower(tg_op);
end
$function$
;

CREATE OR REPLACE FUNCTION public.utf16_order(v_key text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select case
    when octet_length(v_key) = length(v_key) then v_key
    else regexp_replace(v_key, '([\uE000-\uFFFF])', chr(1114111) || '\1', 'g')
  end
$function$
;

CREATE TRIGGER changeovers_changed_codes AFTER UPDATE OF snapshot ON public.changeovers FOR EACH ROW WHEN ((((old.snapshot -> 'join'::text) IS DISTINCT FROM (new.snapshot -> 'join'::text)) OR ((old.snapshot -> 'invites'::text) IS DISTINCT FROM (new.snapshot -> 'invites'::text)))) EXECUTE FUNCTION derive_join_codes();

CREATE TRIGGER changeovers_desk BEFORE INSERT OR UPDATE OF snapshot ON public.changeovers FOR EACH ROW EXECUTE FUNCTION derive_desk();

CREATE TRIGGER changeovers_end_opening AFTER INSERT ON public.changeovers FOR EACH ROW EXECUTE FUNCTION opening_is_open();

CREATE TRIGGER changeovers_end_readings AFTER UPDATE ON public.changeovers FOR EACH ROW WHEN ((((old.state = 'open'::text) AND (new.state <> 'open'::text)) OR ((((old.snapshot -> 'link'::text) -> 'read'::text) IS NOT NULL) AND (((new.snapshot -> 'link'::text) -> 'read'::text) IS NULL)))) EXECUTE FUNCTION end_readings();

CREATE TRIGGER changeovers_forget_contacts AFTER UPDATE OF snapshot ON public.changeovers FOR EACH ROW WHEN ((((old.snapshot -> 'contacts'::text) IS NOT NULL) AND ((old.snapshot -> 'contacts'::text) IS DISTINCT FROM (new.snapshot -> 'contacts'::text)))) EXECUTE FUNCTION forget_former_contacts();

CREATE TRIGGER changeovers_forget_names AFTER UPDATE OF snapshot ON public.changeovers FOR EACH ROW WHEN ((jsonb_array_length((old.snapshot -> 'members'::text)) > jsonb_array_length((new.snapshot -> 'members'::text)))) EXECUTE FUNCTION forget_names_of_former_members();

CREATE TRIGGER changeovers_opened_codes AFTER INSERT ON public.changeovers FOR EACH ROW EXECUTE FUNCTION derive_join_codes();

CREATE TRIGGER conversations_forget_dialogs AFTER UPDATE OF state ON public.conversations FOR EACH ROW WHEN (((new.state = 'uninstalled'::text) AND (old.state <> 'uninstalled'::text))) EXECUTE FUNCTION forget_dialogs_of_place();

CREATE TRIGGER journal_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.journal FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();

CREATE TRIGGER journal_chained BEFORE INSERT ON public.journal FOR EACH ROW EXECUTE FUNCTION chain_journal();

CREATE TRIGGER journal_forgets AFTER INSERT ON public.journal FOR EACH ROW WHEN ((new.events @> '[{"type": "forgotten"}]'::jsonb)) EXECUTE FUNCTION forget_of_journal();

CREATE TRIGGER journal_forgets_licences AFTER INSERT ON public.journal FOR EACH ROW WHEN ((new.events @> '[{"type": "forgotten"}]'::jsonb)) EXECUTE FUNCTION forget_licence_names();

CREATE TRIGGER journal_forgets_users_without AFTER INSERT ON public.journal FOR EACH ROW WHEN ((new.events @> '[{"type": "forgotten"}]'::jsonb)) EXECUTE FUNCTION forget_users_without();

CREATE TRIGGER team_journal_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.team_journal FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();

CREATE TRIGGER texts_kept BEFORE TRUNCATE ON public.texts FOR EACH STATEMENT EXECUTE FUNCTION text_is_kept_or_erased();

CREATE TRIGGER texts_kept_or_erased BEFORE DELETE OR UPDATE ON public.texts FOR EACH ROW EXECUTE FUNCTION text_is_kept_or_erased();
