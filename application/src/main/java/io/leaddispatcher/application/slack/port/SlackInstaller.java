package io.leaddispatcher.application.slack.port;

import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.slack.SlackApps;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Asks Slack what an app was granted. */
public interface SlackInstaller {

    /** What Slack says. */
    sealed interface Answer {

        /**
         * The app is in a team now.
         *
         * @param botUser who the app is there
         * @param scopes with commas in between
         */
        record Granted(String team, String teamName, String botUser, String scopes, Secret botToken)
                implements Answer {}

        /** A token that ends after some hours, which is not what we can use. */
        record Rotating() implements Answer {}

        /** The app was added to a whole organisation and to no team. */
        record Organisation() implements Answer {}

        /**
         * Nothing was granted.
         *
         * @param error in Slack's word; null when Slack did not answer as it should
         */
        record Refused(@Nullable String error) implements Answer {}
    }

    /** Has the code that a browser came back with turned into a token. Never fails. */
    Mono<Answer> exchange(SlackApps.App app, Secret code, URI redirect);

    /**
     * The team whose token it is; empty when it is nobody's any more. Fails when Slack cannot be
     * asked.
     */
    Mono<Optional<String>> teamOf(Secret botToken);
}
