package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.crm.port.KnownOwners;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Of one record. */
public final class InMemoryKnownOwners implements KnownOwners {

    public @Nullable LastWord word;

    /** Oldest first. */
    public final List<Sight> seen = new ArrayList<>();

    @Override
    public Mono<LastWord> last(TenantId tenant, ConnectionKey connection, String record) {
        return Mono.fromSupplier(() -> word);
    }

    @Override
    public Mono<Void> seen(Sight sight) {
        return Mono.fromRunnable(() -> {
            seen.add(sight);
            word = new LastWord.Was(sight.owner());
        });
    }
}
