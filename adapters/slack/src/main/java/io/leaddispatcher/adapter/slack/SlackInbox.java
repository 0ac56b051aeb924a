package io.leaddispatcher.adapter.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.slack.FindSlackTeam;
import io.leaddispatcher.application.slack.NoteSlackRequest;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Hands on what was signed, each kind to whom it concerns. What is not understood is let be. */
final class SlackInbox {

    /** What Slack has an address for. */
    enum Kind {
        EVENT,
        INTERACTION,
        COMMAND
    }

    private static final Logger LOG = LoggerFactory.getLogger(SlackInbox.class);
    private static final Map<String, Object> NOTHING = Map.of();
    private static final String NOT_CONNECTED =
            "This Slack team belongs to no workspace of Lead Dispatcher. An administrator connects"
                    + " it there, under Connections.";

    private final FindSlackTeam teams;
    private final SlackTokens tokens;
    private final NoteSlackRequest note;
    private final SlackInteractions interactions;
    private final SlackEvents events;
    private final SlackCommands commands;

    SlackInbox(
            FindSlackTeam teams,
            SlackTokens tokens,
            NoteSlackRequest note,
            SlackInteractions interactions,
            SlackEvents events,
            SlackCommands commands) {
        this.teams = teams;
        this.tokens = tokens;
        this.note = note;
        this.interactions = interactions;
        this.events = events;
        this.commands = commands;
    }

    /** Of a workspace's own app: the body of the answer, empty when there is nothing to say. */
    Mono<Map<String, Object>> take(Hook hook, Kind kind, byte[] body) {
        Optional<Message> message = read(kind, body);
        Optional<Map<String, Object>> answer = message.flatMap(SlackInbox::handshake);
        if (answer.isPresent()) {
            return Mono.just(answer.get());
        }
        return message.filter(told -> isOf(told, hook))
                .map(told -> take(hook, told))
                .orElseGet(() -> Mono.just(notConnected(message)));
    }

    /** Of the installation's app, which many teams have. */
    Mono<Map<String, Object>> take(Kind kind, byte[] body) {
        Optional<Message> message = read(kind, body);
        Optional<Map<String, Object>> answer = message.flatMap(SlackInbox::handshake);
        if (answer.isPresent()) {
            return Mono.just(answer.get());
        }
        return Mono.justOrEmpty(message)
                .flatMap(told ->
                        Mono.justOrEmpty(told.team())
                                .flatMap(team ->
                                        teams.handle(team)
                                                .collectList()
                                                .flatMap(found -> tokens.ownerOf(team, found)))
                                .flatMap(hook -> take(hook, told)))
                .defaultIfEmpty(notConnected(message));
    }

    /** What a team reads that has the app, and no workspace. Only a command shows an answer. */
    private static Map<String, Object> notConnected(Optional<Message> message) {
        return message.filter(told -> told.kind() == Kind.COMMAND)
                .<Map<String, Object>>map(
                        _ -> Map.of("response_type", "ephemeral", "text", NOT_CONNECTED))
                .orElse(NOTHING);
    }

    /**
     * What Slack tells.
     *
     * @param content an event or an interaction; null for a command
     * @param form a command; null otherwise
     */
    private record Message(Kind kind, Optional<JsonNode> content, Optional<SlackForm> form) {

        Optional<String> team() {
            return switch (kind) {
                case EVENT -> content.flatMap(event -> SlackJson.text(event, "/team_id"));
                case INTERACTION -> content.flatMap(press -> SlackJson.text(press, "/team/id"));
                case COMMAND -> form.flatMap(command -> command.field("team_id"));
            };
        }
    }

    private static Optional<Message> read(Kind kind, byte[] body) {
        try {
            return switch (kind) {
                case EVENT ->
                        Optional.of(
                                new Message(
                                        kind,
                                        Optional.of(SlackJson.read(new String(body, UTF_8))),
                                        Optional.empty()));
                case INTERACTION ->
                        SlackForm.read(body)
                                .flatMap(form -> form.field("payload"))
                                .map(SlackJson::read)
                                .map(press ->
                                        new Message(kind, Optional.of(press), Optional.empty()));
                case COMMAND ->
                        SlackForm.read(body)
                                .map(form ->
                                        new Message(kind, Optional.empty(), Optional.of(form)));
            };
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /** Slack wants to see that somebody is there who knows the secret. */
    private static Optional<Map<String, Object>> handshake(Message message) {
        return message.content()
                .filter(event ->
                        SlackJson.text(event, "/type")
                                .filter("url_verification"::equals)
                                .isPresent())
                .flatMap(event -> SlackJson.text(event, "/challenge"))
                .map(challenge -> Map.of("challenge", challenge));
    }

    /** The signature proves the app, which may be in many teams; the team must match, too. */
    private static boolean isOf(Message message, Hook hook) {
        Optional<String> own = hook.connection().text("teamId");
        boolean matches = own.isEmpty() || own.equals(message.team());
        if (!matches && message.team().isPresent()) {
            LOG.warn("a request of another team left out, connection={}", hook.connection().key());
        }
        return matches;
    }

    private Mono<Map<String, Object>> take(Hook hook, Message message) {
        SlackChannel slack = SlackChannel.of(hook.tenant(), hook.connection(), true).orElse(null);
        if (slack == null) {
            return Mono.just(NOTHING);
        }
        Mono<Map<String, Object>> answer =
                switch (message.kind()) {
                    case EVENT -> events.take(hook, slack, message.content().orElseThrow());
                    case INTERACTION -> interactions.take(slack, message.content().orElseThrow());
                    case COMMAND -> commands.take(slack, message.form().orElseThrow());
                };
        return answer.flatMap(said ->
                note.handle(hook)
                        .onErrorResume(error -> {
                            LOG.warn("a request of Slack was not noted", error);
                            return Mono.empty();
                        })
                        .thenReturn(said));
    }
}
