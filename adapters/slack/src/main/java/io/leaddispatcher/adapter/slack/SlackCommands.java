package io.leaddispatcher.adapter.slack;

import io.leaddispatcher.application.dispatch.port.SlackChannel;
import java.util.Map;
import reactor.core.publisher.Mono;

/** What people type after {@code /lead}. */
final class SlackCommands {

    private static final Map<String, Object> NOTHING = Map.of();

    /** The body of the answer; nobody else sees it. */
    Mono<Map<String, Object>> take(SlackChannel slack, SlackForm form) {
        return Mono.just(NOTHING);
    }
}
