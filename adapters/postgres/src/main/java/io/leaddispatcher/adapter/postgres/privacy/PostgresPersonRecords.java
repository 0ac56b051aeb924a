package io.leaddispatcher.adapter.postgres.privacy;

import io.leaddispatcher.adapter.postgres.lead.Handles;
import io.leaddispatcher.application.lead.port.Pseudonyms;
import io.leaddispatcher.application.privacy.port.PersonRecords;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.lead.Identity.Handle;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresPersonRecords implements PersonRecords {

    private final PersonFinder finder;
    private final PersonErasure erasure;
    private final PersonExport export;
    private final Pseudonyms pseudonyms;

    PostgresPersonRecords(
            PersonFinder finder,
            PersonErasure erasure,
            PersonExport export,
            Pseudonyms pseudonyms) {
        this.finder = finder;
        this.erasure = erasure;
        this.export = export;
        this.pseudonyms = pseudonyms;
    }

    @Override
    public Mono<List<LeadId>> leads(TenantId tenant, Handle handle) {
        return finder.leads(handle);
    }

    @Override
    public Mono<List<ConnectionKey>> namesakes(TenantId tenant, String externalId) {
        return finder.namesakes(tenant, externalId);
    }

    @Override
    public Mono<Map<String, Object>> erase(TenantId tenant, Handle handle) {
        return erasure.erase(tenant, handle);
    }

    @Override
    public Mono<Map<String, Object>> export(TenantId tenant, List<LeadId> leads, Handle handle) {
        return export.export(tenant, leads, handle);
    }

    @Override
    public String pseudonym(TenantId tenant, Handle handle) {
        return "person:" + pseudonyms.of(tenant, Handles.spelled(handle)).substring(0, 16);
    }
}
