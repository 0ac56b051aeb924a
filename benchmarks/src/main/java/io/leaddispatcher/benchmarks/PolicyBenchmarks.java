package io.leaddispatcher.benchmarks;

import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.policy.compiled.CompiledPolicy;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Checks that all engines answer alike, measures each, and prints a table with the ratios that
 * matter.
 */
public final class PolicyBenchmarks {

    private static final List<Integer> SIZES =
            Stream.of(System.getProperty("bench.rules", "10,100,1000,10000").split(","))
                    .map(Integer::valueOf)
                    .toList();
    private static final List<Engines> ENGINES =
            Stream.of(System.getProperty("bench.engines", "").split(","))
                    .filter(name -> !name.isBlank())
                    .map(Engines::valueOf)
                    .toList();
    private static final int MEASUREMENTS = 5;

    private final PrintStream out = System.out;
    private final Map<Engines, Map<Integer, Figures>> figures = new EnumMap<>(Engines.class);

    /** Of one engine and one number of rules. */
    private record Figures(double nanos, double bytes) {}

    private PolicyBenchmarks() {}

    public static void main(String[] arguments) throws RunnerException {
        PolicyBenchmarks all = new PolicyBenchmarks();
        all.checkThatAllAgree();
        for (Engines engine : engines()) {
            for (int rules : SIZES) {
                all.measure(engine, rules);
            }
        }
        all.table();
        all.ratios();
        all.compileTimes();
    }

    private static Collection<Engines> engines() {
        return ENGINES.isEmpty() ? Arrays.asList(Engines.values()) : ENGINES;
    }

    private void checkThatAllAgree() {
        for (int rules : SIZES) {
            Workload workload = new Workload(rules);
            Engine loop = Engines.LOOP.of(workload);
            for (Engines other : engines()) {
                long start = System.nanoTime();
                Engine engine = other.of(workload);
                double seconds = (System.nanoTime() - start) / 1e9;
                for (int lead = 0; lead < other.checked(); lead++) {
                    if (engine.first(lead) != loop.first(lead)) {
                        throw new IllegalStateException(
                                "%s of %d rules: lead %d by rule %d, not %d"
                                        .formatted(
                                                other,
                                                rules,
                                                lead,
                                                engine.first(lead),
                                                loop.first(lead)));
                    }
                }
                say(
                        "%d rules, %d leads: %s agrees (made in %.2f s)",
                        rules, other.checked(), other, seconds);
            }
        }
    }

    private void measure(Engines engine, int rules) throws RunnerException {
        Collection<RunResult> results =
                new Runner(
                                new OptionsBuilder()
                                        .include(DecisionBenchmark.class.getName())
                                        .param("engine", engine.name())
                                        .param("rules", Integer.toString(rules))
                                        .forks(1)
                                        .warmupIterations(engine.warmups())
                                        .warmupTime(TimeValue.seconds(engine.seconds()))
                                        .measurementIterations(MEASUREMENTS)
                                        .measurementTime(TimeValue.seconds(engine.seconds()))
                                        .jvmArgsAppend("-Xmx4g", "-XX:+UseCompactObjectHeaders")
                                        .addProfiler(GCProfiler.class)
                                        .verbosity(VerboseMode.SILENT)
                                        .build())
                        .run();
        RunResult result = results.iterator().next();
        Figures found =
                new Figures(
                        result.getPrimaryResult().getScore(),
                        Objects.requireNonNull(
                                        result.getSecondaryResults().get("gc.alloc.rate.norm"))
                                .getScore());
        figures.computeIfAbsent(engine, _ -> new TreeMap<>()).put(rules, found);
        say(
                "%s, %d rules: %.0f ns, %.0f bytes (warmed up %d s)",
                engine.label(),
                rules,
                found.nanos(),
                found.bytes(),
                engine.warmups() * engine.seconds());
    }

    private void table() {
        StringBuilder head = new StringBuilder("| ns a decision (bytes) |");
        SIZES.forEach(size -> head.append(" %d rules |".formatted(size)));
        say("%n%s%n|%s", head, " --- |".repeat(SIZES.size() + 1));
        figures.forEach((engine, bySize) -> {
            StringBuilder row = new StringBuilder("| %s |".formatted(engine.label()));
            bySize.values()
                    .forEach(one ->
                            row.append(
                                    String.format(
                                            Locale.ROOT,
                                            " %,.0f (%,.0f) |",
                                            one.nanos(),
                                            one.bytes())));
            say("%s", row);
        });
    }

    private void ratios() {
        say("");
        ratio(
                "match, 10,000 rules over 10 rules (at most 12)",
                Engines.MATCH,
                10_000,
                Engines.MATCH,
                10);
        ratio(
                "loop over match, 1,000 rules (at least 10)",
                Engines.LOOP,
                1_000,
                Engines.MATCH,
                1_000);
        ratio(
                "loop over match, 10,000 rules (at least 100)",
                Engines.LOOP,
                10_000,
                Engines.MATCH,
                10_000);
        ratio(
                "Drools over match, 1,000 rules (at least 50)",
                Engines.DROOLS,
                1_000,
                Engines.MATCH,
                1_000);
        ratio(
                "Drools over match, 10,000 rules (at least 300)",
                Engines.DROOLS,
                10_000,
                Engines.MATCH,
                10_000);
        ratio(
                "Drools over read and match, 1,000 rules",
                Engines.DROOLS,
                1_000,
                Engines.READ_AND_MATCH,
                1_000);
        ratio(
                "a whole decision over match, 1,000 rules (at most 20)",
                Engines.DECISION,
                1_000,
                Engines.MATCH,
                1_000);
        ratio(
                "a whole decision over read and match, 1,000 rules",
                Engines.DECISION,
                1_000,
                Engines.READ_AND_MATCH,
                1_000);
    }

    private void ratio(String what, Engines one, int rules, Engines other, int otherRules) {
        Figures over = figures.getOrDefault(one, Map.of()).get(rules);
        Figures under = figures.getOrDefault(other, Map.of()).get(otherRules);
        if (over != null && under != null) {
            say("%s: %.1f", what, over.nanos() / under.nanos());
        }
    }

    private void compileTimes() {
        for (int rules : SIZES) {
            Policy policy = Policies.of(new Workload(rules));
            double[] millis = new double[9];
            for (int round = 0; round < millis.length; round++) {
                long start = System.nanoTime();
                CompiledPolicy.of(policy);
                millis[round] = (System.nanoTime() - start) / 1e6;
            }
            double first = millis[0];
            Arrays.sort(millis);
            say(
                    "compiling %d rules: %.1f ms the first time, median %.1f ms",
                    rules, first, millis[4]);
        }
    }

    private void say(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }
}
