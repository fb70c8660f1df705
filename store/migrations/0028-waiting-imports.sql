-- Changeovers that a file brought wait for a second yes with those of the forms; `import_id` says which file, so that they can
-- be agreed to together.
alter table openings add column import_id text;
create index openings_of_import on openings (import_id) where import_id is not null;
