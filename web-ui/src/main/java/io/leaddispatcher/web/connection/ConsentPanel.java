package io.leaddispatcher.web.connection;

import io.leaddispatcher.application.consent.AuthorizationServers;
import io.leaddispatcher.application.consent.port.AuthorizationServer.Reason;
import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How a connection stands that a log-in at the other side makes.
 *
 * @param key of the connection; null for one that is to be made
 * @param system what the other side is called
 * @param redirect the address that the app there has to know
 * @param connected whether somebody has logged in
 * @param ready whether the connection names an app
 * @param rights what the other side asks consent for, in words
 * @param note what has just come of it, in words; null when nothing has
 * @param tone of the note
 */
record ConsentPanel(
        @Nullable String key,
        String system,
        String redirect,
        boolean connected,
        boolean ready,
        List<String> rights,
        @Nullable String note,
        String tone) {

    private static final int RIGHTS = 4;

    /** The words that the address of the page may carry; anything else says nothing. */
    private static final Set<String> NOTES =
            Set.of(
                    "connected",
                    "denied",
                    "other-account",
                    "no-app",
                    "too-many",
                    "expired",
                    "wrong-app",
                    "wrong-address",
                    "silent",
                    "other");

    ConsentPanel {
        rights = List.copyOf(rights);
    }

    /** Whether the connection is let in by a token of its own, and names no app to log in to. */
    static boolean isDispensable(Tree connection) {
        Tree secrets = connection.tree("secrets");
        return secrets.tree("accessToken").is("set")
                && !secrets.tree("clientId").is("set")
                && !secrets.tree("refreshToken").is("set");
    }

    static ConsentPanel of(
            ConnectionType type,
            Tree connection,
            AuthorizationServers servers,
            @Nullable String outcome,
            Words words) {
        Tree secrets = connection.tree("secrets");
        String system = system(type.code());
        return new ConsentPanel(
                connection.text("key"),
                system,
                servers.redirect().toString(),
                secrets.tree("refreshToken").is("set"),
                secrets.tree("clientId").is("set") && secrets.tree("clientSecret").is("set"),
                IntStream.rangeClosed(1, RIGHTS)
                        .mapToObj(n -> words.say("consent.right.%s.%d".formatted(type.code(), n)))
                        .toList(),
                outcome != null && NOTES.contains(outcome)
                        ? words.say("consent.outcome." + outcome, system)
                        : null,
                "connected".equals(outcome) ? "good" : "bad");
    }

    /** As the other side spells itself. */
    static String system(String type) {
        return type.equals("hubspot") ? "HubSpot" : "Salesforce";
    }

    /** How the address spells why a code was refused. */
    static String spelled(Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
