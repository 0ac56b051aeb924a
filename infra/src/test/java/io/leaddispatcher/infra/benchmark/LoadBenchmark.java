package io.leaddispatcher.infra.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Prints how many leads a second the program takes, commits, routes and tells at full speed, of one
 * workspace and of several at once, beside what pgbench commits on the same server, and how fast
 * each is told when they come steadily.
 */
final class LoadBenchmark {

    private static final List<String> WORKSPACES =
            IntStream.range(0, Integer.getInteger("benchmark.workspaces", 2))
                    .mapToObj("bench-%d"::formatted)
                    .toList();

    /** Of each workspace. */
    private static final int CONNECTIONS = Integer.getInteger("benchmark.connections", 256);

    private static final int REPS = Integer.getInteger("benchmark.reps", 3_000);

    /**
     * The compiler of a JVM that has just started takes a quarter of its time for about as long.
     */
    private static final int WARM_UP = Integer.getInteger("benchmark.warm-up", 120_000);

    private static final int FULL_SPEED = Integer.getInteger("benchmark.leads", 40_000);
    private static final int RATE = Integer.getInteger("benchmark.rate", 500);
    private static final int SECONDS = Integer.getInteger("benchmark.seconds", 60);
    private static final int PGBENCH_SECONDS = Integer.getInteger("benchmark.pgbench-seconds", 30);
    private static final long PATIENCE_SECONDS = 300;
    private static final String ROWS = "the rows of a lead";

    private final Product product;
    private final SlackStub slack;
    private final LeadGenerator ofOne;
    private final LeadGenerator ofAll;
    private final PrintStream out;

    private LoadBenchmark(Product product, SlackStub slack, PrintStream out) {
        this.product = product;
        this.slack = slack;
        this.ofOne = new LeadGenerator(product.port(), Product.token(WORKSPACES.getFirst()));
        this.ofAll =
                new LeadGenerator(product.port(), WORKSPACES.stream().map(Product::token).toList());
        this.out = out;
    }

    /** Arguments: the program's jar, a folder for its data, the command pgbench. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        Path jar = Path.of(arguments[0]);
        try (SlackStub slack = SlackStub.start()) {
            for (String workspace : WORKSPACES.subList(1, WORKSPACES.size())) {
                Product.start(jar, folder, workspace, slack.baseUrl()).close();
            }
            try (Product product =
                    Product.start(jar, folder, WORKSPACES.getFirst(), slack.baseUrl())) {
                new LoadBenchmark(product, slack, System.out).run(Path.of(arguments[2]));
            }
        }
    }

    private void run(Path pgbench) throws IOException, InterruptedException, SQLException {
        for (String workspace : WORKSPACES) {
            Workspace.set(product, workspace, REPS);
        }
        fullSpeed(ofAll, "warm-up", WARM_UP, WORKSPACES.size());
        Pgbench beside = new Pgbench(pgbench, product);
        double oneRowEach = measured(beside, Pgbench.Transaction.ONE_ROW_EACH, "one row each");
        fullSpeedBeside(beside, oneRowEach, ofOne, 1);
        if (WORKSPACES.size() > 1) {
            fullSpeedBeside(beside, oneRowEach, ofAll, WORKSPACES.size());
        }
        steady();
    }

    private double measured(Pgbench pgbench, Pgbench.Transaction transaction, String what)
            throws SQLException, IOException, InterruptedException {
        double rate = pgbench.measure(transaction, PGBENCH_SECONDS);
        say("pgbench, five statements, 8 clients: %.0f a second of %s", rate, what);
        return rate;
    }

    /**
     * Between two looks at what pgbench does with the rows of a lead: right after a checkpoint,
     * when pages are written whole, it does a third less than long after one.
     */
    private void fullSpeedBeside(
            Pgbench pgbench, double oneRowEach, LeadGenerator generator, int workspaces)
            throws IOException, InterruptedException, SQLException {
        double earlier = measured(pgbench, Pgbench.Transaction.ROWS_OF_A_LEAD, ROWS);
        DatabaseWork before = written();
        String run = "full speed, workspaces: " + workspaces;
        double rate = fullSpeed(generator, run, FULL_SPEED, workspaces);
        TimeUnit.SECONDS.sleep(DatabaseWork.COUNTED_AFTER_SECONDS);
        say("  database a lead: %s", written().since(before).each(FULL_SPEED));
        double later = measured(pgbench, Pgbench.Transaction.ROWS_OF_A_LEAD, ROWS);
        say(
                "  over pgbench: %.2f of one row each, %.2f of the rows of a lead before and after",
                rate / oneRowEach, rate / ((earlier + later) / 2));
    }

    private DatabaseWork written() throws IOException, SQLException {
        try (Connection database = product.database()) {
            return DatabaseWork.now(database);
        }
    }

    private double fullSpeed(LeadGenerator generator, String run, int leads, int workspaces)
            throws InterruptedException, IOException {
        Ledger ledger = new Ledger(leads);
        slack.noteIn(ledger::told);
        CpuTime before = product.cpuTime();
        generator.atFullSpeed(ledger, run.replaceAll("\\W+", "-"), CONNECTIONS * workspaces);
        finish(ledger, run, before);
        return ledger.rate();
    }

    private void steady() throws InterruptedException, IOException {
        Ledger ledger = new Ledger(RATE * SECONDS);
        slack.noteIn(ledger::told);
        CpuTime before = product.cpuTime();
        try (ScheduledExecutorService minutes = Executors.newSingleThreadScheduledExecutor()) {
            Runnable minute = new Minutes(ledger, before);
            Future<?> saying = minutes.scheduleAtFixedRate(minute, 60, 60, TimeUnit.SECONDS);
            ofOne.atRate(ledger, "steady", RATE, CONNECTIONS);
            saying.cancel(false);
        }
        finish(ledger, "steady at " + RATE + " a second", before);
    }

    /** Says how a steady run goes on, minute by minute: whether it gets slower, or takes more. */
    private final class Minutes implements Runnable {

        private final Ledger ledger;
        private CpuTime before;
        private int minute;

        Minutes(Ledger ledger, CpuTime before) {
            this.ledger = ledger;
            this.before = before;
        }

        @Override
        public void run() {
            try {
                CpuTime now = product.cpuTime();
                int each = RATE * 60;
                say(
                        "  minute %d: POST to Slack %s; processor time a lead: %s; resident %d MiB",
                        ++minute,
                        ledger.postToSlack((minute - 1) * each, minute * each),
                        now.since(before).each(each),
                        product.residentMib());
                before = now;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void finish(Ledger ledger, String run, CpuTime before)
            throws InterruptedException, IOException {
        boolean all = ledger.awaitAll(PATIENCE_SECONDS);
        say(
                "%s: %d leads, %.0f a second to Slack%n  POST to answer: %s%n  POST to Slack:  %s%n  processor time a lead: %s%n  missing %d, told twice %d, resident %d MiB",
                run,
                ledger.leads(),
                ledger.rate(),
                ledger.postToAnswer(),
                ledger.postToSlack(),
                product.cpuTime().since(before).each(ledger.leads()),
                all ? 0 : ledger.missing(),
                ledger.repeats(),
                product.residentMib());
    }

    private void say(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }
}
