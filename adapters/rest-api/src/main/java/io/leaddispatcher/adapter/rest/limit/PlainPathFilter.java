package io.leaddispatcher.adapter.rest.limit;

import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.adapter.rest.problem.ProblemWriter;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses a path that spells in escapes what needs none (RFC 3986, 2.3): it would lead to the same
 * place, past all that goes by how a path begins, and count as another one.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 90) // before the limits, which go by the path
final class PlainPathFilter implements WebFilter {

    private static final Pattern NEEDLESS =
            Pattern.compile("%(2[dDeE]|3[0-9]|4[1-9a-fA-F]|5[0-9aAfF]|6[1-9a-fA-F]|7[0-9aAeE])");

    private final ProblemWriter problems;

    PlainPathFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String path = exchange.getRequest().getPath().pathWithinApplication().value();
        return path.indexOf('%') >= 0 && NEEDLESS.matcher(path).find()
                ? problems.write(
                        exchange,
                        ProblemException.malformed(
                                "The path escapes letters or digits, which need no escape."))
                : chain.filter(exchange);
    }
}
