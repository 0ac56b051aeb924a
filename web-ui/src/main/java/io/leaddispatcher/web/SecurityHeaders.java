package io.leaddispatcher.web;

import io.leaddispatcher.web.layout.Assets;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Tells the browser what an answer of ours may do, on every answer, errors included. Nothing but
 * our own files runs or styles; private answers are not kept; files of the pages are.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SecurityHeaders implements WebFilter {

    static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'none'";
    private static final String ONE_YEAR = "max-age=31536000; includeSubDomains";

    private final Assets assets;
    private final boolean https;

    SecurityHeaders(
            Assets assets,
            @Value("${dispatcher.public-url:http://localhost:8080}") String publicUrl) {
        this.assets = assets;
        this.https = publicUrl.toLowerCase(Locale.ROOT).startsWith("https:");
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var response = exchange.getResponse();
        response.beforeCommit(() -> {
            write(exchange, response.getHeaders());
            return Mono.empty();
        });
        return chain.filter(exchange);
    }

    private void write(ServerWebExchange exchange, HttpHeaders headers) {
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        if (!headers.containsHeader("Referrer-Policy")) {
            headers.set("Referrer-Policy", "same-origin");
        }
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("X-Frame-Options", "DENY");
        if (https) {
            headers.set("Strict-Transport-Security", ONE_YEAR);
        }
        headers.setCacheControl(caching(exchange));
    }

    private String caching(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        var status = exchange.getResponse().getStatusCode();
        boolean error = status != null && status.isError();
        String path = request.getPath().pathWithinApplication().value();
        if (error || !assets.covers(path)) {
            return "no-store";
        }
        return assets.isForEver(path, request.getQueryParams().getFirst("v"))
                ? "public, max-age=31536000, immutable"
                : "public, max-age=300";
    }
}
