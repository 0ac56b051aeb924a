package io.leaddispatcher.domain.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoShowTest {

    @ParameterizedTest
    @CsvSource({
        "OPPORTUNITY, false",
        "NO_SHOW, true",
        "NO_SHOW NO_SHOW OPPORTUNITY LOST, true",
        "NO_SHOW NO_SHOW_TAKEN_BACK, false",
        "NO_SHOW MEETING_HELD, false",
        "MEETING_HELD NO_SHOW, true",
        "NO_SHOW NO_SHOW_TAKEN_BACK NO_SHOW WON, true"
    })
    void theLastWordOfAMeetingCounts(String told, boolean stands) {
        assertThat(NoShow.stands(Arrays.stream(told.split(" ")).map(OutcomeType::valueOf).toList()))
                .isEqualTo(stands);
    }
}
