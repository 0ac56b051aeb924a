package io.leaddispatcher.adapter.slack;

import com.slack.api.methods.response.views.ViewsOpenResponse;
import com.slack.api.methods.response.views.ViewsPublishResponse;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import java.util.Map;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Opens windows, and publishes the home page of somebody. */
final class SlackWindows {

    private final SlackClient client;
    private final Scheduler blocking;

    SlackWindows(SlackClient client, Scheduler blocking) {
        this.client = client;
        this.blocking = blocking;
    }

    /** Fails when Slack does not open it: whoever pressed has to press again. */
    Mono<Void> open(SlackChannel slack, String trigger, Map<String, Object> view) {
        return Mono.fromCallable(
                        () -> {
                            ViewsOpenResponse answer =
                                    client.call(
                                            slack.botToken(),
                                            "views.open",
                                            Map.of("trigger_id", trigger, "view", view),
                                            ViewsOpenResponse.class);
                            return required(answer.isOk(), "views.open", answer.getError());
                        })
                .subscribeOn(blocking)
                .then();
    }

    /** Fails when Slack does not take it. */
    Mono<Void> publish(SlackChannel slack, String user, Map<String, Object> view) {
        return Mono.fromCallable(
                        () -> {
                            ViewsPublishResponse answer =
                                    client.call(
                                            slack.botToken(),
                                            "views.publish",
                                            Map.of("user_id", user, "view", view),
                                            ViewsPublishResponse.class);
                            return required(answer.isOk(), "views.publish", answer.getError());
                        })
                .subscribeOn(blocking)
                .then();
    }

    private static boolean required(boolean ok, String method, String error) {
        if (!ok) {
            throw new IllegalStateException(
                    "%s: %s".formatted(method, SlackErrors.cause(error).code()));
        }
        return true;
    }
}
