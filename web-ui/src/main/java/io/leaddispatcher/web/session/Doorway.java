package io.leaddispatcher.web.session;

import io.leaddispatcher.application.access.ReplaceSession;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.secret.SecretTokens;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Lets somebody in who has come by another way than the log-in. */
@Component
public final class Doorway {

    /** As long as somebody may need at a provider, and a little longer. */
    private static final Duration AWAY = Duration.ofMinutes(15);

    private final SecretTokens secrets;
    private final Cookies cookies;
    private final Entrance entrance;

    Doorway(
            ReplaceSession replaceSession,
            SecretTokens secrets,
            @Value("${dispatcher.public-url:http://localhost:8080}") URI publicUrl) {
        this.secrets = secrets;
        this.cookies = Cookies.at(publicUrl);
        this.entrance =
                new Entrance(replaceSession, cookies, new RequestedPage(cookies.requested()));
    }

    /** A session that was there before, whoever's it is, ends. */
    public Mono<Void> enter(ServerWebExchange exchange, Secret token) {
        return entrance.enter(exchange, token);
    }

    /** Likewise, and leads on to the page that was asked for before. */
    public Mono<Void> enterAndLeadOn(ServerWebExchange exchange, Secret token) {
        return entrance.enterAndLeadOn(exchange, token);
    }

    /** Whether somebody's password was right and their code is still owed. */
    public boolean owesCode(ServerWebExchange exchange) {
        return cookies.half().read(exchange).isPresent();
    }

    /**
     * The secret by which a browser that goes to a provider is known when it comes back. Of two
     * tabs that go, both come back.
     */
    public Secret send(ServerWebExchange exchange) {
        String secret = cookies.sso().read(exchange).orElseGet(secrets::next);
        cookies.sso().write(exchange, secret, AWAY);
        return new Secret(secret);
    }

    /** The secret with which a browser comes back from a provider. */
    public Optional<Secret> back(ServerWebExchange exchange) {
        return cookies.sso().read(exchange).map(Secret::new);
    }

    /** The secret of the session that the request came with. */
    public Optional<Secret> session(ServerWebExchange exchange) {
        return cookies.session().read(exchange).map(Secret::new);
    }

    /** Of the connection, or what a trusted proxy says of it: a header could say anything. */
    public static String address(ServerWebExchange exchange) {
        InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
        return remote == null || remote.getAddress() == null
                ? "unknown"
                : remote.getAddress().getHostAddress();
    }
}
