-- All tables that each lead writes to grow together, and so they were sampled one after the other, seconds on end, at each growth by a
-- fifth: on a small machine the leads of those seconds waited. At half as much more the planner still knows them well enough, since it
-- takes their size from the files, and three thousand rows tell how often a status or a rep occurs.
do $$
declare
    busy  regclass;
    named text;
begin
    foreach busy in array array['lead', 'inbound_event', 'routing_run', 'assignment', 'delivery', 'timeline', 'lead_identity',
                                'pool_ledger_row']::regclass[]
    loop
        for named in
            select attname from pg_attribute
             where attrelid = busy and attnum > 0 and not attisdropped and attstattarget is distinct from 0
        loop
            execute format('alter table %s alter column %I set statistics 10', busy, named);
        end loop;
        execute format('alter table %s set (autovacuum_analyze_scale_factor = 0.5)', busy);
    end loop;

    -- A row for each rep, pool or address, changed with each lead: what they hold changes, and how many there are does not.
    foreach busy in array array['rep_load', 'pool_standing', 'pool_ledger', 'routing_turn', 'dispatch_pace']::regclass[]
    loop
        execute format('alter table %s set (autovacuum_analyze_scale_factor = 5)', busy);
    end loop;
end $$;
alter index lead_waiting alter column 3 set statistics 10;
