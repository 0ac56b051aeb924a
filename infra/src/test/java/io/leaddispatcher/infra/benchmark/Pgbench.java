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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the same server commits when nothing but pgbench asks it: transactions of five statements,
 * of which four insert rows like the last ones that the program wrote, with the same indexes, and
 * one changes rows. Each lead has words of its own, as those of the program have, and they are
 * sorted into their index beside it by the same function at the same pace.
 */
final class Pgbench {

    private static final Pattern NUMBER = Pattern.compile(Pattern.quote(LeadBody.MARK) + "(\\d+)");
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final Set<String> OF_EACH_ROW = Set.of("id", "lead_id", "event_id", "run_id");
    private static final Set<String> NAMED_BY_EACH_ROW = Set.of("idempotency_key", "handle");
    private static final int COUNTED = 1_000;

    /** The numbers of leads follow one another, as those of the program's do. */
    private static final int FIRST = 100_000;

    private static final String SCHEMA = "benchmark";

    private final Path command;
    private final Product product;

    Pgbench(Path command, Product product) {
        this.command = command;
        this.product = product;
    }

    /** Rows like the last ones of a table. */
    private record Last(String table, int rows) {

        Last(String table) {
            this(table, 1);
        }
    }

    /**
     * What one transaction writes: what each of its inserts adds, how many counters it raises, and
     * whether it marks its message as sent.
     */
    record Transaction(int counters, boolean sent, List<List<Last>> inserts) {

        /** The least that a lead can be: event, lead, counter, assignment, message. */
        static final Transaction ONE_ROW_EACH =
                new Transaction(
                        1,
                        false,
                        List.of(
                                List.of(new Last("inbound_event")),
                                List.of(new Last("lead")),
                                List.of(new Last("assignment")),
                                List.of(new Last("delivery"))));

        /** All that a lead writes here, until its message is marked as sent. */
        static final Transaction ROWS_OF_A_LEAD =
                new Transaction(
                        3,
                        true,
                        List.of(
                                List.of(new Last("inbound_event")),
                                List.of(new Last("lead"), new Last("lead_identity", 3)),
                                List.of(
                                        new Last("assignment"),
                                        new Last("routing_run"),
                                        new Last("pool_ledger_row")),
                                List.of(new Last("timeline", 4), new Last("delivery"))));
    }

    /** Transactions a second. */
    double measure(Transaction transaction, int seconds)
            throws SQLException, IOException, InterruptedException {
        Path script = product.folder().resolve("five-statements.sql");
        Files.writeString(script, script(transaction));
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
        try (WordSorting _ = WordSorting.of(product, SCHEMA)) {
            Process process = run.redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            Matcher rate = RATE.matcher(output);
            if (process.waitFor() != 0 || !rate.find()) {
                throw new IOException(output);
            }
            return Double.parseDouble(rate.group(1));
        } finally {
            clear();
        }
    }

    /** What its rows would cost of vacuums later is not the program's. */
    private void clear() throws IOException, SQLException {
        try (Connection connection = product.database();
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema benchmark cascade");
        }
    }

    private String script(Transaction transaction) throws IOException, SQLException {
        try (Connection connection = product.database();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema benchmark");
            statement.execute("create sequence benchmark.number start %d".formatted(FIRST));
            List<String> lines = new ArrayList<>();
            lines.add("\\set nth random(1, %d)".formatted(COUNTED));
            lines.add("begin;");
            for (List<Last> added : transaction.inserts()) {
                lines.add(inserts(statement, added));
            }
            if (transaction.sent()) {
                lines.add(
                        lines.removeLast().replaceFirst(";$", " returning id as message \\\\gset"));
            }
            lines.add(updates(statement, transaction));
            lines.add("commit;");
            return String.join("\n", lines) + "\n";
        }
    }

    private static String inserts(Statement statement, List<Last> added) throws SQLException {
        List<String> inserts = new ArrayList<>();
        for (Last last : added) {
            statement.execute(
                    "create table benchmark.%1$s (like public.%1$s including all)"
                            .formatted(last.table()));
            inserts.add(insert(statement, last));
        }
        return inOne(inserts);
    }

    private static String updates(Statement statement, Transaction transaction)
            throws SQLException {
        List<String> updates = new ArrayList<>();
        if (transaction.sent()) {
            updates.add(
                    "update benchmark.delivery set state = 'DELIVERED', attempts = attempts + 1, reference = 'D0000001/1.000001', updated_at = now() where tenant_id = '%s' and id = cast(:message as uuid)"
                            .formatted(tenant(statement)));
        }
        for (int counter = 0; counter < transaction.counters(); counter++) {
            String table = "benchmark.counter_" + counter;
            statement.execute(
                    "create table %s (rep integer primary key, leads bigint not null)"
                            .formatted(table));
            statement.execute(
                    "insert into %s select n, 0 from generate_series(1, %d) n"
                            .formatted(table, COUNTED));
            updates.add("update %s set leads = leads + 1 where rep = :nth".formatted(table));
        }
        return inOne(updates);
    }

    /** The last part as it is, the others before it. */
    private static String inOne(List<String> parts) {
        List<String> before = new ArrayList<>();
        for (String part : parts.subList(0, parts.size() - 1)) {
            before.add("part_%d as (%s)".formatted(before.size(), part));
        }
        String with = before.isEmpty() ? "" : "with " + String.join(", ", before) + " ";
        return with + parts.getLast() + ";";
    }

    private static String insert(Statement statement, Last last) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (ResultSet names =
                statement.executeQuery(
                        "select column_name from information_schema.columns where table_schema = 'public' and table_name = '%s' and is_generated = 'NEVER' order by ordinal_position"
                                .formatted(last.table()))) {
            while (names.next()) {
                columns.add(names.getString(1));
            }
        }
        List<String> rows = new ArrayList<>();
        try (ResultSet row =
                statement.executeQuery(
                        "select %s from public.%s order by ctid desc limit %d"
                                .formatted(
                                        columns.stream()
                                                .map("quote_nullable(%s::text)"::formatted)
                                                .collect(Collectors.joining(", ")),
                                        last.table(),
                                        last.rows()))) {
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (String column : columns) {
                    values.add(value(column, row.getString(values.size() + 1)));
                }
                rows.add("(" + String.join(", ", values) + ")");
            }
        }
        return "insert into benchmark.%s (%s) values %s"
                .formatted(last.table(), String.join(", ", columns), String.join(", ", rows));
    }

    private static String tenant(Statement statement) throws SQLException {
        try (ResultSet one =
                statement.executeQuery(
                        "select tenant_id from delivery order by ctid desc limit 1")) {
            one.next();
            return one.getString(1);
        }
    }

    /** The number of the lead that was copied, which its address ends in, gives way to another. */
    private static String ownWords(String copied) {
        Matcher number = NUMBER.matcher(copied);
        return number.find()
                ? "cast(replace(%s, '%s', cast(nextval('benchmark.number') as text)) as tsvector)"
                        .formatted(copied, number.group(1))
                : copied;
    }

    private static String value(String column, String copied) {
        if (column.equals("words")) {
            return ownWords(copied);
        }
        if (column.equals("state") && copied.equals("'DELIVERED'")) {
            // As it is added with its lead.
            return "'SENDING'";
        }
        if (OF_EACH_ROW.contains(column)) {
            return "uuidv7()";
        }
        if (NAMED_BY_EACH_ROW.contains(column)) {
            return "uuidv7()::text";
        }
        return copied.replace("\n", " ").replace(":rep", "-rep");
    }
}
