package io.leaddispatcher.adapter.slack;

import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.me.AvailabilityChange;
import io.leaddispatcher.application.slack.ShowSlackHome;
import io.leaddispatcher.application.slack.port.Afterwards;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Publishes the home page of whoever looks at it, as it is now. */
final class SlackHomes {

    private static final Logger LOG = LoggerFactory.getLogger(SlackHomes.class);

    private final ShowSlackHome showHome;
    private final SlackWindows windows;
    private final SlackHome home;
    private final Afterwards afterwards;

    SlackHomes(
            ShowSlackHome showHome, SlackWindows windows, SlackHome home, Afterwards afterwards) {
        this.showHome = showHome;
        this.windows = windows;
        this.home = home;
        this.afterwards = afterwards;
    }

    /** The switch on the page; nothing when it is not that which was pressed. */
    Mono<Void> pressed(SlackChannel slack, JsonNode payload) {
        Optional<AvailabilityChange> change =
                switch (SlackJson.text(payload, "/actions/0/action_id").orElse("")) {
                    case SlackHome.AWAY -> Optional.of(new AvailabilityChange.Pause());
                    case SlackHome.BACK -> Optional.of(new AvailabilityChange.Back());
                    default -> Optional.empty();
                };
        Optional<String> user = SlackJson.text(payload, "/user/id");
        return change.isEmpty() || user.isEmpty()
                ? Mono.empty()
                : publish(slack, user.get(), change.get());
    }

    /** Never fails: who looks again gets it again. */
    Mono<Void> publish(SlackChannel slack, String user, @Nullable AvailabilityChange first) {
        if (user.isEmpty()) {
            return Mono.empty();
        }
        Mono<Void> work =
                showHome.handle(new ShowSlackHome.Query(slack, user, first))
                        .map(home::of)
                        .switchIfEmpty(Mono.fromSupplier(SlackHome::stranger))
                        .flatMap(view -> windows.publish(slack, user, view))
                        .onErrorResume(error -> {
                            LOG.warn("a home page was not published", error);
                            return Mono.empty();
                        });
        return afterwards.begin(work).timeout(SlackHook.PATIENCE, Mono.empty());
    }
}
