package io.leaddispatcher.adapter.slack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.slack.api.methods.response.auth.AuthTestResponse;
import com.sun.net.httpserver.HttpServer;
import io.leaddispatcher.application.connection.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read of an answer. */
class SlackClientTest {

    private static final int CHUNK = 1024 * 1024;

    private int chunks;
    private HttpServer server;
    private SlackClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/api/auth.test",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    try (OutputStream body = exchange.getResponseBody()) {
                        body.write("{\"ok\":true,\"team_id\":\"T1\",\"url\":\"".getBytes(UTF_8));
                        for (int chunk = 0; chunk < chunks; chunk++) {
                            body.write("x".repeat(CHUNK).getBytes(UTF_8));
                        }
                        body.write("\"}".getBytes(UTF_8));
                    }
                });
        server.start();
        client =
                new SlackClient(
                        "http://127.0.0.1:%d/api".formatted(server.getAddress().getPort()),
                        (_, _) -> List.of(InetAddress.getLoopbackAddress()),
                        Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    private AuthTestResponse answer(int megabytes) throws Exception {
        chunks = megabytes;
        return client.call(new Secret("xoxb-1"), "auth.test", Map.of(), AuthTestResponse.class);
    }

    @Test
    void anAnswerWithoutEndIsReadToItsLimitOnly() throws Exception {
        assertThat(answer(2).getTeamId()).isEqualTo("T1");

        assertThatThrownBy(() -> answer(100))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than 8388608 bytes");
    }
}
