package io.leaddispatcher.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

class PeerJsonTest {

    private static JsonNode read(String json) {
        return PeerJson.USUAL.read(json.getBytes(UTF_8));
    }

    @Test
    void valuesAreTextWhateverTheirKindAndANumberIsNeverInPowersOfTen() {
        JsonNode object =
                read(
                        "{\"a\":\"x\",\"b\":1E+7,\"c\":true,\"d\":\" \",\"e\":null,\"f\":{},\"g\":9007199254740993}");

        assertThat(PeerJson.texts(object, Set.of("a", "b", "c", "d", "e", "f", "g", "none")))
                .isEqualTo(Map.of("a", "x", "b", "10000000", "c", "true", "g", "9007199254740993"));
    }

    @Test
    void aNumberIsWhatWasSent() {
        JsonNode object =
                read(
                        "{\"a\":1234567890123456.78,\"b\":12.50,\"c\":\"7\",\"d\":1e999999,\"e\":1e-999999}");

        assertThat(PeerJson.number(object.path("a")))
                .contains(new BigDecimal("1234567890123456.78"));
        assertThat(PeerJson.text(object, "a")).contains("1234567890123456.78");
        assertThat(PeerJson.number(object.path("b")).orElseThrow()).isEqualByComparingTo("12.5");
        assertThat(PeerJson.number(object.path("c"))).isEmpty();
        assertThat(PeerJson.number(object.path("d"))).isEmpty();
        assertThat(PeerJson.text(object, "e")).isEmpty();
    }

    @Test
    void aTimeHasAnOffset() {
        JsonNode object = read("{\"at\":\"2026-11-30T10:00:00+01:00\",\"day\":\"2026-11-30\"}");

        assertThat(PeerJson.instant(object, "at")).contains(Instant.parse("2026-11-30T09:00:00Z"));
        assertThat(PeerJson.instant(object, "day")).isEmpty();
        assertThat(PeerJson.instant(object, "none")).isEmpty();
    }

    @Test
    void whatNamesSomethingTwiceIsRefused() {
        assertThatThrownBy(() -> read("{\"a\":1,\"a\":2}")).isInstanceOf(JacksonException.class);
    }

    @Test
    void nothingIsAnObjectOnlyWhereThatIsAnAnswer() {
        assertThat(PeerJson.USUAL.readOrNothing(new byte[0]).isObject()).isTrue();
        assertThat(PeerJson.USUAL.readOrNothing(PeerJson.USUAL.write(Map.of("a", 1))))
                .isEqualTo(read("{\"a\":1}"));
    }
}
