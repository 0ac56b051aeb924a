package io.leaddispatcher.domain.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/Argentina/Buenos_Aires", "UTC", "Z"})
    void regionsAndTheWorldsOwnAreAllowed(String zone) {
        assertThat(ZoneNames.allow(ZoneId.of(zone))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+02:00", "UTC+1", "GMT-03:00"})
    void offsetsAreNot(String zone) {
        assertThat(ZoneNames.allow(ZoneId.of(zone))).isFalse();
    }

    @Test
    void theWorldsOwnIsAllowedHoweverItIsMade() {
        assertThat(ZoneNames.allow(ZoneOffset.UTC)).isTrue();
    }
}
