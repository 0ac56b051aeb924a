package io.leaddispatcher.web.session;

import io.leaddispatcher.application.access.InMemoryLoginFailures;
import io.leaddispatcher.application.access.InMemorySecondFactors;
import io.leaddispatcher.application.access.LogIn;
import io.leaddispatcher.application.access.LogOut;
import io.leaddispatcher.application.access.MembershipNews;
import io.leaddispatcher.application.access.PasswordCheck;
import io.leaddispatcher.application.access.ReplaceSession;
import io.leaddispatcher.application.access.ResolveSession;
import io.leaddispatcher.application.access.SecondFactorCheck;
import io.leaddispatcher.application.access.SessionOpening;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.access.Throttle;
import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.application.closure.ClosedWorkspaces;
import io.leaddispatcher.application.closure.InMemoryWorkspaceDeletions;
import io.leaddispatcher.application.secondfactor.PassSecondStep;
import io.leaddispatcher.application.secret.ReversingInstallationCipher;
import io.leaddispatcher.application.secret.SecretTokens;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What the doors to the pages need, and some pages behind them. */
@Configuration(proxyBeanMethods = false)
@EnableWebFlux
@EnableWebFluxSecurity
class SessionApplication {

    @Bean
    OneMember oneMember() {
        return new OneMember();
    }

    @Bean
    InMemoryAuditTrail trail() {
        return new InMemoryAuditTrail();
    }

    @Bean
    ClosedWorkspaces closedWorkspaces() {
        return InMemoryWorkspaceDeletions.nothingClosed();
    }

    @Bean
    InstantSource clock() {
        return SessionDesk.NOW::get;
    }

    @Bean
    SecretTokens secretTokens() {
        var count = new AtomicInteger();
        return () -> "s".repeat(40) + (100 + count.incrementAndGet());
    }

    @Bean
    InMemorySecondFactors factors() {
        return new InMemorySecondFactors();
    }

    @Bean
    SecondFactorCheck check(InMemorySecondFactors factors, InstantSource clock) {
        return new SecondFactorCheck(factors, new ReversingInstallationCipher(), clock);
    }

    @Bean
    SessionOpening opening(
            OneMember all, InMemoryAuditTrail trail, SecretTokens tokens, InstantSource clock) {
        return new SessionOpening(all, all, trail, tokens, all, clock);
    }

    @Bean
    Throttle throttle(InstantSource clock) {
        return new Throttle(new InMemoryLoginFailures(), clock);
    }

    @Bean
    LogIn logIn(
            OneMember all,
            InMemorySecondFactors factors,
            SessionOpening opening,
            Throttle throttle,
            SecretTokens tokens,
            InstantSource clock) {
        var passwords = new PasswordCheck(all, all, throttle);
        return new LogIn(all, factors, opening, passwords, all, tokens, clock);
    }

    @Bean
    PassSecondStep passSecondStep(
            OneMember all,
            InMemorySecondFactors factors,
            SecondFactorCheck check,
            SessionOpening opening,
            Throttle throttle,
            InMemoryAuditTrail trail,
            InstantSource clock) {
        var news = new MembershipNews(all, trail, all);
        return new PassSecondStep(factors, check, opening, throttle, news, clock);
    }

    @Bean
    LogOut logOut(OneMember all, InMemoryAuditTrail trail) {
        return new LogOut(all, trail, all);
    }

    @Bean
    ReplaceSession replaceSession(OneMember all, InMemoryAuditTrail trail) {
        return new ReplaceSession(all, trail, all);
    }

    @Bean
    ResolveSession resolveSession(OneMember all, InstantSource clock) {
        return new ResolveSession(all, all, clock);
    }

    @RestController
    static class Pages {

        @GetMapping("/login")
        Mono<String> logIn(ServerWebExchange exchange) {
            Mono<CsrfToken> token =
                    Objects.requireNonNull(exchange.getAttribute(CsrfToken.class.getName()));
            return token.map(CsrfToken::getToken);
        }

        @GetMapping("/leads")
        String leads(@AuthenticationPrincipal SignedIn who) {
            return who.name() + " of " + who.workspaceName();
        }

        @GetMapping("/me/security/second-factor")
        String secondFactor() {
            return "due";
        }

        @PostMapping("/things")
        String make() {
            return "made";
        }
    }
}
