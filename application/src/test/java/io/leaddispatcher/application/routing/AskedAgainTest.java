package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.NOON;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.access.Scope;
import io.leaddispatcher.domain.dispatch.LeadMail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Somebody who asks again after the work on their lead was over: by the clock of now. */
class AskedAgainTest {

    private static final Instant NIGHT = Instant.parse("2026-03-01T02:00:00Z");

    private static final Actor TOKEN =
            new Actor.Token(new UUID(5, 1), Set.of(Scope.WRITE), Role.OWNER);

    private final RoutingDesk desk = new RoutingDesk();

    private UUID asksAgain(Object... pathsAndValues) {
        desk.now = NIGHT;
        desk.event(ANA, "contact.email", "ana@acme.de");
        desk.turn();
        over();
        desk.now = NOON;
        UUID again = desk.event(ANA, pathsAndValues);
        desk.turn();
        return again;
    }

    /** Whether somebody had it or not. */
    private void over() {
        if (desk.file(ANA).placement().rep() == null) {
            desk.leads.save(RoutingDesk.TENANT, List.of(desk.file(ANA).completed()), NIGHT).block();
        } else {
            desk.complete(ANA);
        }
    }

    private RoutingDesk nightAndDay() {
        return desk.template("thanks")
                .rule(
                        "night",
                        "when",
                        object("field", "time.utc.hour", "op", "lt", "value", 6),
                        "assign",
                        object("pool", "sales"))
                .rule(
                        "day",
                        "when",
                        object("field", "lead.receivedAt", "op", "after", "value", "2026-11-25"),
                        "assign",
                        object("pool", "sales"),
                        "acknowledge",
                        "thanks");
    }

    @Test
    void theRulesSeeTheTimeOfTheNewRequest() {
        nightAndDay();

        UUID again = asksAgain("lead.message", "Once more");

        assertThat(desk.outcome(again)).containsEntry("ruleId", "day");
        assertThat(desk.file(ANA).lead().receivedAt()).isEqualTo(NIGHT);
        assertThat(desk.file(ANA).arrivedAt()).isEqualTo(NIGHT);
    }

    @Test
    void whatDecidesThatRunAgainSeesTheSameTime() {
        nightAndDay();
        asksAgain("lead.message", "Once more");
        desk.now = Instant.parse("2026-11-26T03:00:00Z");

        desk.reroute(TOKEN, "reason", "once more");

        assertThat(desk.file(ANA).placement().ruleId()).isEqualTo("day");
        assertThat(facts().get("lead.receivedAt")).hasToString(NOON.toString());
    }

    private Map<?, ?> facts() {
        return (Map<?, ?>) Objects.requireNonNull(desk.runs.getLast().explanation().get("facts"));
    }

    @Test
    void theNewRequestIsAnswered() {
        nightAndDay();

        asksAgain("lead.message", "Once more");

        assertThat(desk.mails()).extracting(LeadMail::template).containsExactly("thanks");
    }

    @Test
    void anImportOfWhatTheyAskedLongAgoIsNot() {
        desk.template("thanks");
        desk.rule("day", "assign", object("pool", "sales"), "acknowledge", "thanks");
        desk.now = NIGHT.plus(Duration.ofDays(2));
        desk.event(ANA, "contact.email", "ana@acme.de");
        desk.now = NIGHT.plus(Duration.ofDays(9));
        desk.turn();
        desk.complete(ANA);
        desk.event(
                ANA,
                "receivedAt",
                NIGHT.plus(Duration.ofDays(7)).toString(),
                "lead.message",
                "Once more");

        desk.turn();

        assertThat(desk.mails()).isEmpty();
        assertThat(desk.file(ANA).askedAgainAt()).isEqualTo(NIGHT.plus(Duration.ofDays(7)));
    }

    @Test
    void ringsWaitFromThenOn() {
        desk.pause("mia", true);
        desk.rule(
                "rings",
                "rings",
                List.of(
                        object("assign", object("rep", "mia"), "wait", "PT10M"),
                        object("assign", object("rep", "ben"))));

        asksAgain("lead.message", "Once more");

        assertThat(desk.file(ANA).placement().lookAgainAt())
                .isEqualTo(NOON.plus(Duration.ofMinutes(10)));
    }

    @Test
    void aSendersClockThatIsAheadMakesNobodyWaitLonger() {
        desk.pause("mia", true);
        desk.rule(
                "rings",
                "rings",
                List.of(
                        object("assign", object("rep", "mia"), "wait", "PT10M"),
                        object("assign", object("rep", "ben"))));
        desk.event(
                ANA,
                "receivedAt",
                NOON.plus(Duration.ofHours(2)).toString(),
                "contact.email",
                "ana@acme.de");

        desk.turn();

        assertThat(desk.file(ANA).placement().lookAgainAt())
                .isEqualTo(NOON.plus(Duration.ofMinutes(10)));
    }
}
