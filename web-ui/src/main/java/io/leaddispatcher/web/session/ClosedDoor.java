package io.leaddispatcher.web.session;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.closure.ClosedWorkspaces;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * In a workspace that was closed every page leads to the one that says so, where an owner can open
 * it again. What is one's own, and the way to one's other workspaces, stay.
 */
final class ClosedDoor implements WebFilter {

    private static final String CLOSED = "/settings/data/deletion";

    private static final List<PathPattern> OPEN =
            Stream.concat(
                            PublicPaths.all(),
                            Stream.of(CLOSED, CLOSED + "/*", "/me/security/**", "/workspaces/**"))
                    .map(PathPatternParser.defaultInstance::parse)
                    .toList();

    private final ClosedWorkspaces closedWorkspaces;

    ClosedDoor(ClosedWorkspaces closedWorkspaces) {
        this.closedWorkspaces = closedWorkspaces;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var path = exchange.getRequest().getPath().pathWithinApplication();
        if (OPEN.stream().anyMatch(each -> each.matches(path))) {
            return chain.filter(exchange);
        }
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(context -> context.getAuthentication())
                .mapNotNull(authentication -> authentication.getPrincipal())
                .ofType(SignedIn.class)
                .flatMap(who -> closedWorkspaces.find(who.caller().tenant()))
                .map(_ -> true)
                .defaultIfEmpty(false)
                .flatMap(closed -> closed ? turnedAway(exchange) : chain.filter(exchange));
    }

    private static Mono<Void> turnedAway(ServerWebExchange exchange) {
        return HttpMethod.GET.equals(exchange.getRequest().getMethod())
                ? Redirect.to(exchange, CLOSED)
                : Mono.error(
                        new ResponseStatusException(
                                HttpStatus.FORBIDDEN, "the workspace is closed"));
    }
}
