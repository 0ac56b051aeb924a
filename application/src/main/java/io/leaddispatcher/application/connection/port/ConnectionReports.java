package io.leaddispatcher.application.connection.port;

import io.leaddispatcher.application.connection.ConnectionHealthView;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Map;
import reactor.core.publisher.Mono;

/** What was learnt through {@link ConnectionHealth}. */
public interface ConnectionReports {

    /**
     * @param since errors that were last seen earlier are left out
     */
    Mono<ConnectionHealthView> show(TenantId tenant, ConnectionKey key, Instant since);

    /** What has come in by a connection and was not taken up yet. */
    default Mono<ConnectionHealthView.Waiting> waiting(TenantId tenant, ConnectionKey key) {
        return Mono.just(ConnectionHealthView.Waiting.NOTHING);
    }

    /**
     * Those of all connections of which something is known, in one look.
     *
     * @param since errors that were last seen earlier are left out
     */
    Mono<Map<ConnectionKey, ConnectionHealthView>> showAll(TenantId tenant, Instant since);
}
