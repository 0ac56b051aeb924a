package io.leaddispatcher.adapter.slack;

import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.slack.CommandFromSlack;
import io.leaddispatcher.application.slack.CommandFromSlack.Outcome;
import io.leaddispatcher.application.slack.port.Afterwards;
import io.leaddispatcher.domain.document.InvalidInputException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * What people type after {@code /lead}. The answer is for them alone; what takes longer than Slack
 * waits is told afterwards. To say the same twice does no harm.
 */
final class SlackCommands {

    private static final Logger LOG = LoggerFactory.getLogger(SlackCommands.class);

    private final CommandFromSlack commands;
    private final SlackReplies replies;
    private final SlackLists lists;
    private final Afterwards afterwards;

    SlackCommands(
            CommandFromSlack commands,
            SlackReplies replies,
            SlackLists lists,
            Afterwards afterwards) {
        this.commands = commands;
        this.replies = replies;
        this.lists = lists;
        this.afterwards = afterwards;
    }

    /** The body of the answer. */
    Mono<Map<String, Object>> take(SlackChannel slack, SlackForm form) {
        Optional<String> user = form.field("user_id");
        if (user.isEmpty()) {
            return Mono.just(Map.of());
        }
        return Mono.defer(() -> {
            AtomicBoolean answered = new AtomicBoolean();
            Mono<String> begun =
                    afterwards.begin(
                            text(slack, user.get(), MessageText.of(form.field("text").orElse("")))
                                    .flatMap(text ->
                                            answered.compareAndSet(false, true)
                                                    ? Mono.just(text)
                                                    : replies.tell(
                                                                    form.field("response_url")
                                                                            .orElse(""),
                                                                    text)
                                                            .thenReturn("")));
            return begun.timeout(
                            SlackHook.PATIENCE,
                            Mono.defer(() ->
                                    answered.compareAndSet(false, true)
                                            ? Mono.just("One moment …")
                                            : begun))
                    .map(text -> Map.of("response_type", "ephemeral", "text", text));
        });
    }

    private Mono<String> text(SlackChannel slack, String user, MessageText words) {
        return commands.handle(new CommandFromSlack.Command(slack, user, words.text()))
                .map(this::words)
                .onErrorResume(
                        InvalidInputException.class,
                        invalid ->
                                Mono.just(
                                        SlackText.escape(
                                                invalid.violations().getFirst().message(), 500)))
                .onErrorResume(error -> {
                    LOG.error("a command failed", error);
                    return Mono.just("That did not work. Please try again.");
                });
    }

    private String words(Outcome outcome) {
        return switch (outcome) {
            case Outcome.NoRep _ -> "You are no rep in Lead Dispatcher, or not known by this name.";
            case Outcome.Help _ -> lists.help();
            case Outcome.Mine(var day, var most) -> lists.mine(day, most);
            case Outcome.Found found -> lists.found(found);
            case Outcome.Away(var until, var zone) ->
                    "You get no new leads until " + Elements.date(until, zone) + ".";
            case Outcome.Back _ -> "Welcome back: you get new leads again.";
        };
    }
}
