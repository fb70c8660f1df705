-- Whoever is written to at a side that is not in Teams: what is known of them is erased as soon as they are noted no longer,
-- whether they were removed, changed, or forgotten with whoever noted them. A text that stayed the same is kept.
create function forget_former_contacts() returns trigger language plpgsql as $$
begin
  update texts t set body = null, salt = null, erased_at = greatest(
    (select max(j.at) from journal j where j.changeover_id = new.id), 0)
  where t.changeover_id = new.id and t.body is not null
    and t.id in (select jsonb_path_query(old.snapshot->'contacts', '$.*.*.id') #>> '{}')
    and t.id not in (select jsonb_path_query(new.snapshot->'contacts', '$.*.*.id') #>> '{}');
  return null;
end
$$;

create trigger changeovers_forget_contacts after update of snapshot on changeovers for each row
  when (old.snapshot->'contacts' is not null and old.snapshot->'contacts' is distinct from new.snapshot->'contacts')
  execute function forget_former_contacts();
