-- As before, and: an alarm waits for no message of the day.
alter table outbox drop column is_digest;
alter table outbox add column is_digest boolean not null generated always as (
  message->>'kind' = 'reminder'
  and not coalesce((message->>'isLastChance')::boolean, false)
  and not coalesce((message->>'isUrgent')::boolean, false)
) stored;
