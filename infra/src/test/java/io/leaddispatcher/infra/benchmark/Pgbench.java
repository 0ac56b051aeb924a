package io.leaddispatcher.infra.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the same server commits when nothing but pgbench asks it: per transaction one row like the
 * last one of each of four tables, with the same indexes, and an update of a counter.
 */
final class Pgbench {

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final Set<String> OF_EACH_ROW = Set.of("id", "lead_id", "event_id", "run_id");

    private final Path command;
    private final Product product;

    Pgbench(Path command, Product product) {
        this.command = command;
        this.product = product;
    }

    /** Transactions a second. */
    double measure(int seconds) throws SQLException, IOException, InterruptedException {
        Path script = product.folder().resolve("five-statements.sql");
        Files.writeString(script, script());
        ProcessBuilder run =
                new ProcessBuilder(
                        command.toString(),
                        "-n",
                        "-M",
                        "prepared",
                        "-c",
                        "8",
                        "-j",
                        "2",
                        "-T",
                        Integer.toString(seconds),
                        "-f",
                        script.toString());
        run.environment()
                .putAll(
                        Map.of(
                                "PGHOST", "127.0.0.1",
                                "PGPORT", product.databasePort(),
                                "PGUSER", "postgres",
                                "PGDATABASE", "dispatcher",
                                "PGPASSWORD", product.databasePassword()));
        Process process = run.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        Matcher rate = RATE.matcher(output);
        if (process.waitFor() != 0 || !rate.find()) {
            throw new IOException(output);
        }
        clear();
        return Double.parseDouble(rate.group(1));
    }

    /** What its rows would cost of vacuums later is not the program's. */
    private void clear() throws IOException, SQLException {
        try (Connection connection = product.database();
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema benchmark cascade");
        }
    }

    private String script() throws IOException, SQLException {
        try (Connection connection = product.database();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema benchmark");
            List<String> lines = new ArrayList<>(List.of("\\set nth random(1, 1000)", "begin;"));
            for (String table : List.of("inbound_event", "lead", "assignment", "delivery")) {
                statement.execute(
                        "create table benchmark.%1$s (like public.%1$s including all)"
                                .formatted(table));
                lines.add(insert(statement, table));
            }
            statement.execute(
                    "create table benchmark.counter (rep integer primary key, leads bigint not null)");
            statement.execute(
                    "insert into benchmark.counter select n, 0 from generate_series(1, 1000) n");
            lines.add("update benchmark.counter set leads = leads + 1 where rep = :nth;");
            lines.add("commit;");
            return String.join("\n", lines) + "\n";
        }
    }

    private static String insert(Statement statement, String table) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        try (ResultSet columns =
                statement.executeQuery(
                        "select column_name from information_schema.columns where table_schema = 'public' and table_name = '%s' and is_generated = 'NEVER' order by ordinal_position"
                                .formatted(table))) {
            while (columns.next()) {
                values.put(columns.getString(1), "");
            }
        }
        try (ResultSet row =
                statement.executeQuery(
                        "select %s from public.%s order by id desc limit 1"
                                .formatted(
                                        values.keySet().stream()
                                                .map("quote_nullable(%s::text)"::formatted)
                                                .collect(Collectors.joining(", ")),
                                        table))) {
            row.next();
            int index = 1;
            for (Map.Entry<String, String> value : values.entrySet()) {
                String text = row.getString(index++).replace("\n", " ").replace(":rep", "-rep");
                value.setValue(
                        OF_EACH_ROW.contains(value.getKey())
                                ? "uuidv7()"
                                : value.getKey().equals("idempotency_key")
                                        ? "uuidv7()::text"
                                        : text);
            }
        }
        return "insert into benchmark.%s (%s) values (%s);"
                .formatted(
                        table,
                        String.join(", ", values.keySet()),
                        String.join(", ", values.values()));
    }
}
