package io.leaddispatcher.adapter.salesforce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class SalesforceJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":1,\"id\":2}",
                "{\"a\":{\"id\":1,\"id\":1}}",
                "{\"id\":",
                "{\"id\":10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000}"
            })
    void whatCouldBeReadInTwoWaysOrIsNoJsonIsRefused(String json) {
        assertThatThrownBy(() -> SalesforceJson.read(json.getBytes(UTF_8)))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void whatIsNestedTooDeeplyIsRefused() {
        String deep = "[".repeat(65) + "]".repeat(65);
        assertThatThrownBy(() -> SalesforceJson.read(deep.getBytes(UTF_8)))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void theSameNameInTwoObjectsIsNoRepetition() {
        assertThat(SalesforceJson.read("[{\"id\":1},{\"id\":2}]".getBytes(UTF_8))).hasSize(2);
    }
}
