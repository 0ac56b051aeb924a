package io.leaddispatcher.web.lead;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedValueTest {

    @ParameterizedTest
    @CsvSource({
        "2026-12-31, 2026-12-31",
        "2026-12-31 00:00, 2026-12-31",
        "2026-12-31T00:00:00.000, 2026-12-31",
        "31.12.2026, 2026-12-31",
        "1. 2. 2026, 2026-02-01",
        "31/12/2026, 2026-12-31",
        "12/31/2026, 2026-12-31",
        "05/05/2026, 2026-05-05",
        "05/06/2026, 05/06/2026",
        "30.02.2026, 30.02.2026",
        "13/13/2026, 13/13/2026",
        "2026-13-01, 2026-13-01",
        "soon, soon",
    })
    void daysAsTheyAreWritten(String typed, String day) {
        assertThat(TypedValue.day(typed)).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({
        "true, true",
        "Ja, true",
        "WAHR, true",
        "1, true",
        "x, true",
        "No, false",
        "nein, false",
        "FALSCH, false",
        "0, false",
        "perhaps, perhaps",
    })
    void truthsAsTheyAreWritten(String typed, String truth) {
        assertThat(TypedValue.truth(typed)).isEqualTo(truth);
    }
}
