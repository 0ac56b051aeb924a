package io.leaddispatcher.web.session;

import java.net.URI;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Sends the browser to another page. */
public final class Redirect {

    private Redirect() {}

    public static Mono<Void> to(ServerWebExchange exchange, String path) {
        return to(exchange, URI.create(path));
    }

    public static Mono<Void> to(ServerWebExchange exchange, URI address) {
        return Mono.defer(() -> {
            var response = exchange.getResponse();
            response.setStatusCode(HttpStatus.SEE_OTHER);
            response.getHeaders().setLocation(address);
            return response.setComplete();
        });
    }

    /** To a page that says that somebody has tried too often. */
    public static Mono<Void> throttled(ServerWebExchange exchange, String path, Duration wait) {
        exchange.getResponse()
                .getHeaders()
                .set(HttpHeaders.RETRY_AFTER, RetryAfterHeader.seconds(wait));
        return to(exchange, path);
    }
}
