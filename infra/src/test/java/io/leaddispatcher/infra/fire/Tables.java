package io.leaddispatcher.infra.fire;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.connect.DatabaseAccess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What lies in the tables, seen past row-level security. */
record Tables(String url, String password) {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    static Tables of(DatabaseAccess database) {
        return new Tables(
                "jdbc:postgresql://%s:%d/%s"
                        .formatted(database.host(), database.port(), database.database()),
                "");
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long count(String sql) throws SQLException {
        return Long.parseLong(texts(sql).getFirst());
    }

    /** The first column. */
    List<String> texts(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    /** Holds what the query locks until it is closed. */
    Connection hold(String locking) throws SQLException {
        Connection connection = connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.execute(locking)).isTrue();
        }
        return connection;
    }

    /** Waits until the query finds no row. */
    void awaitNone(String sql, Duration patience) throws SQLException {
        long end = System.nanoTime() + patience.toNanos();
        List<String> found = texts(sql);
        while (!found.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            found = texts(sql);
        }
        assertThat(found).as(sql).isEmpty();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, "postgres", password);
    }
}
