package io.leaddispatcher.adapter.postgres.connect;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has PostgreSQL sample the tables of which it does not know when it did so last. A crash takes its
 * counters of changes away: by itself it samples none of them until a tenth of it has changed once
 * more, and plans till then as if what came since the last sample were not there.
 */
public final class TableSamples {

    private static final Logger LOG = LoggerFactory.getLogger(TableSamples.class);

    private static final String UNKNOWN =
            """
            select string_agg(format('%I.%I', schemaname, relname), ', ')
              from pg_stat_user_tables
             where last_analyze is null and last_autoanalyze is null
               and schemaname = current_schema() and pg_relation_size(relid) > 0
            """;

    private final DatabaseAccess access;

    public TableSamples(DatabaseAccess access) {
        this.access = access;
    }

    /** Beside everything else: a large database takes some seconds, and nobody needs to wait. */
    public void renewInBackground() {
        Thread.ofVirtual().name("table-samples").start(this::renewIfPossible);
    }

    private void renewIfPossible() {
        try {
            renew();
        } catch (SQLException e) {
            LOG.warn(
                    "tables are not sampled, so that queries may be slow till PostgreSQL does it by itself: {}",
                    e.getMessage());
        }
    }

    /** What another node samples already is left to it. */
    void renew() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                access.jdbcUrl(),
                                access.owner().role(),
                                access.owner().password());
                Statement statement = connection.createStatement()) {
            String unknown = unknown(statement);
            if (unknown != null) {
                statement.execute("analyze (skip_locked) " + unknown);
            }
        }
    }

    private static @Nullable String unknown(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(UNKNOWN)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
