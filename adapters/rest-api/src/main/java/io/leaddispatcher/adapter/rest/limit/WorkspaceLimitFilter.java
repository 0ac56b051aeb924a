package io.leaddispatcher.adapter.rest.limit;

import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.access.Caller;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Turns away a workspace whose tokens call too often together. */
@Component
@Order(-10) // behind the log-in, which says whose token it is
final class WorkspaceLimitFilter implements WebFilter {

    private final RequestLimits limits;

    WorkspaceLimitFilter(RequestLimits limits) {
        this.limits = limits;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!exchange.getRequest().getPath().pathWithinApplication().value().startsWith("/api/")) {
            return chain.filter(exchange);
        }
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(context -> context.getAuthentication())
                .mapNotNull(authentication -> authentication.getPrincipal())
                .ofType(Caller.class)
                .<Void>flatMap(caller -> {
                    Share share = limits.workspace(caller.tenant());
                    share.tell(exchange.getResponse().getHeaders());
                    return share.refused()
                            .<Mono<Void>>map(wait -> Mono.error(ProblemException.tooMany(wait)))
                            .orElseGet(() -> chain.filter(exchange));
                });
    }
}
