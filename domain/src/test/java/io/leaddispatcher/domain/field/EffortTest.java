package io.leaddispatcher.domain.field;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EffortTest {

    @Test
    void whatIsLeftIsSharedAndATestThatIsTooLargeTakesNothing() {
        Effort effort = new Effort();

        assertThat(effort.affords(Effort.MOST - 10)).isTrue();
        assertThat(effort.affords(11)).isFalse();
        assertThat(effort.affords(10)).isTrue();
        assertThat(effort.affords(1)).isFalse();
        assertThat(effort.affords(0)).isTrue();
    }
}
