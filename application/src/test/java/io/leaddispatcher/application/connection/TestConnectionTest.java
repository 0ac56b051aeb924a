package io.leaddispatcher.application.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What somebody is told who tests a connection. */
class TestConnectionTest extends ConnectionDesk {

    @Test
    void aFailedTestSaysTheSameWhateverTheCause() {
        put(HUBSPOT);
        TestConnection test = testing(NOON, probe("connection refused by 10.0.0.7"));

        TestConnection.Outcome outcome =
                test.handle(new TestConnection.Command(CALLER, KEY)).block();

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        TestConnection.Outcome.Tested.class,
                        tested -> {
                            assertThat(tested.ok()).isFalse();
                            assertThat(tested.message()).doesNotContain("10.0.0.7");
                        });
        assertThat(connections.said()).containsExactly("hubspot-main failed TEST_FAILED");
        assertThat(trail.told())
                .containsExactly(
                        "connection.created connection:hubspot-main",
                        "connection.tested connection:hubspot-main");
        assertThat(trail.entries().getLast().detail()).isEqualTo(Map.of("ok", false));
        assertThat(test.handle(new TestConnection.Command(CALLER, KEY)).block())
                .isInstanceOf(TestConnection.Outcome.TooSoon.class);
    }

    @Test
    void aTestThatGoesWellWritesNothing() {
        put(HUBSPOT);

        testing(NOON, probe(true, "fine")).handle(new TestConnection.Command(CALLER, KEY)).block();

        assertThat(connections.said()).containsExactly("hubspot-main answered");
    }

    @Test
    void aConnectionThatCallsNobodySaysWhatToDo() {
        put(Map.of("type", "form"));
        Instant event = NOON.minusSeconds(60);

        assertThat(tested(NOON)).contains("No event has come yet", "hook address");
        connections.fares(KEY, new ConnectionHealthView(event, null, 0, 0, List.of()));
        assertThat(tested(NOON.plusSeconds(60))).contains("The last event came at " + event);
    }

    private String tested(Instant at) {
        TestConnection.Outcome outcome =
                testing(at).handle(new TestConnection.Command(CALLER, KEY)).block();
        assertThat(outcome).isInstanceOf(TestConnection.Outcome.Tested.class);
        return ((TestConnection.Outcome.Tested) Objects.requireNonNull(outcome)).message();
    }
}
