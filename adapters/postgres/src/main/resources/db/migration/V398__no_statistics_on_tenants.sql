-- Of a workspace that came since a table was sampled the planner believed that it has no row there, as long as those that it knew made up
-- the whole sample: then every index begins with all that there is to know, the key no better than any other, and tables are joined row
-- by row. It has to come up with something for workspaces of which it knows nothing, and does so best for all when it knows of none:
-- without statistics each is taken for a two hundredth of the table, which is never a single row of a large one.
create or replace function protect(relation text) returns void
    language plpgsql
    as $$
begin
    execute format('alter table %I enable row level security', relation);
    execute format('alter table %I force row level security', relation);
    -- The sub-select makes the planner evaluate the tenant once a statement.
    execute format('create policy tenant on %I using (tenant_id = (select current_tenant()))'
                   ' with check (tenant_id = (select current_tenant()))', relation);
    execute format('grant select, insert, update, delete on %I to ${application_role}', relation);
    execute format('alter table %I alter column tenant_id set statistics 0', relation);
end
$$;

do $$
declare
    relation text;
begin
    for relation in
        select c.relname
          from pg_class c
          join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
         where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
         order by c.relname
    loop
        execute format('alter table %I alter column tenant_id set statistics 0', relation);
        -- What an earlier sample has left goes with a function of PostgreSQL 18; before that it stays as old as it is.
        if current_setting('server_version_num')::int >= 180000 then
            execute format('select pg_clear_attribute_stats(%L, %L, ''tenant_id'', false)', current_schema(), relation);
        end if;
    end loop;
end $$;
