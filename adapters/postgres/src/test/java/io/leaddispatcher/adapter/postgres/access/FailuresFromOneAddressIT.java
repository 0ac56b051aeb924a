package io.leaddispatcher.adapter.postgres.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.access.port.LoginFailures;
import io.leaddispatcher.application.access.port.LoginFailures.Count;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Among many people who share an address somebody mistypes every few minutes. */
class FailuresFromOneAddressIT {

    private static TestDatabase database;
    private static LoginFailures failures;

    private final Instant now = Instant.parse("2026-11-26T10:00:00Z");

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        failures = database.get(LoginFailures.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private void failsEveryFourMinutes(String subject, Duration from, Duration to) {
        for (Duration ago = from; ago.compareTo(to) >= 0; ago = ago.minusMinutes(4)) {
            failures.recordIf(List.of(subject), now.minus(ago), _ -> true).block();
        }
    }

    private int counted(String subject) {
        return Objects.requireNonNull(failures.recordIf(List.of(subject), now, _ -> false).block())
                .stream()
                .mapToInt(Count::failures)
                .sum();
    }

    @Test
    void anAddressStartsAnewAfterAnHour() {
        failsEveryFourMinutes("address:office", Duration.ofHours(8), Duration.ZERO);

        assertThat(counted("address:office")).isBetween(1, 16);
    }

    @Test
    void anAccountThatIsGuessedAtAllDayHasNoFreeTriesInBetween() {
        failsEveryFourMinutes("account:guessed", Duration.ofHours(8), Duration.ZERO);

        assertThat(counted("account:guessed")).isEqualTo(121);
    }
}
