-- The delivery that made a task in a CRM tells by which id it is known there. It is kept until the task has ended, so that
-- it can be closed there.
create or replace function past_deliveries(before timestamptz, at_most integer) returns setof uuid
    language sql stable
    as $$
    select d.id from delivery d
     where d.tenant_id = current_tenant() and d.id < id_from(before) and d.updated_at < before
       and d.state in ('DELIVERED', 'DEAD')
       and not (d.channel = 'CRM' and d.document ->> 'crm' = 'TASK'
                and exists (select from task t
                             where t.tenant_id = d.tenant_id and t.id = (d.document ->> 'task')::uuid
                               and t.state = 'OPEN'))
     order by d.id limit at_most
    $$;
