package io.leaddispatcher.domain.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChannelTest {

    @Test
    void peopleReadWhatIsNotForPrograms() {
        assertThat(Stream.of(Channel.values()).filter(Channel::isForPeople))
                .containsExactly(Channel.SLACK, Channel.EMAIL, Channel.PUSH);
    }

    @Test
    void aWorkspaceHasALaneWhereItNamesTheServer() {
        assertThat(Stream.of(Channel.values()).filter(Channel::hasLanes))
                .containsExactly(Channel.EMAIL, Channel.CRM, Channel.WEBHOOK);
    }
}
