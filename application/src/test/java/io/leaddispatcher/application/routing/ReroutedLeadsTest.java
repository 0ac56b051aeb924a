package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.NOON;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static io.leaddispatcher.application.routing.RoutingDesk.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.application.routing.port.RoutingRuns.Run;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** More becomes known of a lead that has its place, and a better tier takes it. */
class ReroutedLeadsTest {

    private static final RepKey MIA = new RepKey("mia");
    private static final RepKey BEN = new RepKey("ben");

    private final RoutingDesk desk = new RoutingDesk();

    /** Demos go to Ben, calls for partners to their queue, spam to nobody, the rest to the pool. */
    private RoutingDesk tiers() {
        return desk.tier("Known")
                .rule(
                        "demo",
                        "when",
                        when("lead.intent", "eq", "demo"),
                        "assign",
                        object("rep", "ben"))
                .rule(
                        "partner",
                        "when",
                        when("lead.intent", "eq", "partner"),
                        "assign",
                        object("queue", "partners"))
                .tier("Rest")
                .rule(
                        "rest",
                        "when",
                        when("lead.intent", "eq", "rest"),
                        "assign",
                        object("pool", "sales"));
    }

    private UUID first(String intent) {
        UUID event = desk.event(ANA, "lead.intent", intent);
        desk.turn();
        return event;
    }

    private UUID later(String intent) {
        UUID event = desk.update(ANA, "lead.intent", intent);
        desk.turn();
        return event;
    }

    @Test
    void aLeadMovesToTheRepOfABetterTier() {
        tiers();
        first("rest");
        Offer old = desk.assignments.offers.getFirst();

        UUID update = later("demo");

        Offer now = desk.assignments.offers.getLast();
        assertThat(old.rep()).isEqualTo(MIA);
        assertThat(now.rep()).isEqualTo(BEN);
        assertThat(desk.assignments.ended)
                .containsExactly(entry(old.id(), AssignmentState.REASSIGNED));
        assertThat(desk.runs).extracting(Run::cause).containsExactly(Cause.INTAKE, Cause.REROUTE);
        assertThat(desk.runs.getLast().event()).isEqualTo(update);
        assertThat(desk.told(ANA))
                .containsExactly(
                        "LEAD_RECEIVED",
                        "LEAD_ROUTED",
                        "ASSIGNMENT_OFFERED",
                        "LEAD_UPDATED",
                        "REROUTED",
                        "ASSIGNMENT_REASSIGNED",
                        "LEAD_ROUTED",
                        "ASSIGNMENT_OFFERED");
        assertThat(detail("REROUTED").get("reason"))
                .isEqualTo(
                        "rule 'demo' of tier 'Known' matches now, which stands above tier 'Rest'");
        assertThat(desk.outcome(update))
                .contains(
                        entry("merged", true), entry("status", "ASSIGNED"), entry("tier", "Known"))
                .containsKey("runId");
        assertThat(String.valueOf(desk.outcome(update).get("assignment"))).contains("ben");
        assertThat(file().placement().rep()).isEqualTo(BEN);
        assertThat(file().previousRep()).isEqualTo(BEN);
    }

    @Test
    void aLeadOfAnExperimentMovesAmongTheTiersOfItsSide() {
        desk.rule("own", "assign", object("pool", "sales"))
                .policy(
                        "experiment",
                        object(
                                "key",
                                "tried",
                                "share",
                                new BigDecimal(99),
                                "tiers",
                                List.of(
                                        object(
                                                "name",
                                                "Known",
                                                "rules",
                                                List.of(
                                                        object(
                                                                "id",
                                                                "demo",
                                                                "when",
                                                                when("lead.intent", "eq", "demo"),
                                                                "assign",
                                                                object("rep", "ben")))),
                                        object(
                                                "name",
                                                "Rest",
                                                "rules",
                                                List.of(
                                                        object(
                                                                "id",
                                                                "rest",
                                                                "assign",
                                                                object("pool", "sales")))))));
        first("rest");
        assertThat(file().placement().ruleId()).isEqualTo("rest");

        later("demo");

        assertThat(file().placement().rep()).isEqualTo(BEN);
        assertThat(desk.runs).extracting(Run::cause).containsExactly(Cause.INTAKE, Cause.REROUTE);
    }

    @Test
    void whoLosesItHasRoomAgainGetsTheTurnBackAndIsTold() {
        tiers();
        first("rest");

        later("demo");

        assertThat(desk.open(MIA)).isZero();
        assertThat(desk.open(BEN)).isEqualTo(1);
        assertThat(desk.states.rows)
                .extracting(row -> row.row().cause().name(), row -> row.row().rep())
                .contains(tuple("CREDIT", MIA));
        assertThat(desk.ledger().standing(MIA))
                .hasValueSatisfying(standing -> assertThat(standing.credit()).isEqualTo(1));
        List<Delivery> gone =
                desk.deliveries.stream()
                        .filter(each -> each.draft().document().containsKey("gone"))
                        .toList();
        assertThat(gone)
                .extracting(each -> each.draft().recipient())
                .containsOnly("rep:mia")
                .isNotEmpty();
        assertThat(gone.getFirst().draft().document())
                .hasEntrySatisfying("gone", why -> assertThat(why).asString().contains("Known"));
    }

    @Test
    void theNextTurnGoesOnFromThere() {
        tiers();
        first("rest");
        later("demo");
        desk.states.ledgers.clear();
        desk.states.loads.clear();

        desk.event(RoutingDesk.BOB, "lead.intent", "rest");
        desk.turn();

        assertThat(desk.assignments.offers.getLast().rep())
                .as("Mia is due again, as this node remembers")
                .isEqualTo(MIA);
        assertThat(desk.open(MIA)).isEqualTo(1);
    }

    @Test
    void onceAndNoMoreUnlessThePolicySaysSo() {
        desk.tier("One")
                .rule("one", "when", when("lead.score", "gt", 80), "assign", object("rep", "ben"))
                .tier("Two")
                .rule("two", "when", when("lead.score", "gt", 50), "assign", object("rep", "mia"))
                .tier("Three")
                .rule("three", "assign", object("pool", "sales"));
        desk.event(ANA, "lead.score", new BigDecimal(10));
        desk.turn();
        desk.update(ANA, "lead.score", new BigDecimal(60));
        desk.turn();
        desk.update(ANA, "lead.score", new BigDecimal(90));
        desk.turn();

        assertThat(file().placement().tier()).isEqualTo("Two");
        assertThat(String.valueOf(desk.entries(ANA).getLast().detail().get("stays")))
                .endsWith("no more than once");
        desk.policy("reroute", object("max", 2));
        desk.update(ANA, "lead.score", new BigDecimal(95));
        desk.turn();
        assertThat(file().placement().tier()).isEqualTo("One");
    }

    @Test
    void neverWithMaxZero() {
        tiers().policy("reroute", object("max", 0));
        first("rest");
        later("demo");

        assertThat(file().placement().tier()).isEqualTo("Rest");
        assertThat(desk.runs).hasSize(1);
    }

    @Test
    void notWhileItIsLocked() {
        tiers().policy("reroute", object("lock", "PT30M"));
        first("rest");
        assertThat(desk.assignments.offers.getFirst().lockedUntil())
                .isEqualTo(NOON.plusSeconds(1800));

        desk.now = NOON.plusSeconds(1799);
        later("demo");
        assertThat(file().placement().tier()).isEqualTo("Rest");
        assertThat(String.valueOf(desk.entries(ANA).getLast().detail().get("stays")))
                .contains("locked until 2026-11-25T11:30:00Z");

        desk.now = NOON.plusSeconds(1800);
        desk.update(ANA, "lead.intent", "demo", "lead.product", "x");
        desk.turn();
        assertThat(file().placement().tier()).isEqualTo("Known");
    }

    @Test
    void notOnceItIsAccepted() {
        tiers();
        first("rest");
        desk.assignments.accepted.add(desk.assignments.offers.getFirst().id());

        later("demo");

        assertThat(file().placement().rep()).isEqualTo(MIA);
        assertThat(desk.runs).hasSize(1);
    }

    @Test
    void notWhenNothingNewIsSaid() {
        desk.tier("Known")
                .rule(
                        "demo",
                        "when",
                        when("lead.intent", "eq", "demo"),
                        "assign",
                        object("rep", "ben"));
        desk.tier("Rest").rule("rest", "assign", object("pool", "sales"));
        first("rest");
        later("rest");

        assertThat(desk.runs).hasSize(1);
        assertThat(desk.told(ANA)).doesNotContain("LEAD_UPDATED", "REROUTED");
    }

    @Test
    void whatWaitsIsLookedAtAgainWhenMoreIsKnown() {
        tiers();
        first("unknown");
        assertThat(file().placement().queue()).hasToString("fallback");

        later("demo");

        assertThat(file().status()).isEqualTo(LeadStatus.ASSIGNED);
        assertThat(file().placement().rep()).isEqualTo(BEN);
        assertThat(desk.told(ANA)).contains("REROUTED").doesNotContain("ASSIGNMENT_REASSIGNED");
    }

    @Test
    void whatARepHasGivenBackStaysWhereItWasPut() {
        tiers();
        first("rest");
        desk.assignments
                .end(TENANT, ANA, AssignmentState.RETURNED, "SPAM", NOON)
                .then(
                        desk.leads.save(
                                TENANT,
                                List.of(file().putAside(new QueueKey("partners"), "spam")),
                                NOON))
                .block();

        later("demo");

        assertThat(file().placement().queue()).hasToString("partners");
        assertThat(desk.runs).hasSize(1);
    }

    @Test
    void aBetterTierMayAlsoHaveItWait() {
        tiers();
        first("rest");
        later("partner");

        assertThat(file().status()).isEqualTo(LeadStatus.QUEUED);
        assertThat(file().placement().queue()).hasToString("partners");
        assertThat(desk.assignments.active(TENANT, List.of(ANA)).block()).isEmpty();
    }

    @Test
    void thoseWhoWereAskedTogetherAreAskedNoMore() {
        desk.tier("Known")
                .rule(
                        "demo",
                        "when",
                        when("lead.intent", "eq", "demo"),
                        "assign",
                        object("rep", "ben"));
        desk.tier("Rest")
                .rule(
                        "rest",
                        "assign",
                        object("pool", "sales"),
                        "offer",
                        object("mode", "BROADCAST"));
        first("rest");
        assertThat(desk.assignments.offers).hasSize(2);

        later("demo");

        assertThat(desk.assignments.ended.values())
                .containsExactly(AssignmentState.EXPIRED, AssignmentState.EXPIRED);
        assertThat(desk.told(ANA)).filteredOn("ASSIGNMENT_EXPIRED"::equals).hasSize(2);
        assertThat(desk.assignments.offers.getLast().broadcast()).isFalse();
        assertThat(desk.open(BEN)).isEqualTo(1);
        assertThat(desk.deliveries)
                .filteredOn(each -> each.draft().document().containsKey("gone"))
                .extracting(each -> each.draft().recipient())
                .as("Ben has it now")
                .containsOnly("rep:mia");
    }

    @Test
    void manyEventsAtOnceAreOneMove() {
        tiers().policy("reroute", object("max", 5));
        first("rest");
        desk.update(ANA, "lead.product", "x");
        desk.update(ANA, "lead.intent", "demo");
        desk.update(ANA, "lead.product", "y");
        desk.turn();

        assertThat(desk.runs).extracting(Run::cause).containsExactly(Cause.INTAKE, Cause.REROUTE);
        assertThat(desk.assignments.offers).hasSize(2);
    }

    @Test
    void whoeverHasItIsNoPreviousOwnerOfIt() {
        desk.tier("Back")
                .rule(
                        "back",
                        "when",
                        object("field", "history.previousOwner", "op", "exists"),
                        "assign",
                        object("queue", "partners"))
                .rule(
                        "open",
                        "when",
                        when("history.openAssignment", "eq", true),
                        "assign",
                        object("reject", "somebody has it"));
        desk.tier("Rest").rule("rest", "assign", object("pool", "sales"));
        first("rest");
        later("demo");

        assertThat(desk.runs).hasSize(1);
        assertThat(file().placement().rep()).isEqualTo(MIA);
    }

    private Map<String, Object> detail(String type) {
        return desk.entries(ANA).stream()
                .filter(entry -> entry.type().equals(type))
                .map(TimelineEntry::detail)
                .findFirst()
                .orElseThrow();
    }

    private LeadFile file() {
        return desk.leads.get(TENANT, ANA);
    }
}
