package io.leaddispatcher.application.connection;

import java.net.URI;
import java.util.Optional;

/** Where the other side sends its events. */
public final class HookAddresses {

    private final String base;

    /**
     * @param publicUrl as the world reaches this installation
     */
    public HookAddresses(URI publicUrl) {
        String text = publicUrl.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** Where the installation's own Slack app sends what happens; each kind has a part more. */
    public String slackApp() {
        return base + "/hooks/slack";
    }

    /** Empty when nothing comes in by this type of connection. */
    public Optional<String> of(StoredConnection connection) {
        return connection
                .type()
                .hook()
                .map(hook -> base + "/hooks/" + hook + "/" + connection.hookId());
    }
}
