-- So that people can tell their sessions apart and end one: an id that is no secret, and where it came from.

alter table session
    add column id uuid not null default gen_random_uuid(),
    add column address text,
    add unique (tenant_id, id);
