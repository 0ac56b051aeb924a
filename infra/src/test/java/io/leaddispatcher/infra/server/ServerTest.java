package io.leaddispatcher.infra.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.infra.failure.CannotStartException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;

/** What the server is told beyond Boot's settings, met over a socket. */
class ServerTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final int PATIENCE = 30_000;

    private @Nullable DisposableServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.disposeNow();
        }
    }

    @Test
    void aClientThatPausesAmidItsRequestIsHungUpOn() throws IOException {
        start(new ServerConfiguration().patience(SHORT, LONG));

        assertThat(answer("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf"))
                .doesNotContain("200 OK");
    }

    @Test
    void aClientThatDribblesIsHungUpOn() throws IOException {
        start(new ServerConfiguration().patience(LONG, SHORT));

        assertThat(answer("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf"))
                .doesNotContain("200 OK");
    }

    @Test
    void anAnswerMayTakeLonger() throws IOException {
        start(new ServerConfiguration().patience(SHORT, SHORT));

        assertThat(
                        answer(
                                "POST /slow HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                                        + "Content-Length: 4\r\n\r\nbody"))
                .contains("200 OK", "127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.1           | 198.51.100.7                          | 198.51.100.7",
                "127.0.0.0/8         | 6.6.6.6, 198.51.100.7                 | 198.51.100.7",
                "127.0.0.1,10.0.0.0/8| 6.6.6.6, 198.51.100.7, 10.1.2.3       | 198.51.100.7",
                "127.0.0.1,10.0.0.0/8| 10.6.6.6, 198.51.100.7 ,10.1.2.3      | 198.51.100.7",
                "127.0.0.1,fd00::/8  | 2a00:1450:4001:80f::200e, fd00::7     |"
                        + " 2a00:1450:4001:80f:0:0:0:200e",
                "127.0.0.1           | [2a00:1450:4001:80f::200e]:4711       |"
                        + " 2a00:1450:4001:80f:0:0:0:200e",
                "127.0.0.1           | rubbish, 198.51.100.7:4711            | 198.51.100.7",
                "127.0.0.1,10.0.0.0/8| 10.0.0.8, 10.0.0.9                    | 10.0.0.8",
                "127.0.0.1           | ::ffff:198.51.100.7                   | 198.51.100.7",
            })
    void aTrustedProxySaysWhoseRequestItIs(String trusted, String header, String client)
            throws IOException {
        start(proxies(trusted));

        assertThat(asked(header)).endsWith(client);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ",", "198.51.100.7,", "unknown", "localhost", "198.51.100", "1.2.3.4:x"})
    void whatCannotBeReadCountsForNothing(String header) throws IOException {
        start(proxies("127.0.0.1"));

        assertThat(asked(header)).endsWith("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0/8", "127.0.0.2", "::1"})
    void nobodyElseIsBelieved(String trusted) throws IOException {
        start(proxies(trusted));

        assertThat(asked("198.51.100.7")).endsWith("127.0.0.1");
    }

    @Test
    void severalHeadersAreReadInTheirOrder() throws IOException {
        start(proxies("127.0.0.1"));

        assertThat(asked("6.6.6.6\r\nX-Forwarded-For: 198.51.100.7")).endsWith("198.51.100.7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"proxy.internal", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "fd00::/x"})
    void aSettingThatIsNoNetworkEndsTheStart(String setting) {
        assertThatThrownBy(() -> TrustedProxies.of(List.of("10.0.0.7", setting)))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("dispatcher.trusted-proxies: '%s'".formatted(setting));
    }

    private static NettyServerCustomizer proxies(String trusted) {
        var proxies = TrustedProxies.of(Arrays.asList(trusted.split(",", -1)));
        return server ->
                server.forwarded(
                        (connection, request) -> proxies.client(connection, request.headers()));
    }

    /** Answers with the client's address once it has the whole request. */
    private void start(NettyServerCustomizer customizer) {
        server =
                customizer
                        .apply(HttpServer.create().host("127.0.0.1").port(0))
                        .handle((request, response) ->
                                request.receive()
                                        .aggregate()
                                        .then(
                                                request.uri().equals("/slow")
                                                        ? Mono.delay(SHORT.multipliedBy(3))
                                                        : Mono.empty())
                                        .thenMany(response.sendString(Mono.just(address(request)))))
                        .bindNow();
    }

    private static String address(HttpServerRequest request) {
        return Objects.requireNonNull(request.remoteAddress()).getAddress().getHostAddress();
    }

    private int port() {
        return Objects.requireNonNull(server).port();
    }

    private String asked(String forwardedFor) throws IOException {
        return answer(
                        "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Forwarded-For: %s\r\n\r\n"
                                .formatted(forwardedFor))
                .replaceAll("(?s).*\r\n\r\n([0-9a-f]+\r\n)?", "")
                .replaceAll("(?s)\r\n.*", "");
    }

    /** All that comes until the server hangs up. */
    private String answer(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
                OutputStream out = socket.getOutputStream()) {
            socket.setSoTimeout(PATIENCE);
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
