package io.leaddispatcher.infra.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Prints what one workspace that floods the program does to another one that gets a lead now and
 * then: how long its leads take to Slack, alone and beside the flood.
 */
final class NeighbourBenchmark {

    private static final String QUIET = "quiet";
    private static final String NOISY = "noisy";
    private static final int REPS = Integer.getInteger("benchmark.reps", 1_000);
    private static final int RATE = Integer.getInteger("benchmark.rate", 20);
    private static final int SECONDS = Integer.getInteger("benchmark.seconds", 30);
    private static final int FLOOD = Integer.getInteger("benchmark.connections", 64);
    private static final int WARM_UP = Integer.getInteger("benchmark.warm-up", 40_000);
    private static final int OF_THE_FLOOD = 1_000_000;

    private final Product product;
    private final SlackStub slack;
    private final PrintStream out;

    private NeighbourBenchmark(Product product, SlackStub slack, PrintStream out) {
        this.product = product;
        this.slack = slack;
        this.out = out;
    }

    /** Arguments: the program's jar, a folder for its data. */
    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments[0]);
        Path folder = Path.of(arguments[1]);
        try (SlackStub slack = SlackStub.start()) {
            Product.start(jar, folder, QUIET, slack.baseUrl()).close();
            try (Product product = Product.start(jar, folder, NOISY, slack.baseUrl())) {
                new NeighbourBenchmark(product, slack, System.out).run();
            }
        }
    }

    private void run() throws Exception {
        Workspace.set(product, QUIET, 100);
        Workspace.set(product, NOISY, REPS);
        steady("warm-up");
        flood("warm-up", WARM_UP, new AtomicBoolean(true));
        Ledger alone = steady("alone");
        AtomicBoolean goesOn = new AtomicBoolean(true);
        try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Double> noise = thread.submit(() -> flood("flood", 1_000_000, goesOn));
            Ledger beside = steady("beside");
            goesOn.set(false);
            out.printf(
                    Locale.ROOT,
                    "alone, POST to answer:  %s%nalone, POST to Slack:   %s%nbeside, POST to answer: %s%nbeside, POST to Slack:  %s, while the neighbour sent %.0f a second%np99 beside over p99 alone: %.2f%n",
                    alone.postToAnswer(),
                    alone.postToSlack(),
                    beside.postToAnswer(),
                    beside.postToSlack(),
                    noise.get(),
                    beside.postToSlack().millis(99) / alone.postToSlack().millis(99));
        }
    }

    private Ledger steady(String run) throws InterruptedException {
        Ledger ledger = new Ledger(RATE * SECONDS);
        slack.noteIn(ledger::told);
        new LeadGenerator(product.port(), Product.token(QUIET)).atRate(ledger, run, RATE, 16);
        if (!ledger.awaitAll(120)) {
            throw new IllegalStateException(ledger.missing() + " leads were not told");
        }
        return ledger;
    }

    /** Leads a second that were acknowledged. */
    private double flood(String run, int most, AtomicBoolean goesOn)
            throws IOException, InterruptedException {
        Ledger ledger = new Ledger(OF_THE_FLOOD, most);
        new LeadGenerator(product.port(), Product.token(NOISY), goesOn::get)
                .atFullSpeed(ledger, run, FLOOD);
        return ledger.acknowledgedPerSecond();
    }
}
