package io.leaddispatcher.adapter.slack;

import io.leaddispatcher.adapter.slack.WindowAnswers.Said;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.slack.AskForLeadFromSlack;
import io.leaddispatcher.application.slack.CreateLeadFromSlack;
import io.leaddispatcher.application.slack.CreateLeadFromSlack.Outcome;
import io.leaddispatcher.application.slack.port.Afterwards;
import io.leaddispatcher.domain.document.InvalidInputException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The shortcuts by which somebody in Slack puts a lead in, and the window that they open. */
final class NewLeads {

    /** Those of the manifest. */
    private static final String GLOBAL = "create_lead";

    private static final String OF_MESSAGE = "lead_of_message";

    private static final Logger LOG = LoggerFactory.getLogger(NewLeads.class);
    private static final Map<String, Object> NOTHING = Map.of();
    private static final String NO_REP = "You are no rep in Lead Dispatcher, or not known by it.";
    private static final String NOT_BY_ROLE =
            "Your role does not put leads in. Ask whoever looks after Lead Dispatcher.";

    private final AskForLeadFromSlack asks;
    private final CreateLeadFromSlack creates;
    private final SlackWindows windows;
    private final WindowAnswers answers;
    private final SlackReplies replies;
    private final Afterwards afterwards;
    private final SlackLists lists;

    NewLeads(
            AskForLeadFromSlack asks,
            CreateLeadFromSlack creates,
            SlackWindows windows,
            WindowAnswers answers,
            SlackReplies replies,
            Afterwards afterwards,
            SlackLists lists) {
        this.asks = asks;
        this.creates = creates;
        this.windows = windows;
        this.answers = answers;
        this.replies = replies;
        this.afterwards = afterwards;
        this.lists = lists;
    }

    /** Somebody has chosen a shortcut: a window opens, which says so when they may not. */
    Mono<Map<String, Object>> asked(SlackChannel slack, JsonNode payload) {
        Optional<String> user = SlackJson.text(payload, "/user/id");
        Optional<String> trigger = SlackJson.text(payload, "/trigger_id");
        Optional<CreateLeadFromSlack.Said> begin =
                SlackJson.text(payload, "/callback_id").flatMap(name -> begin(name, payload));
        if (user.isEmpty() || trigger.isEmpty() || begin.isEmpty()) {
            return Mono.just(NOTHING);
        }
        String replyTo = SlackJson.text(payload, "/response_url").orElse("");
        Mono<Void> work =
                asks.handle(new AskForLeadFromSlack.Query(slack, user.get()))
                        .map(may ->
                                switch (may) {
                                    case MAY -> NewLeadWindow.of(begin.get(), replyTo);
                                    case NO_REP -> SlackModals.said("Not possible", NO_REP);
                                    case NOT_BY_ROLE ->
                                            SlackModals.said("Not possible", NOT_BY_ROLE);
                                })
                        .flatMap(view -> windows.open(slack, trigger.get(), view))
                        .onErrorResume(error -> {
                            LOG.error("a shortcut failed", error);
                            return replies.tell(replyTo, "That did not work. Please try again.");
                        });
        return afterwards.begin(work).timeout(SlackHook.PATIENCE, Mono.empty()).thenReturn(NOTHING);
    }

    private static Optional<CreateLeadFromSlack.Said> begin(String shortcut, JsonNode payload) {
        return switch (shortcut) {
            case GLOBAL -> Optional.of(new CreateLeadFromSlack.Said("", "", "", "", ""));
            case OF_MESSAGE -> {
                MessageText message =
                        MessageText.of(SlackJson.text(payload, "/message/text").orElse(""));
                yield Optional.of(
                        new CreateLeadFromSlack.Said(
                                message.email().orElse(""),
                                message.phone().orElse(""),
                                "",
                                "",
                                message.text()));
            }
            default -> Optional.empty();
        };
    }

    /** Of what is no window of ours nothing is said. */
    Mono<Map<String, Object>> submitted(SlackChannel slack, JsonNode payload) {
        return NewLeadWindow.read(payload)
                .map(sent ->
                        answers.inTime(
                                said(slack, sent),
                                SlackModals.answered(
                                        "One moment",
                                        "This takes longer than usual. Look for the lead in "
                                                + "Lead Dispatcher before you send it again."),
                                sent.replyTo()))
                .orElseGet(() -> Mono.just(NOTHING));
    }

    private Mono<Said> said(SlackChannel slack, NewLeadWindow.Sent sent) {
        return creates.handle(
                        new CreateLeadFromSlack.Command(slack, sent.user(), sent.id(), sent.said()))
                .map(this::words)
                .onErrorResume(InvalidInputException.class, invalid -> Mono.just(beside(invalid)))
                .onErrorResume(error -> {
                    LOG.error("a lead of a window was not taken in", error);
                    return Mono.just(words("Not done", SlackWords.FAILED));
                });
    }

    private Said words(Outcome outcome) {
        return switch (outcome) {
            case Outcome.NoRep _ -> words("Not done", NO_REP);
            case Outcome.NotByRole _ -> words("Not done", NOT_BY_ROLE);
            case Outcome.Created created -> words("Lead created", lists.created(created));
        };
    }

    private static Said words(String title, String text) {
        return new Said(SlackModals.answered(title, text), text);
    }

    private static Said beside(InvalidInputException invalid) {
        Map<String, Object> errors = new LinkedHashMap<>();
        invalid.violations()
                .forEach(violation ->
                        errors.putIfAbsent(
                                NewLeadWindow.fieldOf(violation.pointer()), violation.message()));
        return new Said(
                Map.of("response_action", "errors", "errors", errors),
                "The lead was not taken: "
                        + SlackText.escape(invalid.violations().getFirst().message(), 200));
    }
}
