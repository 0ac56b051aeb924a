package io.leaddispatcher.adapter.rest.limit;

import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.adapter.rest.problem.ProblemWriter;
import java.time.Duration;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Turns away who calls too often, before anything is looked up or read. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
final class RequestLimitFilter implements WebFilter {

    /** Without an id it is everybody's: which workspace is meant stands in the body. */
    private static final String SHARED = "slack";

    private final RequestLimits limits;
    private final ProblemWriter problems;

    RequestLimitFilter(RequestLimits limits, ProblemWriter problems) {
        this.limits = limits;
        this.problems = problems;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Optional<Share> share = shareOf(exchange);
        share.ifPresent(taken -> taken.tell(exchange.getResponse().getHeaders()));
        Optional<Duration> wait = share.flatMap(Share::refused);
        return wait.isPresent()
                ? problems.write(exchange, ProblemException.tooMany(wait.get()))
                : chain.filter(exchange);
    }

    private Optional<Share> shareOf(ServerWebExchange exchange) {
        String path = exchange.getRequest().getPath().pathWithinApplication().value();
        if (path.startsWith("/api/")) {
            return limits.api(exchange.getRequest());
        }
        if (path.startsWith("/hooks/")) {
            // /hooks/<type>/<hookId>/…
            String[] parts = path.split("/", 5);
            return Optional.of(
                    parts.length == 4 && parts[2].equals(SHARED)
                            ? limits.sharedHook(path, exchange.getRequest())
                            : limits.hook(parts.length > 3 ? parts[3] : path));
        }
        return Optional.empty();
    }
}
