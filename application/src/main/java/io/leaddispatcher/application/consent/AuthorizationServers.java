package io.leaddispatcher.application.consent;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.consent.port.AuthorizationServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where somebody logs in, by the kind of connection. */
public final class AuthorizationServers {

    private final Map<String, AuthorizationServer> servers;
    private final URI redirect;

    /**
     * @param publicUrl as the world reaches this installation
     */
    public AuthorizationServers(List<AuthorizationServer> servers, URI publicUrl) {
        this.servers =
                servers.stream()
                        .collect(Collectors.toMap(each -> each.type().word(), Function.identity()));
        String base = publicUrl.toString();
        this.redirect =
                URI.create(
                        (base.endsWith("/") ? base : base + "/") + "connections/consent/callback");
    }

    /** Where browsers come back to: every app has to know it, to the letter. */
    public URI redirect() {
        return redirect;
    }

    Optional<AuthorizationServer> of(ConnectionAccess connection) {
        return Optional.ofNullable(servers.get(connection.type()));
    }
}
