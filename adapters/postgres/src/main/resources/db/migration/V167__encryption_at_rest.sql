-- What leads say is encrypted where a workspace has sensitive fields. There is a row for each workspace that has, or had.
create table encryption_at_rest (
    tenant_id  uuid primary key references tenant,
    -- The keys of the fields that are sensitive now.
    fields     text[] not null,
    -- How far what was kept before the last change has been encrypted.
    stage      text not null check (stage in ('LEADS', 'EVENTS', 'RUNS', 'DONE')),
    last_id    uuid,
    due_at     timestamptz not null
);
select protect('encryption_at_rest');
select allow_owner_scan('encryption_at_rest');

-- Documents tell by themselves whether they are encrypted; the bytes of an event do not.
alter table inbound_event add column encrypted boolean not null default false;

-- Nodes remember for some seconds which fields are sensitive, and write accordingly. What they write meanwhile is found by a
-- pass that begins later.
create function note_sensitive_fields(tenant uuid) returns void
    language plpgsql
    as $$
declare
    now_sensitive constant text[] := array(
        select d.key from configuration_document d
         where d.tenant_id = tenant and d.kind = 'FIELD' and d.document -> 'sensitive' = 'true' order by d.key);
begin
    if cardinality(now_sensitive) = 0 then
        -- What is encrypted stays so until it is written again.
        update encryption_at_rest e set fields = '{}', stage = 'DONE', last_id = null where e.tenant_id = tenant;
    else
        insert into encryption_at_rest as e (tenant_id, fields, stage, due_at)
        values (tenant, now_sensitive, 'LEADS', now() + interval '30 seconds')
            on conflict (tenant_id) do update
           set fields = excluded.fields, stage = excluded.stage, last_id = null, due_at = excluded.due_at
         where e.fields <> excluded.fields;
    end if;
end
$$;

create function field_changed() returns trigger
    language plpgsql
    as $$
begin
    if tg_op = 'DELETE' then
        perform note_sensitive_fields(old.tenant_id);
    else
        perform note_sensitive_fields(new.tenant_id);
    end if;
    return null;
end
$$;
create trigger field_kept after insert or update on configuration_document
    for each row when (new.kind = 'FIELD') execute function field_changed();
create trigger field_deleted after delete on configuration_document
    for each row when (old.kind = 'FIELD') execute function field_changed();

-- Takes a workspace with something left to encrypt and keeps other nodes off it for a while.
create function claim_encryption(hold interval) returns uuid
    language sql security definer set search_path = public, pg_temp
    as $$
    update encryption_at_rest e
       set due_at = now() + hold
      from (select c.tenant_id
              from encryption_at_rest c
             where c.stage <> 'DONE' and c.due_at <= now()
               and not exists (select from workspace_deletion d where d.tenant_id = c.tenant_id)
             order by c.due_at
             limit 1
               for update of c skip locked) due
     where e.tenant_id = due.tenant_id
    returning e.tenant_id
    $$;

-- What was decided stays as it is; it is kept so that only the program can read it.
create function encrypt_traces(tenant uuid, rows jsonb) returns void
    language sql security definer set search_path = public, pg_temp
    as $$
    update routing_run u
       set trace = r.trace
      from jsonb_to_recordset(rows) as r (id uuid, trace jsonb)
     where u.tenant_id = tenant and tenant = current_tenant() and u.id = r.id
       and jsonb_typeof(u.trace) = 'object' and jsonb_typeof(r.trace) = 'string'
    $$;

-- Workspaces that have sensitive fields already.
insert into encryption_at_rest (tenant_id, fields, stage, due_at)
select d.tenant_id, array_agg(d.key order by d.key), 'LEADS', now()
  from configuration_document d
 where d.kind = 'FIELD' and d.document -> 'sensitive' = 'true'
 group by d.tenant_id;
