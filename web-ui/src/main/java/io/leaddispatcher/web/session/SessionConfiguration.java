package io.leaddispatcher.web.session;

import io.leaddispatcher.application.access.LogIn;
import io.leaddispatcher.application.access.LogOut;
import io.leaddispatcher.application.access.ReplaceSession;
import io.leaddispatcher.application.access.ResolveSession;
import io.leaddispatcher.application.closure.ClosedWorkspaces;
import io.leaddispatcher.application.secondfactor.PassSecondStep;
import io.leaddispatcher.application.secret.SecretTokens;
import java.net.URI;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.security.web.server.util.matcher.AndServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/**
 * Guards the pages: everything but the API, the hooks and the management endpoints, which have
 * guards of their own. Imported by name and not found by scanning, so that pages can be shown
 * without it.
 */
public class SessionConfiguration {

    /** Boot's error pages, with the status and nothing else. */
    private static final ServerAccessDeniedHandler FORBIDDEN =
            (_, refusal) ->
                    Mono.error(new ResponseStatusException(HttpStatus.FORBIDDEN, null, refusal));

    /** What a mail program sends comes without a session, and acts in the name of none. */
    private static final ServerWebExchangeMatcher NEEDS_TOKEN =
            new AndServerWebExchangeMatcher(
                    CsrfWebFilter.DEFAULT_CSRF_MATCHER,
                    new NegatedServerWebExchangeMatcher(
                            ServerWebExchangeMatchers.pathMatchers(
                                    PublicPaths.array(PublicPaths.REFUSALS))));

    @Bean
    @Order(100)
    SecurityWebFilterChain pageSecurity(
            ServerHttpSecurity http,
            LogIn logIn,
            PassSecondStep passSecondStep,
            LogOut logOut,
            ReplaceSession replaceSession,
            ResolveSession resolveSession,
            SecretTokens secrets,
            ClosedWorkspaces closedWorkspaces,
            InstantSource clock,
            @Value("${dispatcher.public-url:http://localhost:8080}") URI publicUrl) {
        var cookies = Cookies.at(publicUrl);
        var contexts = new SessionContexts(cookies, resolveSession, clock);
        var requested = new RequestedPage(cookies.requested());
        var entrance = new Entrance(replaceSession, cookies, requested);
        var secondFactorFirst = new SecondFactorFirst(FORBIDDEN);
        return http.securityMatcher(
                        new NegatedServerWebExchangeMatcher(
                                ServerWebExchangeMatchers.pathMatchers(
                                        "/api/**", "/hooks/**", "/actuator/**")))
                .securityContextRepository(contexts)
                .headers(ServerHttpSecurity.HeaderSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .csrf(csrf ->
                        csrf.requireCsrfProtectionMatcher(NEEDS_TOKEN)
                                .csrfTokenRepository(new DerivedCsrfTokens(cookies, secrets))
                                .csrfTokenRequestHandler(new UploadTokens(contexts))
                                .accessDeniedHandler(
                                        new SessionOver(contexts, requested, FORBIDDEN)))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(new WayIn(requested))
                                .accessDeniedHandler(secondFactorFirst))
                .addFilterBefore(new CrossSiteRequests(), SecurityWebFiltersOrder.CSRF)
                .addFilterAt(
                        new LogInForm(logIn, cookies, entrance), SecurityWebFiltersOrder.FORM_LOGIN)
                .addFilterAfter(
                        new SecondStepForm(passSecondStep, cookies, entrance),
                        SecurityWebFiltersOrder.FORM_LOGIN)
                .addFilterAt(
                        new LogOutForm(logOut, cookies, contexts), SecurityWebFiltersOrder.LOGOUT)
                .addFilterAfter(
                        new ClosedDoor(closedWorkspaces), SecurityWebFiltersOrder.AUTHORIZATION)
                .authorizeExchange(rules ->
                        rules.pathMatchers(HttpMethod.GET, PublicPaths.array(PublicPaths.LOG_IN))
                                .permitAll()
                                .pathMatchers(PublicPaths.array(PublicPaths.WAYS_IN))
                                .permitAll()
                                .pathMatchers(PublicPaths.array(PublicPaths.ANSWERS))
                                .permitAll()
                                .pathMatchers(PublicPaths.array(PublicPaths.REFUSALS))
                                .permitAll()
                                .pathMatchers(HttpMethod.GET, PublicPaths.array(PublicPaths.FILES))
                                .permitAll()
                                .pathMatchers(SecondFactorFirst.WAY.toArray(String[]::new))
                                .authenticated()
                                .anyExchange()
                                .access(secondFactorFirst))
                .build();
    }
}
