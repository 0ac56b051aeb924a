package io.leaddispatcher.application.slack.port;

import io.leaddispatcher.application.dispatch.port.SlackChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Who is in a workspace's Slack. */
public interface SlackDirectory {

    /** How somebody stands to the team. */
    enum Standing {
        MEMBER,
        /** From another company, or with access to one channel: nobody who acts on leads. */
        GUEST,
        LEFT
    }

    /**
     * Somebody who is no bot.
     *
     * @param email null when Slack does not say
     */
    record Person(String id, String name, @Nullable String email, Standing standing) {}

    /**
     * Those whom Slack named, in the order of names.
     *
     * @param complete whether these are all
     * @param problem why they are not, or none, in Slack's word; null when nothing went wrong
     */
    record People(List<Person> list, boolean complete, @Nullable String problem) {
        public People {
            list = List.copyOf(list);
        }
    }

    /** Remembered for a few minutes. Never fails: what goes wrong is in the answer. */
    Mono<People> people(SlackChannel slack);
}
