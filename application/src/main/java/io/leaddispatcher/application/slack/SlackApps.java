package io.leaddispatcher.application.slack;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.domain.connection.SlackScopes;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The apps that can be added to a team in Slack by logging in there. */
public final class SlackApps {

    /** An app as Slack knows it. */
    public record App(String clientId, Secret clientSecret) {}

    private final URI authorize;
    private final URI redirect;
    private final Optional<App> hosted;

    /**
     * The apps of an installation.
     *
     * @param authorize Slack's page on which an app is added
     * @param publicUrl as the world reaches this installation
     * @param hosted the installation's own app; null when it has none that can be added so
     */
    public SlackApps(URI authorize, URI publicUrl, @Nullable App hosted) {
        this.authorize = authorize;
        String base = publicUrl.toString();
        this.redirect =
                URI.create((base.endsWith("/") ? base : base + "/") + "connections/slack/callback");
        this.hosted = Optional.ofNullable(hosted);
    }

    /** That of the installation. */
    public Optional<App> hosted() {
        return hosted;
    }

    /**
     * That of a connection, else the installation's. A connection that has a signing secret has an
     * app of its own: what the installation's app sends would never reach it.
     */
    Optional<App> of(ConnectionAccess connection) {
        Optional<App> own =
                connection
                        .secret("clientId")
                        .flatMap(id ->
                                connection
                                        .secret("clientSecret")
                                        .map(secret -> new App(id.reveal(), secret)));
        return own.isPresent() || connection.secret("signingSecret").isPresent() ? own : hosted;
    }

    /** Where Slack sends browsers back to, to the letter. */
    public URI redirect() {
        return redirect;
    }

    /** Where a browser goes to add the app. */
    URI page(App app, String state) {
        return URI.create(
                "%s?client_id=%s&scope=%s&redirect_uri=%s&state=%s"
                        .formatted(
                                authorize,
                                encoded(app.clientId()),
                                encoded(String.join(",", SlackScopes.NEEDED)),
                                encoded(redirect.toString()),
                                encoded(state)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
