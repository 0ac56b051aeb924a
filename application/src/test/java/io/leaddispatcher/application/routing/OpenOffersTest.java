package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.BOB;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.DeleteConfiguration;
import io.leaddispatcher.application.configuration.Precondition;
import io.leaddispatcher.application.configuration.PutConfiguration;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.application.routing.port.RoutingRuns.Run;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.work.Act;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.application.work.RouteAbandonedLead;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What becomes of leads that were offered to somebody who leaves before accepting them. */
class OpenOffersTest {

    private static final RepKey MIA = new RepKey("mia");
    private static final RepKey BEN = new RepKey("ben");
    private static final Actor AS_MIA = new Actor.Rep("mia");
    private static final Actor AS_BEN = new Actor.Rep("ben");
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private final RoutingDesk desk = new RoutingDesk();
    private final OpenOffers openOffers = new OpenOffers(desk.states, desk.assignments);
    private final PutConfiguration put =
            new PutConfiguration(
                    desk.documents,
                    _ -> desk.policy(),
                    openOffers,
                    desk.trail,
                    new ImmediateUnitOfWork());
    private final DeleteConfiguration delete =
            new DeleteConfiguration(
                    desk.documents,
                    _ -> desk.policy(),
                    openOffers,
                    (_, _) -> Mono.just(0L),
                    desk.trail,
                    new ImmediateUnitOfWork());

    /** Ana's lead, which Mia gets. */
    private void offered(Object... more) {
        desk.rule("all", rule(more));
        desk.event(ANA);
        desk.turn();
        assertThat(file().placement().rep()).isEqualTo(MIA);
    }

    private static Object[] rule(Object... more) {
        Object[] rule = new Object[2 + more.length];
        rule[0] = "assign";
        rule[1] = object("pool", "sales");
        System.arraycopy(more, 0, rule, 2, more.length);
        return rule;
    }

    /** As an admin says it, and as the round finds it that comes at once. */
    private void put(String rep, Object... more) {
        var document = object("name", rep, "email", rep + "@x.test");
        document.putAll(object(more));
        assertThat(
                        put.handle(
                                        new PutConfiguration.Command(
                                                Caller.system(TENANT),
                                                ConfigurationKind.REP,
                                                rep,
                                                document,
                                                Precondition.NONE))
                                .block())
                .isInstanceOf(PutConfiguration.Outcome.Changed.class);
        desk.later(Duration.ZERO);
    }

    private void leaves(String rep) {
        put(rep, "active", false);
    }

    @Test
    void pain06_whatWasOfferedToWhoLeavesGoesToAnotherMemberAtOnceThoughItNeverLapses() {
        offered();
        assertThat(offers().getFirst().expiresAt()).isNull();

        leaves("mia");

        assertThat(file().placement().rep()).isEqualTo(BEN);
        assertThat(desk.assignments.ended)
                .containsEntry(offers().getFirst().id(), AssignmentState.REASSIGNED);
        assertThat(desk.runs).extracting(Run::cause).containsExactly(Cause.INTAKE, Cause.REROUTE);
        assertThat(desk.open(MIA)).isZero();
        assertThat(desk.open(BEN)).isEqualTo(1);
        assertThat(entries("ASSIGNMENT_REASSIGNED"))
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.detail())
                                .containsEntry("rep", "mia")
                                .containsEntry("reason", "the rep is no longer active"));
    }

    @Test
    void whoLeavesHearsNothing() {
        offered();
        int before = desk.deliveries.size();

        leaves("mia");

        assertThat(desk.deliveries.subList(before, desk.deliveries.size()))
                .extracting(delivery -> delivery.draft().recipient())
                .containsOnly("rep:ben");
    }

    @Test
    void pain03_whoLosesOffersByLeavingIsNotFloodedOnReturn() {
        desk.rule("all", rule());
        takers(20);

        leaves("mia");
        put("mia", "active", true);

        assertThat(takers(20)).filteredOn(MIA::equals).hasSizeLessThanOrEqualTo(11);
    }

    /** Who gets the next leads. */
    private List<RepKey> takers(int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> {
                    LeadId lead = new LeadId(UUID.randomUUID());
                    desk.event(lead);
                    desk.turn();
                    return Objects.requireNonNull(desk.file(lead).placement().rep());
                })
                .toList();
    }

    @Test
    void pain06_whenNobodyElseIsThereItReturnsToTheQueueOfItsRule() {
        desk.pause("ben", true);
        offered("whenUnavailable", object("queue", "partners"));

        leaves("mia");

        assertThat(file().status()).isEqualTo(LeadStatus.QUEUED);
        assertThat(file().placement().queue()).isEqualTo(new QueueKey("partners"));
        assertThat(desk.open(MIA)).isZero();
    }

    @Test
    void withoutSuchAQueueItFallsBack() {
        offered();
        leaves("ben");

        leaves("mia");

        assertThat(file().placement().queue()).isEqualTo(new QueueKey("fallback"));
    }

    @Test
    void whatWasAcceptedStays() {
        offered();
        desk.accept(AS_MIA);

        leaves("mia");

        assertThat(file().placement().rep()).isEqualTo(MIA);
        assertThat(desk.assignments.ended).isEmpty();
        assertThat(desk.runs).hasSize(1);
    }

    @Test
    void whatWasAcceptedIsDecidedAgainWhenAPersonSaysSo() {
        offered();
        desk.accept(AS_MIA);
        assertThat(decidedAgain()).isEqualTo(new ActOutcome.Over());

        leaves("mia");
        assertThat(decidedAgain()).isEqualTo(new ActOutcome.Done());

        assertThat(file().placement().rep()).isEqualTo(BEN);
        assertThat(desk.assignments.ended)
                .containsEntry(offers().getFirst().id(), AssignmentState.REASSIGNED);
        assertThat(desk.runs).extracting(Run::cause).containsExactly(Cause.INTAKE, Cause.MANUAL);
        assertThat(desk.open(MIA)).isZero();
        assertThat(entries("REROUTED"))
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.detail()).containsEntry("reason", "its rep has left"));
        assertThat(decidedAgain()).isEqualTo(new ActOutcome.Over());
    }

    private ActOutcome decidedAgain() {
        return Objects.requireNonNull(
                new RouteAbandonedLead(desk.acting)
                        .handle(new Act(Caller.system(TENANT), file().lead().id(), Map.of(), "web"))
                        .block());
    }

    @Test
    void whatWasOfferedToARepWhoIsDeletedIsDecidedAgain() {
        offered();
        desk.change(
                ConfigurationKind.POOL,
                "sales",
                "name",
                "Sales",
                "strategy",
                "ROUND_ROBIN",
                "members",
                List.of(object("rep", "ben")));

        assertThat(
                        delete.handle(
                                        new DeleteConfiguration.Command(
                                                Caller.system(TENANT),
                                                ConfigurationKind.REP,
                                                "mia",
                                                Precondition.NONE))
                                .block())
                .isEqualTo(new DeleteConfiguration.Outcome.Deleted());
        desk.later(Duration.ZERO);

        assertThat(file().placement().rep()).isEqualTo(BEN);
        assertThat(desk.open(MIA)).isZero();
    }

    @Test
    void nothingMovesAndNobodyTakesTheTurnWhileAllStay() {
        offered();
        int turns = desk.states.turns;

        put("mia", "active", true, "paused", true);
        put("ben", "slackUserId", "U1");

        assertThat(desk.states.turns).isEqualTo(turns);
        assertThat(file().placement().rep()).isEqualTo(MIA);
        assertThat(desk.runs).hasSize(1);
    }

    @Test
    void toLeaveTwiceIsToLeaveOnce() {
        offered();

        leaves("mia");
        put("mia", "active", false, "paused", true);
        desk.later(TEN_MINUTES);

        assertThat(file().placement().rep()).isEqualTo(BEN);
        assertThat(desk.runs).hasSize(2);
    }

    @Test
    void whatIsOfferedToOthersStaysWithThem() {
        offered();
        desk.event(BOB);
        desk.turn();

        leaves("ben");

        assertThat(file().placement().rep()).isEqualTo(MIA);
        assertThat(desk.file(BOB).placement().rep()).isEqualTo(MIA);
    }

    @Test
    void theOthersWhoWereAskedMayStillTakeIt() {
        desk.rule("all", rule("offer", object("mode", "BROADCAST", "ttl", "PT10M")));
        desk.event(ANA);
        desk.turn();
        assertThat(offers()).extracting(Offer::rep).containsExactly(MIA, BEN);

        leaves("mia");

        assertThat(desk.assignments.ended)
                .containsOnlyKeys(offers().getFirst().id())
                .containsValue(AssignmentState.EXPIRED);
        assertThat(desk.runs).hasSize(1);
        assertThat(desk.accept(AS_BEN)).isEqualTo(new ActOutcome.Done());
        assertThat(file().placement().rep()).isEqualTo(BEN);
    }

    @Test
    void whenAllWhoWereAskedHaveLeftItIsDecidedAgain() {
        desk.rule("all", rule("offer", object("mode", "BROADCAST")));
        desk.event(ANA);
        desk.turn();

        leaves("ben");
        leaves("mia");

        assertThat(desk.assignments.ended).hasSize(2).containsValue(AssignmentState.EXPIRED);
        assertThat(file().placement().queue()).isEqualTo(new QueueKey("fallback"));
    }

    @Test
    void itGoesOnThoughItWasPassedOnAsOftenAsItMay() {
        offered("offer", object("ttl", "PT10M", "maxHops", 1));
        desk.later(TEN_MINUTES);
        assertThat(file().placement().rep()).isEqualTo(BEN);
        desk.keep(ConfigurationKind.REP, "eva", "name", "Eva", "email", "eva@x.test");
        desk.change(
                ConfigurationKind.POOL,
                "sales",
                "name",
                "Sales",
                "strategy",
                "ROUND_ROBIN",
                "members",
                List.of(object("rep", "ben"), object("rep", "eva")));

        leaves("ben");

        assertThat(file().placement().rep()).isEqualTo(new RepKey("eva"));
    }

    @Test
    void whoeverLeavesCannotTakeItAnyMore() {
        offered();
        openOffers.of(TENANT, Set.of(MIA)).block();

        assertThat(desk.accept(AS_MIA)).isInstanceOf(ActOutcome.Lapsed.class);
    }

    private LeadFile file() {
        return desk.file(ANA);
    }

    private List<Offer> offers() {
        return desk.assignments.offers;
    }

    private List<TimelineEntry> entries(String type) {
        return desk.entries(ANA).stream().filter(entry -> entry.type().equals(type)).toList();
    }
}
