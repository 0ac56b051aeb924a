package io.leaddispatcher.infra.benchmark;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Sorts the words of leads into their index, as often as a node of the program does. */
final class WordSorting implements AutoCloseable {

    private static final int EVERY_MILLIS = 500;

    private final Connection database;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Future<?> sorting;

    private WordSorting(Connection database, String schema) throws SQLException {
        this.database = database;
        String sort = "select gin_clean_pending_list('%s')".formatted(index(schema));
        this.sorting =
                timer.scheduleWithFixedDelay(
                        () -> execute(sort), EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Of the leads of a schema. */
    static WordSorting of(Product product, String schema) throws IOException, SQLException {
        return new WordSorting(product.database(), schema);
    }

    private String index(String schema) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet found =
                        statement.executeQuery(
                                "select schemaname || '.' || indexname from pg_indexes where schemaname = '%s' and tablename = 'lead' and indexdef like '%%USING gin%%(tenant_id, words)%%'"
                                        .formatted(schema))) {
            if (!found.next()) {
                throw new SQLException("the leads have no index of their words");
            }
            return found.getString(1);
        }
    }

    private void execute(String sort) {
        try (Statement statement = database.createStatement()) {
            statement.execute(sort);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        sorting.cancel(false);
        timer.close();
        database.close();
        if (sorting.state() == Future.State.FAILED) {
            throw new IllegalStateException("the words were not sorted", sorting.exceptionNow());
        }
    }
}
