-- What the changeovers were told about who can be reached, beside the conversations because an instance of the release
-- before writes those row by row. A row appears when something failed for the first time.
create table reach (
  conversation_id text primary key,
  -- As reach_of() said when the changeovers were told last.
  told text not null default 'reachable',
  -- Counts what was told: a part of the command's id.
  tellings integer not null default 0,
  -- Teams turned a message down although the conversation stands; null again once one arrived.
  refused_why text,
  -- When the app is to be installed for the person; null: not wanted. Tried again no sooner than a week later.
  install_at bigint,
  install_tried_at bigint,
  -- No letter before this instant.
  letter_at bigint not null default 0,
  -- A letter was begun and its end was not recorded: the next one may be its repeat.
  letter_begun_at bigint,
  -- The newest message that a letter told of.
  letter_told bigint not null default 0
);

create index reach_installs on reach (install_at) where install_at is not null;
create index conversations_not_reached on conversations (id) where state <> 'reachable';
create index changeovers_of_channel on changeovers (channel_id) where state = 'open';

create function reach_of(v_state text, v_why text, v_refused text) returns text language sql immutable as $$
  select case
    when v_state = 'reachable' then coalesce('refused ' || v_refused, 'reachable')
    else v_state || coalesce(' ' || v_why, '')
  end
$$;

-- Beside apply_marks, with the same marks.
create function note_refusals(v_marks jsonb) returns void language plpgsql as $$
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
$$;
