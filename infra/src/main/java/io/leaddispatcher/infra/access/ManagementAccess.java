package io.leaddispatcher.infra.access;

import io.leaddispatcher.application.access.AuthenticateToken;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.infra.settings.DispatcherSettings;
import java.util.List;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.HttpStatusServerEntryPoint;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Guards the management endpoints. Everybody may know whether the program lives and is ready; what
 * it measures is for the operator, who comes by the management port or with a token of their own.
 */
@Configuration(proxyBeanMethods = false)
class ManagementAccess {

    private static final String BEARER = "Bearer ";

    /** An operator closes the management port to the world; see docs/operations. */
    @Bean
    @Order(10)
    SecurityWebFilterChain managementPort(ServerHttpSecurity http, Environment environment) {
        boolean separate = ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
        ServerWebExchangeMatcher onThatPort =
                exchange ->
                        separate && !isPublicPort(exchange, environment)
                                ? MatchResult.match()
                                : MatchResult.notMatch();
        return plain(http, onThatPort)
                .authorizeExchange(rules ->
                        rules.pathMatchers(HttpMethod.GET, "/actuator/**")
                                .permitAll()
                                .anyExchange()
                                .denyAll())
                .build();
    }

    @Bean
    @Order(11)
    SecurityWebFilterChain managementOnPublicPort(
            ServerHttpSecurity http,
            DispatcherSettings settings,
            AuthenticateToken tokens,
            Workspaces workspaces) {
        var readers = new MetricsReaders(settings, tokens::handle, workspaces::find);
        return plain(http, ServerWebExchangeMatchers.pathMatchers("/actuator", "/actuator/**"))
                .authorizeExchange(rules ->
                        rules.pathMatchers(
                                        HttpMethod.GET,
                                        "/actuator/health",
                                        "/actuator/health/liveness",
                                        "/actuator/health/readiness")
                                .permitAll()
                                .pathMatchers(HttpMethod.GET, "/actuator/prometheus")
                                .access((_, context) -> mayRead(context, readers))
                                .anyExchange()
                                .denyAll())
                .build();
    }

    private static ServerHttpSecurity plain(
            ServerHttpSecurity http, ServerWebExchangeMatcher where) {
        return http.securityMatcher(where)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(
                                new HttpStatusServerEntryPoint(HttpStatus.UNAUTHORIZED)));
    }

    private static boolean isPublicPort(ServerWebExchange exchange, Environment environment) {
        var local = exchange.getRequest().getLocalAddress();
        Integer port = environment.getProperty("local.server.port", Integer.class);
        return local == null || port == null || port == local.getPort();
    }

    private static Mono<AuthorizationResult> mayRead(
            AuthorizationContext context, MetricsReaders readers) {
        List<String> headers =
                context.getExchange()
                        .getRequest()
                        .getHeaders()
                        .getOrEmpty(HttpHeaders.AUTHORIZATION);
        if (headers.size() != 1
                || !headers.getFirst().regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Mono.just(new AuthorizationDecision(false));
        }
        return readers.mayRead(headers.getFirst().substring(BEARER.length()).strip())
                .map(AuthorizationDecision::new);
    }
}
