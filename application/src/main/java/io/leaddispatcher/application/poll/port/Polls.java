package io.leaddispatcher.application.poll.port;

import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How far the records of each connection that is polled have been read. */
public interface Polls {

    /**
     * A reading that took more than its turn.
     *
     * @param cursor where it goes on
     * @param began when its first page was asked for
     */
    record Unfinished(String cursor, Instant began) {}

    /**
     * A connection whose turn it is, held by this node.
     *
     * @param readTo up to when nothing is missing but what became visible late; at first when
     *     polling was switched on
     * @param unfinished null when the last reading came to its end
     * @param until for how long it is held
     */
    record Claim(
            TenantId tenant,
            ConnectionKey connection,
            Instant readTo,
            @Nullable Unfinished unfinished,
            Instant until) {}

    /** Holds active connections that are to be polled and are due, of any tenant. */
    Flux<Claim> claim(int atMost, Duration hold);

    /**
     * Lets it go. Called inside a unit of work of the tenant; nothing happens when another node
     * holds it by now.
     *
     * @param readTo never earlier than it was
     * @param unfinished null when the reading came to its end
     */
    Mono<Void> release(Claim claim, Instant readTo, @Nullable Unfinished unfinished, Instant dueAt);
}
