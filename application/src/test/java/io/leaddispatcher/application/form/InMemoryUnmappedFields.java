package io.leaddispatcher.application.form;

import io.leaddispatcher.application.form.port.UnmappedFields;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Remembers what was noted, call by call. */
public final class InMemoryUnmappedFields implements UnmappedFields {

    public final List<Set<String>> noted = new ArrayList<>();
    public boolean fails;

    private Instant lastAt = Instant.EPOCH;

    @Override
    public Mono<Void> note(
            TenantId tenant, ConnectionKey connection, Set<String> names, Instant at) {
        return Mono.defer(() -> {
            if (fails) {
                return Mono.error(new IllegalStateException("the database is away"));
            }
            noted.add(new TreeSet<>(names));
            lastAt = at;
            return Mono.empty();
        });
    }

    @Override
    public Flux<UnmappedField> list(TenantId tenant, ConnectionKey connection) {
        return Flux.fromIterable(noted)
                .flatMapIterable(names -> names)
                .distinct()
                .map(name -> new UnmappedField(name, lastAt));
    }
}
