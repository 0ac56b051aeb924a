package io.leaddispatcher.application.intake;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.connection.port.ConnectionHealth;
import io.leaddispatcher.application.intake.port.ReceivedEvents;
import io.leaddispatcher.application.intake.port.ReceivedEvents.Claim;
import io.leaddispatcher.application.intake.port.ReceivedEvents.Received;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * What becomes of events that could not be translated: they are tried again, later and later, for
 * three days, and are then set aside. Those that only waited for a turn wait for the next one,
 * however long.
 */
final class FailedTranslations {

    private static final Logger LOG = LoggerFactory.getLogger(FailedTranslations.class);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
    private static final Duration PATIENCE = Duration.ofDays(3);

    private final ReceivedEvents events;
    private final ConnectionDirectory connections;
    private final ConnectionHealth health;
    private final InstantSource clock;

    FailedTranslations(
            ReceivedEvents events,
            ConnectionDirectory connections,
            ConnectionHealth health,
            InstantSource clock) {
        this.events = events;
        this.connections = connections;
        this.health = health;
        this.clock = clock;
    }

    /**
     * Called inside a unit of work of the tenant. What nobody has foreseen is a try like others, so
     * that no event comes for ever.
     *
     * @param used the connection as it was when the translation was tried; null for the API
     */
    Mono<Void> settle(
            Claim claim, Received received, @Nullable ConnectionAccess used, Throwable error) {
        if (error instanceof TranslationFailedException failure) {
            return counted(claim, received, used, failure);
        }
        LOG.error(
                "event {} of tenant {} met an error that nobody has foreseen",
                claim.event(),
                claim.tenant(),
                error);
        return counted(
                claim,
                received,
                used,
                new TranslationFailedException(
                        true,
                        null,
                        "UNEXPECTED",
                        "an error that nobody has foreseen (%s)"
                                .formatted(error.getClass().getSimpleName()),
                        error));
    }

    private Mono<Void> counted(
            Claim claim,
            Received received,
            @Nullable ConnectionAccess used,
            TranslationFailedException failure) {
        if (failure.isUntried()) {
            return events.putOff(
                    claim.tenant(),
                    claim.event(),
                    clock.instant().plus(failure.retryAfter().orElse(FIRST_PAUSE)));
        }
        InboundEvent event = received.event();
        String error = failure.code() + ": " + failure.getMessage();
        boolean again = failure.isTransient() && !isOver(event);
        Mono<Void> settled =
                again
                        ? pause(claim.tenant(), received, used, failure)
                                .flatMap(pause ->
                                        events.retry(
                                                claim.tenant(),
                                                claim.event(),
                                                clock.instant().plus(pause),
                                                error))
                        : events.failed(claim.tenant(), claim.event(), error);
        return settled.then(report(event.connection(), claim, failure));
    }

    /**
     * It told something of a lead.
     *
     * @param settled false: the lead is not routed yet, so that it has to come again, for as long
     *     as others are tried
     * @param what it told
     */
    Mono<Void> told(Claim claim, Received received, boolean settled, String what) {
        return settled || isOver(received.event())
                ? events.ignored(claim.tenant(), claim.event(), what)
                : later(claim, received, "the lead is not routed yet");
    }

    /** It could be translated, and yet has to wait. */
    private Mono<Void> later(Claim claim, Received received, String why) {
        return events.retry(
                claim.tenant(),
                claim.event(),
                clock.instant().plus(pause(received.attempts(), null)),
                why);
    }

    /** It is not tried any more. */
    private boolean isOver(InboundEvent event) {
        return !clock.instant().isBefore(event.receivedAt().plus(PATIENCE));
    }

    private Mono<Void> report(
            @Nullable ConnectionKey connection, Claim claim, TranslationFailedException failure) {
        String message = failure.getMessage();
        return connection == null
                ? Mono.empty()
                : health.failed(
                        claim.tenant(), connection, failure.code(), message == null ? "" : message);
    }

    /** What was refused by an old token, while somebody gave a new one, need not wait for it. */
    private Mono<Duration> pause(
            TenantId tenant,
            Received received,
            @Nullable ConnectionAccess used,
            TranslationFailedException failure) {
        Duration usual = pause(received.attempts(), failure.retryAfter().orElse(null));
        return used == null
                ? Mono.just(usual)
                : connections
                        .find(tenant, used.key())
                        .map(now -> now.hasTheSecretsOf(used) ? usual : FIRST_PAUSE)
                        .defaultIfEmpty(usual);
    }

    private static Duration pause(int attempts, @Nullable Duration asked) {
        Duration grown = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, 12));
        Duration own = grown.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : grown;
        return asked != null && asked.compareTo(own) > 0 ? asked : own;
    }
}
