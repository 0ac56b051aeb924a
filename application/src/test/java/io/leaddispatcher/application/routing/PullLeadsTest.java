package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.NOON;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static io.leaddispatcher.application.routing.RoutingDesk.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Leads that wait, and go to somebody the moment somebody is there for them. */
class PullLeadsTest extends MiasRoom {

    private static final Actor ADMIN = new Actor.Member(new UUID(5, 2), Role.ADMIN, null);
    private static final Instant EVENING = Instant.parse("2026-11-25T19:00:00Z");
    private static final Instant MORNING = Instant.parse("2026-11-26T09:00:00Z");

    @Test
    void pain14_aPlaceThatIsFreedIsTakenByTheOldestAndByNobodyElse() {
        onlyMia();
        comes(1);
        comes(2);
        comes(3);
        room.pull();
        assertThat(with(MIA, 3)).containsExactly(1);

        desk.complete(lead(1));
        room.pull();

        assertThat(with(MIA, 3)).containsExactly(2);
        assertThat(desk.open(MIA)).isEqualTo(1);
        assertThat(desk.told(lead(2)))
                .containsExactly(
                        "LEAD_RECEIVED",
                        "LEAD_ROUTED",
                        "LEAD_QUEUED",
                        "LEAD_ROUTED",
                        "ASSIGNMENT_OFFERED");
        assertThat(desk.runs.getLast().cause()).isEqualTo(Cause.PULL);
        assertThat(desk.file(lead(3)).placement().queue()).isEqualTo(new QueueKey("later"));
    }

    @Test
    void theHighestPriorityGoesFirst() {
        rule("hot", "URGENT");
        onlyMia();
        comes(1, "lead.intent", "demo");
        comes(2, "lead.intent", "demo");
        comes(3, "lead.intent", "hot");
        desk.complete(lead(1));

        room.pull();

        assertThat(with(MIA, 3)).containsExactly(3);
    }

    private void rule(String intent, String priority) {
        desk.rule(
                intent,
                "when",
                when("lead.intent", "eq", intent),
                "assign",
                object("rep", "mia"),
                "priority",
                priority,
                "whenUnavailable",
                object("queue", "later"));
    }

    @Test
    void whoeverComesBackFindsWhatWaits() {
        onlyMia("paused", true);
        comes(1);
        room.pull();
        assertThat(with(MIA, 1)).isEmpty();

        mia("paused", false);
        room.pull();

        assertThat(with(MIA, 1)).containsExactly(1);
    }

    @Test
    void whatCouldNotBeCommittedStillWaits() {
        onlyMia("paused", true);
        comes(1);
        room.pull();
        mia("paused", false);
        desk.leads.failures = 1;

        room.pull();

        assertThat(desk.leads.failures).isZero();
        assertThat(with(MIA, 1)).containsExactly(1);
    }

    @Test
    void whenTheHoursOpenWhatWaitsIsServedAtOnceAndNotBefore() {
        onlyMia("workingHours", object("MON-FRI", List.of("09:00-17:00")), "timeZone", "UTC");
        desk.now = EVENING;
        comes(1);
        comes(2);
        room.pull();
        assertThat(Objects.requireNonNull(room.latest).opensAt()).isEqualTo(MORNING);

        desk.now = MORNING.minusMillis(1);
        assertThat(room.isDue()).isFalse();
        desk.now = MORNING;
        room.pull();

        assertThat(with(MIA, 2)).containsExactly(1);
    }

    @Test
    void theLimitsOfADayAndAnHourEndByTheClock() {
        onlyMia("capacity", object("perHour", 1, "perDay", 2), "timeZone", "UTC");
        comes(1);
        comes(2);
        comes(3);
        room.pull();
        assertThat(with(MIA, 3)).containsExactly(1);

        desk.now = Objects.requireNonNull(Objects.requireNonNull(room.latest).opensAt());
        assertThat(desk.now).isEqualTo(NOON.plusSeconds(3_601));
        room.pull();
        assertThat(with(MIA, 3)).containsExactly(1, 2);

        desk.now = Objects.requireNonNull(Objects.requireNonNull(room.latest).opensAt());
        assertThat(desk.now).isEqualTo(Instant.parse("2026-11-26T00:00:00Z"));
        room.pull();
        assertThat(with(MIA, 3)).containsExactly(1, 2, 3);
    }

    @Test
    void whereHoursAreNotHeededALimitThatEndsByTheClockEndsAtNight() {
        mia(
                "workingHours",
                object("MON-FRI", List.of("09:00-17:00")),
                "capacity",
                object("perDay", 1),
                "timeZone",
                "UTC");
        desk.keep(
                ConfigurationKind.POOL,
                "sales",
                "name",
                "Sales",
                "strategy",
                "ROUND_ROBIN",
                "members",
                List.of(object("rep", "mia")),
                "respect",
                List.of("CAPACITY"));
        desk.rule(
                "all",
                "assign",
                object("pool", "sales"),
                "whenUnavailable",
                object("queue", "later"));
        desk.change(ConfigurationKind.QUEUE, "later", "name", "Later");
        comes(1);
        comes(2);
        room.pull();
        assertThat(with(MIA, 2)).containsExactly(1);

        desk.now = Objects.requireNonNull(Objects.requireNonNull(room.latest).opensAt());
        assertThat(desk.now).isEqualTo(Instant.parse("2026-11-26T00:00:00Z"));
        room.pull();

        assertThat(with(MIA, 2)).containsExactly(1, 2);
    }

    @Test
    void aRingIsTriedForAsLongAsTheNextOneWaitsAlsoInTheFallback() {
        twoRings();
        comes(1);
        room.pull();
        assertThat(desk.file(lead(1)).placement().queue()).isEqualTo(new QueueKey("fallback"));

        mia("paused", false);
        room.pull();

        assertThat(with(MIA, 1)).containsExactly(1);
        assertThat(desk.runs.getLast().cause()).isEqualTo(Cause.PULL);
    }

    @Test
    void whoeverIsFoundOnlyNowIsARingThatJoins() {
        twoRings();
        comes(1);
        desk.now = desk.now.plus(Duration.ofHours(1));

        room.pull();

        assertThat(desk.file(lead(1)).placement().rep()).isEqualTo(new RepKey("ben"));
        assertThat(desk.runs.getLast().cause()).isEqualTo(Cause.RING);
    }

    @Test
    void whatElseLiesInAFallbackThatDoesNotPullStaysThere() {
        twoRings();
        comes(1, "lead.intent", "other");
        room.pull();
        assertThat(room.read).isZero();

        mia("paused", false);
        room.pull();

        assertThat(room.read).isZero();
        assertThat(with(MIA, 1)).isEmpty();
    }

    /** Mia first, who takes a break; Ben after an hour; for those who want a demo. */
    private void twoRings() {
        mia("paused", true);
        desk.rule(
                "rings",
                "when",
                when("lead.intent", "ne", "other"),
                "rings",
                List.of(
                        object("assign", object("rep", "mia"), "wait", "PT1H"),
                        object("assign", object("rep", "ben"))));
        desk.rule(
                "others",
                "when",
                when("lead.intent", "eq", "other"),
                "assign",
                object("rep", "mia"));
    }

    @Test
    void whoStandsInForSomebodyTakesWhatWaitsFromWhenTheAbsenceBegins() {
        onlyMia(
                "paused",
                true,
                "outOfOffice",
                List.of(
                        object(
                                "from",
                                "2026-11-25T15:00:00Z",
                                "to",
                                "2026-11-27T15:00:00Z",
                                "delegate",
                                "ben")));
        comes(1);
        room.pull();
        assertThat(with(BEN, 1)).isEmpty();
        assertThat(Objects.requireNonNull(room.latest).opensAt())
                .isEqualTo(Instant.parse("2026-11-25T15:00:00Z"));

        desk.now = Instant.parse("2026-11-25T15:00:00Z");
        room.pull();

        assertThat(with(BEN, 1)).containsExactly(1);
    }

    @Test
    void oneQueueIsPulledAndAnotherIsNot() {
        desk.rule(
                "partners",
                "assign",
                object("queue", "partners"),
                "when",
                when("lead.intent", "eq", "p"));
        onlyMia();
        comes(1, "lead.intent", "p");
        comes(2, "lead.intent", "p");
        desk.change(ConfigurationKind.QUEUE, "partners", "name", "Partners", "pull", false);
        room.pull();
        assertThat(room.read).isZero();

        desk.change(ConfigurationKind.QUEUE, "partners", "name", "Partners", "pull", true);
        room.pull();

        // It is asked, and the rule sends it where it is.
        assertThat(room.read).isPositive();
        assertThat(pulls()).isZero();
        assertThat(desk.file(lead(1)).placement().queue()).isEqualTo(new QueueKey("partners"));
    }

    @Test
    void whatARepHasGivenBackStaysUntilSomebodyTakesIt() {
        onlyMia();
        comes(1);
        comes(2);
        desk.states
                .takeTurn(TENANT)
                .then(
                        desk.assignments.end(
                                TENANT, lead(1), AssignmentState.RETURNED, "not mine", desk.now))
                .then(desk.states.free(TENANT, MIA))
                .then(
                        desk.leads.save(
                                TENANT,
                                List.of(
                                        desk.file(lead(1))
                                                .putAside(new QueueKey("later"), "returned")),
                                desk.now))
                .block();

        room.pull();

        assertThat(with(MIA, 2)).containsExactly(2);
        assertThat(desk.file(lead(1)).status()).isEqualTo(LeadStatus.QUEUED);
    }

    @Test
    void whatAPersonHasPutIntoAQueueIsPulledOnlyOnceItIsRoutedAgain() {
        desk.rule("all", "assign", object("pool", "sales"));
        desk.change(ConfigurationKind.QUEUE, "partners", "name", "Partners", "pull", true);
        desk.event(ANA);
        desk.turn();
        desk.reassign(ADMIN, "to", object("queue", "partners"), "reason", "for partners");
        room.pull();
        assertThat(desk.file(ANA).placement().queue()).isEqualTo(new QueueKey("partners"));
        desk.reassign(ADMIN, "to", object("queue", "partners"), "reason", "let it lie");
        room.pull();
        assertThat(pulls()).isZero();

        desk.change(ConfigurationKind.QUEUE, "fallback", "name", "Fallback", "pull", true);
        desk.pause("mia", true);
        desk.pause("ben", true);
        desk.reroute(ADMIN, "reason", "not theirs");
        assertThat(desk.file(ANA).placement().queue()).isEqualTo(new QueueKey("fallback"));
        desk.pause("ben", false);
        room.pull();

        assertThat(desk.file(ANA).placement().rep()).isEqualTo(BEN);
        assertThat(pulls()).isEqualTo(1);
    }

    @Test
    void fiveThatAreFreedTakeFive() {
        onlyMia("capacity", object("open", 5));
        for (int number = 1; number <= 12; number++) {
            comes(number);
        }
        room.pull();
        IntStream.rangeClosed(1, 5).forEach(number -> desk.complete(lead(number)));

        room.pull();

        assertThat(with(MIA, 12)).containsExactly(6, 7, 8, 9, 10);
        assertThat(desk.open(MIA)).isEqualTo(5);
        assertThat(pulls()).isEqualTo(5);
    }

    @Test
    void nobodyStarves() {
        rule("hot", "URGENT");
        rule("cold", "LOW");
        onlyMia();
        comes(1, "lead.intent", "hot");
        comes(2, "lead.intent", "cold");
        int served = 1;
        int number = 2;
        // An urgent one comes in every half hour, and one is done with every half hour.
        while (desk.file(lead(2)).status() == LeadStatus.QUEUED && number < 60) {
            desk.now = desk.now.plus(Duration.ofMinutes(30));
            comes(++number, "lead.intent", "hot");
            desk.complete(lead(served));
            room.pull();
            served = Objects.requireNonNull(with(MIA, number).getFirst());
        }

        assertThat(number).isBetween(20, 30);
    }

    @Test
    void twoNodesThatSeeItAtOnceMakeOneRun() {
        onlyMia();
        comes(1);
        comes(2);
        comes(3);
        desk.complete(lead(1));
        PullLeads one = room.node();
        PullLeads other = room.node();

        one.handle(TENANT).zipWith(other.handle(TENANT)).block();
        room.pull();

        assertThat(with(MIA, 3)).containsExactly(2);
        assertThat(pulls()).isEqualTo(1);
    }

    @Test
    void aLeadThatCannotBeDecidedKeepsNobodyWaiting() {
        onlyMia("paused", true);
        comes(1);
        mia("paused", false);
        desk.broken = true;
        room.pull();
        assertThat(with(MIA, 1)).isEmpty();

        assertThat(room.isDue()).isFalse();

        desk.broken = false;
        desk.now = desk.now.plusSeconds(10);
        room.pull();

        assertThat(with(MIA, 1)).containsExactly(1);
    }
}
