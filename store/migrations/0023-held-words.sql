-- Microsoft asked not to be asked before this instant.
alter table readings add column not_before bigint not null default 0;

-- What a tenant was like before the move is of no use once nobody looks any more: it goes with the reading's end, and with the
-- changeover's.
create function end_readings() returns trigger language plpgsql as $$
begin
  if new.state <> 'open' then
    delete from readings where changeover_id = new.id;
  else
    update readings set before = null where changeover_id = new.id;
  end if;
  return null;
end
$$;

create trigger changeovers_end_readings after update on changeovers for each row
when ((old.state = 'open' and new.state <> 'open')
  or (old.snapshot->'link'->'read' is not null and new.snapshot->'link'->'read' is null))
execute function end_readings();

-- Closed and disconnected before this release.
delete from readings r using changeovers o where o.id = r.changeover_id and o.state <> 'open';
update readings r set before = null from changeovers o where o.id = r.changeover_id and o.snapshot->'link'->'read' is null;
