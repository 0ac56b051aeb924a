package io.leaddispatcher.adapter.postgres.privacy;

import io.leaddispatcher.adapter.postgres.lead.Handles;
import io.leaddispatcher.adapter.postgres.search.WordIndex;
import io.leaddispatcher.application.lead.SearchWords;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.lead.Identity.Handle;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds a person's leads, and by what else the person is found. */
@Component
final class PersonFinder {

    private static final String LEADS =
            """
            select distinct lead_id from leads_of_person(:handle, :words::tsquery) as lead_id
            """;

    private static final String NAMESAKES =
            """
            select connection_key from crm_record
             where tenant_id = :tenant and external_id = :id
               and (select count(distinct c.lead_id) > 1 from crm_record c
                     where c.tenant_id = :tenant and c.external_id = :id)
             order by connection_key
            """;

    // A phone number is shared by colleagues: it is remembered only when the person is asked for by
    // it.
    // So is the id of a CRM's record with other CRMs: it is remembered as that CRM's.
    private static final String HANDLES =
            """
            with named as (
                select lead_id, handle from lead_identity
                 where tenant_id = :tenant and lead_id = any (:leads) and handle not like 'p:%'
                union
                select id, 'e:' || email from lead
                 where tenant_id = :tenant and id = any (:leads) and email is not null
                union
                select id, 'x:' || external_id from lead
                 where tenant_id = :tenant and id = any (:leads) and external_id is not null),
            record as (
                select lead_id, connection_key, external_id from crm_record
                 where tenant_id = :tenant and lead_id = any (:leads)),
            shared as (
                select lead_id, 'x:' || external_id as handle from record
                union
                select lead_id, 'x:' || external_id from former_record
                 where tenant_id = :tenant and lead_id = any (:leads))
            select handle from named n
             where not exists (select from shared s where s.lead_id = n.lead_id and s.handle = n.handle)
            union
            select 'r:' || connection_key || ':' || external_id from record
            union
            select :asked
             where not exists (select from shared s where s.handle = :asked)
            """;

    private final DatabaseClient database;

    PersonFinder(DatabaseClient database) {
        this.database = database;
    }

    Mono<List<LeadId>> leads(Handle handle) {
        return database.sql(LEADS)
                .bind("handle", Handles.spelled(handle))
                .bind("words", Parameters.in(R2dbcType.VARCHAR, words(handle)))
                .mapValue(UUID.class)
                .all()
                .map(LeadId::new)
                .collectList();
    }

    private static @Nullable String words(Handle handle) {
        return switch (handle.by()) {
            case EMAIL -> WordIndex.whole(SearchWords.address(handle.value()));
            case PHONE -> WordIndex.whole(SearchWords.number(handle.value()));
            case RECORD, EXTERNAL_ID -> null;
        };
    }

    Mono<List<ConnectionKey>> namesakes(TenantId tenant, String externalId) {
        return database.sql(NAMESAKES)
                .bind("tenant", tenant.value())
                .bind("id", externalId)
                .mapValue(String.class)
                .all()
                .map(ConnectionKey::new)
                .collectList();
    }

    /** Who has these leads, asked for by this handle. */
    Mono<FoundPerson> person(TenantId tenant, List<LeadId> leads, Handle asked) {
        return database.sql(HANDLES)
                .bind("tenant", tenant.value())
                .bind("leads", leads.stream().map(LeadId::value).toArray(UUID[]::new))
                .bind("asked", Handles.spelled(asked))
                .mapValue(String.class)
                .all()
                .collect(Collectors.toCollection(TreeSet::new))
                .map(handles -> new FoundPerson(tenant, leads, handles));
    }
}
