package io.leaddispatcher.application.privacy.port;

import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.lead.Identity.Handle;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Every copy of what is known of a person. Called inside a unit of work of the tenant. */
public interface PersonRecords {

    Mono<List<LeadId>> leads(TenantId tenant, Handle handle);

    /** The CRMs that call different people so; empty when they mean one person or nobody. */
    Mono<List<ConnectionKey>> namesakes(TenantId tenant, String externalId);

    /**
     * Remembers, as keyed hashes, by what the person's leads are found, and deletes every copy of
     * them and of events that name the handle. Takes the tenant's turn before it looks for the
     * leads, so that none is made meanwhile. Answers how many of each kind there were.
     */
    Mono<Map<String, Object>> erase(TenantId tenant, Handle handle);

    /** Lists of records by kind: leads, identities, events, runs, assignments and so on. */
    Mono<Map<String, Object>> export(TenantId tenant, List<LeadId> leads, Handle handle);

    /** What the audit log calls the person. */
    String pseudonym(TenantId tenant, Handle handle);
}
