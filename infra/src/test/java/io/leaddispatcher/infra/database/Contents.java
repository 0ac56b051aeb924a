package io.leaddispatcher.infra.database;

import io.leaddispatcher.adapter.postgres.connect.DatabaseAccess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What stands in all tables of a test's database, past row-level security. */
public final class Contents {

    /** Each with the columns that hold bytes; all others are found in the text of its rows. */
    private static final String TABLES =
            """
            select c.relname,
                   array(select a.attname::text from pg_attribute a
                          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                            and a.atttypid = 'bytea'::regtype)
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> 'flyway_schema_history'
             order by c.relname
            """;

    private final String url;
    private final Map<String, List<String>> bytes = new TreeMap<>();

    public Contents(DatabaseAccess database) {
        this.url =
                "jdbc:postgresql://%s:%d/%s"
                        .formatted(database.host(), database.port(), database.database());
    }

    /** How many rows of each table name it, in text or in bytes; without tables that do not. */
    public Map<String, Long> mentions(String text) {
        String counts =
                tables().stream()
                        .map(table ->
                                "select '%1$s', count(*) from %1$s t where %2$s"
                                        .formatted(table, names(table, text)))
                        .collect(Collectors.joining(" union all "));
        Map<String, Long> found = new TreeMap<>();
        query(
                counts,
                rows -> {
                    if (rows.getLong(2) > 0) {
                        found.put(rows.getString(1), rows.getLong(2));
                    }
                });
        return found;
    }

    public List<String> tables() {
        return List.copyOf(bytes().keySet());
    }

    private Map<String, List<String>> bytes() {
        if (bytes.isEmpty()) {
            query(
                    TABLES,
                    rows ->
                            bytes.put(
                                    rows.getString(1),
                                    List.of((String[]) rows.getArray(2).getArray())));
        }
        return bytes;
    }

    /** The condition that a row of the table, {@code t}, names it. */
    public String names(String table, String text) {
        var conditions = new StringBuilder("t::text ilike '%%%s%%'".formatted(text));
        for (String column : bytes().getOrDefault(table, List.of())) {
            conditions.append(
                    " or replace(encode(t.%s, 'escape'), ' ', '') ilike '%%%s%%'"
                            .formatted(column, text));
        }
        return conditions.toString();
    }

    /** The first column, as one text to a line. */
    public List<String> texts(String sql) {
        List<String> found = new ArrayList<>();
        query(sql, rows -> found.add(rows.getString(1)));
        return found;
    }

    private void query(String sql, Row each) {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                each.read(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private interface Row {
        void read(ResultSet rows) throws SQLException;
    }
}
