package io.leaddispatcher.application.intake.port;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.intake.InboundEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Turns a stored event into a lead body, asking the provider for what the event does not carry. One
 * implementation per source. Calls out may be made: never called inside a unit of work.
 */
public interface EventTranslator {

    /** The {@link InboundEvent#source()} that this understands. */
    String source();

    /**
     * Fails with {@link TranslationFailedException}.
     *
     * @param connection what the event came by; null for the API
     */
    Mono<Translation> translate(InboundEvent event, @Nullable ConnectionAccess connection);

    /**
     * When it happened; null when nobody knows.
     *
     * @param told what the lead body says of it; null when it says nothing
     */
    default @Nullable Instant happenedAt(InboundEvent event, @Nullable Instant told) {
        return told;
    }
}
