package io.leaddispatcher.application.idempotency.port;

import io.leaddispatcher.application.idempotency.Hold;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The requests of each tenant that carried a key, with their answers. Called inside a unit of work
 * of the tenant where nothing else is said.
 */
public interface IdempotentRequests {

    /**
     * What is known of a request.
     *
     * @param content keyed hash of what was sent
     * @param answer encrypted; null while there is none
     * @param held whether somebody may still be at it
     * @param begun whether a unit of work of it was committed
     * @param past whether its time is over
     */
    @SuppressWarnings("ArrayRecordComponent") // Bytes that are passed on, never compared.
    record Known(
            String content, byte @Nullable [] answer, boolean held, boolean begun, boolean past) {}

    /** Remembers a request that is new; answers false when it is known already. */
    Mono<Boolean> begin(Hold hold, String content, Duration lease);

    /** Reads it, and keeps others from changing it until the unit of work ends. */
    Mono<Known> find(TenantId tenant, String request, Duration kept);

    /** Begins a known request anew, in place of whoever had it. */
    Mono<Void> takeOver(Hold hold, String content, Duration lease);

    /** The answer, unless somebody else has taken it over. */
    Mono<Void> settle(Hold hold, byte[] answer);

    /**
     * Nobody is at it any more. Forgets it, unless a repeat would do it twice: then it stays,
     * without an answer. Nothing happens when somebody else has taken it over.
     *
     * @param repeatable whether it may be done again although a unit of work of it was committed
     */
    Mono<Void> release(Hold hold, boolean repeatable);

    /** Deletes those whose time is over, of any tenant. Needs no unit of work. */
    Mono<Integer> forgetPast(Duration kept, int atMost);
}
