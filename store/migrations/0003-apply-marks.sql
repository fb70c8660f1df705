-- What was sent and shown, written after the answers, for many turns by one call. In order, one at a time: marks of one
-- call may speak of the same row.

-- A late mark never lowers a shown version, and never brings back a card that was replaced meanwhile. A card whose mark
-- comes when the changeover has moved on is behind from the start.
create function mark_card_shown(v_card jsonb) returns void
language plpgsql as $$
begin
  insert into cards as old (conversation_id, tag, changeover_id, thread_id, activity_id, shown_version, wanted_version)
  select v_card->>'conversationId', v_card->>'tag', c.id, v_card->>'threadId', v_card->>'activityId',
         (v_card->>'shownVersion')::integer, greatest(c.version, (v_card->>'shownVersion')::integer)
  from changeovers c where c.id = v_card->>'changeoverId'
  on conflict (conversation_id, tag) do update
  set thread_id = excluded.thread_id, activity_id = excluded.activity_id, shown_version = excluded.shown_version,
      wanted_version = greatest(old.wanted_version, excluded.wanted_version), ready_at = 0
  where old.shown_version <= excluded.shown_version and excluded.activity_id is distinct from old.previous_activity_id;
end
$$;

create function apply_marks(v_marks jsonb) returns void
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
        update cards set ready_at = (m->>'retryAt')::bigint
        where conversation_id = m->>'conversationId' and tag = m->>'tag';
      when 'sent' then
        update outbox set state = 'sent', ended_at = v_at, activity_id = m->>'activityId', why = null
        where id = (m->>'id')::bigint and state = 'pending';
      when 'dropped' then
        update outbox set state = 'dropped', ended_at = v_at, why = m->>'why'
        where id = (m->>'id')::bigint and state = 'pending';
      when 'failed' then
        update outbox set not_before = (m->>'retryAt')::bigint, claimed_until = 0, why = m->>'why'
        where id = (m->>'id')::bigint and state = 'pending';
      when 'unreachable' then
        update conversations set version = version + 1, state = 'unreachable', unreachable_why = m->>'why'
        where id = m->>'conversationId' and state = 'reachable';
      else
        raise exception 'no such mark: %', m->>'kind';
    end case;
  end loop;
end
$$;
