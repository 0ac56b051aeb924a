package io.leaddispatcher.application.poll.port;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** One kind of system that can be asked what has changed. Called outside units of work. */
public interface ChangedRecords {

    /**
     * Some changes, the longest ago first.
     *
     * @param events one for each record; the same record in the same state has the same key
     * @param newest when the last of them was changed, by the other side's clock; null when there
     *     is none
     * @param next where to go on; null after the last page
     */
    record Page(List<InboundEvent> events, @Nullable Instant newest, @Nullable String next) {
        public Page {
            events = List.copyOf(events);
        }
    }

    ConnectionType type();

    /**
     * What was changed at this instant or later. Fails with {@link
     * io.leaddispatcher.application.intake.port.TranslationFailedException}.
     *
     * @param cursor null for the first page; then {@code since} counts no longer
     */
    Mono<Page> since(
            TenantId tenant, ConnectionAccess connection, Instant since, @Nullable String cursor);
}
