package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.NOON;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.routing.port.TrackRecords.Addition;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a turn knows of what pools have made of their leads, and how often it asks. */
class PoolRecordsTest {

    private static final PoolKey SALES = new PoolKey("sales");

    private final RoutingDesk desk =
            new RoutingDesk().dealing("PERFORMANCE").rule("all", "assign", object("pool", "sales"));
    private long leads;

    private void turn() {
        turn(1);
    }

    private List<String> turn(int arriving) {
        int before = desk.assignments.offers.size();
        for (int lead = 0; lead < arriving; lead++) {
            desk.event(new LeadId(new UUID(11, ++leads)), "contact.firstName", "Ana");
        }
        desk.turn();
        return desk.assignments.offers.stream()
                .skip(before)
                .map(offer -> offer.rep().value())
                .toList();
    }

    private void concluded(String rep, Instant givenAt, int concluded, int won) {
        YearMonth month = Addition.month(givenAt);
        desk.records
                .add(TENANT, new Addition(SALES, new RepKey(rep), List.of(), month, concluded, won))
                .block();
    }

    @Test
    void theRecordsAreReadOnceForAllTurnsOfANode() {
        turn(5);
        turn(5);
        turn();

        assertThat(desk.records.reads).isEqualTo(1);
    }

    @Test
    void theyAreReadAnewWhenSomebodyElseHadTheTurnOrAMonthBegins() {
        turn();
        desk.states.takeTurn(TENANT).block();
        turn();
        assertThat(desk.records.reads).isEqualTo(2);

        desk.now = NOON.plus(Duration.ofDays(10));
        turn();
        turn();
        assertThat(desk.records.reads).isEqualTo(3);
    }

    @Test
    void wherePoolsGoByTurnsNobodyAsks() {
        var inTurn =
                new RoutingDesk()
                        .dealing("ROUND_ROBIN")
                        .rule("all", "assign", object("pool", "sales"));
        inTurn.event(RoutingDesk.ANA, "contact.firstName", "Ana");
        inTurn.turn();

        assertThat(inTurn.records.reads).isZero();
    }

    @Test
    void whatIsKnownDecidesFromTheNextTurnOn() {
        assertThat(turn(10)).as("nothing is known").filteredOn("mia"::equals).hasSize(5);
        concluded("mia", NOON, 200, 160);
        concluded("ben", NOON, 200, 10);
        desk.states.takeTurn(TENANT).block();

        assertThat(turn(100)).filteredOn("mia"::equals).hasSizeBetween(70, 98);
    }

    @Test
    void whatWasGivenMoreThanAYearAgoDoesNotCount() {
        concluded("mia", NOON.minus(Duration.ofDays(400)), 200, 160);
        concluded("ben", NOON.minus(Duration.ofDays(400)), 200, 10);

        assertThat(turn(20)).filteredOn("mia"::equals).hasSize(10);
    }

    @Test
    void whatIsGivenByRecordIsNoTurnThatCouldBeGivenBack() {
        turn(2);
        concluded("mia", NOON, 200, 160);
        desk.states.takeTurn(TENANT).block();
        turn();

        assertThat(desk.assignments.offers)
                .extracting(Offer::turns)
                .containsExactly(List.of(SALES), List.of(SALES), List.of());
    }
}
