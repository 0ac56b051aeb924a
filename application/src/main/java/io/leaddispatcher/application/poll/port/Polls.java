package io.leaddispatcher.application.poll.port;

import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How far the records of each connection that is polled have been read. */
public interface Polls {

    /**
     * A connection whose turn it is, held by this node.
     *
     * @param readTo when it was last read to; at first when polling was switched on
     * @param until for how long it is held
     */
    record Claim(TenantId tenant, ConnectionKey connection, Instant readTo, Instant until) {}

    /** Holds active connections that are to be polled and are due, of any tenant. */
    Flux<Claim> claim(int atMost, Duration hold);

    /**
     * Lets it go. Called inside a unit of work of the tenant; nothing happens when another node
     * holds it by now.
     *
     * @param readTo never earlier than it was
     */
    Mono<Void> release(Claim claim, Instant readTo, Instant dueAt);
}
