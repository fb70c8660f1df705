-- What a licence move does changes no version of its changeover, but its card. A card that was drawn before it is asked to be
-- drawn anew, and arrives after, is behind: what it shows is not what was asked for. The progress bar stood still otherwise.
alter table cards add column redraws integer not null default 0;

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
$$;
