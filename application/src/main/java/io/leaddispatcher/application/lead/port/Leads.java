package io.leaddispatcher.application.lead.port;

import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.lead.Identity;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The leads of each tenant. Called inside a unit of work of the tenant. */
public interface Leads {

    /**
     * Somebody who may be known.
     *
     * @param fresh the lead that it is otherwise
     */
    record Sought(Identity identity, LeadId fresh) {}

    /**
     * Which lead each is, by its {@code fresh}: the known one that shares a handle, else the fresh
     * one, which is known by these handles from now on. Two callers with one handle get one lead.
     * No two in the list share a handle. Fails with {@link
     * io.leaddispatcher.application.lead.ErasedPersonException} when one was erased.
     */
    Mono<Map<LeadId, LeadId>> identify(TenantId tenant, Collection<Sought> sought);

    /** Likewise for one. */
    default Mono<LeadId> identify(TenantId tenant, Identity identity, LeadId fresh) {
        return identify(tenant, List.of(new Sought(identity, fresh)))
                .map(found -> found.getOrDefault(fresh, fresh));
    }

    /** Those that exist, in no order; the types are those of the custom fields. */
    Flux<LeadFile> find(
            TenantId tenant,
            Collection<LeadId> leads,
            Function<String, Optional<FieldType>> customTypes);

    /** Adds those that do not exist yet. */
    Mono<Void> addMissing(TenantId tenant, Collection<LeadFile> files, Instant at);

    /** Replaces. */
    Mono<Void> save(TenantId tenant, Collection<LeadFile> files, Instant at);
}
