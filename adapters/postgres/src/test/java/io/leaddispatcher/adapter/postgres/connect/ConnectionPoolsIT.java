package io.leaddispatcher.adapter.postgres.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class ConnectionPoolsIT {

    private static TestDatabase database;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void aConnectionThatComesBackInsideATransactionIsHandedOutWithoutIt() {
        ConnectionPool pool = ConnectionPools.open(database.access(), 1);
        try {
            Connection left = take(pool);
            // As text: of a transaction that it began itself the pool knows.
            run(left, "begin read write");
            run(left, "select set_config('app.tenant_id', 'somebody', true)");
            giveBack(left);

            Connection next = take(pool);

            assertThat(run(next, "select coalesce(current_setting('app.tenant_id', true), '')"))
                    .containsExactly("");
            assertThatWritesAreKept(next, "left-behind");
            giveBack(next);
        } finally {
            pool.dispose();
        }
    }

    @Test
    void aTransactionWhoseBeginningNobodyAwaitedIsFoundToo() {
        ConnectionPool pool = ConnectionPools.open(database.access(), 1);
        try {
            for (int hangUp = 0; hangUp < 50; hangUp++) {
                Connection left = take(pool);
                // Leaves before the answer is there: the driver does not know of the BEGIN yet.
                Mono.when(left.createStatement("begin read write").execute()).subscribe().dispose();
                giveBack(left);

                Connection next = take(pool);
                assertThatWritesAreKept(next, "hung-up-" + hangUp);
                giveBack(next);
            }
        } finally {
            pool.dispose();
        }
    }

    @Test
    void connectionsThatTheServerHasClosedFailNobody() {
        ConnectionPool pool = ConnectionPools.open(database.access(), 5);
        try {
            List<Connection> all = Stream.generate(() -> take(pool)).limit(5).toList();
            all.forEach(ConnectionPoolsIT::giveBack);
            Connection other =
                    Objects.requireNonNull(
                            ConnectionPools.connectionFactory(database.access()).create().block());

            // As the server does when it starts anew, and whatever stands between it and us.
            assertThat(
                            run(
                                    other,
                                    """
                                    select pg_terminate_backend(pid, 5000)::text from pg_stat_activity
                                     where usename = current_user and pid <> pg_backend_pid()
                                    """))
                    .hasSizeGreaterThanOrEqualTo(5)
                    .containsOnly("true");
            giveBack(other);

            Connection next = take(pool);
            assertThatWritesAreKept(next, "after-a-restart");
            giveBack(next);
        } finally {
            pool.dispose();
        }
    }

    /** What a transaction writes is there for others once it is committed. */
    private static void assertThatWritesAreKept(Connection connection, String subject) {
        Mono.from(connection.beginTransaction()).block();
        run(connection, "select record_login_failure('%s', now())::text".formatted(subject));
        Mono.from(connection.commitTransaction()).block();
        assertThat(
                        database.count(
                                "select count(*) from login_failure where subject = '%s'"
                                        .formatted(subject)))
                .as("the row of %s", subject)
                .isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"})
    void theServerEndsWhatTakesTooLong(String setting) {
        ConnectionPool pool = ConnectionPools.open(database.access(), 1);
        try {
            Connection connection = take(pool);
            assertThat(run(connection, "show " + setting))
                    .singleElement()
                    .asString()
                    .matches("[1-9][0-9]*(ms|s|min)");
            giveBack(connection);
        } finally {
            pool.dispose();
        }
    }

    private static Connection take(ConnectionPool pool) {
        return Objects.requireNonNull(pool.create().block());
    }

    private static void giveBack(Connection connection) {
        Mono.from(connection.close()).block();
    }

    private static List<String> run(Connection connection, String sql) {
        return Objects.requireNonNull(
                Flux.from(connection.createStatement(sql).execute())
                        .flatMap(result ->
                                result.map(row ->
                                        Objects.requireNonNullElse(row.get(0, String.class), "")))
                        .collectList()
                        .block());
    }
}
