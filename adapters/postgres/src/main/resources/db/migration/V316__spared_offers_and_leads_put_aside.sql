-- An offer that ended as EXPIRED and that its rep did not let lapse: of several who were asked somebody else was quicker,
-- or it was taken back. The rep may be asked again.
alter table assignment add column spared boolean not null default false;
update assignment set spared = true
 where broadcast and state = 'EXPIRED' and reason = 'somebody else accepted it';

-- A lead that waits where a person has put it, until a person takes it or it is routed again.
alter table lead add column put_aside boolean not null default false;
update lead l set put_aside = true
 where l.status = 'QUEUED'
   and (select a.state from assignment a where a.tenant_id = l.tenant_id and a.lead_id = l.id order by a.id desc limit 1)
       = 'RETURNED';
