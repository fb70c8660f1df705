-- Instants are milliseconds since 1970 UTC (bigint) and always come from the caller: no statement reads a clock.

create table playbooks (
  hash text primary key,
  id text not null,
  version integer not null,
  body jsonb not null
);

create table changeovers (
  id text primary key,
  -- Counts journal rows; every save is a compare-and-swap on it.
  version integer not null,
  -- The shape of the snapshot; one with another shape than the code's is folded anew from the journal.
  shape integer not null,
  snapshot jsonb not null,
  opened_at bigint not null,
  next_due_at bigint,
  join_code_hash text unique,
  -- What lists and boards need, derived from the snapshot at every save.
  state text not null check (state in ('open', 'done', 'calledOff')),
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
  all_steps integer not null
);

create index changeovers_due on changeovers (next_due_at) where next_due_at is not null;
-- 'open' sorts last of the three states, so "state desc" puts the open ones first.
create index changeovers_of_team on changeovers (partner_tenant_id, team_id, state desc, opened_at desc);
create index changeovers_by_state on changeovers (state, opened_at);

-- Derived from the snapshot at every save.
create table members (
  changeover_id text not null references changeovers,
  tenant_id text not null,
  object_id text not null,
  side text not null,
  role text not null,
  primary key (changeover_id, tenant_id, object_id)
);

create index members_of_person on members (tenant_id, object_id);

create table journal (
  changeover_id text not null references changeovers,
  version integer not null,
  command_id text not null constraint journal_command_once unique,
  at bigint not null,
  actor jsonb not null,
  schema integer not null,
  events jsonb not null,
  primary key (changeover_id, version)
);

create function journal_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the journal is append-only: % is refused', tg_op;
end
$$;

create trigger journal_append_only before update or delete or truncate on journal
  for each statement execute function journal_is_append_only();

-- Free text and names, beside the journal so that they can be erased: body and salt go, the row stays, and the hash of
-- salt + body in the journal tells nothing any more.
create table texts (
  id text primary key,
  changeover_id text not null references changeovers,
  kind text not null,
  body text,
  salt text,
  erased_at bigint,
  check ((erased_at is null) = (body is not null) and (erased_at is null) = (salt is not null))
);

create index texts_of_changeover on texts (changeover_id);

create table conversations (
  id text primary key,
  version integer not null,
  kind text not null check (kind in ('personal', 'channel', 'groupChat')),
  tenant_id text not null,
  person_tenant_id text,
  person_object_id text,
  team_id text,
  reference jsonb not null,
  zone text,
  locale text,
  state text not null check (state in ('reachable', 'unreachable', 'uninstalled')),
  unreachable_why text,
  greeted_at bigint,
  status_posted_at bigint
);

create index conversations_of_person on conversations (person_tenant_id, person_object_id) where kind = 'personal';

create table dialogs (
  conversation_id text not null,
  tenant_id text not null,
  object_id text not null,
  version integer not null,
  doc jsonb not null,
  primary key (conversation_id, tenant_id, object_id)
);

-- The status cards: one row for each conversation and changeover. shown_version below wanted_version is work to do.
create table cards (
  conversation_id text not null,
  tag text not null,
  changeover_id text not null references changeovers,
  -- Where it stands or is to be posted: a thread in a channel.
  thread_id text,
  -- Null while it has to be posted.
  activity_id text,
  -- The card that the standing one replaced.
  previous_thread_id text,
  previous_activity_id text,
  shown_version integer not null,
  wanted_version integer not null,
  -- Not tried again before this instant.
  ready_at bigint not null default 0,
  primary key (conversation_id, tag)
);

create index cards_of_changeover on cards (changeover_id);
create index cards_of_thread on cards (thread_id) where thread_id <> conversation_id;
create index cards_behind on cards (conversation_id) where shown_version < wanted_version;

-- One-off messages. An occasion is sent once to a conversation.
create table outbox (
  id bigint generated always as identity primary key,
  occasion text not null,
  conversation_id text not null,
  changeover_id text references changeovers,
  message jsonb not null,
  state text not null default 'pending' check (state in ('pending', 'sent', 'dropped')),
  not_before bigint not null,
  claimed_until bigint not null default 0,
  -- How often it was taken up; more than the answers that came back is a send in doubt.
  attempts integer not null default 0,
  created_at bigint not null,
  ended_at bigint,
  activity_id text,
  why text,
  unique (occasion, conversation_id)
);

create index outbox_pending on outbox (conversation_id, not_before) where state = 'pending';
