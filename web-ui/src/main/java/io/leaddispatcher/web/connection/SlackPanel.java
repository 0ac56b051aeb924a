package io.leaddispatcher.web.connection;

import io.leaddispatcher.application.slack.SlackApps;
import io.leaddispatcher.domain.connection.SlackScopes;
import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.Words;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a connection stands with Slack.
 *
 * @param key of the connection; null for one that is to be made
 * @param team what the team is called that has the app; null while it is in none
 * @param missing scopes that were not granted, in words; null when none is missing
 * @param adds whether there is an app that a log-in at Slack adds
 * @param people whether it can be asked who is there
 * @param note what has just come of it, in words; null when nothing has
 * @param tone of the note
 */
record SlackPanel(
        @Nullable String key,
        @Nullable String team,
        @Nullable String missing,
        boolean adds,
        boolean people,
        @Nullable String note,
        String tone) {

    /** The words that the address of the page may carry; anything else says nothing. */
    private static final Set<String> NOTES =
            Set.of(
                    "added",
                    "stale",
                    "denied",
                    "taken",
                    "rotating",
                    "organisation",
                    "refused",
                    "silent",
                    "no-app",
                    "too-many");

    private static final Set<String> REASONS =
            Set.of(
                    "invalid_code",
                    "code_already_used",
                    "bad_redirect_uri",
                    "invalid_client_id",
                    "bad_client_secret",
                    "invalid_scope",
                    "invalid_team_for_non_distributed_app");

    static SlackPanel of(Tree connection, SlackApps apps, @Nullable String outcome, Words words) {
        Tree secrets = connection.tree("secrets");
        boolean own = isSet(secrets, "clientId") && isSet(secrets, "clientSecret");
        boolean adds = own || (apps.hosted().isPresent() && !isSet(secrets, "signingSecret"));
        Tree settings = connection.tree("settings");
        String scopes = settings.text("scopes");
        String missing = scopes == null ? "" : String.join(", ", SlackScopes.missing(scopes));
        return new SlackPanel(
                connection.text("key"),
                settings.text("teamName"),
                missing.isEmpty() ? null : words.say("slack.missing", missing),
                adds,
                isSet(secrets, "botToken"),
                note(outcome, words),
                "added".equals(outcome) ? "good" : "bad");
    }

    private static boolean isSet(Tree secrets, String name) {
        return secrets.tree(name).is("set");
    }

    private static @Nullable String note(@Nullable String outcome, Words words) {
        if (outcome == null) {
            return null;
        }
        if (REASONS.contains(outcome)) {
            return words.say("slack.refused." + outcome);
        }
        return NOTES.contains(outcome) ? words.say("slack.outcome." + outcome) : null;
    }

    /** How the address spells why Slack refused. */
    static String spelled(@Nullable String error) {
        if (error == null) {
            return "silent";
        }
        return REASONS.contains(error) ? error : "refused";
    }
}
