package io.leaddispatcher.application.dispatch.port;

import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import reactor.core.publisher.Flux;

/** Of which assignments it is known that their rep was told. Called inside a unit of work. */
public interface ToldAssignments {

    /** Marks them, and answers those that nobody had marked before. */
    Flux<UUID> mark(TenantId tenant, Collection<UUID> assignments, Instant at);
}
