package io.leaddispatcher.domain.simulation;

import static io.leaddispatcher.domain.routing.Workspaces.leaf;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.simulation.Landing.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where leads land, as a simulation tells it. */
class LandingTest {

    private static Landing of(String intent) {
        return Landing.of(
                workspace()
                        .reps("mia", "ben")
                        .pool("sales", "ROUND_ROBIN", List.of("mia", "ben"))
                        .queue("help")
                        .tier("Only")
                        .rule("rep", "when", is("rep"), "assign", object("rep", "mia"))
                        .rule(
                                "all",
                                "when",
                                is("all"),
                                "assign",
                                object("pool", "sales"),
                                "offer",
                                object("mode", "BROADCAST"))
                        .rule("queue", "when", is("queue"), "assign", object("queue", "help"))
                        .rule("spam", "when", is("spam"), "assign", object("reject", "spam"))
                        .decide("lead.intent", intent));
    }

    private static Object is(String intent) {
        return leaf("lead.intent", "eq", intent);
    }

    @Test
    void aRepHasIt() {
        assertThat(of("rep"))
                .returns(Status.ASSIGNED, Landing::status)
                .returns("mia", landing -> String.valueOf(landing.rep()))
                .returns("rep", Landing::ruleId);
    }

    @Test
    void ofABroadcastNobodyKnowsWho() {
        assertThat(of("all"))
                .returns(Status.ASSIGNED, Landing::status)
                .returns(null, Landing::rep)
                .returns("sales", landing -> String.valueOf(landing.pool()));
    }

    @Test
    void itWaitsWhereARuleSaysOrInTheFallback() {
        assertThat(of("queue"))
                .returns(Status.QUEUED, Landing::status)
                .returns("help", landing -> String.valueOf(landing.queue()))
                .returns("queue", Landing::ruleId);
        assertThat(of("else"))
                .returns(Status.QUEUED, Landing::status)
                .returns("fallback", landing -> String.valueOf(landing.queue()))
                .returns(null, Landing::ruleId);
    }

    @Test
    void itIsRejected() {
        assertThat(of("spam"))
                .returns(Status.REJECTED, Landing::status)
                .returns("spam", Landing::ruleId)
                .returns(null, Landing::queue);
    }
}
