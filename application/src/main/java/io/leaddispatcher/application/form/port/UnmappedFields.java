package io.leaddispatcher.application.form.port;

import io.leaddispatcher.application.form.UnmappedField;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The names of fields that forms sent and nothing took, by connection. */
public interface UnmappedFields {

    /** Of all of a connection only the latest are kept; of a connection that is gone, none. */
    Mono<Void> note(TenantId tenant, ConnectionKey connection, Set<String> names, Instant at);

    /** The latest first. */
    Flux<UnmappedField> list(TenantId tenant, ConnectionKey connection);
}
