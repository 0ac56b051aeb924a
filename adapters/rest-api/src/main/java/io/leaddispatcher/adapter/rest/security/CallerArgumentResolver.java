package io.leaddispatcher.adapter.rest.security;

import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.access.Caller;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Gives the API's controllers the {@link Caller} that the token names. */
public final class CallerArgumentResolver implements HandlerMethodArgumentResolver {

    private static final String API = "io.leaddispatcher.adapter.rest";

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(Caller.class)
                && parameter.getContainingClass().getName().startsWith(API);
    }

    @Override
    public Mono<Object> resolveArgument(
            MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(context -> context.getAuthentication())
                .mapNotNull(authentication -> authentication.getPrincipal())
                .ofType(Caller.class)
                .<Object>map(caller -> caller)
                .switchIfEmpty(
                        Mono.error(() ->
                                new ProblemException(
                                        HttpStatus.UNAUTHORIZED, "A token is needed.")));
    }
}
