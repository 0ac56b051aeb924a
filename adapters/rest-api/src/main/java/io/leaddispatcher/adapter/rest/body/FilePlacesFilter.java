package io.leaddispatcher.adapter.rest.body;

import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lets files be read, each in memory until it is answered: one of a workspace at a time, and of all
 * as much as a node has memory for. What has not arrived takes none, so whoever sends slowly keeps
 * nobody out; and what any other body may have is not counted.
 */
@Component
@Order(-1) // behind the log-in, which says whose it is, and before what reads it
final class FilePlacesFilter implements WebFilter {

    /** In bytes that have arrived: four of the largest, and what is read from them. */
    static final long MOST = 4 * counted(RequestBodies.LARGEST_FILE);

    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** How much has arrived of whom. */
    private final Map<TenantId, Long> reading = new HashMap<>();

    private long held;

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
                return Mono.error(full());
            }
            var placed = new AtomicBoolean(true);
            Runnable leave =
                    () -> {
                        if (placed.getAndSet(false)) {
                            leave(tenant);
                        }
                    };
            // Whoever has the answer may send the next one at once.
            exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(leave));
            return chain.filter(
                            exchange.mutate()
                                    .request(counted(exchange.getRequest(), tenant, placed))
                                    .build())
                    .doFinally(_ -> leave.run());
        });
    }

    private ServerHttpRequest counted(
            ServerHttpRequest request, TenantId tenant, AtomicBoolean placed) {
        return new ServerHttpRequestDecorator(request) {
            @Override
            public Flux<DataBuffer> getBody() {
                return super.getBody()
                        .handle((buffer, sink) -> {
                            // What comes after the answer is kept by nobody.
                            if (!placed.get() || grow(tenant, buffer.readableByteCount())) {
                                sink.next(buffer);
                            } else {
                                DataBufferUtils.release(buffer);
                                sink.error(full());
                            }
                        });
            }
        };
    }

    private static ProblemException full() {
        return ProblemException.tooMany(
                "One file of a workspace is read at a time, and a few in all: wait a little.",
                PAUSE);
    }

    private synchronized boolean take(TenantId tenant) {
        return reading.putIfAbsent(tenant, 0L) == null;
    }

    private synchronized boolean grow(TenantId tenant, int bytes) {
        Long before = reading.get(tenant);
        if (before == null) {
            // Left meanwhile, and holds nothing.
            return true;
        }
        long more = counted(before + bytes) - counted(before);
        if (more > 0 && held + more > MOST) {
            return false;
        }
        reading.put(tenant, before + bytes);
        held += more;
        return true;
    }

    private synchronized void leave(TenantId tenant) {
        Long bytes = reading.remove(tenant);
        held -= bytes == null ? 0 : counted(bytes);
    }

    private static long counted(long bytes) {
        return Math.max(0, bytes - RequestBodies.LARGEST);
    }
}
