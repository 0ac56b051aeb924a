package io.leaddispatcher.adapter.slack;

import io.leaddispatcher.application.slack.port.Afterwards;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Mono;

/**
 * Answers a window that was filled in while Slack waits. What comes later is said elsewhere; the
 * work goes on all the same.
 */
final class WindowAnswers {

    /**
     * What a window is answered with, and what is said elsewhere when that comes too late.
     *
     * @param text empty when there is nothing to say
     */
    record Said(Map<String, Object> body, String text) {}

    private final Afterwards afterwards;
    private final SlackReplies replies;

    WindowAnswers(Afterwards afterwards, SlackReplies replies) {
        this.afterwards = afterwards;
        this.replies = replies;
    }

    /**
     * @param late what the window is answered with when the work is not done yet
     * @param replyTo where the person can be told something later; empty when nowhere
     */
    Mono<Map<String, Object>> inTime(Mono<Said> said, Map<String, Object> late, String replyTo) {
        return Mono.defer(() -> {
            AtomicBoolean answered = new AtomicBoolean();
            Mono<Map<String, Object>> work =
                    said.flatMap(what ->
                            answered.compareAndSet(false, true)
                                    ? Mono.just(what.body())
                                    : replies.tell(replyTo, what.text()).thenReturn(late));
            Mono<Map<String, Object>> begun = afterwards.begin(work);
            return begun.timeout(
                    SlackHook.PATIENCE,
                    Mono.defer(
                            () -> answered.compareAndSet(false, true) ? Mono.just(late) : begun));
        });
    }
}
