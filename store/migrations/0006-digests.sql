-- One message a day for each reader, over all its changeovers: all reminders but last chances.
alter table outbox add column is_digest boolean not null generated always as (
  message->>'kind' = 'reminder' and not coalesce((message->>'isLastChance')::boolean, false)
) stored;

-- The reader had its message of the day: the next one goes no sooner than this instant. Null: it had none yet.
alter table conversations add column digest_after bigint;

-- Not before the reader's next morning, and not while something of the reader's is due and not decided yet: it belongs into
-- the same message.
create function digest_may_go(c conversations, v_now bigint) returns boolean language sql stable as $$
  select coalesce(c.digest_after, 0) <= v_now and case
    when c.kind = 'channel' then not exists (
      select from changeovers o where o.state = 'open' and o.channel_id = c.id and o.next_due_at <= v_now
    )
    else not exists (
      select from members m join changeovers o on o.id = m.changeover_id
      where m.tenant_id = c.person_tenant_id and m.object_id = c.person_object_id and o.next_due_at <= v_now
    )
  end
$$;

-- Beside apply_marks, with the same marks: the reader had its message of the day.
create function note_digests(v_marks jsonb) returns void language plpgsql as $$
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
$$;

-- As before, and: what goes to the partner's lead goes to its own chats; where there is none, to the channel.
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
    select c.id from members m
    join conversations c on c.person_tenant_id = m.tenant_id and c.person_object_id = m.object_id and c.kind = 'personal'
    where i.side = 'customer' and m.changeover_id = i.changeover_id and m.side = 'customer' and m.role = 'customerAdmin'
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

-- The chats of the partner's leads of a changeover that can be reached.
create function leads_of(v_changeover text) returns table (id text) language sql stable as $$
  select c.id from members m
  join conversations c on c.person_tenant_id = m.tenant_id and c.person_object_id = m.object_id and c.kind = 'personal'
  where m.changeover_id = v_changeover and m.role = 'partnerLead' and c.state = 'reachable'
$$;
