package io.leaddispatcher.web.session;

import io.leaddispatcher.application.access.ReplaceSession;
import io.leaddispatcher.application.connection.Secret;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where a browser gets its session, by whichever way somebody has come. */
final class Entrance {

    private final ReplaceSession replaceSession;
    private final Cookies cookies;
    private final RequestedPage requested;

    Entrance(ReplaceSession replaceSession, Cookies cookies, RequestedPage requested) {
        this.replaceSession = replaceSession;
        this.cookies = cookies;
        this.requested = requested;
    }

    /** A session or a half log-in that was there before, whoever's it is, ends. */
    Mono<Void> enter(ServerWebExchange exchange, Secret token) {
        return Mono.justOrEmpty(cookies.session().read(exchange))
                .flatMap(before -> replaceSession.handle(before, token.reveal()))
                .then(
                        Mono.fromRunnable(() -> {
                            cookies.session().write(exchange, token.reveal());
                            cookies.half().remove(exchange);
                            cookies.visitor().remove(exchange);
                        }));
    }

    /** Leads on to the page that was asked for before the log-in. */
    Mono<Void> enterAndLeadOn(ServerWebExchange exchange, Secret token) {
        return enter(exchange, token)
                .then(Mono.defer(() -> Redirect.to(exchange, requested.take(exchange))));
    }
}
