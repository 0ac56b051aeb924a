package io.leaddispatcher.adapter.rest.closure;

import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.closure.ClosedWorkspaces;
import io.leaddispatcher.application.closure.WorkspaceClosedException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses every request of the API in a workspace that its owner has closed. */
@Component
@Order(-9) // behind the log-in and the limits
final class ClosedWorkspaceFilter implements WebFilter {

    private final ClosedWorkspaces closedWorkspaces;

    ClosedWorkspaceFilter(ClosedWorkspaces closedWorkspaces) {
        this.closedWorkspaces = closedWorkspaces;
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
                .flatMap(caller ->
                        closedWorkspaces
                                .refuse(caller.tenant())
                                .onErrorMap(
                                        WorkspaceClosedException.class,
                                        closed ->
                                                new ProblemException(
                                                        HttpStatus.FORBIDDEN, closed.sentence())))
                .then(Mono.defer(() -> chain.filter(exchange)));
    }
}
