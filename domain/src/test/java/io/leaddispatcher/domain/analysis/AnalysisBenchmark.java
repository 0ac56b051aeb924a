package io.leaddispatcher.domain.analysis;

import static io.leaddispatcher.domain.analysis.Analyses.all;
import static io.leaddispatcher.domain.routing.Workspaces.leaf;
import static io.leaddispatcher.domain.routing.Workspaces.object;

import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.routing.Workspaces;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Prints how long policies of a thousand rules take to be analysed. */
final class AnalysisBenchmark {

    private static final int RULES = 1_000;
    private static final int ROUNDS = 5;

    private static final List<String> INDUSTRIES =
            List.of("fintech", "retail", "health", "energy", "media", "law", "food", "travel");

    private final SplittableRandom random = new SplittableRandom(7);
    private final List<String> countries = List.of(Locale.getISOCountries());

    private AnalysisBenchmark() {}

    public static void main(String[] arguments) {
        var benchmark = new AnalysisBenchmark();
        benchmark.print("country, industry, size", benchmark.segmented());
        benchmark.print("any two of five fields", benchmark.crossing());
        benchmark.print("one country each, a rest", benchmark.plain());
    }

    private void print(String name, Workspaces workspace) {
        RoutingConfiguration configuration = workspace.configuration();
        Policy policy = Analyses.policy(configuration);
        for (int round = 1; round <= ROUNDS; round++) {
            long start = System.nanoTime();
            PolicyAnalysis analysis =
                    PolicyAnalysis.of(policy, LeadKind.LEAD, configuration, Workspaces.NOON);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            Map<Finding.Type, Integer> counts = new TreeMap<>();
            analysis.findings().forEach(found -> counts.merge(found.type(), 1, Integer::sum));
            System.out.printf(
                    "%s, round %d: %d ms, complete %b, %s%n",
                    name, round, took.toMillis(), analysis.isComplete(), counts);
        }
    }

    /** Most rules have no lead in common. */
    private Workspaces segmented() {
        Workspaces workspace = PolicyAnalysisTest.pools();
        for (int i = 0; i < RULES; i++) {
            int size = 100 * random.nextInt(10);
            workspace.rule(
                    "r" + i,
                    "when",
                    all(
                            leaf(
                                    "company.country",
                                    "in",
                                    List.of(pick(countries), pick(countries))),
                            leaf("company.industry", "eq", pick(INDUSTRIES)),
                            leaf("company.employees", "between", range(size, size + 99))),
                    "assign",
                    object("pool", random.nextBoolean() ? "dach" : "west"));
        }
        return workspace;
    }

    /** Nearly all rules have leads in common. */
    private Workspaces crossing() {
        Workspaces workspace = PolicyAnalysisTest.pools();
        for (int i = 0; i < RULES; i++) {
            workspace.rule(
                    "r" + i,
                    "when",
                    all(anything(), anything()),
                    "assign",
                    object("pool", random.nextBoolean() ? "dach" : "west"));
        }
        return workspace;
    }

    private Workspaces plain() {
        Workspaces workspace = PolicyAnalysisTest.pools();
        for (int i = 0; i < RULES; i++) {
            workspace.rule(
                    "r" + i,
                    "when",
                    all(
                            leaf("company.country", "eq", countries.get(i % countries.size())),
                            leaf("lead.score", "gte", i / countries.size() * -10 + 90)),
                    "assign",
                    object("pool", random.nextBoolean() ? "dach" : "west"));
        }
        return workspace.rule("rest", "assign", object("queue", "after-hours"));
    }

    private Object anything() {
        int low = random.nextInt(90);
        return switch (random.nextInt(5)) {
            case 0 -> leaf("company.country", "in", List.of(pick(countries), pick(countries)));
            case 1 -> leaf("company.industry", "eq", pick(INDUSTRIES));
            case 2 -> leaf("lead.score", "between", range(low, low + 10));
            case 3 -> leaf("contact.title", "contains", pick(INDUSTRIES));
            default -> leaf("lead.source", "ne", pick(INDUSTRIES));
        };
    }

    private static List<Object> range(int low, int high) {
        return List.of(BigDecimal.valueOf(low), BigDecimal.valueOf(high));
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
