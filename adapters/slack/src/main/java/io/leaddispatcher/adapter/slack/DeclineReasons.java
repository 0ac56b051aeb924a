package io.leaddispatcher.adapter.slack;

import io.leaddispatcher.adapter.slack.WindowAnswers.Said;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.slack.ExplainDeclineFromSlack;
import io.leaddispatcher.application.slack.ExplainDeclineFromSlack.Outcome;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Lets reps say why they have declined what they have declined. */
final class DeclineReasons {

    private static final Logger LOG = LoggerFactory.getLogger(DeclineReasons.class);
    private static final Map<String, Object> NOTHING = Map.of();
    private static final String EMPTY = "Choose a reason, or write one.";

    private final ExplainDeclineFromSlack explain;
    private final SlackWindows windows;
    private final SlackReplies replies;
    private final WindowAnswers answers;

    DeclineReasons(
            ExplainDeclineFromSlack explain,
            SlackWindows windows,
            SlackReplies replies,
            WindowAnswers answers) {
        this.explain = explain;
        this.windows = windows;
        this.replies = replies;
        this.answers = answers;
    }

    /** Opens the window, for whoever has declined it. */
    Mono<Void> asked(SlackChannel slack, Pressed pressed) {
        return explain.handle(
                        new ExplainDeclineFromSlack.Command(
                                slack, pressed.user(), pressed.offer(), null))
                .flatMap(outcome ->
                        switch (outcome) {
                            case Outcome.Ask() ->
                                    windows.open(
                                            slack,
                                            pressed.trigger(),
                                            DeclineWindow.of(pressed.offer(), pressed.replyTo()));
                            case Outcome.Answered(var answer) ->
                                    replies.tell(pressed.replyTo(), SlackWords.of(answer));
                        });
    }

    /** What a window that was sent is answered with. */
    Mono<Map<String, Object>> submitted(SlackChannel slack, DeclineWindow.Explained explained) {
        return explained
                .reason()
                .map(reason ->
                        answers.inTime(
                                said(slack, explained, reason),
                                NOTHING,
                                explained.memory().replyTo()))
                .orElseGet(() ->
                        Mono.just(
                                Map.of(
                                        "response_action",
                                        "errors",
                                        "errors",
                                        Map.of(SlackModals.REASON, EMPTY))));
    }

    private Mono<Said> said(SlackChannel slack, DeclineWindow.Explained explained, String reason) {
        return explain.handle(
                        new ExplainDeclineFromSlack.Command(
                                slack, explained.user(), explained.memory().offer(), reason))
                .map(outcome ->
                        switch (outcome) {
                            case Outcome.Ask() ->
                                    throw new IllegalStateException("a reason was given");
                            case Outcome.Answered(var answer) -> SlackWords.of(answer);
                        })
                .map(text -> new Said(text.isEmpty() ? NOTHING : shown(text), text))
                .onErrorResume(error -> {
                    LOG.error("a window that explains a decline failed", error);
                    return Mono.just(new Said(shown(SlackWords.FAILED), SlackWords.FAILED));
                });
    }

    private static Map<String, Object> shown(String text) {
        return SlackModals.answered("Not done", text);
    }
}
