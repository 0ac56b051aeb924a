package io.leaddispatcher.adapter.rest.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.adapter.rest.problem.ProblemWriter;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Turns away an address that goes on asking for hooks and links of mails that there are not, before
 * one is looked up. A hook that was there lately is let through: senders share addresses with
 * whoever lets them call something else.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 110) // behind the limit of each hook
final class GuessedPathFilter implements WebFilter {

    private static final Pattern HOOK = Pattern.compile("(/hooks/[^/]+/[^/]+)(?:/.*)?");
    private static final Pattern LINK =
            Pattern.compile("(/(?:signup|reset|invitation|answer|unsubscribe|digest)/[^/]+)");

    private static final int MOST_KNOWN = 100_000;
    private static final Duration KNOWN_FOR = Duration.ofDays(1);

    private final RequestLimits limits;
    private final ProblemWriter problems;

    /** By their hashes. */
    private final Cache<String, Boolean> known =
            Caffeine.newBuilder().maximumSize(MOST_KNOWN).expireAfterAccess(KNOWN_FOR).build();

    GuessedPathFilter(RequestLimits limits, ProblemWriter problems) {
        this.limits = limits;
        this.problems = problems;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String path = exchange.getRequest().getPath().pathWithinApplication().value();
        Matcher hook = HOOK.matcher(path);
        if (hook.matches()) {
            String secret = RequestLimits.hash(hook.group(1));
            return known.getIfPresent(secret) == null
                    ? guessed(exchange, chain, this::problem)
                            .doOnSuccess(_ -> learn(secret, exchange))
                    : chain.filter(exchange).doOnSuccess(_ -> forget(secret, exchange));
        }
        return LINK.matcher(path).matches()
                ? guessed(exchange, chain, GuessedPathFilter::page)
                : chain.filter(exchange);
    }

    private Mono<Void> guessed(
            ServerWebExchange exchange,
            WebFilterChain chain,
            BiFunction<ServerWebExchange, ProblemException, Mono<Void>> refuse) {
        return limits.guessing(exchange.getRequest())
                .map(wait -> refuse.apply(exchange, ProblemException.tooMany(wait)))
                .orElseGet(() -> chain.filter(exchange).doOnSuccess(_ -> count(exchange)));
    }

    private Mono<Void> problem(ServerWebExchange exchange, ProblemException tooMany) {
        return problems.write(exchange, tooMany);
    }

    /** Somebody who follows a link may share the address: they are shown the page of errors. */
    private static Mono<Void> page(ServerWebExchange exchange, ProblemException tooMany) {
        exchange.getResponse().getHeaders().putAll(tooMany.headers());
        return Mono.error(new ResponseStatusException(tooMany.status()));
    }

    private void count(ServerWebExchange exchange) {
        if (isUnknown(exchange)) {
            limits.guessedWrong(exchange.getRequest());
        }
    }

    /** Other methods may be answered without a look. A hook also says no to who signs wrongly. */
    private void learn(String secret, ServerWebExchange exchange) {
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        boolean isThere =
                status == null
                        || status.is2xxSuccessful()
                        || status.is3xxRedirection()
                        || HttpStatus.UNAUTHORIZED.equals(status);
        if (isThere && HttpMethod.POST.equals(exchange.getRequest().getMethod())) {
            known.put(secret, true);
        }
    }

    private void forget(String secret, ServerWebExchange exchange) {
        if (isUnknown(exchange)) {
            known.invalidate(secret);
        }
    }

    private static boolean isUnknown(ServerWebExchange exchange) {
        return HttpStatus.NOT_FOUND.equals(exchange.getResponse().getStatusCode());
    }
}
