package io.leaddispatcher.application.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.dispatch.ConfiguredChannels;
import io.leaddispatcher.application.dispatch.port.ChannelConnections.Both;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class ConfiguredChannelsTest extends ConnectionDesk {

    private final ConfiguredChannels channels =
            new ConfiguredChannels(new ConnectionDirectory(connections, cipher), false);

    @Test
    void whatWasFoundIsRememberedUnderItsMarkAlone() {
        slack("xoxb-1");
        assertThat(token(channels.both(TENANT, "a"))).isEqualTo("xoxb-1");

        slack("xoxb-2");

        assertThat(token(channels.both(TENANT, "a"))).isEqualTo("xoxb-1");
        assertThat(token(channels.both(TENANT))).isEqualTo("xoxb-2");
        assertThat(token(channels.both(TENANT, "b"))).isEqualTo("xoxb-2");
        assertThat(token(channels.both(TENANT, "b"))).isEqualTo("xoxb-2");
    }

    private void slack(String token) {
        put(
                Map.of(
                        "type",
                        "slack",
                        "name",
                        "Slack",
                        "settings",
                        Map.of(),
                        "secrets",
                        Map.of("botToken", token, "signingSecret", "signs")));
    }

    private static String token(Mono<Both> found) {
        return Objects.requireNonNull(found.block())
                .slack()
                .map(SlackChannel::botToken)
                .map(Secret::reveal)
                .orElse("none");
    }
}
