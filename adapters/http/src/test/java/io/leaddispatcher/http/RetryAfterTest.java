package io.leaddispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-27T09:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7|PT7S",
                " 7 |PT7S",
                "0|PT0S",
                "86400|PT24H",
                "999999999|PT24H",
                "Fri, 27 Nov 2026 09:00:42 GMT|PT42S",
                "Fri, 27 Nov 2026 08:00:00 GMT|PT0S",
                "Sun, 29 Nov 2026 09:00:00 GMT|PT24H"
            })
    void itIsTheSecondsOrTheTimeUntilTheDateButAtMostADay(String header, Duration wait) {
        assertThat(told(header)).contains(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "1.5", "", "99999999999"})
    void whatIsNeitherSaysNothing(String header) {
        assertThat(told(header)).isEmpty();
    }

    @Test
    void withoutTheHeaderNothingIsAsked() {
        assertThat(RetryAfter.of(new HttpHeaders(), NOW)).isEmpty();
    }

    private static Optional<Duration> told(String header) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, header);
        return RetryAfter.of(headers, NOW);
    }
}
