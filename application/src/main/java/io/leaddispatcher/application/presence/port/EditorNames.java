package io.leaddispatcher.application.presence.port;

import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** What those are called who have a draft open. Called inside a unit of work of the tenant. */
@FunctionalInterface
public interface EditorNames {

    /** By id of the member; those who are not members any more are missing. */
    Mono<Map<UUID, String>> of(TenantId tenant, Collection<UUID> members);
}
