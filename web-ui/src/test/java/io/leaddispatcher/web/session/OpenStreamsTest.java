package io.leaddispatcher.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.FindEndedSessions;
import io.leaddispatcher.application.access.ReplaceSession;
import io.leaddispatcher.application.access.ResolveSession;
import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpStatus;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.StepVerifier.Step;

class OpenStreamsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final String SESSION = "s".repeat(43);
    private static final Duration SOON = Duration.ofSeconds(61);

    private final OneMember people = new OneMember();
    private final AtomicBoolean may = new AtomicBoolean(true);
    private final OpenStreams streams =
            new OpenStreams(
                    new Doorway(
                            new ReplaceSession(people, new InMemoryAuditTrail(), people),
                            () -> "s".repeat(43),
                            URI.create("https://leads.acme.test")),
                    new ResolveSession(people, people, () -> NOW),
                    new FindEndedSessions(people));

    @BeforeEach
    void logIn() {
        people.open(new TenantId(new UUID(1, 1)), TokenHash.of(SESSION), new UUID(1, 2), NOW, null)
                .block();
    }

    @Test
    void aStreamGoesOnWithItsSessionAndKeepsItNotOpen() {
        people.beIdleFor(Duration.ofMinutes(5));
        watched().expectNoEvent(Duration.ofMinutes(10)).thenCancel().verify();
        assertThat(people.idle()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aStreamEndsWithinFiveSecondsOfItsSession() {
        watched()
                .thenAwait(Duration.ofSeconds(30))
                .then(people::endAll)
                .thenAwait(Duration.ofMillis(4_900))
                .expectComplete()
                .verify();
    }

    @Test
    void allStreamsTogetherAskOnceAndNobodyAsksWhileThereAreNone() {
        StepVerifier.withVirtualTime(() ->
                        Flux.merge(stream(), stream(), stream())
                                .filter(each -> each.comment() == null))
                .expectSubscription()
                .thenAwait(OpenStreams.LOOK.multipliedBy(3))
                .then(() -> assertThat(people.looks()).isEqualTo(3))
                .thenCancel()
                .verify();

        StepVerifier.withVirtualTime(() -> Mono.delay(Duration.ofMinutes(1)))
                .thenAwait(Duration.ofMinutes(1))
                .expectNextCount(1)
                .verifyComplete();
        assertThat(people.looks()).isEqualTo(3);
    }

    @Test
    void aStreamOfWhomNobodyKnowsWhetherTheyAreStillInEnds() {
        watched().then(people::beUnreachable).thenAwait(OpenStreams.LOOK).verifyComplete();
    }

    @Test
    void aStreamEndsWhenItMayNoLongerBeRead() {
        watched().then(() -> may.set(false)).thenAwait(SOON).verifyComplete();
    }

    @Test
    void aStreamEndsForWhomASecondFactorIsDue() {
        watched().then(() -> people.oweASecondFactor(true)).thenAwait(SOON).verifyComplete();
    }

    @Test
    void noStreamIsOpenForLongerThanAQuarterOfAnHour() {
        watched().thenAwait(Duration.ofMinutes(15)).verifyComplete();
    }

    /** Beats are left out. */
    private Step<ServerSentEvent<String>> watched() {
        return StepVerifier.withVirtualTime(() -> stream().filter(each -> each.comment() == null))
                .expectSubscription();
    }

    private Flux<ServerSentEvent<String>> stream() {
        return streams.open(SESSION, _ -> Mono.just(may.get()), Flux.never());
    }

    @Test
    void aSessionHasNoMoreThanTenAndAnotherWhenOneIsClosed() {
        List<Disposable> open = new ArrayList<>();
        for (int i = 0; i < OpenStreams.MOST; i++) {
            open.add(
                    stream()
                            .subscribe(
                                    _ -> {},
                                    failure -> {
                                        throw new AssertionError(failure);
                                    }));
        }
        StepVerifier.create(stream())
                .expectErrorSatisfies(refused ->
                        assertThat(refused)
                                .isInstanceOfSatisfying(
                                        ResponseStatusException.class,
                                        each ->
                                                assertThat(each.getStatusCode())
                                                        .isEqualTo(HttpStatus.TOO_MANY_REQUESTS)))
                .verify();
        StepVerifier.create(
                        streams.open(
                                "b", _ -> Mono.just(true), Flux.<ServerSentEvent<String>>never()))
                .expectNextCount(1)
                .thenCancel()
                .verify();

        var asked =
                MockServerWebExchange.from(
                        MockServerHttpRequest.get("/leads/stream")
                                .cookie(new HttpCookie("__Host-session", SESSION)));
        StepVerifier.create(
                        streams.open(
                                asked, _ -> Mono.just(true), Flux.<ServerSentEvent<String>>never()))
                .expectError(ResponseStatusException.class)
                .verify();
        assertThat(asked.getResponse().getHeaders().getFirst("Retry-After")).isEqualTo("61");

        open.getFirst().dispose();
        StepVerifier.create(stream()).expectNextCount(1).thenCancel().verify();
        open.forEach(Disposable::dispose);
    }
}
