package io.leaddispatcher.web.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void whatTwoReadersUnderstandDifferentlyOrNobodyKeepsIsNoObject() {
        assertThat(Json.object("{\"name\":\"a\",\"name\":\"b\"}")).isEmpty();
        assertThat(Json.object("{\"name\":\"a\\u0000b\"}")).isEmpty();
        assertThat(Json.object("[1]")).isEmpty();
        assertThat(Json.object("{\"weight\":1.50,\"gone\":null}"))
                .isEqualTo(Map.of("weight", new BigDecimal("1.50")));
    }
}
