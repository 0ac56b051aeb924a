package io.leaddispatcher.domain.routing;

import static io.leaddispatcher.domain.routing.Decided.rules;
import static io.leaddispatcher.domain.routing.Decided.where;
import static io.leaddispatcher.domain.routing.Workspaces.NOON;
import static io.leaddispatcher.domain.routing.Workspaces.leaf;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.Decision.Result.Assigned;
import io.leaddispatcher.domain.routing.Trace.CandidateTrace;
import io.leaddispatcher.domain.routing.Trace.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds of every decision, on random workspaces, against a naive second opinion. */
class RouterPropertyTest {

    private static final List<String> COUNTRIES = List.of("DE", "AT", "FR");
    private static final List<String> LANGUAGES = List.of("de", "en", "fr");
    private static final List<String> STRATEGIES =
            List.of("ROUND_ROBIN", "WEIGHTED", "LEAST_LOADED", "PRIORITY", "BEST_MATCH");

    /** A rep as the second opinion knows it. */
    private record Person(
            String key,
            boolean active,
            boolean paused,
            boolean inHours,
            boolean away,
            @Nullable String delegate,
            int limit,
            Set<String> languages) {}

    private record Group(
            String key, String strategy, List<String> members, boolean hours, boolean language) {}

    /** Target: {@code rep:mia}, {@code pool:one}, {@code queue} or {@code reject}. */
    private record Line(
            String id,
            @Nullable String country,
            String target,
            String whenUnavailable,
            @Nullable String language,
            boolean disabled,
            int tier) {}

    private record Inquiry(String country, @Nullable String language, Set<String> decliners) {}

    /** What the second opinion expects: who may have it by which rule, or where it waits. */
    private record Expected(Set<String> takers, @Nullable String rule, String elsewhere) {}

    /** A random workspace, and the same in the words of the second opinion. */
    private static final class World {

        private final SplittableRandom random;
        private final Map<String, Person> people = new LinkedHashMap<>();
        private final Map<String, Group> groups = new LinkedHashMap<>();
        private final List<Line> lines = new ArrayList<>();
        private final Map<String, Integer> open = new LinkedHashMap<>();
        private final Workspaces workspace = workspace();

        World(SplittableRandom random) {
            this.random = random;
            int reps = random.nextInt(1, 7);
            for (int i = 0; i < reps; i++) {
                person("rep-" + i, i == 0 ? null : "rep-" + random.nextInt(i));
            }
            int pools = random.nextInt(1, 4);
            for (int i = 0; i < pools; i++) {
                group("pool-" + i);
            }
            int tier = 0;
            workspace.tier("tier 0");
            for (int i = random.nextInt(1, 7); i > 0; i--) {
                if (chance(30)) {
                    workspace.tier("tier " + ++tier);
                }
                line("rule-" + i, tier);
            }
        }

        private boolean chance(int percent) {
            return random.nextInt(100) < percent;
        }

        private <T> T any(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }

        private void person(String key, @Nullable String delegate) {
            Person person =
                    new Person(
                            key,
                            !chance(10),
                            chance(15),
                            !chance(20),
                            chance(20),
                            delegate,
                            random.nextInt(0, 9),
                            Set.copyOf(List.of(any(LANGUAGES), "en")));
            people.put(key, person);
            Map<String, @Nullable Object> absence =
                    object("from", "2026-11-01T00:00:00Z", "to", "2026-12-24T00:00:00Z");
            if (delegate != null) {
                absence.put("delegate", delegate);
            }
            workspace.rep(
                    key,
                    "active",
                    person.active(),
                    "paused",
                    person.paused(),
                    "workingHours",
                    person.inHours()
                            ? object("MON-SUN", List.of("00:00-24:00"))
                            : object("MON", List.of("09:00-10:00")),
                    "outOfOffice",
                    person.away() ? List.of(absence) : List.of(),
                    "capacity",
                    object("open", person.limit()),
                    "skills",
                    object("language", List.copyOf(person.languages())));
        }

        private void group(String key) {
            List<String> members = people.keySet().stream().filter(_ -> chance(70)).toList();
            Group group = new Group(key, any(STRATEGIES), members, !chance(25), chance(40));
            groups.put(key, group);
            workspace.pool(
                    key,
                    group.strategy(),
                    members,
                    "respect",
                    group.hours()
                            ? List.of("HOURS", "CAPACITY", "OUT_OF_OFFICE")
                            : List.of("CAPACITY", "OUT_OF_OFFICE"),
                    "skillMatch",
                    group.language()
                            ? List.of(object("skill", "language", "equals", "lead.language"))
                            : List.of());
        }

        private void line(String id, int tier) {
            String target =
                    switch (random.nextInt(10)) {
                        case 0 -> "queue";
                        case 1 -> "reject";
                        case 2, 3 -> "rep:" + any(List.copyOf(people.keySet()));
                        default -> "pool:" + any(List.copyOf(groups.keySet()));
                    };
            Line line =
                    new Line(
                            id,
                            chance(60) ? any(COUNTRIES) : null,
                            target,
                            any(List.of("NEXT_RULE", "NEXT_TIER", "ASSIGN_ANYWAY", "QUEUE")),
                            chance(20) ? any(LANGUAGES) : null,
                            chance(10),
                            tier);
            lines.add(line);
            Object whenUnavailable =
                    line.whenUnavailable().equals("QUEUE")
                            ? object("queue", "after-hours")
                            : line.whenUnavailable();
            workspace.rule(
                    id,
                    "when",
                    line.country() == null
                            ? object("all", List.of())
                            : leaf("company.country", "eq", line.country()),
                    "assign",
                    assign(target),
                    "whenUnavailable",
                    whenUnavailable,
                    "disabled",
                    line.disabled(),
                    "skills",
                    line.language() == null
                            ? List.of()
                            : List.of(
                                    object(
                                            "skill",
                                            "language",
                                            "anyOf",
                                            List.of(line.language()))));
        }

        private static Map<String, ?> assign(String target) {
            return switch (target) {
                case "queue" -> object("queue", "after-hours");
                case "reject" -> object("reject", "no");
                default ->
                        object(
                                target.substring(0, target.indexOf(':')),
                                target.substring(target.indexOf(':') + 1));
            };
        }

        Inquiry inquiry() {
            return new Inquiry(
                    any(COUNTRIES),
                    chance(70) ? any(LANGUAGES) : null,
                    chance(20) ? Set.of(any(List.copyOf(people.keySet()))) : Set.of());
        }

        LeadContext context(Inquiry inquiry, int number) {
            LeadId id = new LeadId(new UUID(7, number));
            var lead =
                    inquiry.language() == null
                            ? workspace.lead(id, NOON, "company.country", inquiry.country())
                            : workspace.lead(
                                    id,
                                    NOON,
                                    "company.country",
                                    inquiry.country(),
                                    "lead.language",
                                    inquiry.language());
            return Workspaces.declinedBy(lead, inquiry.decliners().toArray(String[]::new));
        }

        // The second opinion

        Expected expected(Inquiry inquiry) {
            int skipped = -1;
            for (Line line : lines) {
                if (line.tier() == skipped
                        || line.disabled()
                        || (line.country() != null && !line.country().equals(inquiry.country()))) {
                    continue;
                }
                if (line.target().equals("queue")) {
                    return new Expected(Set.of(), line.id(), "queue after-hours");
                }
                if (line.target().equals("reject")) {
                    return new Expected(Set.of(), line.id(), "rejected: no");
                }
                Set<String> takers = takers(line, inquiry, false);
                if (takers.isEmpty() && line.whenUnavailable().equals("ASSIGN_ANYWAY")) {
                    takers = takers(line, inquiry, true);
                }
                if (!takers.isEmpty()) {
                    return new Expected(takers, line.id(), "");
                }
                if (line.whenUnavailable().equals("QUEUE")) {
                    return new Expected(Set.of(), line.id(), "queue after-hours");
                }
                if (line.whenUnavailable().equals("NEXT_TIER")) {
                    skipped = line.tier();
                }
            }
            return new Expected(Set.of(), null, "queue fallback");
        }

        private Set<String> takers(Line line, Inquiry inquiry, boolean anyway) {
            String key = line.target().substring(line.target().indexOf(':') + 1);
            Group group = line.target().startsWith("pool:") ? groups.get(key) : null;
            Set<String> takers = new LinkedHashSet<>();
            if (group != null) {
                for (String member : group.members()) {
                    if (may(person(member), group, line, inquiry, anyway)) {
                        takers.add(member);
                    }
                }
                return takers;
            }
            // Delegates are always of a lower number: no ring.
            Person asked = person(key);
            while (!may(asked, null, line, inquiry, anyway)) {
                if (!asked.away() || !asked.active() || asked.delegate() == null) {
                    return Set.of();
                }
                asked = person(asked.delegate());
            }
            return Set.of(asked.key());
        }

        private boolean may(
                Person one, @Nullable Group group, Line line, Inquiry inquiry, boolean anyway) {
            boolean present =
                    !one.paused()
                            && !one.away()
                            && (one.inHours() || (group != null && !group.hours()));
            boolean matches =
                    group == null
                            || !group.language()
                            || group.strategy().equals("BEST_MATCH")
                            || inquiry.language() == null
                            || one.languages().contains(inquiry.language());
            return one.active()
                    && (present || anyway)
                    && open.getOrDefault(one.key(), 0) < one.limit()
                    && !inquiry.decliners().contains(one.key())
                    && (line.language() == null || one.languages().contains(line.language()))
                    && matches;
        }

        private Person person(String key) {
            return java.util.Objects.requireNonNull(people.get(key));
        }
    }

    @Test
    void theFirstRuleThatHoldsAndYieldsSomebodyWinsAndNobodyIneligibleIsChosen() {
        var random = new SplittableRandom(11);
        for (int trial = 0; trial < 300; trial++) {
            World world = new World(random);
            Router router = world.workspace.router();
            RoutingState state = world.workspace.state();
            for (int number = 0; number < 25; number++) {
                Inquiry inquiry = world.inquiry();
                LeadContext context = world.context(inquiry, number);
                Expected expected = world.expected(inquiry);
                Decision decision = router.decide(context, state, NOON.plusSeconds(number));

                assertAsExpected(decision, expected);
                assertTraceAgrees(decision);
                if (decision.result() instanceof Assigned assigned) {
                    String taker = assigned.reps().getFirst().value();
                    int open = world.open.merge(taker, 1, Integer::sum);
                    assertThat(open).isLessThanOrEqualTo(world.person(taker).limit());
                    assertThat(decision.state().workload(new RepKey(taker)).open()).isEqualTo(open);
                }
                state = decision.state();
            }
        }
    }

    private static void assertAsExpected(Decision decision, Expected expected) {
        if (expected.takers().isEmpty()) {
            assertThat(where(decision)).isEqualTo(expected.elsewhere());
        } else {
            assertThat(decision.result()).isInstanceOf(Assigned.class);
            assertThat(expected.takers()).contains(where(decision));
        }
        String rule =
                switch (decision.result()) {
                    case Assigned assigned -> assigned.rule().id();
                    case Decision.Result.Queued queued ->
                            queued.rule() == null ? null : queued.rule().id();
                    case Decision.Result.Rejected rejected -> rejected.rule().id();
                };
        assertThat(rule).isEqualTo(expected.rule());
    }

    /**
     * Whom the trace shows as chosen has the lead, and nobody else; the winner is the last rule.
     */
    private static void assertTraceAgrees(Decision decision) {
        List<String> chosen =
                rules(decision).stream()
                        .flatMap(rule -> rule.candidates().stream())
                        .filter(CandidateTrace::chosen)
                        .map(CandidateTrace::rep)
                        .toList();
        List<String> won =
                rules(decision).stream()
                        .filter(rule -> rule.outcome() == Outcome.WON)
                        .map(Trace.RuleTrace::id)
                        .toList();
        switch (decision.result()) {
            case Assigned assigned -> {
                assertThat(chosen).isEqualTo(assigned.reps().stream().map(RepKey::value).toList());
                assertThat(won).containsExactly(assigned.rule().id());
                assertThat(rules(decision).getLast().id()).isEqualTo(assigned.rule().id());
            }
            case Decision.Result.Rejected rejected ->
                    assertThat(won).containsExactly(rejected.rule().id());
            case Decision.Result.Queued queued -> {
                assertThat(chosen).isEmpty();
                if (queued.rule() != null) {
                    assertThat(rules(decision).getLast().id()).isEqualTo(queued.rule().id());
                }
            }
        }
        for (Trace.RuleTrace rule : rules(decision)) {
            assertThat(rule.candidates()).doesNotHaveDuplicates();
            assertThat(rule.matched()).isEqualTo(rule.outcome() != Outcome.NO_MATCH);
            if (rule.outcome() == Outcome.NOBODY_AVAILABLE) {
                assertThat(rule.candidates()).noneMatch(CandidateTrace::eligible);
            }
        }
    }

    @Test
    void theSameQuestionHasTheSameAnswer() {
        var random = new SplittableRandom(12);
        for (int trial = 0; trial < 100; trial++) {
            World world = new World(random);
            LeadContext context = world.context(world.inquiry(), trial);
            Decision one = world.workspace.decide(context);
            Decision other = world.workspace.decide(context);

            assertThat(where(one)).isEqualTo(where(other));
            assertThat(one.trace()).isEqualTo(other.trace());
            assertThat(one.ledgerRows()).isEqualTo(other.ledgerRows());
        }
    }

    @Test
    void pain01_withEverybodyThereNobodyIsEverMoreThanATurnAwayFromTheShare() {
        var random = new SplittableRandom(13);
        for (int trial = 0; trial < 40; trial++) {
            int members = random.nextInt(2, 9);
            int[] weights = random.ints(members, 1, 101).toArray();
            long all = java.util.Arrays.stream(weights).sum();
            List<Object> rows = new ArrayList<>();
            Workspaces workspace = workspace();
            for (int i = 0; i < members; i++) {
                workspace.rep("rep-" + i);
                rows.add(object("rep", "rep-" + i, "weight", weights[i]));
            }
            Router router =
                    workspace
                            .pool("fair", "WEIGHTED", List.of(), "members", rows)
                            .rule(
                                    "vip",
                                    "when",
                                    leaf("company.country", "eq", "AT"),
                                    "assign",
                                    object("rep", "rep-0"))
                            .rule("all", "assign", object("pool", "fair"))
                            .router();
            int[] had = new int[members];
            RoutingState state = workspace.state();
            int dealt = 0;
            for (int number = 0; number < 150; number++) {
                boolean vip = random.nextInt(4) == 0;
                var lead =
                        workspace.lead(
                                new LeadId(new UUID(7, number)),
                                NOON,
                                "company.country",
                                vip ? "AT" : "DE");
                Decision decision =
                        router.decide(LeadContext.of(lead), state, NOON.plusSeconds(number));
                state = decision.state();
                if (!vip) {
                    dealt++;
                    had[Integer.parseInt(where(decision).substring("rep-".length()))]++;
                    for (int i = 0; i < members; i++) {
                        assertThat(Math.abs(had[i] * all - (long) dealt * weights[i]))
                                .isLessThan(all);
                    }
                }
            }
        }
    }
}
