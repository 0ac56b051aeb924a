package io.leaddispatcher.adapter.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SlackEventsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static boolean isOfTheBot(String event) {
        return SlackEvents.isOfTheBot(JSON.readTree("{\"event\":%s}".formatted(event)));
    }

    @Test
    void tokensOfPeopleThatAreRevokedAreNotTheBots() {
        assertThat(
                        isOfTheBot(
                                "{\"type\":\"tokens_revoked\",\"tokens\":{\"oauth\":[\"U1\"],\"bot\":[]}}"))
                .isFalse();
        assertThat(isOfTheBot("{\"type\":\"tokens_revoked\",\"tokens\":{\"oauth\":[\"U1\"]}}"))
                .isFalse();
    }

    @Test
    void theBotsTokenIsLostWhenItIsNamedOrTheAppIsRemoved() {
        assertThat(
                        isOfTheBot(
                                "{\"type\":\"tokens_revoked\",\"tokens\":{\"oauth\":[],\"bot\":[\"B1\"]}}"))
                .isTrue();
        assertThat(isOfTheBot("{\"type\":\"tokens_revoked\"}")).isTrue();
        assertThat(isOfTheBot("{\"type\":\"app_uninstalled\"}")).isTrue();
    }
}
