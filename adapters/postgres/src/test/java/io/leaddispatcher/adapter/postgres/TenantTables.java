package io.leaddispatcher.adapter.postgres;

import io.leaddispatcher.domain.tenant.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;

/** Every table of the schema that belongs to tenants, and rows for it made of nothing but types. */
final class TenantTables {

    private static final String NAMES =
            """
            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
              join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
             where n.nspname = 'public' and c.relkind in ('r', 'p')
             order by c.relname
            """;

    private static final String COLUMNS =
            """
            select a.attname as name, format_type(a.atttypid, null) as type
              from pg_attribute a
             where a.attrelid = cast(:relation as regclass) and a.attnum > 0 and not a.attisdropped
               and (a.attnotnull and not a.atthasdef or a.attname = 'tenant_id')
             order by a.attnum
            """;

    private static final String CHECKS =
            """
            select format('alter table %I drop constraint %I', r.relname, k.conname)
              from pg_constraint k join pg_class r on r.oid = k.conrelid join pg_namespace n on n.oid = r.relnamespace
             where n.nspname = 'public' and k.contype = 'c'
            """;

    private static final Map<String, String> VALUES =
            Map.ofEntries(
                    Map.entry("uuid", "gen_random_uuid()"),
                    Map.entry("text", "md5(random()::text)"),
                    Map.entry("bytea", "decode(md5(random()::text), 'hex')"),
                    Map.entry("smallint", "1"),
                    Map.entry("integer", "1"),
                    Map.entry("bigint", "1"),
                    Map.entry("numeric", "1"),
                    Map.entry("double precision", "1"),
                    Map.entry("boolean", "true"),
                    Map.entry("date", "current_date"),
                    Map.entry("interval", "'1 hour'"),
                    Map.entry("timestamp with time zone", "now()"),
                    Map.entry("jsonb", "'{}'"),
                    Map.entry("text[]", "'{}'"),
                    Map.entry("timestamp with time zone[]", "'{}'"),
                    Map.entry("tsvector", "''"));

    private record Column(String name, String type) {}

    private final TestDatabase database;
    private final DatabaseClient client;

    TenantTables(TestDatabase database) {
        this.database = database;
        this.client = database.get(DatabaseClient.class);
    }

    List<String> names() {
        return all(client.sql(NAMES));
    }

    private static List<String> all(DatabaseClient.GenericExecuteSpec sql) {
        return Objects.requireNonNull(sql.mapValue(String.class).all().collectList().block());
    }

    /** One row of the tenant in each table; what checks and foreign keys want does not matter. */
    void fill(TenantId tenant) {
        all(client.sql(CHECKS)).forEach(database::executeAsSuperuser);
        List<String> statements =
                new ArrayList<>(List.of("set session_replication_role = replica"));
        names().stream()
                .filter(table -> !table.equals("tenant"))
                .map(table -> insert(table, tenant))
                .forEach(statements::add);
        database.executeAsSuperuser(String.join(";\n", statements));
    }

    String insert(String table, TenantId tenant) {
        List<Column> columns =
                Objects.requireNonNull(
                        client.sql(COLUMNS)
                                .bind("relation", table)
                                .map(row ->
                                        new Column(
                                                Objects.requireNonNull(
                                                        row.get("name", String.class)),
                                                Objects.requireNonNull(
                                                        row.get("type", String.class))))
                                .all()
                                .collectList()
                                .block());
        return "insert into %s (%s) values (%s)"
                .formatted(
                        table,
                        columns.stream().map(Column::name).collect(Collectors.joining(", ")),
                        columns.stream()
                                .map(column ->
                                        column.name().equals("tenant_id")
                                                ? "'%s'".formatted(tenant)
                                                : value(table, column))
                                .collect(Collectors.joining(", ")));
    }

    private static String value(String table, Column column) {
        return Objects.requireNonNull(
                VALUES.get(column.type()),
                () ->
                        "no value of type %s is known for %s.%s"
                                .formatted(column.type(), table, column.name()));
    }
}
