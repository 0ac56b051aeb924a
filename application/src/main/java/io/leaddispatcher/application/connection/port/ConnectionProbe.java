package io.leaddispatcher.application.connection.port;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/** Tries a connection out. One implementation per type of connection. */
public interface ConnectionProbe {

    /** Says nothing that came from the provider, so that it cannot be used to look around. */
    record Finding(boolean ok, String message) {}

    /** The {@link ConnectionAccess#type()} that this can try. */
    String type();

    /** Never fails: what goes wrong is a finding. */
    Mono<Finding> probe(TenantId tenant, ConnectionAccess connection);
}
