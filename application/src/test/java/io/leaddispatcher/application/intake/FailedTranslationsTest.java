package io.leaddispatcher.application.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.connection.InMemoryConnections;
import io.leaddispatcher.application.connection.RejectionCount;
import io.leaddispatcher.application.intake.port.ReceivedEvents.Claim;
import io.leaddispatcher.application.intake.port.ReceivedEvents.Received;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.application.secret.ReversingCipher;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FailedTranslationsTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final UUID EVENT = new UUID(0, 2);
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final InboundEvent LONG_AGO = at(NOW.minus(Duration.ofDays(4)));

    private final InMemoryInboundEvents events = new InMemoryInboundEvents();
    private final FailedTranslations failures =
            new FailedTranslations(
                    events,
                    new ConnectionDirectory(new InMemoryConnections(), new ReversingCipher()),
                    new RejectionCount(),
                    InstantSource.fixed(NOW));

    private static InboundEvent at(Instant received) {
        return new InboundEvent(
                TENANT, null, "hubspot", "key", "application/json", "{}".getBytes(UTF_8), received);
    }

    @Test
    void whoeverFailsForThreeDaysIsSetAside() {
        events.keep(EVENT, LONG_AGO).block();

        settle(new TranslationFailedException(true, null, "DOWN", "it is down"));

        assertThat(events.errors).containsExactly("DOWN: it is down");
        assertThat(events.putOff).isEmpty();
    }

    @Test
    void whoeverWaitsForATurnHasNotFailedHoweverLongItTakes() {
        events.keep(EVENT, LONG_AGO).block();

        settle(
                TranslationFailedException.untried(
                        Duration.ofSeconds(40), "BUSY", "the turns are taken"));

        assertThat(events.errors).isEmpty();
        assertThat(events.putOff).containsExactly(EVENT);
    }

    @Test
    void whatNobodyHasForeseenIsATryLikeOthers() {
        events.keep(EVENT, LONG_AGO).block();
        var claim = new Claim(TENANT, EVENT);
        var young = new Received(at(NOW.minus(Duration.ofDays(2))), 3);

        failures.settle(claim, young, null, new IllegalStateException("of ana@acme.test")).block();
        assertThat(events.find(TENANT, EVENT).block()).as("it comes again").isNotNull();
        failures.settle(claim, new Received(LONG_AGO, 3), null, new IllegalStateException("x"))
                .block();

        String told = "UNEXPECTED: an error that nobody has foreseen (IllegalStateException)";
        assertThat(events.errors).containsExactly(told, told);
        assertThat(events.find(TENANT, EVENT).block()).as("it is set aside").isNull();
    }

    @Test
    void whatIsToldOfALeadThatIsNotRoutedYetComesAgainForThreeDays() {
        events.keep(EVENT, LONG_AGO).block();
        var claim = new Claim(TENANT, EVENT);
        Received young = new Received(at(NOW.minus(Duration.ofDays(2))), 3);

        failures.told(claim, young, false, "converted").block();
        assertThat(events.find(TENANT, EVENT).block()).as("it waits").isNotNull();
        failures.told(claim, new Received(LONG_AGO, 3), false, "converted").block();
        failures.told(claim, young, true, "converted").block();
        assertThat(events.errors)
                .containsExactly("the lead is not routed yet", "converted", "converted");
    }

    private void settle(Throwable failure) {
        failures.settle(new Claim(TENANT, EVENT), new Received(LONG_AGO, 3), null, failure).block();
    }
}
