package io.leaddispatcher.adapter.slack;

import io.leaddispatcher.adapter.slack.WindowAnswers.Said;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.slack.ActFromSlack;
import io.leaddispatcher.application.slack.ActFromSlack.Deed;
import io.leaddispatcher.application.slack.AskFromSlack;
import io.leaddispatcher.application.slack.SlackAnswer;
import io.leaddispatcher.application.slack.SnoozeFromSlack;
import io.leaddispatcher.application.slack.port.Afterwards;
import io.leaddispatcher.domain.document.InvalidInputException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Presses on cards and windows that were filled in. Slack repeats none of them, so each is done
 * before it is acknowledged, if that takes no longer than Slack waits by far; then a node that dies
 * in the middle leaves the press unacknowledged, and Slack says so. What takes longer goes on, and
 * whoever pressed is told when it fails.
 */
final class SlackInteractions {

    private static final Logger LOG = LoggerFactory.getLogger(SlackInteractions.class);
    private static final Map<String, Object> NOTHING = Map.of();

    private final ActFromSlack acts;
    private final AskFromSlack asks;
    private final SnoozeFromSlack snoozes;
    private final DeclineReasons reasons;
    private final SlackWindows windows;
    private final SlackReplies replies;
    private final SlackHomes homes;
    private final NewLeads newLeads;
    private final WindowAnswers answers;
    private final Afterwards afterwards;

    SlackInteractions(
            ActFromSlack acts,
            AskFromSlack asks,
            SnoozeFromSlack snoozes,
            DeclineReasons reasons,
            SlackWindows windows,
            SlackReplies replies,
            SlackHomes homes,
            NewLeads newLeads,
            WindowAnswers answers,
            Afterwards afterwards) {
        this.acts = acts;
        this.asks = asks;
        this.snoozes = snoozes;
        this.reasons = reasons;
        this.windows = windows;
        this.replies = replies;
        this.homes = homes;
        this.newLeads = newLeads;
        this.answers = answers;
        this.afterwards = afterwards;
    }

    /** The body of the answer; an empty one when there is nothing to say. */
    Mono<Map<String, Object>> take(SlackChannel slack, JsonNode payload) {
        return switch (SlackJson.text(payload, "/type").orElse("")) {
            case "block_actions" -> {
                Optional<Pressed> pressed = Pressed.read(payload);
                yield pressed.isEmpty()
                        ? homes.pressed(slack, payload).thenReturn(NOTHING)
                        : pressed(slack, pressed.get());
            }
            case "view_submission" -> {
                Optional<Submitted> submitted = Submitted.read(payload);
                Optional<DeclineWindow.Explained> explained = DeclineWindow.read(payload);
                if (explained.isPresent()) {
                    yield reasons.submitted(slack, explained.get());
                }
                yield submitted.isEmpty()
                        ? newLeads.submitted(slack, payload)
                        : submitted(slack, submitted.get());
            }
            case "shortcut", "message_action" -> newLeads.asked(slack, payload);
            default -> Mono.just(NOTHING);
        };
    }

    private Mono<Map<String, Object>> pressed(SlackChannel slack, Pressed pressed) {
        Mono<Void> work =
                work(slack, pressed)
                        .onErrorResume(error -> {
                            LOG.error("a press of {} failed", pressed.kind(), error);
                            return replies.tell(pressed.replyTo(), SlackWords.FAILED);
                        });
        return afterwards.begin(work).timeout(SlackHook.PATIENCE, Mono.empty()).thenReturn(NOTHING);
    }

    private Mono<Void> work(SlackChannel slack, Pressed pressed) {
        return switch (pressed.kind()) {
            case ACCEPT -> act(slack, pressed, Deed.ACCEPT);
            case DECLINE -> act(slack, pressed, Deed.DECLINE);
            case SNOOZE ->
                    Mono.justOrEmpty(pressed.choice())
                            .flatMap(choice ->
                                    snoozes.handle(
                                            new SnoozeFromSlack.Command(
                                                    slack,
                                                    pressed.user(),
                                                    pressed.offer(),
                                                    choice)))
                            .flatMap(answer -> tell(pressed, answer));
            case REASSIGN -> ask(slack, pressed, Deed.REASSIGN);
            case GIVE_BACK -> ask(slack, pressed, Deed.GIVE_BACK);
            case OUTCOME -> ask(slack, pressed, Deed.OUTCOME);
            case SAY_WHY -> reasons.asked(slack, pressed);
            // The browser goes there by itself.
            case OPEN, CRM -> Mono.empty();
        };
    }

    /** At once: nothing is asked before. */
    private Mono<Void> act(SlackChannel slack, Pressed pressed, Deed deed) {
        return acts.handle(
                        new ActFromSlack.Command(
                                slack, pressed.user(), pressed.offer(), deed, Map.of()))
                .flatMap(answer -> tell(pressed, answer));
    }

    private Mono<Void> tell(Pressed pressed, SlackAnswer answer) {
        return replies.tell(pressed.replyTo(), SlackWords.of(answer));
    }

    private Mono<Void> ask(SlackChannel slack, Pressed pressed, Deed deed) {
        return asks.handle(new AskFromSlack.Query(slack, pressed.user(), pressed.offer()))
                .flatMap(outcome ->
                        switch (outcome) {
                            case AskFromSlack.Outcome.Refused(var answer) -> tell(pressed, answer);
                            case AskFromSlack.Outcome.Ask ask ->
                                    windows.open(
                                            slack,
                                            pressed.trigger(),
                                            SlackModals.of(
                                                    deed, pressed.offer(), pressed.replyTo(), ask));
                        });
    }

    private Mono<Map<String, Object>> submitted(SlackChannel slack, Submitted submitted) {
        return answers.inTime(said(slack, submitted), NOTHING, submitted.memory().replyTo());
    }

    private Mono<Said> said(SlackChannel slack, Submitted submitted) {
        return acts.handle(
                        new ActFromSlack.Command(
                                slack,
                                submitted.user(),
                                submitted.memory().offer(),
                                submitted.deed(),
                                submitted.document()))
                .map(SlackWords::of)
                .map(text -> new Said(text.isEmpty() ? NOTHING : shown(text), text))
                .onErrorResume(
                        InvalidInputException.class,
                        invalid -> Mono.just(beside(submitted, invalid)))
                .onErrorResume(error -> {
                    LOG.error("a window for {} failed", submitted.deed(), error);
                    return Mono.just(new Said(shown(SlackWords.FAILED), SlackWords.FAILED));
                });
    }

    private static Map<String, Object> shown(String text) {
        return SlackModals.answered("Not done", text);
    }

    /** Each error beside its field; of what has none, beside the reason that every window has. */
    private static Said beside(Submitted submitted, InvalidInputException invalid) {
        Map<String, Object> errors = new LinkedHashMap<>();
        invalid.violations()
                .forEach(violation -> {
                    String field = violation.pointer().replaceAll("^/?([^/]*).*$", "$1");
                    errors.putIfAbsent(
                            SlackModals.fields(submitted.deed()).contains(field)
                                    ? field
                                    : SlackModals.REASON,
                            submitted.complaint(violation));
                });
        return new Said(
                Map.of("response_action", "errors", "errors", errors),
                "That was not taken: " + String.join("; ", texts(errors)));
    }

    private static Iterable<String> texts(Map<String, Object> errors) {
        return errors.values().stream()
                .map(text -> SlackText.escape(text.toString(), 200))
                .toList();
    }
}
