package io.leaddispatcher.infra.egress;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.leaddispatcher.application.egress.RefusedAddressException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

class GuardedWebClientTest {

    private final AtomicInteger calls = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    calls.incrementAndGet();
                    byte[] body =
                            exchange.getRequestURI().getPath().equals("/large")
                                    ? new byte[3 * 1024 * 1024]
                                    : new byte[] {'o', 'k'};
                    boolean away = exchange.getRequestURI().getPath().equals("/away");
                    if (away) {
                        exchange.getResponseHeaders().add("Location", "/elsewhere");
                    }
                    exchange.sendResponseHeaders(away ? 302 : 200, body.length);
                    try (var out = exchange.getResponseBody()) {
                        out.write(body);
                    } catch (IOException e) {
                        // The client hung up at its limit.
                        assertThat(body).hasSizeGreaterThan(2);
                    }
                });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void whatTheOperatorsSettingsNameIsReached() {
        var rules = EgressRules.forOperator(false, List.of(url("")));

        assertThat(get(client(rules), url("/"))).isEqualTo("ok");
    }

    @Test
    void anotherSchemeHostOrPortBesideItIsNot() {
        int port = server.getAddress().getPort();
        var client = client(EgressRules.forOperator(false, List.of(url(""))));

        for (String beside :
                List.of(
                        "https://127.0.0.1:" + port,
                        "http://localhost:" + port,
                        "http://127.0.0.1:" + (port - 1),
                        "http://127.0.0.1")) {
            assertThat(failure(client, beside))
                    .as(beside)
                    .hasRootCauseInstanceOf(RefusedAddressException.class);
        }
        assertThat(calls).hasValue(0);
    }

    @Test
    void theMailServerOfTheInstallationIsNotSpokenToInHttp() {
        int port = server.getAddress().getPort();
        var rules = EgressRules.forOperator(false, List.of("smtp://127.0.0.1:" + port));

        assertThat(failure(client(rules), url("/")))
                .hasRootCauseInstanceOf(RefusedAddressException.class);
        assertThat(calls).hasValue(0);
    }

    @Test
    void anAddressLiteralOfThisMachineIsNotReached() {
        // The port is usual for this rule, so that it is the address that is refused.
        var rules = EgressRules.forWorkspaces(false);

        assertThat(failure(client(rules), "https://127.0.0.1:8443/"))
                .hasRootCauseInstanceOf(RefusedAddressException.class);
        assertThat(failure(client(rules), "https://[::1]/"))
                .hasRootCauseInstanceOf(RefusedAddressException.class);
        assertThat(failure(client(rules), "https://169.254.169.254/latest/meta-data"))
                .hasRootCauseInstanceOf(RefusedAddressException.class);
        assertThat(failure(client(rules), "https://2130706433/"))
                .hasRootCauseInstanceOf(RefusedAddressException.class);
    }

    @Test
    void theLiteralIsRefusedByTheResolverEvenWithoutTheRuleOfTheScheme() {
        var guard =
                new CheckingEgressGuard(
                        EgressRules.forWorkspaces(false), InetAddress::getAllByName);
        var client =
                GuardedWebClient.builder(
                                GuardedWebClient.connector(new GuardedAddressResolvers(guard)),
                                EgressRules.forWorkspaces(true))
                        .build();

        assertThat(failure(client, url("/"))).hasRootCauseInstanceOf(RefusedAddressException.class);
        assertThat(calls).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.acme.test/",
                "https://www.acme.test:25/",
                "https://user:pw@www.acme.test/",
                "ftp://www.acme.test/"
            })
    void whatIsNotPlainHttpsIsRefusedBeforeAnyLookUp(String url) {
        assertThat(failure(client(EgressRules.forWorkspaces(false)), url))
                .hasRootCauseInstanceOf(RefusedAddressException.class);
    }

    @Test
    void aRedirectIsNotFollowed() {
        var client = client(EgressRules.forWorkspaces(true));

        var status =
                client.get()
                        .uri(url("/away"))
                        .exchangeToMono(answer -> Mono.just(answer.statusCode().value()))
                        .block(Duration.ofSeconds(10));

        assertThat(status).isEqualTo(302);
        assertThat(calls).hasValue(1);
    }

    @Test
    void anAnswerThatIsTooLargeIsNotTaken() {
        assertThat(failure(client(EgressRules.forWorkspaces(true)), url("/large")))
                .hasRootCauseInstanceOf(DataBufferLimitException.class);
    }

    private static WebClient client(EgressRules rules) {
        var guard = new CheckingEgressGuard(rules, InetAddress::getAllByName);
        return GuardedWebClient.builder(
                        GuardedWebClient.connector(new GuardedAddressResolvers(guard)), rules)
                .build();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static String get(WebClient client, String url) {
        return client.get()
                .uri(url)
                .retrieve()
                .bodyToMono(String.class)
                .blockOptional(Duration.ofSeconds(10))
                .orElseThrow();
    }

    private static Throwable failure(WebClient client, String url) {
        return client.get()
                .uri(URI.create(url))
                .retrieve()
                .bodyToMono(String.class)
                .<Throwable>map(answer -> new AssertionError("was answered"))
                .onErrorResume(error -> Mono.just(Exceptions.unwrap(error)))
                .blockOptional(Duration.ofSeconds(10))
                .map(error -> new IllegalStateException("refused", error))
                .orElseThrow();
    }
}
