-- Above this sum of an overlap a new changeover of the team waits for the yes of a second person.
alter table team_books add column limit_minor bigint;
alter table team_books add column limit_currency text;
alter table team_books add constraint team_books_limit check ((limit_minor is null) = (limit_currency is null));

-- Changeovers that wait for that yes. `body` has what was typed, names among it: the row goes with the opening, after a week,
-- and with the team's book.
create table openings (
  id text primary key,
  partner_tenant_id text not null,
  team_id text not null,
  body jsonb not null,
  created_at bigint not null,
  foreign key (partner_tenant_id, team_id) references team_books on delete cascade
);

create index openings_of_team on openings (partner_tenant_id, team_id);

create function opening_is_open() returns trigger language plpgsql as $$
begin
  delete from openings where id = new.id;
  return null;
end
$$;

create trigger changeovers_end_opening after insert on changeovers for each row execute function opening_is_open();
