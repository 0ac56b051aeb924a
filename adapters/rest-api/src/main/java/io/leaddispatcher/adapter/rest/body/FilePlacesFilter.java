package io.leaddispatcher.adapter.rest.body;

import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets a few files be read at once, each in memory until it is answered: one of a workspace, so
 * that nobody keeps others out, and as many in all as a node has memory for.
 */
@Component
@Order(-1) // behind the log-in, which says whose it is, and before what reads it
final class FilePlacesFilter implements WebFilter {

    /** Of 32 MB each, and what is read from them. */
    static final int MOST = 4;

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Set<TenantId> reading = new HashSet<>();

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return RequestBodies.isFile(exchange.getRequest())
                ? ReactiveSecurityContextHolder.getContext()
                        .mapNotNull(context -> context.getAuthentication())
                        .mapNotNull(authentication -> authentication.getPrincipal())
                        .ofType(Caller.class)
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .flatMap(caller ->
                                caller.map(known -> placed(known.tenant(), exchange, chain))
                                        // Nobody whom files are taken from.
                                        .orElseGet(() -> chain.filter(exchange)))
                : chain.filter(exchange);
    }

    private Mono<Void> placed(TenantId tenant, ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.defer(() -> {
            if (!take(tenant)) {
                return Mono.error(
                        ProblemException.tooMany(
                                "One file of a workspace is read at a time, and a few in all: wait a little.",
                                PAUSE));
            }
            var held = new AtomicBoolean(true);
            Runnable leave =
                    () -> {
                        if (held.getAndSet(false)) {
                            leave(tenant);
                        }
                    };
            // Whoever has the answer may send the next one at once.
            exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(leave));
            return chain.filter(exchange).doFinally(_ -> leave.run());
        });
    }

    private synchronized boolean take(TenantId tenant) {
        return reading.size() < MOST && reading.add(tenant);
    }

    private synchronized void leave(TenantId tenant) {
        reading.remove(tenant);
    }
}
