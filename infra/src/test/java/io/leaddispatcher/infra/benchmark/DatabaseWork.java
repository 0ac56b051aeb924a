package io.leaddispatcher.infra.benchmark;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the database has written so far: transactions, bytes of its log (among them pages that are
 * written whole, the first time after a checkpoint), and the rows of each table.
 */
record DatabaseWork(long commits, long logBytes, long wholePages, Map<String, Long> rows) {

    /** A connection tells of its work once a second at most. */
    static final int COUNTED_AFTER_SECONDS = 2;

    static DatabaseWork now(Connection database) throws SQLException {
        try (Statement statement = database.createStatement()) {
            Map<String, Long> rows = new TreeMap<>();
            try (ResultSet tables =
                    statement.executeQuery(
                            "select relname, n_tup_ins, n_tup_upd, n_tup_hot_upd, n_tup_del from pg_stat_user_tables where schemaname = 'public'")) {
                while (tables.next()) {
                    String table = tables.getString(1);
                    rows.put(table + " new", tables.getLong(2));
                    rows.put(table + " changed", tables.getLong(3));
                    rows.put(table + " changed in place", tables.getLong(4));
                    rows.put(table + " deleted", tables.getLong(5));
                }
            }
            try (ResultSet whole =
                    statement.executeQuery(
                            "select xact_commit, wal_bytes::bigint, wal_fpi from pg_stat_wal, pg_stat_database where datname = current_database()")) {
                whole.next();
                return new DatabaseWork(whole.getLong(1), whole.getLong(2), whole.getLong(3), rows);
            }
        }
    }

    DatabaseWork since(DatabaseWork earlier) {
        Map<String, Long> more = new TreeMap<>();
        rows.forEach(
                (table, count) -> more.put(table, count - earlier.rows.getOrDefault(table, 0L)));
        return new DatabaseWork(
                commits - earlier.commits,
                logBytes - earlier.logBytes,
                wholePages - earlier.wholePages,
                more);
    }

    /** For each of so many; tables that got next to nothing are left out. */
    String each(int count) {
        return "%.2f transactions, %d bytes of log with %.2f whole pages%n    rows: %s"
                .formatted(
                        commits / (double) count,
                        logBytes / count,
                        wholePages / (double) count,
                        rows.entrySet().stream()
                                .filter(row -> row.getValue() * 100 >= count)
                                .map(row ->
                                        String.format(
                                                Locale.ROOT,
                                                "%s %.2f",
                                                row.getKey(),
                                                row.getValue() / (double) count))
                                .collect(Collectors.joining(", ")));
    }
}
