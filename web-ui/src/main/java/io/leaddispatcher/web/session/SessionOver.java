package io.leaddispatcher.web.session;

import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * A form that comes without its token because its session has ended meanwhile: that is nothing its
 * sender may not do, so the log-in is shown, says so, and leads back to the page. What scripts send
 * is refused like any other: they would take the log-in for an answer.
 */
final class SessionOver implements ServerAccessDeniedHandler {

    /** Those have no session to begin with. */
    private static final List<PathPattern> FOR_STRANGERS =
            PublicPaths.all()
                    .filter(path -> !path.equals(LogInForm.PATH))
                    .map(PathPatternParser.defaultInstance::parse)
                    .toList();

    private final SessionContexts contexts;
    private final RequestedPage requested;
    private final ServerAccessDeniedHandler others;

    SessionOver(
            SessionContexts contexts, RequestedPage requested, ServerAccessDeniedHandler others) {
        this.contexts = contexts;
        this.requested = requested;
        this.others = others;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException denied) {
        return contexts.load(exchange)
                .hasElement()
                .flatMap(present ->
                        present || !isForm(exchange) || isForStrangers(exchange)
                                ? others.handle(exchange, denied)
                                : toLogIn(exchange));
    }

    private Mono<Void> toLogIn(ServerWebExchange exchange) {
        requested.rememberSender(exchange);
        return Redirect.to(exchange, LogInForm.PATH + "?ended");
    }

    private static boolean isForm(ServerWebExchange exchange) {
        return exchange.getRequest().getHeaders().getAccept().stream()
                .anyMatch(MediaType.TEXT_HTML::equalsTypeAndSubtype);
    }

    private static boolean isForStrangers(ServerWebExchange exchange) {
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        return FOR_STRANGERS.stream().anyMatch(pattern -> pattern.matches(path));
    }
}
