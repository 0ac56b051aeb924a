package io.leaddispatcher.domain.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.policy.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClockStepTest {

    private static ClockStep step(@Nullable EscalationAction action) {
        return new ClockStep("50%", Duration.ofMinutes(5), Instant.EPOCH, action);
    }

    @Test
    void whatMovesALeadIsDoneUnderTheTurn() {
        List<EscalationAction> moving =
                Arrays.stream(EscalationAction.values())
                        .filter(action -> step(action).movesLead())
                        .toList();

        assertThat(moving)
                .containsExactly(
                        EscalationAction.REASSIGN,
                        EscalationAction.RAISE_PRIORITY,
                        EscalationAction.QUEUE);
        assertThat(step(EscalationAction.REMIND).isEnd()).isFalse();
    }

    @Test
    void theEndMovesNothing() {
        assertThat(step(null).isEnd()).isTrue();
        assertThat(step(null).movesLead()).isFalse();
    }

    @Test
    void nothingIsMoreUrgentThanUrgent() {
        assertThat(Arrays.stream(Priority.values()).flatMap(each -> each.higher().stream()))
                .containsExactly(Priority.URGENT, Priority.HIGH, Priority.STANDARD);
        assertThat(Priority.URGENT.higher()).isEmpty();
    }
}
