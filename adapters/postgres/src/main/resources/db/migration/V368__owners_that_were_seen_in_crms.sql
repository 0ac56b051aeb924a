-- Who owns a record, as its CRM has said: somebody there has made them the owner, or a write of ours was refused and
-- the record was looked at. Whether somebody has changed the owner since is told from this and from what we have
-- written, whichever is later. owner_rep: who has the lead here for that reason.
alter table crm_record
    add column owner text,
    add column owner_rep text,
    add column owner_at timestamptz;
