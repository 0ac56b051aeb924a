package io.leaddispatcher.adapter.rest.hook;

import io.leaddispatcher.application.closure.WorkspaceClosedException;
import io.leaddispatcher.application.hook.ResolveHook;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Answers a browser that asks whether a page may send a form. A filter, since WebFlux answers such
 * requests itself before any controller, from origins known beforehand.
 */
final class FormPreflight implements WebFilter, Ordered {

    /** Before Spring Security, which is at -100: a browser asks without credentials. */
    private static final int ORDER = -150;

    private static final PathPattern PATH =
            PathPatternParser.defaultInstance.parse("/hooks/forms/{hookId}");

    private final ResolveHook hooks;

    FormPreflight(ResolveHook hooks) {
        this.hooks = hooks;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!HttpMethod.OPTIONS.equals(exchange.getRequest().getMethod())) {
            return chain.filter(exchange);
        }
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        PathPattern.PathMatchInfo match = PATH.matchAndExtract(path);
        return match == null
                ? chain.filter(exchange)
                : answer(exchange, String.valueOf(match.getUriVariables().get("hookId")));
    }

    private Mono<Void> answer(ServerWebExchange exchange, String hookId) {
        ServerHttpResponse response = exchange.getResponse();
        return hooks.handle(new ResolveHook.Query(hookId, FormHook.TYPE))
                .map(hook -> {
                    var origins = FormOrigins.of(hook.connection());
                    origins.allow(exchange);
                    boolean allowed = origins.origin(exchange).isPresent();
                    if (allowed) {
                        HttpHeaders headers = response.getHeaders();
                        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "POST");
                        headers.set(
                                HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS,
                                "Content-Type, Idempotency-Key");
                        headers.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "600");
                    }
                    return allowed ? HttpStatus.NO_CONTENT : HttpStatus.FORBIDDEN;
                })
                .defaultIfEmpty(HttpStatus.NOT_FOUND)
                .onErrorReturn(WorkspaceClosedException.class, HttpStatus.FORBIDDEN)
                .onErrorReturn(HttpStatus.SERVICE_UNAVAILABLE)
                .flatMap(status -> {
                    response.setStatusCode(status);
                    return response.setComplete();
                });
    }
}
