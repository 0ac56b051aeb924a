-- An erasure reaches what names the person without belonging to a lead, by whatever the person is known by; and what stays
-- of it, the hashes, tells a repetition of what was erased from something new.

-- Whether one of the texts stands in it, plainly or as a form escapes it, or the phone number however it is spaced.
drop function erase_leads(uuid[], text);
drop function names_person(bytea, text);
create function names_person(content text, texts text[], phone text) returns boolean
    language sql immutable
    as $$
    select exists (select from unnest(texts) as value
                    where position(lower(value) in lower(content)) > 0
                       or position(replace(replace(lower(value), '@', '%40'), '+', '%2b') in lower(content)) > 0)
        or phone is not null
           and regexp_replace(replace(replace(content, '%20', ''), '%2B', ''), '[-+ ()/.]', '', 'g')
               ~ ('(^|[^0-9])(00)?' || ltrim(phone, '+') || '($|[^0-9])')
    $$;

-- Deletes every copy of these leads, and the events that belong to none of them but name the person. Says how many.
create function erase_leads(leads uuid[], texts text[], phone text) returns jsonb
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    mine constant uuid := current_tenant();
    counts jsonb;
    touched bigint;
begin
    -- No batch decides about them meanwhile.
    perform from routing_turn where tenant_id = mine for update;
    update rep_load l
       set open = greatest(0, l.open - held.leads)
      from (select a.rep_key, count(*)::integer as leads
              from assignment a
             where a.tenant_id = mine and a.lead_id = any (erase_leads.leads) and a.state in ('OFFERED', 'ACCEPTED')
             group by a.rep_key) held
     where l.tenant_id = mine and l.rep_key = held.rep_key;
    delete from inbound_event e
     where e.tenant_id = mine and e.lead_id is null and names_person(encode(e.raw, 'escape'), texts, phone);
    get diagnostics touched = row_count;
    update connection_error c set message = ''
     where c.tenant_id = mine and names_person(c.message, texts, phone);
    counts := delete_leads(leads);
    return counts || jsonb_build_object('events', touched + (counts ->> 'events')::bigint);
end
$$;

-- Who is erased once more is remembered from then on.
create function remember_erased(hashes text[]) returns void
    language sql security definer set search_path = public, pg_temp
    as $$
    insert into erased_identity (tenant_id, handle_hash)
    select current_tenant(), h from unnest(hashes) as h order by h
        on conflict (tenant_id, handle_hash) do update set erased_at = excluded.erased_at
    $$;
