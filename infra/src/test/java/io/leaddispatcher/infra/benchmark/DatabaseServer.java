package io.leaddispatcher.infra.benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * A PostgreSQL that several nodes share, as an operator would give them one: it outlives them, and
 * writes through to disk before it acknowledges.
 */
final class DatabaseServer implements AutoCloseable {

    private static final String PASSWORD = "for-benchmarks-only";
    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private final EmbeddedPostgres server;

    private DatabaseServer(EmbeddedPostgres server) {
        this.server = server;
    }

    static DatabaseServer start(Path folder) throws IOException, SQLException {
        Files.createDirectories(folder);
        EmbeddedPostgres server =
                EmbeddedPostgres.builder()
                        .setDataDirectory(folder.resolve("postgres"))
                        .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .setLocaleConfig("locale-provider", "builtin")
                        .setLocaleConfig("builtin-locale", "C.UTF-8")
                        .setLocaleConfig("locale", "C")
                        // The library switches these off for tests.
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("max_connections", "200")
                        .setServerConfig("shared_buffers", "256MB")
                        .start();
        DatabaseServer made = new DatabaseServer(server);
        try (Connection connection = made.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create role dispatcher_owner login createrole password '%s'"
                            .formatted(PASSWORD));
            statement.execute("create database dispatcher owner dispatcher_owner");
        }
        return made;
    }

    /** What a node needs to use it. */
    List<String> settings() {
        return List.of(
                "--dispatcher.database.url=postgresql://dispatcher_owner:%s@127.0.0.1:%d/dispatcher"
                        .formatted(PASSWORD, server.getPort()),
                "--dispatcher.encryption-key=" + KEY);
    }

    /** As a superuser, past row-level security. */
    Connection connect() throws SQLException {
        return connect("dispatcher");
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), database),
                "postgres",
                "postgres");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
