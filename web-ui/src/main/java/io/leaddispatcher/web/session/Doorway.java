package io.leaddispatcher.web.session;

import io.leaddispatcher.application.access.LogOut;
import io.leaddispatcher.application.connection.Secret;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Lets somebody in who has come by another way than the log-in. */
@Component
public final class Doorway {

    private final LogOut logOut;
    private final Cookies cookies;

    Doorway(LogOut logOut, @Value("${dispatcher.public-url:http://localhost:8080}") URI publicUrl) {
        this.logOut = logOut;
        this.cookies = Cookies.at(publicUrl);
    }

    /** A session that was there before, whoever's it is, ends. */
    public Mono<Void> enter(ServerWebExchange exchange, Secret token) {
        return Mono.justOrEmpty(cookies.session().read(exchange))
                .flatMap(logOut::handle)
                .then(
                        Mono.fromRunnable(() -> {
                            cookies.session().write(exchange, token.reveal());
                            cookies.visitor().remove(exchange);
                        }));
    }

    /** Whether somebody's password was right and their code is still owed. */
    public boolean owesCode(ServerWebExchange exchange) {
        return cookies.half().read(exchange).isPresent();
    }

    /** The secret of the session that the request came with. */
    public Optional<Secret> session(ServerWebExchange exchange) {
        return cookies.session().read(exchange).map(Secret::new);
    }

    /** Of the connection: a header could say anything. */
    public static String address(ServerWebExchange exchange) {
        InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
        return remote == null || remote.getAddress() == null
                ? "unknown"
                : remote.getAddress().getHostAddress();
    }
}
