package io.leaddispatcher.adapter.rest.security;

import io.leaddispatcher.adapter.rest.limit.RequestLimits;
import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.adapter.rest.problem.ProblemWriter;
import io.leaddispatcher.application.access.AuthenticateToken;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Who may enter: the API with a bearer token and nothing else, so no cookie and no CSRF token is
 * looked at; the hooks are open here, since each verifies its sender by itself.
 */
@Configuration
class ApiSecurity {

    private static final String BEARER = "Bearer ";

    @Bean
    @Order(1)
    SecurityWebFilterChain apiChain(
            ServerHttpSecurity http,
            AuthenticateToken tokens,
            ProblemWriter problems,
            RequestLimits limits) {
        AuthenticationWebFilter filter =
                new AuthenticationWebFilter(
                        (ReactiveAuthenticationManager)
                                authentication -> authenticate(tokens, authentication));
        filter.setServerAuthenticationConverter(converter());
        filter.setSecurityContextRepository(NoOpServerSecurityContextRepository.getInstance());
        filter.setAuthenticationFailureHandler(
                (failed, _) -> unauthorized(failed.getExchange(), problems, limits));
        return stateless(http, "/api/**")
                .addFilterAt(filter, SecurityWebFiltersOrder.AUTHENTICATION)
                .authorizeExchange(rules ->
                        rules.pathMatchers("/api/v1/**").authenticated().anyExchange().denyAll())
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(
                                        (exchange, _) -> unauthorized(exchange, problems, limits))
                                .accessDeniedHandler((exchange, _) ->
                                        problems.write(
                                                exchange,
                                                new ProblemException(
                                                        HttpStatus.FORBIDDEN,
                                                        "You may not do this."))))
                .build();
    }

    @Bean
    @Order(2)
    SecurityWebFilterChain hooksChain(ServerHttpSecurity http) {
        return stateless(http, "/hooks/**")
                .authorizeExchange(rules -> rules.anyExchange().permitAll())
                .build();
    }

    @Bean
    @Order(3)
    SecurityWebFilterChain descriptionChain(ServerHttpSecurity http) {
        return stateless(http, "/v3/api-docs", "/schemas/**")
                .authorizeExchange(rules -> rules.anyExchange().permitAll())
                .build();
    }

    private static ServerHttpSecurity stateless(ServerHttpSecurity http, String... paths) {
        return http.securityMatcher(ServerWebExchangeMatchers.pathMatchers(paths))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .anonymous(ServerHttpSecurity.AnonymousSpec::disable);
    }

    private static Mono<Authentication> authenticate(
            AuthenticateToken tokens, Authentication authentication) {
        return tokens.handle(String.valueOf(authentication.getCredentials()))
                .<Authentication>map(CallerAuthentication::new)
                .switchIfEmpty(Mono.error(() -> new BadCredentialsException("unknown token")));
    }

    private static ServerAuthenticationConverter converter() {
        return exchange -> {
            List<String> headers =
                    exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION);
            if (headers.size() != 1
                    || !headers.getFirst().regionMatches(true, 0, BEARER, 0, BEARER.length())) {
                return Mono.empty();
            }
            return Mono.just(
                    new BearerToken(headers.getFirst().substring(BEARER.length()).strip()));
        };
    }

    private static Mono<Void> unauthorized(
            ServerWebExchange exchange, ProblemWriter problems, RequestLimits limits) {
        Optional<Duration> wait = limits.failed(exchange.getRequest());
        if (wait.isPresent()) {
            return problems.write(exchange, ProblemException.tooMany(wait.get()));
        }
        ProblemException problem =
                new ProblemException(
                        HttpStatus.UNAUTHORIZED, "Send a valid token: Authorization: Bearer ldp_…");
        problem.headers().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return problems.write(exchange, problem);
    }
}
