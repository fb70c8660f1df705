-- A card that is asked for while it is on its way: what arrives then becomes the previous one, and it is posted once more.
-- Whoever wrote "status" in that instant would get nothing otherwise.
alter table cards add column is_wanted_again boolean not null default false;

create or replace function save_card_wishes(v_wishes jsonb) returns void
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
      thread_id = w.thread_id, activity_id = null, shown_version = 0, ready_at = 0,
      is_wanted_again = old.activity_id is null and old.claimed_until > now_ms()
  from jsonb_to_recordset(v_wishes) as w (conversation_id text, tag text, thread_id text, is_anew boolean)
  where w.is_anew and old.conversation_id = w.conversation_id and old.tag = w.tag;
end
$$;

create or replace function claim_delivery(v_claim jsonb) returns integer
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
$$;

create or replace function mark_card_shown(v_card jsonb) returns void
language plpgsql as $$
begin
  insert into cards as old (conversation_id, tag, changeover_id, thread_id, activity_id, shown_version, wanted_version)
  select v_card->>'conversationId', v_card->>'tag', c.id, v_card->>'threadId', v_card->>'activityId',
         (v_card->>'shownVersion')::integer, greatest(c.version, (v_card->>'shownVersion')::integer)
  from changeovers c where c.id = v_card->>'changeoverId'
  on conflict (conversation_id, tag) do update
  set thread_id = excluded.thread_id,
      activity_id = case when old.is_wanted_again then null else excluded.activity_id end,
      shown_version = case when old.is_wanted_again then 0 else excluded.shown_version end,
      previous_thread_id = case when old.is_wanted_again then excluded.thread_id else old.previous_thread_id end,
      previous_activity_id = case when old.is_wanted_again then excluded.activity_id else old.previous_activity_id end,
      wanted_version = greatest(old.wanted_version, excluded.wanted_version), ready_at = 0, claimed_until = 0,
      is_wanted_again = false
  where old.shown_version <= excluded.shown_version and excluded.activity_id is distinct from old.previous_activity_id;
end
$$;
