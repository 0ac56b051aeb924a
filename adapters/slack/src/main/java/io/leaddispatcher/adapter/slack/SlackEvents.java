package io.leaddispatcher.adapter.slack;

import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.slack.LoseSlack;
import java.util.Map;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * What happened in Slack. What comes twice does no harm: a home page is published as it is now, and
 * a connection that is down stays so.
 */
final class SlackEvents {

    private static final Map<String, Object> NOTHING = Map.of();

    private final LoseSlack loseSlack;
    private final SlackHomes homes;

    SlackEvents(LoseSlack loseSlack, SlackHomes homes) {
        this.loseSlack = loseSlack;
        this.homes = homes;
    }

    /** The answer has no body. Fails when nothing could be kept: Slack then tells it again. */
    Mono<Map<String, Object>> take(Hook hook, SlackChannel slack, JsonNode told) {
        String type = SlackJson.text(told, "/event/type").orElse("");
        return switch (type) {
            case "app_uninstalled", "tokens_revoked" ->
                    isOfTheBot(told)
                            ? loseSlack
                                    .handle(new LoseSlack.Command(hook, type))
                                    .thenReturn(NOTHING)
                            : Mono.just(NOTHING);
            case "app_home_opened" ->
                    SlackJson.text(told, "/event/tab").filter("messages"::equals).isPresent()
                            ? Mono.just(NOTHING)
                            : homes.publish(
                                            slack,
                                            SlackJson.text(told, "/event/user").orElse(""),
                                            null)
                                    .thenReturn(NOTHING);
            default -> Mono.just(NOTHING);
        };
    }

    /** A person who takes back what they allowed the app leaves the bot's token as it is. */
    static boolean isOfTheBot(JsonNode told) {
        JsonNode tokens = told.at("/event/tokens");
        return !tokens.isObject() || !tokens.path("bot").isEmpty();
    }
}
