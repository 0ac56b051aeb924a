package io.leaddispatcher.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LookUpLimitTest {

    @Test
    void aLeadWaitsASecondUnlessSomebodySaysOtherwise() {
        assertThat(LookUpLimit.of(Map.of())).contains(Duration.ofSeconds(1));
        assertThat(LookUpLimit.of(Map.of(LookUpLimit.SETTING, new BigDecimal(250))))
                .contains(Duration.ofMillis(250));
    }

    @Test
    void noughtTurnsItOff() {
        assertThat(LookUpLimit.of(Map.of(LookUpLimit.SETTING, BigDecimal.ZERO))).isEmpty();
    }
}
