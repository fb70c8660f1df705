-- What a user's conflict is about: services by the directory's names, or groups by their ids.
alter table licence_move_users add column about jsonb;

create or replace function licence_progress(v_changeover text) returns jsonb language sql stable as $$
  select jsonb_build_object(
    'move', m.id, 'fileKey', m.file_key,
    'waiting', count(*) filter (where u.state = 'waiting'), 'sent', count(*) filter (where u.state = 'sent'),
    'moved', count(*) filter (where u.state = 'moved'), 'failed', count(*) filter (where u.state = 'failed'),
    'left', count(*) filter (where u.state = 'left'),
    'failures', coalesce((select jsonb_agg(
        jsonb_strip_nulls(jsonb_build_object('name', f.name, 'code', f.code, 'about', f.about)) order by f.ordinal) from (
      select name, code, about, ordinal from licence_move_users f where f.move_id = m.id and f.state = 'failed'
      order by ordinal limit 8) f), '[]'))
  from changeovers o
  join licence_moves m on m.id = o.snapshot->'licences'->>'id'
  left join licence_move_users u on u.move_id = m.id
  where o.id = v_changeover group by m.id
$$;
