package io.leaddispatcher.web.session;

import java.util.List;
import org.springframework.http.HttpStatus;
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
 * sender may not do, so the log-in is shown, says so, and leads back to the page. A script is told
 * that nobody is logged in: it would take the log-in for an answer. What else is no form is refused
 * like any other.
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
                        present || isForStrangers(exchange)
                                ? others.handle(exchange, denied)
                                : over(exchange, denied));
    }

    private Mono<Void> over(ServerWebExchange exchange, AccessDeniedException denied) {
        if (RequestedPage.isScript(exchange.getRequest())) {
            exchange.getResponse().setStatusCode(HttpStatus.UNAUTHORIZED);
            return exchange.getResponse().setComplete();
        }
        return isForm(exchange) ? toLogIn(exchange) : others.handle(exchange, denied);
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
