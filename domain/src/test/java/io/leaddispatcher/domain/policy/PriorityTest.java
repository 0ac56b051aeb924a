package io.leaddispatcher.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How urgent leads are. */
class PriorityTest {

    @Test
    void ofTwoTheMoreUrgentIsTaken() {
        assertThat(Priority.STANDARD.orHigher(Priority.URGENT)).isEqualTo(Priority.URGENT);
        assertThat(Priority.URGENT.orHigher(Priority.LOW)).isEqualTo(Priority.URGENT);
        assertThat(Priority.LOW.orHigher(Priority.LOW)).isEqualTo(Priority.LOW);
    }

    @Test
    void whatNothingHasRaisedStaysAsItIs() {
        assertThat(Priority.LOW.orHigher(null)).isEqualTo(Priority.LOW);
    }
}
