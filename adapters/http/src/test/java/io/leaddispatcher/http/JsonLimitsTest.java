package io.leaddispatcher.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

class JsonLimitsTest {

    private static final JsonLimits SMALL = new JsonLimits(1_000, 10, 20, 5);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":1,\"id\":2}",
                "{\"a\":{\"id\":1,\"id\":1}}",
                "{\"id\":",
            })
    void whatCouldBeReadInTwoWaysOrIsNoJsonIsRefused(String json) {
        assertThatThrownBy(() -> read(JsonLimits.USUAL, json)).isInstanceOf(JacksonException.class);
    }

    @Test
    void theSameNameInTwoObjectsIsNoRepetition() {
        assertThat(read(JsonLimits.USUAL, "[{\"id\":1},{\"id\":2}]")).hasSize(2);
    }

    @Test
    void whatIsNestedTooDeeplyIsRefused() {
        assertThat(read(JsonLimits.USUAL, nested(64))).hasSize(1);
        assertThatThrownBy(() -> read(JsonLimits.USUAL, nested(65)))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void aNumberOfTooManyDigitsIsRefused() {
        assertThat(read(SMALL, "12345").intValue()).isEqualTo(12345);
        assertThatThrownBy(() -> read(SMALL, "123456")).isInstanceOf(JacksonException.class);
    }

    @Test
    void aTextOfTooManyCharactersIsRefused() {
        assertThat(read(SMALL, text(20)).asString()).hasSize(20);
        assertThatThrownBy(() -> read(SMALL, text(21))).isInstanceOf(JacksonException.class);
    }

    @Test
    void aDocumentOfTooManyTokensIsRefused() {
        assertThat(read(SMALL, "[1,2,3,4,5,6,7,8]")).hasSize(8);
        assertThatThrownBy(() -> read(SMALL, "[1,2,3,4,5,6,7,8,9]"))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void aDocumentOfTooManyBytesIsRefused() {
        // The reader counts in chunks of 8,000 bytes.
        assertThatThrownBy(() -> read(SMALL, "[1" + " ".repeat(20_000) + "]"))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void aLimitOfNothingIsNone() {
        assertThatThrownBy(() -> new JsonLimits(0, 1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 bytes");
    }

    private static JsonNode read(JsonLimits limits, String json) {
        return limits.mapper().build().readTree(json.getBytes(UTF_8));
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static String text(int length) {
        return "\"" + "x".repeat(length) + "\"";
    }
}
