-- What the planner is to know of the tables that each lead writes to. Nothing is ever looked up by what lies in their documents, and the
-- sorting of documents was half of what ANALYZE cost; of the rest, whose distributions are simple, a sample of a third is as good. While a
-- table is young it grows by a fifth every few seconds under load, and each time it is sampled anew.
do $$
declare
    column_of record;
begin
    for column_of in
        select a.attrelid::regclass as named, a.attname, a.atttypid::regtype::text in ('jsonb', 'bytea') as opaque
          from pg_attribute a
         where a.attrelid in ('lead'::regclass, 'inbound_event'::regclass, 'routing_run'::regclass, 'assignment'::regclass,
                              'delivery'::regclass, 'timeline'::regclass)
           and a.attnum > 0 and not a.attisdropped
    loop
        execute format('alter table %s alter column %I set statistics %s', column_of.named, column_of.attname,
                       case when column_of.opaque then 0 else 30 end);
    end loop;
end $$;
-- What is sampled is as much as the most exact of its columns wants, expressions in indexes included.
alter index lead_waiting alter column 3 set statistics 30;

alter table lead set (autovacuum_analyze_scale_factor = 0.2);
alter table inbound_event set (autovacuum_analyze_scale_factor = 0.2);
alter table routing_run set (autovacuum_analyze_scale_factor = 0.2);
alter table assignment set (autovacuum_analyze_scale_factor = 0.2);
alter table delivery set (autovacuum_analyze_scale_factor = 0.2);
alter table timeline set (autovacuum_analyze_scale_factor = 0.2);
