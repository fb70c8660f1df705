-- Files of changeovers between being read and being opened. `body` has what was typed, names among it: the row goes as soon
-- as all is opened, and one that nobody saves after an hour.
create table imports (
  id text primary key,
  partner_tenant_id text not null,
  team_id text not null,
  body jsonb not null,
  state text not null default 'shown' check (state in ('shown', 'saving')),
  created_at bigint not null,
  claimed_until bigint not null default 0,
  done integer not null default 0,
  saved integer not null default 0,
  there integer not null default 0,
  refused integer not null default 0
);

create index imports_saving on imports (claimed_until) where state = 'saving';

-- A team may begin its new changeovers quietly.
alter table team_books add column is_quiet boolean not null default false;

-- What would go to the customer of a changeover that began quietly waits as a draft, until somebody of the partner says what
-- becomes of it: its changeover keeps that. `not_before` of a draft: when it is next looked at whether it is still true.
alter table outbox drop constraint outbox_state_check;
alter table outbox add constraint outbox_state_check check (state in ('pending', 'sent', 'dropped', 'draft'));
alter table outbox add column looked_version integer;
create index outbox_drafts on outbox (changeover_id) where state = 'draft';

create function is_quiet(v_changeover text) returns boolean language sql stable as $$
  select coalesce((select snapshot->>'isQuiet' = 'true' from changeovers where id = v_changeover), false)
$$;

-- As before, and: to the customer of a quiet changeover as drafts, each of which the partner's channel is shown once.
create or replace function save_outbox(v_items jsonb, v_now bigint) returns void
language plpgsql as $$
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
$$;
