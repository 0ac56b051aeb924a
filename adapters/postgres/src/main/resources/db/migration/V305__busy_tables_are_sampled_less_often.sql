-- All tables that each lead writes to grow together, and so they were sampled one after the other, seconds on end, at each growth by a
-- fifth: on a small machine the leads of those seconds waited. At half as much more the planner still knows them well enough, since it
-- takes their size from the files, and three thousand rows tell how often a status or a rep occurs.
do $$
declare
    column_of record;
begin
    for column_of in
        select a.attrelid::regclass as named, a.attname, a.atttypid::regtype::text in ('jsonb', 'bytea') as opaque
          from pg_attribute a
         where a.attrelid in ('lead'::regclass, 'inbound_event'::regclass, 'routing_run'::regclass, 'assignment'::regclass,
                              'delivery'::regclass, 'timeline'::regclass, 'lead_identity'::regclass, 'pool_ledger_row'::regclass)
           and a.attnum > 0 and not a.attisdropped
    loop
        execute format('alter table %s alter column %I set statistics %s', column_of.named, column_of.attname,
                       case when column_of.opaque then 0 else 10 end);
    end loop;
end $$;
alter index lead_waiting alter column 3 set statistics 10;

alter table lead set (autovacuum_analyze_scale_factor = 0.5);
alter table inbound_event set (autovacuum_analyze_scale_factor = 0.5);
alter table routing_run set (autovacuum_analyze_scale_factor = 0.5);
alter table assignment set (autovacuum_analyze_scale_factor = 0.5);
alter table delivery set (autovacuum_analyze_scale_factor = 0.5);
alter table timeline set (autovacuum_analyze_scale_factor = 0.5);
alter table lead_identity set (autovacuum_analyze_scale_factor = 0.5);
alter table pool_ledger_row set (autovacuum_analyze_scale_factor = 0.5);

-- A row for each rep, pool or address, changed with each lead: what they hold changes, and how many there are does not.
alter table rep_load set (autovacuum_analyze_scale_factor = 5);
alter table pool_standing set (autovacuum_analyze_scale_factor = 5);
alter table pool_ledger set (autovacuum_analyze_scale_factor = 5);
alter table routing_turn set (autovacuum_analyze_scale_factor = 5);
alter table dispatch_pace set (autovacuum_analyze_scale_factor = 5);
