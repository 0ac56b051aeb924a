package io.leaddispatcher.infra.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Prints how late reminders are, and whether each comes once, when tens of thousands of SLA clocks
 * run, hundreds are due every second on two nodes, and one of these is killed and started again in
 * the middle. Late is the time from the instant that stands in the clock's row to Slack's recorder.
 */
final class ClockBenchmark {

    private static final String WORKSPACE = "clocks";
    private static final int LEADS = Integer.getInteger("benchmark.leads", 50_000);
    private static final int RATE = Integer.getInteger("benchmark.rate", 500);
    private static final int REPS = Integer.getInteger("benchmark.reps", 3_000);
    private static final boolean KILL = !Boolean.getBoolean("benchmark.calm");
    private static final int CONNECTIONS = 64;

    /** The first reminder is due when all leads have come, and a while after. */
    private static final Duration REMIND =
            Duration.ofSeconds(LEADS / RATE + Integer.getInteger("benchmark.pause", 20));

    private static final long PATIENCE_SECONDS = 300;

    private final Path jar;
    private final Path folder;
    private final SlackStub slack;
    private final DatabaseServer database;
    private final PrintStream out;
    private final AtomicLongArray reminded = new AtomicLongArray(LEADS);
    private final AtomicIntegerArray messages = new AtomicIntegerArray(LEADS);

    private ClockBenchmark(
            Path jar, Path folder, SlackStub slack, DatabaseServer database, PrintStream out) {
        this.jar = jar;
        this.folder = folder;
        this.slack = slack;
        this.database = database;
        this.out = out;
    }

    /** Arguments: the program's jar, a folder for its data. */
    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments[0]);
        Path folder = Path.of(arguments[1]);
        try (SlackStub slack = SlackStub.start();
                DatabaseServer database = DatabaseServer.start(folder.resolve("database"))) {
            new ClockBenchmark(jar, folder, slack, database, System.out).run();
        }
    }

    private Product node(String name) throws IOException, InterruptedException {
        return Product.start(jar, folder.resolve(name), WORKSPACE, slack.baseUrl(), database);
    }

    private void run() throws Exception {
        try (Product one = node("one")) {
            configure(one);
            Product two = node("two");
            try {
                leads(one);
                awaitReminders(LEADS / 2);
                if (KILL) {
                    two.kill();
                    say("killed one of two nodes with %d of %d reminders told", told(), LEADS);
                    LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
                    two = node("two");
                    say("and started it again, with %d told", told());
                }
                awaitReminders(LEADS);
            } finally {
                two.close();
            }
        }
        print();
    }

    private static void configure(Product product) throws IOException, InterruptedException {
        product.call(
                WORKSPACE,
                "PUT",
                "/sla-policies/measured",
                """
                {"name":"Measured","targets":{"ACCEPTED":"PT6H"},
                 "escalations":[{"target":"ACCEPTED","at":"PT%dS","do":"REMIND"}]}
                """
                        .formatted(REMIND.toSeconds()));
        Workspace.set(product, WORKSPACE, REPS, ",\"sla\":\"measured\"");
    }

    private void leads(Product product) throws InterruptedException {
        Ledger ledger = new Ledger(LEADS);
        slack.noteIn(ledger::told);
        new LeadGenerator(product.port(), Product.token(WORKSPACE))
                .atRate(ledger, "measured", RATE, CONNECTIONS);
        if (!ledger.awaitAll(PATIENCE_SECONDS)) {
            throw new IllegalStateException(ledger.missing() + " leads were not told");
        }
        slack.noteIn(this::remind);
        say("%d leads, POST to Slack: %s", LEADS, ledger.postToSlack());
    }

    private void remind(int lead) {
        if (messages.incrementAndGet(lead) == 1) {
            reminded.set(lead, System.currentTimeMillis());
        }
    }

    private int told() {
        int told = 0;
        for (int lead = 0; lead < LEADS; lead++) {
            told += reminded.get(lead) == 0 ? 0 : 1;
        }
        return told;
    }

    private void awaitReminders(int count) {
        long end = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
        while (told() < count) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "%d of %d reminders were told".formatted(told(), count));
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private void print() throws SQLException {
        long[] toSlack = new long[LEADS];
        long[] toRow = new long[LEADS];
        int count = 0;
        int twice = 0;
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                """
                                select substring(l.email from 'visitor\\.([0-9]+)')::int,
                                       (extract(epoch from c.started_at) * 1000)::bigint,
                                       (extract(epoch from max(t.at)) * 1000)::bigint, count(t.id)
                                  from lead l
                                  join sla_clock c on c.tenant_id = l.tenant_id and c.lead_id = l.id
                                                 and c.target = 'ACCEPTED'
                                  join timeline t on t.tenant_id = l.tenant_id and t.lead_id = l.id
                                                 and t.type = 'SLA_REMINDED'
                                 group by 1, 2
                                """)) {
            while (rows.next()) {
                int lead = rows.getInt(1);
                long due = rows.getLong(2) + REMIND.toMillis();
                toSlack[count] = Duration.ofMillis(reminded.get(lead) - due).toNanos();
                toRow[count++] = Duration.ofMillis(rows.getLong(3) - due).toNanos();
                twice += rows.getInt(4) - 1;
            }
        }
        say("due to claimed: %s", Latencies.of(Arrays.copyOf(toRow, count)));
        say("due to Slack:   %s", Latencies.of(Arrays.copyOf(toSlack, count)));
        int repeated = 0;
        for (int lead = 0; lead < LEADS; lead++) {
            repeated += Math.max(0, messages.get(lead) - 1);
        }
        say(
                "%d clocks, %d a second due: %d reminded, %d more than once, messages repeated %d",
                LEADS, RATE, count, twice, repeated);
    }

    private void say(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }
}
