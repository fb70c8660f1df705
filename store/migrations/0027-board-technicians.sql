-- Whose changeover it is and its ticket, for a board that is narrowed down by them. The database takes them from the snapshot
-- by itself: whatever release writes it, and for those that are there already at once.
alter table changeovers
  add column assignee_id text,
  add column assignee_name_id text,
  add column ticket_id text;

create function derive_desk() returns trigger language plpgsql as $$
begin
  new.assignee_id := new.snapshot#>>'{assignee,objectId}';
  new.assignee_name_id := case when new.assignee_id is not null then (
    select m#>>'{nameRef,id}' from jsonb_array_elements(new.snapshot->'members') m
    where m#>>'{person,objectId}' = new.assignee_id limit 1
  ) end;
  new.ticket_id := new.snapshot#>>'{ticketRef,id}';
  return new;
end
$$;

create trigger changeovers_desk before insert or update of snapshot on changeovers for each row execute function derive_desk();

update changeovers set snapshot = snapshot where state = 'open';

create index changeovers_of_technician on changeovers (partner_tenant_id, team_id, assignee_id) include (assignee_name_id)
  where state = 'open';
create index changeovers_with_ticket on changeovers (partner_tenant_id, team_id) where state = 'open' and ticket_id is not null;
