-- Delivery: claimed right before the send, by leases in the database's own time. It is the one place where a statement
-- reads a clock: a lease is between processes, whose clocks may differ, and has nothing to do with a changeover's dates.

create function now_ms() returns bigint
language sql volatile as $$ select (extract(epoch from clock_timestamp()) * 1000)::bigint $$;

-- How often it was sent once more although it may have arrived before.
alter table outbox add column doubts integer not null default 0;

-- While a card is being posted; an update of one that stands may be done twice and is not claimed.
alter table cards add column claimed_until bigint not null default 0;
alter table cards add column doubts integer not null default 0;

-- A claim that ended without a word (claimed_until neither 0 nor in the future) is a send in doubt. Answers null when
-- not all of it can be claimed, else how many of it were in doubt.
create function claim_delivery(v_claim jsonb) returns integer
language plpgsql as $$
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
    update cards set claimed_until = now_ms() + (v_claim->>'leaseMs')::bigint, doubts = doubts + v_in_doubt
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
$$;

-- As before, and: a card that stands is claimed by nobody.
create or replace function mark_card_shown(v_card jsonb) returns void
language plpgsql as $$
begin
  insert into cards as old (conversation_id, tag, changeover_id, thread_id, activity_id, shown_version, wanted_version)
  select v_card->>'conversationId', v_card->>'tag', c.id, v_card->>'threadId', v_card->>'activityId',
         (v_card->>'shownVersion')::integer, greatest(c.version, (v_card->>'shownVersion')::integer)
  from changeovers c where c.id = v_card->>'changeoverId'
  on conflict (conversation_id, tag) do update
  set thread_id = excluded.thread_id, activity_id = excluded.activity_id, shown_version = excluded.shown_version,
      wanted_version = greatest(old.wanted_version, excluded.wanted_version), ready_at = 0, claimed_until = 0
  where old.shown_version <= excluded.shown_version and excluded.activity_id is distinct from old.previous_activity_id;
end
$$;

-- As before, and: what failed in doubt is counted, a conversation can be held back whole, and one that was heard of
-- since the failure is not marked unreachable by it.
create or replace function apply_marks(v_marks jsonb) returns void
language plpgsql as $$
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
$$;

-- How much was sent lately, for the limits that all instances keep together. Nothing is lost with it: unlogged.
create unlogged table send_limits (
  key text primary key,
  points integer not null,
  -- In the database's time.
  expires_at bigint not null
);

-- Adds points to each key (a negative number takes back), in windows that begin with their first point. `isForced` sets
-- both, for a pause. Answers in the order asked; in one order of keys everywhere, so that two instances never wait
-- for each other crosswise.
create function count_up(v_items jsonb) returns table (ordinal bigint, points integer, ms_left bigint)
language plpgsql as $$
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
$$;
