package io.leaddispatcher.adapter.postgres.lead;

import io.leaddispatcher.adapter.postgres.transaction.Write;
import io.leaddispatcher.application.lead.MergedMeanwhileException;
import io.leaddispatcher.application.lead.port.Leads.Merge;
import io.leaddispatcher.domain.lead.Identity;
import io.leaddispatcher.domain.lead.Identity.Handle;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Leads that go on as another, since a CRM has merged their records, or a person the leads. */
record MergedLeads(DatabaseClient database) {

    /**
     * First, and in one order, as whoever looks for a lead does it. A record is the survivor's
     * alone; a bare id may be anybody's who has it already.
     */
    private static final String NAME =
            """
            insert into lead_identity as i (tenant_id, handle, lead_id)
            select :tenant, h.handle, :survivor from unnest(:handles) as h (handle) order by h.handle
            on conflict (tenant_id, handle) do update set lead_id = excluded.lead_id
             where starts_with(i.handle, 'r:') and i.lead_id <> excluded.lead_id
            """;

    /** Whoever is about to keep an event of one of them has a hold of its handle. */
    private static final String HANDLES =
            """
            update lead_identity i set lead_id = :survivor
              from (select handle from lead_identity
                     where tenant_id = :tenant and lead_id = any (:others)
                     order by handle
                       for update) held
             where i.tenant_id = :tenant and i.handle = held.handle
            """;

    /** In the same order as whoever else wants them. */
    private static final String HOLD =
            """
            select count(*) as held from (
                select handle from lead_identity
                 where tenant_id = :tenant and lead_id = any (:leads)
                 order by handle
                   for update) h
            """;

    /** That a person has made one of them part of another, which no CRM knows of. */
    private static final String ELSEWHERE =
            """
            select exists (select from merged_lead m
                            where m.tenant_id = :tenant
                              and (m.lead_id = :survivor
                                   or (m.lead_id = any (:others) and m.into_lead_id <> :survivor))) as elsewhere
            """;

    /** Of any CRM: one lead may be a record in several. */
    private static final String MOVE_RECORDS =
            """
            update crm_record set lead_id = :survivor where tenant_id = :tenant and lead_id = any (:others)
            """;

    /** Nothing is written to them while the survivor has one of its own. */
    private static final String PUT_RECORDS_BEHIND =
            """
            update crm_record c
               set gone = c.gone or exists (select from crm_record o
                                             where o.tenant_id = :tenant and o.lead_id = :survivor and not o.gone)
             where c.tenant_id = :tenant and c.lead_id = any (:others)
            """;

    private static final String RECORDS =
            """
            insert into crm_record as c (tenant_id, connection_key, external_id, lead_id, told_at, gone)
            select :tenant, :connection, r.id, :survivor, :at, r.id <> :winner
              from unnest(:records) as r (id)
             order by r.id
            on conflict (tenant_id, connection_key, external_id) do update
               set lead_id = excluded.lead_id, gone = excluded.gone,
                   told_at = case when excluded.gone then c.told_at else excluded.told_at end
            """;

    /** What somebody has locked is being routed. */
    private static final String EVENTS =
            """
            update inbound_event set lead_id = :survivor
             where tenant_id = :tenant
               and id = any (array(select id from inbound_event
                                    where tenant_id = :tenant and lead_id = any (:others) and state = 'READY'
                                      for update skip locked))
            """;

    /** What is told of one at this moment is told of the survivor next time. */
    private static final String MEETINGS =
            """
            update meeting set lead_id = :survivor where tenant_id = :tenant and lead_id = any (:others)
            """;

    /**
     * What came of the person. That one of the leads was lost or disqualified says nothing of the
     * one that goes on. What both tell is told.
     */
    private static final String OUTCOMES =
            """
            update outcome o set lead_id = :survivor
              from (select distinct on (m.type, m.at) m.id from outcome m
                     where m.tenant_id = :tenant and m.lead_id = any (:others) and m.type not in ('LOST', 'DISQUALIFIED')
                       and not exists (select from outcome k
                                        where k.tenant_id = :tenant and k.lead_id = :survivor
                                          and k.type = m.type and k.at = m.at)
                     order by m.type, m.at, m.id) moved
             where o.tenant_id = :tenant and o.id = moved.id
            """;

    /** Those that ended in one of these end in the survivor with it. */
    private static final String NOTE =
            """
            insert into merged_lead (tenant_id, lead_id, into_lead_id, merged_at)
            select :tenant, o.id, :survivor, :at from unnest(:others) as o (id)
            union
            select :tenant, m.lead_id, :survivor, m.merged_at from merged_lead m
             where m.tenant_id = :tenant and m.into_lead_id = any (:others) and m.lead_id <> :survivor
               and m.lead_id <> all (:others)
            on conflict (tenant_id, lead_id) do update set into_lead_id = excluded.into_lead_id
            """;

    private static final String SURVIVOR =
            """
            select into_lead_id from merged_lead where tenant_id = :tenant and lead_id = :lead
            """;

    private static final String INTO =
            """
            select lead_id from merged_lead where tenant_id = :tenant and into_lead_id = :lead order by lead_id
            """;

    Mono<Void> merge(
            TenantId tenant, LeadId survivor, Collection<LeadId> others, Merge merge, Instant at) {
        UUID[] ended = others.stream().map(LeadId::value).toArray(UUID[]::new);
        return Write.of(NAME, tenant)
                .with("survivor", survivor.value())
                .with("handles", handles(merge))
                .by(database)
                .then(ended(HANDLES, tenant, survivor, ended).by(database))
                .then(refuseElsewhere(tenant, survivor, ended))
                .then(ended(MOVE_RECORDS, tenant, survivor, ended).by(database))
                .then(
                        Write.of(RECORDS, tenant)
                                .with("survivor", survivor.value())
                                .with("connection", merge.connection().value())
                                .with("winner", merge.winner())
                                .with("records", records(merge).toArray(String[]::new))
                                .with("at", at)
                                .by(database))
                .then(theirs(tenant, survivor, ended, at));
    }

    /** To be asked once the handles are held: nobody else merges these leads then. */
    private Mono<Void> refuseElsewhere(TenantId tenant, LeadId survivor, UUID[] ended) {
        return database.sql(ELSEWHERE)
                .bind("tenant", tenant.value())
                .bind("survivor", survivor.value())
                .bind("others", ended)
                .mapValue(Boolean.class)
                .one()
                .filter(Boolean::booleanValue)
                .flatMap(_ -> Mono.error(new MergedMeanwhileException(survivor)));
    }

    Mono<Void> hold(TenantId tenant, Collection<LeadId> leads) {
        return database.sql(HOLD)
                .bind("tenant", tenant.value())
                .bind("leads", leads.stream().map(LeadId::value).toArray(UUID[]::new))
                .mapValue(Long.class)
                .one()
                .then();
    }

    /** Of leads that a person has made one: no CRM has changed a record. */
    Mono<Void> merge(TenantId tenant, LeadId survivor, Collection<LeadId> others, Instant at) {
        UUID[] ended = others.stream().map(LeadId::value).toArray(UUID[]::new);
        return ended(HANDLES, tenant, survivor, ended)
                .by(database)
                .then(ended(PUT_RECORDS_BEHIND, tenant, survivor, ended).by(database))
                .then(ended(MOVE_RECORDS, tenant, survivor, ended).by(database))
                .then(theirs(tenant, survivor, ended, at));
    }

    /** What else is the survivor's from now on. */
    private Mono<Void> theirs(TenantId tenant, LeadId survivor, UUID[] ended, Instant at) {
        return ended(EVENTS, tenant, survivor, ended)
                .by(database)
                .then(ended(MEETINGS, tenant, survivor, ended).by(database))
                .then(ended(OUTCOMES, tenant, survivor, ended).by(database))
                .then(ended(NOTE, tenant, survivor, ended).with("at", at).by(database));
    }

    Mono<LeadId> survivor(TenantId tenant, LeadId lead) {
        return database.sql(SURVIVOR)
                .bind("tenant", tenant.value())
                .bind("lead", lead.value())
                .mapValue(UUID.class)
                .one()
                .map(LeadId::new);
    }

    private static Write ended(String sql, TenantId tenant, LeadId survivor, UUID[] others) {
        return Write.of(sql, tenant).with("survivor", survivor.value()).with("others", others);
    }

    private static String[] handles(Merge merge) {
        return records(merge)
                .flatMap(id ->
                        Stream.of(
                                Identity.record(merge.connection().value(), id),
                                new Handle(Identity.By.EXTERNAL_ID, id)))
                .map(Handles::spelled)
                .toArray(String[]::new);
    }

    private static Stream<String> records(Merge merge) {
        return Stream.concat(Stream.of(merge.winner()), merge.others().stream()).distinct();
    }

    Flux<LeadId> into(TenantId tenant, LeadId survivor) {
        return database.sql(INTO)
                .bind("tenant", tenant.value())
                .bind("lead", survivor.value())
                .mapValue(UUID.class)
                .all()
                .map(LeadId::new);
    }
}
