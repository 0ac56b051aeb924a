package io.leaddispatcher.domain.analysis;

import static io.leaddispatcher.domain.analysis.Analyses.all;
import static io.leaddispatcher.domain.analysis.Analyses.any;
import static io.leaddispatcher.domain.analysis.Analyses.not;
import static io.leaddispatcher.domain.routing.Workspaces.leaf;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;

import io.leaddispatcher.domain.routing.Workspaces;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Policies of a few rules over fields of every kind, with faults put in. Each rule asks for some
 * value that is there, so that what nobody asks for is left to the seeded rules.
 */
final class RandomPolicies {

    private static final List<String> COUNTRIES =
            List.of("DE", "AT", "CH", "FR", "US", "GB", "IT", "ES");
    private static final List<String> WORDS =
            List.of("fintech", "retail", "health", "tech", "energy");
    private static final List<String> DAYS = List.of("MON", "TUE", "WED", "SAT", "SUN");

    private final SplittableRandom random;

    /**
     * A policy and the faults that were put into it.
     *
     * @param shadowed the rule that never gets a lead; null for none
     * @param hasGap whether no rule takes everything
     */
    record Faulty(
            Workspaces workspace,
            @Nullable String shadowed,
            boolean hasOverlap,
            boolean hasDeadPool,
            boolean hasGap) {}

    private record Drafted(String id, Object when, Map<String, ?> target) {}

    RandomPolicies(long seed) {
        random = new SplittableRandom(seed);
    }

    Faulty next() {
        List<Drafted> rules = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(3); i++) {
            rules.add(new Drafted("r" + i, all(asked(), tree(2)), target()));
        }
        String shadowed = random.nextBoolean() ? seedShadow(rules) : null;
        boolean hasOverlap = random.nextBoolean();
        if (hasOverlap) {
            seedOverlap(rules);
        }
        boolean hasDeadPool = random.nextBoolean();
        if (hasDeadPool) {
            rules.add(
                    place(rules),
                    new Drafted("dead", leaf("custom.team", "eq", "x"), object("pool", "nobody")));
        }
        boolean hasGap = random.nextBoolean();
        Workspaces workspace = places();
        for (Drafted rule : rules) {
            workspace.rule(rule.id(), "when", rule.when(), "assign", rule.target());
        }
        if (!hasGap) {
            workspace.rule("rest", "assign", object("pool", "east"));
        }
        return new Faulty(workspace, shadowed, hasOverlap, hasDeadPool, hasGap);
    }

    /** Behind a rule, one that asks for some of the same leads. */
    private String seedShadow(List<Drafted> rules) {
        int behind = random.nextInt(rules.size());
        Drafted wide = rules.get(behind);
        Object narrow =
                switch (random.nextInt(4)) {
                    case 0 -> wide.when();
                    case 1 -> all(wide.when(), leaf("lead.campaign", "eq", "q4"));
                    case 2 -> all(leaf("lead.campaign", "starts_with", "q"), wide.when());
                    default -> not(not(all(wide.when(), any(tree(1), asked()))));
                };
        rules.add(
                behind + 1 + random.nextInt(rules.size() - behind),
                new Drafted("shadowed", narrow, target()));
        return "shadowed";
    }

    private void seedOverlap(List<Drafted> rules) {
        rules.addFirst(
                new Drafted(
                        "first",
                        leaf("custom.team", "in", List.of("a", "b")),
                        object("pool", "west")));
        rules.add(
                1 + random.nextInt(rules.size()),
                new Drafted(
                        "second",
                        leaf("custom.team", "in", List.of("b", "c")),
                        object("pool", "east")));
    }

    private int place(List<Drafted> rules) {
        return random.nextInt(rules.size() + 1);
    }

    private static Workspaces places() {
        return workspace()
                .reps("mia", "ben", "noor")
                .pool("east", "ROUND_ROBIN", List.of("mia"))
                .pool("west", "ROUND_ROBIN", List.of("ben", "noor"))
                .pool("nobody", "ROUND_ROBIN", List.of())
                .field("tags", "LIST")
                .field("team", "TEXT")
                .field("vip", "BOOLEAN")
                .field("renewal", "DATE")
                .list("strategic", "acme.com", "globex")
                .territory("dach", "countries", List.of("AT", "CH"))
                .territory("bavaria", "states", List.of("DE-BY"), "parent", "dach")
                .territory("berlin", "postalPrefixes", List.of("DE:10"))
                .segment("big", leaf("company.employees", "gte", 1_000))
                .segment(
                        "rich",
                        any(
                                leaf("lead.estimatedValue", "gt", 5_000),
                                leaf("company.employees", "gte", 5_000)));
    }

    private Map<String, ?> target() {
        return pick(
                List.of(
                        object("pool", "east"),
                        object("pool", "west"),
                        object("queue", "after-hours"),
                        object("reject", "spam")));
    }

    private Object tree(int depth) {
        return switch (random.nextInt(depth == 0 ? 1 : 4)) {
            case 1 -> any(tree(depth - 1), tree(depth - 1));
            case 2 -> all(tree(depth - 1), asked());
            case 3 -> not(tree(depth - 1));
            default -> random.nextInt(4) == 0 ? refused() : asked();
        };
    }

    /** Holds of nothing that is missing. */
    private Object asked() {
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> leaf("company.country", "in", some(COUNTRIES));
            case 3, 4 -> leaf("company.industry", pick(List.of("eq", "contains")), pick(WORDS));
            case 5 -> leaf("company.industry", "starts_with", pick(WORDS).substring(0, 3));
            case 6, 7 ->
                    leaf(
                            "company.employees",
                            pick(List.of("gt", "gte", "lt", "lte", "eq")),
                            pick(List.of(10, 100, 1_000, 2_000)));
            case 8 -> between("lead.score", random.nextInt(50));
            case 9 -> leaf("custom.tags", "contains", pick(WORDS));
            case 10 -> leaf("custom.vip", "eq", random.nextBoolean());
            case 11 -> leaf("territory", "in", some(List.of("dach", "bavaria", "berlin")));
            case 12 -> leaf("segment", "eq", pick(List.of("big", "rich")));
            case 13 -> leaf("time.utc.weekday", "in", some(DAYS));
            case 14 ->
                    leaf("lead.message", "matches", pick(List.of("casino|lottery", "^hi [a-z]+")));
            default ->
                    pick(
                            List.of(
                                    leaf("company.domain", "in_list", "strategic"),
                                    leaf("custom.renewal", "after", "2026-12-01"),
                                    leaf("contact.email", "ends_with", ".edu"),
                                    leaf(
                                            "company.geo",
                                            "within_km",
                                            object("lat", 52, "lon", 13, "km", 30))));
        };
    }

    private Object refused() {
        return switch (random.nextInt(4)) {
            case 0 -> leaf("company.country", "not_in", some(COUNTRIES));
            case 1 -> leaf("company.industry", "ne", pick(WORDS));
            case 2 -> leaf("custom.tags", "not_contains", pick(WORDS));
            default -> object("field", "company.employees", "op", "missing");
        };
    }

    private static Object between(String field, int low) {
        return leaf(
                field,
                "between",
                List.<Object>of(BigDecimal.valueOf(low), BigDecimal.valueOf(low + 30)));
    }

    private List<String> some(List<String> from) {
        List<String> some = new ArrayList<>();
        some.add(pick(from));
        some.add(pick(from));
        return some;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** A lead that may be asked for by many rules. */
    Object[] lead() {
        List<Object> values = new ArrayList<>();
        addSome(values, "company.country", pick(COUNTRIES));
        addSome(values, "company.industry", pick(WORDS));
        addSome(values, "company.employees", pick(List.of(5, 10, 50, 100, 1_500, 6_000)));
        addSome(values, "lead.score", random.nextInt(100));
        addSome(values, "custom.tags", some(WORDS));
        addSome(values, "custom.vip", random.nextBoolean());
        addSome(values, "custom.team", pick(List.of("a", "b", "c", "x")));
        addSome(values, "lead.estimatedValue", pick(List.of(100, 10_000)));
        addSome(values, "lead.campaign", pick(List.of("q4", "spring")));
        addSome(values, "company.postalCode", pick(List.of("10115", "80331")));
        addSome(values, "company.domain", pick(List.of("acme.com", "other.org")));
        addSome(values, "lead.message", pick(List.of("hi there", "win the lottery")));
        values.add("receivedAt");
        values.add(
                "2026-11-%02dT%02d:30:00Z".formatted(1 + random.nextInt(28), random.nextInt(24)));
        return values.toArray();
    }

    private void addSome(List<Object> values, String path, Object value) {
        if (random.nextInt(3) > 0) {
            values.add(path);
            values.add(value);
        }
    }
}
