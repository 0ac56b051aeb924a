package io.leaddispatcher.adapter.postgres.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class DatabaseAccessTest {

    private static TlsServer server;

    @BeforeAll
    static void open(@TempDir Path folder) {
        server = new TlsServer(folder);
    }

    @AfterAll
    static void close() throws IOException {
        server.close();
    }

    /** The server's certificate is for the name localhost, and is its own authority. */
    @ParameterizedTest
    @CsvSource({
        "require,     false, 127.0.0.1, true",
        "verify-ca,   false, localhost, false",
        "verify-full, false, localhost, false",
        "verify-ca,   true,  127.0.0.1, true",
        "verify-full, true,  127.0.0.1, false",
        "verify-full, true,  localhost, true",
    })
    void bothDriversTrustTheServerByTheMode(
            String mode, boolean knowsTheAuthority, String host, boolean trusted)
            throws InterruptedException {
        DatabaseAccess access =
                DatabaseAccess.parse(
                        "postgresql://u:p@%s:%d/db?sslmode=%s%s"
                                .formatted(
                                        host,
                                        server.port(),
                                        mode,
                                        knowsTheAuthority
                                                ? "&sslrootcert=" + server.certificate()
                                                : ""),
                        "app");

        connectByJdbc(access);
        assertThat(server.accepted.take()).as("JDBC").isEqualTo(trusted);
        connectReactively(access);
        assertThat(server.accepted.take()).as("R2DBC").isEqualTo(trusted);
        assertThat(server.accepted).isEmpty();
    }

    private static void connectByJdbc(DatabaseAccess access) {
        try (Connection _ = DriverManager.getConnection(access.jdbcUrl(), "u", "p")) {
            throw new IllegalStateException("the server is none");
        } catch (SQLException e) {
            // It hangs up on everybody.
        }
    }

    private static void connectReactively(DatabaseAccess access) {
        Mono.from(ConnectionPools.connectionFactory(access).create()).onErrorComplete().block();
    }

    @Test
    void withoutAModeNothingIsEncrypted() {
        assertThat(DatabaseAccess.parse("postgresql://u:p@db/leads", "app").jdbcUrl())
                .isEqualTo("jdbc:postgresql://db:5432/leads?sslmode=disable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sslmode=prefer",
                "sslmode=allow",
                "sslmode=VERIFY",
                "sslmode=",
                "sslmode",
                "sslmode=require&sslmode=disable",
                "sslmode=require&sslrootcert=/ca.pem",
                "sslmod=require",
                "options=-c%20row_security%3Doff",
                "user=postgres"
            })
    void whatIsNotUnderstoodIsRefused(String query) {
        assertThatThrownBy(() -> DatabaseAccess.parse("postgresql://u:p@db/leads?" + query, "app"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dispatcher.database.url");
    }
}
