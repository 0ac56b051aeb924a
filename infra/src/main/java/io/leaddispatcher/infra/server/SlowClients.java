package io.leaddispatcher.infra.server;

import io.netty.channel.ChannelException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** A request that was not sent in time is no failure of ours, and not logged as one. */
@Component
@Order(-200) // before those that know what a page or the API says of failures
final class SlowClients implements WebExceptionHandler {

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        // Netty's for the pause; for the whole request a hidden one of Reactor Netty's. Calls out
        // that fail come wrapped by their client.
        if (!(error instanceof ChannelException) || exchange.getResponse().isCommitted()) {
            return Mono.error(error);
        }
        exchange.getResponse().setStatusCode(HttpStatus.REQUEST_TIMEOUT);
        exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
        return exchange.getResponse().setComplete();
    }
}
