package io.leaddispatcher.web.session;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Sends the browser to another page of ours. */
final class Redirect {

    private Redirect() {}

    static Mono<Void> to(ServerWebExchange exchange, String path) {
        return Mono.defer(() -> {
            var response = exchange.getResponse();
            response.setStatusCode(HttpStatus.SEE_OTHER);
            response.getHeaders().setLocation(URI.create(path));
            return response.setComplete();
        });
    }
}
