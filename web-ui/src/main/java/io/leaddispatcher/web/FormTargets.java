package io.leaddispatcher.web;

import com.google.common.base.Suppliers;
import io.leaddispatcher.web.session.Redirect;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Mono;

/**
 * Leads whoever opens an address to which only a form is sent to the page of that form. The address
 * stands in the browser after a form was refused, and people come back to it.
 */
@Component
final class FormTargets implements WebFilter {

    private static final String OURS = FormTargets.class.getPackageName();

    private final RequestMappingHandlerMapping mapping;
    // The mapping is filled after this is made.
    private final Supplier<Set<String>> hidden = Suppliers.memoize(this::hidden);

    FormTargets(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        this.mapping = mapping;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        HttpMethod method = request.getMethod();
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            return chain.filter(exchange);
        }
        if (hidden.get().contains(request.getPath().pathWithinApplication().value())) {
            return lead(exchange, Mono::empty);
        }
        return chain.filter(exchange)
                .onErrorResume(
                        MethodNotAllowedException.class,
                        refusal -> lead(exchange, () -> Mono.error(refusal)));
    }

    private Mono<Void> lead(ServerWebExchange exchange, Supplier<Mono<Void>> otherwise) {
        return page(exchange.getRequest())
                .map(page -> Redirect.to(exchange, page))
                .orElseGet(otherwise);
    }

    /** Addresses of forms that also fit a page's, as {@code /leads/bulk} looks like a lead's. */
    private Set<String> hidden() {
        Set<String> pages = strings(RequestMethod.GET);
        return strings(RequestMethod.POST).stream()
                .filter(target -> !target.contains("{") && !pages.contains(target))
                .collect(Collectors.toSet());
    }

    private Set<String> strings(RequestMethod method) {
        return patterns(method).map(PathPattern::getPatternString).collect(Collectors.toSet());
    }

    private Optional<String> page(ServerHttpRequest request) {
        Set<PathPattern> targets = patterns(RequestMethod.POST).collect(Collectors.toSet());
        Set<String> pages =
                patterns(RequestMethod.GET).map(FormTargets::nameless).collect(Collectors.toSet());
        return page(request.getPath().pathWithinApplication(), targets, pages);
    }

    /**
     * The nearest page above, by the patterns and not by the address: {@code /connections/slack} is
     * no connection.
     *
     * @param pages patterns whose variables have no names
     */
    static Optional<String> page(
            PathContainer path, Collection<PathPattern> targets, Set<String> pages) {
        return targets.stream()
                .filter(target -> target.matches(path))
                .min(PathPattern.SPECIFICITY_COMPARATOR)
                .map(target -> {
                    String pattern = nameless(target);
                    String address = path.value();
                    do {
                        pattern = above(pattern);
                        address = above(address);
                    } while (!pattern.equals("/") && !pages.contains(pattern));
                    return address;
                });
    }

    private static String above(String path) {
        return path.substring(0, Math.max(1, path.lastIndexOf('/')));
    }

    private static String nameless(PathPattern pattern) {
        return pattern.getPatternString().replaceAll("\\{[^/]*}", "{}");
    }

    private Stream<PathPattern> patterns(RequestMethod method) {
        Predicate<Map.Entry<RequestMappingInfo, HandlerMethod>> fits =
                each ->
                        each.getKey().getMethodsCondition().getMethods().contains(method)
                                && each.getValue().getBeanType().getPackageName().startsWith(OURS);
        return mapping.getHandlerMethods().entrySet().stream()
                .filter(fits)
                .flatMap(each -> each.getKey().getPatternsCondition().getPatterns().stream());
    }
}
