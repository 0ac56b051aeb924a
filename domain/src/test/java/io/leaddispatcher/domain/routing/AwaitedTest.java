package io.leaddispatcher.domain.routing;

import static io.leaddispatcher.domain.routing.Workspaces.NOON;
import static io.leaddispatcher.domain.routing.Workspaces.leaf;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Workload;
import io.leaddispatcher.domain.routing.Decision.Result.Assigned;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** For whom a lead waits, and whether they are there. */
class AwaitedTest {

    private static final List<String> REPS = List.of("ada", "ben", "cem", "dot", "eve");

    private static Awaited awaited(Workspaces workspace, Lead lead) {
        return Awaited.of(
                workspace.router().decide(LeadContext.of(lead), workspace.state(), NOON),
                workspace.configuration(),
                lead.kind());
    }

    private static boolean isThere(Workspaces workspace, Awaited awaited) {
        return new Presence(workspace.configuration(), NOON)
                .isThereFor(awaited, workspace.state()::workload);
    }

    @Test
    void itWaitsForThoseWhoAreAwayOrFullAndForNobodyElse() {
        Workspaces workspace =
                workspace()
                        .rep("ada", "paused", true)
                        .rep("ben", "capacity", object("open", 1))
                        .rep("cem", "active", false)
                        .rep("dot", "paused", true)
                        .busy("ben", 1)
                        .pool("sales", "ROUND_ROBIN", List.of("ada", "ben", "cem"))
                        .queue("later")
                        .rule(
                                "all",
                                "assign",
                                object("pool", "sales"),
                                "whenUnavailable",
                                object("queue", "later"));
        Awaited awaited = awaited(workspace, workspace.lead());

        assertThat(awaited.by())
                .extracting(one -> one.rep().value())
                .containsExactlyInAnyOrder("ada", "ben");
        assertThat(isThere(workspace, awaited)).isFalse();
        assertThat(isThere(workspace.busy("ben", 0), awaited)).isTrue();
    }

    @Test
    void whatNoRuleTakesWaitsForNobody() {
        Workspaces workspace =
                workspace()
                        .rep("ada")
                        .rule(
                                "none",
                                "when",
                                leaf("lead.intent", "eq", "demo"),
                                "assign",
                                object("rep", "ada"));

        assertThat(awaited(workspace, workspace.lead())).isEqualTo(Awaited.NOBODY);
        assertThat(isThere(workspace, Awaited.NOBODY)).isFalse();
    }

    /**
     * In thousands of small workspaces: whenever the router would give a lead to somebody who was
     * not there before, it has waited for one who is there now; so nobody is left waiting.
     */
    @Test
    void nobodyIsLeftWaitingForWhomSomebodyIsThere() {
        SplittableRandom random = new SplittableRandom(11);
        int came = 0;
        for (int round = 0; round < 1_500; round++) {
            Workspaces workspace = some(random);
            RoutingConfiguration configuration = workspace.configuration();
            Lead lead = workspace.lead("lead.intent", random.nextBoolean() ? "demo" : "price");
            Decision before =
                    new Router(configuration)
                            .decide(LeadContext.of(lead), state(random), instant(random));
            if (before.result() instanceof Assigned) {
                continue;
            }
            Awaited awaited = Awaited.of(before, configuration, lead.kind());
            Instant later = instant(random);
            RoutingState state = state(random);
            Presence presence = new Presence(configuration, later);
            if (new Router(configuration).decide(LeadContext.of(lead), state, later).result()
                    instanceof Assigned) {
                came++;
                assertThat(presence.isThereFor(awaited, state::workload)).isTrue();
            }
            if (presence.isThereFor(awaited, state::workload)) {
                assertThat(presence.isAnybodyThere(state::workload)).isTrue();
            }
        }
        assertThat(came).isGreaterThan(50);
    }

    @Test
    void whoHasAllTheLeadsOfThisKindIsAwaitedToo() {
        Workspaces workspace =
                workspace()
                        .rep("ben", "capacity", object("perKind", object("lead", 1)))
                        .queue("later")
                        .rule(
                                "all",
                                "assign",
                                object("rep", "ben"),
                                "whenUnavailable",
                                object("queue", "later"));
        Decision first = workspace.decide();
        RoutingState full = first.state();
        Lead second = workspace.lead();
        Decision decision =
                new Router(workspace.configuration()).decide(LeadContext.of(second), full, NOON);
        Awaited awaited = Awaited.of(decision, workspace.configuration(), second.kind());
        Presence presence = new Presence(workspace.configuration(), NOON);

        assertThat(Decided.where(first)).isEqualTo("ben");
        assertThat(decision.result()).isInstanceOf(Decision.Result.Queued.class);
        assertThat(presence.isThereFor(awaited, full::workload)).isFalse();
        assertThat(presence.isThereFor(new Awaited(awaited.by(), LeadKind.MEETING), full::workload))
                .isTrue();
        assertThat(presence.isAnybodyThere(full::workload)).as("for a meeting").isTrue();
        RoutingState free = full.withOneLess(new RepKey("ben"), LeadKind.LEAD);
        assertThat(presence.isThereFor(awaited, free::workload)).isTrue();
    }

    private static Instant instant(SplittableRandom random) {
        return NOON.plus(Duration.ofHours(random.nextInt(24 * 7)));
    }

    private static RoutingState state(SplittableRandom random) {
        Map<RepKey, Workload> loads = new HashMap<>();
        for (String rep : REPS) {
            int open = random.nextInt(3);
            loads.put(
                    new RepKey(rep),
                    new Workload(open, open, open)
                            .of(ImmutableMap.of(LeadKind.LEAD, random.nextInt(open + 1))));
        }
        return new RoutingState(Map.of(), loads);
    }

    private static Workspaces some(SplittableRandom random) {
        Workspaces workspace = workspace().queue("later");
        for (String rep : REPS) {
            workspace.rep(
                    rep,
                    "paused",
                    random.nextInt(5) == 0,
                    "active",
                    random.nextInt(8) != 0,
                    "capacity",
                    object(
                            "open",
                            1 + random.nextInt(2),
                            "perKind",
                            object("lead", 1 + random.nextInt(3))),
                    "skills",
                    object("language", List.of(random.nextBoolean() ? "de" : "en")),
                    "workingHours",
                    object(
                            "MON-FRI",
                            List.of(random.nextBoolean() ? "08:00-12:00" : "12:00-20:00")));
        }
        pool(workspace, random, "one");
        pool(workspace, random, "two");
        for (int rule = 0; rule < 3; rule++) {
            rule(workspace, random, "rule-" + rule);
        }
        return workspace;
    }

    private static void pool(Workspaces workspace, SplittableRandom random, String key) {
        workspace.pool(
                key,
                "LEAST_LOADED",
                REPS.stream().filter(_ -> random.nextBoolean()).toList(),
                "respect",
                List.of("HOURS", "CAPACITY", "OUT_OF_OFFICE").stream()
                        .filter(_ -> random.nextInt(3) != 0)
                        .toList());
    }

    private static void rule(Workspaces workspace, SplittableRandom random, String id) {
        workspace.rule(
                id,
                "when",
                random.nextInt(3) == 0
                        ? leaf("lead.intent", "eq", "demo")
                        : object("all", List.of()),
                "skills",
                random.nextInt(3) == 0
                        ? List.of(object("skill", "language", "anyOf", List.of("de")))
                        : List.of(),
                "whenUnavailable",
                switch (random.nextInt(4)) {
                    case 0 -> "ASSIGN_ANYWAY";
                    case 1 -> "NEXT_TIER";
                    case 2 -> object("queue", "later");
                    default -> "NEXT_RULE";
                },
                "rings",
                List.of(target(random), target(random)));
    }

    private static Map<String, ?> target(SplittableRandom random) {
        return object(
                "assign",
                switch (random.nextInt(4)) {
                    case 0 -> object("rep", REPS.get(random.nextInt(REPS.size())));
                    case 1 -> object("pool", "one");
                    default -> object("pool", "two");
                },
                "skills",
                random.nextInt(4) == 0
                        ? List.of(object("skill", "language", "anyOf", List.of("en")))
                        : List.of());
    }
}
