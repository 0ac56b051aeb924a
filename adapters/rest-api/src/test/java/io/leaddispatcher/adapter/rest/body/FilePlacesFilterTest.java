package io.leaddispatcher.adapter.rest.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.server.WebFilterChain;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class FilePlacesFilterTest {

    private static final String SIMULATE = "/api/v1/policies/lead/draft/simulate";

    private static final int PIECE = 16_384;
    private static final byte[] PIECES = new byte[PIECE];

    private final FilePlacesFilter filter = new FilePlacesFilter();
    private final List<String> refused = new ArrayList<>();
    private Sinks.Empty<Void> answered = Sinks.empty();
    private int underWay;

    private Disposable send(int tenant, String path, String type) {
        Mono<Void> work =
                Mono.defer(answered::asMono)
                        .doOnSubscribe(_ -> underWay++)
                        .doFinally(_ -> underWay--);
        return send(tenant, path, type, _ -> work);
    }

    private Disposable send(int tenant, String path, String type, WebFilterChain chain) {
        return send(tenant, path, type, Flux.empty(), chain);
    }

    private Disposable send(
            int tenant, String path, String type, Flux<DataBuffer> body, WebFilterChain chain) {
        var request =
                MockServerHttpRequest.post(path).header(HttpHeaders.CONTENT_TYPE, type).body(body);
        Caller caller = Caller.system(new TenantId(new UUID(0, tenant)));
        return filter.filter(MockServerWebExchange.from(request), chain)
                .contextWrite(
                        ReactiveSecurityContextHolder.withAuthentication(
                                new TestingAuthenticationToken(caller, "")))
                .subscribe(
                        _ -> {},
                        error -> {
                            var problem = (ProblemException) error;
                            refused.add(
                                    "%d after %s"
                                            .formatted(
                                                    problem.status().value(),
                                                    problem.headers()
                                                            .getFirst(HttpHeaders.RETRY_AFTER)));
                        });
    }

    private Disposable file(int tenant) {
        return send(tenant, SIMULATE, "text/csv;charset=UTF-8");
    }

    @Test
    void aWorkspaceHasOneFileReadAtATime() {
        file(1);
        file(1);

        assertThat(refused).containsExactly("429 after 5");
        assertThat(underWay).isEqualTo(1);
        answered.tryEmitEmpty();
        answered = Sinks.empty();
        file(1);
        assertThat(underWay).isEqualTo(1);
        assertThat(refused).hasSize(1);
    }

    @Test
    void whoHasTheAnswerMaySendTheNextAtOnce() {
        Disposable first =
                send(
                        1,
                        SIMULATE,
                        "text/csv",
                        exchange -> exchange.getResponse().setComplete().then(Mono.never()));
        file(1);
        first.dispose();
        file(1);

        assertThat(refused).as("the second has the place, and keeps it").hasSize(1);
        assertThat(underWay).isEqualTo(1);
    }

    /** Of which so many bytes arrive at once; then it is worked on without end. */
    private Disposable file(int tenant, int bytes) {
        Flux<DataBuffer> body =
                Flux.range(0, bytes / PIECE)
                        .map(_ -> DefaultDataBufferFactory.sharedInstance.wrap(PIECES));
        return send(
                tenant,
                SIMULATE,
                "text/csv",
                body,
                exchange ->
                        exchange.getRequest()
                                .getBody()
                                .then(Mono.defer(answered::asMono))
                                .doOnSubscribe(_ -> underWay++)
                                .doFinally(_ -> underWay--));
    }

    @Test
    void aNodeHoldsSoMuchAtOnceAndWhoHangsUpLeavesRoom() {
        Disposable first = file(1, RequestBodies.LARGEST_FILE);
        for (int tenant = 2; tenant <= 4; tenant++) {
            file(tenant, RequestBodies.LARGEST_FILE);
        }
        assertThat(refused).isEmpty();
        file(99, 2 * RequestBodies.LARGEST);
        assertThat(refused).containsExactly("429 after 5");
        Disposable small = file(98, RequestBodies.LARGEST);
        assertThat(refused).as("what any body may have").hasSize(1);
        small.dispose();

        first.dispose();
        file(99, RequestBodies.LARGEST_FILE);

        assertThat(refused).hasSize(1);
        assertThat(underWay).isEqualTo(4);
        file(1, 2 * RequestBodies.LARGEST);
        assertThat(refused).as("all is held again").hasSize(2);
        answered.tryEmitEmpty();
        answered = Sinks.empty();
        for (int tenant = 1; tenant <= 4; tenant++) {
            file(tenant, RequestBodies.LARGEST_FILE);
        }
        assertThat(refused).hasSize(2);
    }

    @Test
    void whoSendsSlowlyKeepsNobodyOut() {
        for (int tenant = 1; tenant <= 100; tenant++) {
            send(
                    tenant,
                    SIMULATE,
                    "text/csv",
                    Flux.just((DataBuffer) DefaultDataBufferFactory.sharedInstance.wrap(PIECES))
                            .concatWith(Flux.never()),
                    exchange -> exchange.getRequest().getBody().then());
        }

        file(101, PIECE);

        assertThat(refused).isEmpty();
        assertThat(underWay).isEqualTo(1);
    }

    @Test
    void whoeverHasNotLoggedInIsNotKeptWaiting() {
        var request =
                MockServerHttpRequest.post("/hooks/x/draft/simulate")
                        .header(HttpHeaders.CONTENT_TYPE, "text/csv")
                        .build();
        boolean[] passed = new boolean[1];

        filter.filter(
                        MockServerWebExchange.from(request),
                        _ -> Mono.fromRunnable(() -> passed[0] = true))
                .block();

        assertThat(passed[0]).isTrue();
    }

    @Test
    void whatIsNoFileNeedsNoPlace() {
        for (int sent = 0; sent < 10; sent++) {
            send(1, SIMULATE, "application/json");
            send(1, "/api/v1/leads", "text/csv");
        }
        file(1);

        assertThat(refused).isEmpty();
        assertThat(underWay).isEqualTo(21);
    }
}
