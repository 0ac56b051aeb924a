package io.leaddispatcher.adapter.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class SlackJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":1,\"id\":2}",
                "{\"a\":{\"id\":1,\"id\":1}}",
                "{\"id\":",
                "{\"id\":10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000}"
            })
    void whatCouldBeReadInTwoWaysOrIsNoJsonIsRefused(String json) {
        assertThatThrownBy(() -> SlackJson.read(json)).isInstanceOf(JacksonException.class);
    }

    @Test
    void whatIsNestedTooDeeplyIsRefused() {
        String deep = "[".repeat(65) + "]".repeat(65);
        assertThatThrownBy(() -> SlackJson.read(deep)).isInstanceOf(JacksonException.class);
    }

    @Test
    void theSameNameInTwoObjectsIsNoRepetition() {
        assertThat(SlackJson.read("[{\"id\":1},{\"id\":2}]")).hasSize(2);
    }
}
