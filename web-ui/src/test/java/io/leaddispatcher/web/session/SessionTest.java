package io.leaddispatcher.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.InMemoryLoginFailures;
import io.leaddispatcher.application.access.InMemorySecondFactors;
import io.leaddispatcher.application.access.LogIn;
import io.leaddispatcher.application.access.LogOut;
import io.leaddispatcher.application.access.MembershipNews;
import io.leaddispatcher.application.access.PasswordCheck;
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
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

class SessionTest {

    private static final AtomicReference<Instant> NOW = new AtomicReference<>();

    private @Nullable AnnotationConfigApplicationContext context;

    @BeforeEach
    void start() {
        NOW.set(Instant.parse("2026-11-23T10:00:00Z"));
        context = context("https://leads.acme.test");
    }

    @AfterEach
    void stop() {
        app().close();
    }

    @Test
    void whoeverIsNotLoggedInIsSentToTheLogIn() {
        assertSeeOther(browser().get("/leads"), "/login");
        assertSeeOther(browser().get("/"), "/login");
        assertSeeOther(browser().get("/no/such/page"), "/login");
    }

    @Test
    void theLogInLeadsToThePageFirstAskedFor() {
        var browser = browser();
        browser.get("/leads?status=OPEN&q=a%26b");

        assertSeeOther(browser.logIn(OneMember.PASSWORD), "/leads?status=OPEN&q=a%26b");
        assertThat(browser.get("/leads").getResponseBody()).isEqualTo("Mia of Acme");
        assertThat(browser.has("__Host-requested")).isFalse();
    }

    @Test
    void withoutSuchAPageItLeadsHome() {
        assertSeeOther(browser().logIn(OneMember.PASSWORD), "/");
    }

    @Test
    void noOtherOriginIsEverThePageFirstAskedFor() {
        for (String target :
                new String[] {
                    "https://evil.test/",
                    "//evil.test/",
                    "/\\evil.test/",
                    "/%5Cevil.test",
                    "/%2Fevil.test",
                    "/\tevil",
                    "/login?error",
                    "/login/code?error",
                    "javascript:alert(1)",
                    "evil"
                }) {
            var browser = browser();
            browser.set(
                    "__Host-requested",
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(target.getBytes(StandardCharsets.US_ASCII)));
            assertSeeOther(browser.logIn(OneMember.PASSWORD), "/");
        }
    }

    @Test
    void aWrongPasswordAndAnUnknownPersonGetTheSameAnswer() {
        var browser = browser();
        assertSeeOther(browser.logIn("wrong"), "/login?error");
        assertSeeOther(
                browser.post("/login", "email", "nobody@acme.test", "_csrf", browser.token()),
                "/login?error");
        assertThat(browser.has("__Host-session")).isFalse();
    }

    @Test
    void logInsAndLogOutsAndRefusedOnesAreInTheAuditLogWithoutTheAddress() {
        var browser = browser();
        browser.logIn("wrong");
        browser.post("/login", "email", "nobody@acme.test", "_csrf", browser.token());
        browser.logIn(OneMember.PASSWORD);
        browser.post("/logout", "_csrf", browser.token());

        var trail = app().getBean(InMemoryAuditTrail.class);
        String mia = "member:00000000-0000-0001-0000-000000000002";
        assertThat(trail.told())
                .containsExactly(
                        "session.refused " + mia, "session.opened " + mia, "session.ended " + mia);
        assertThat(trail.entries().getFirst().actor()).isEqualTo("anonymous");
        assertThat(trail.entries().toString()).doesNotContain("acme.test");
    }

    @Test
    void tooManyWrongTriesAreHeldUp() {
        var browser = browser();
        for (int i = 0; i < 10; i++) {
            browser.logIn("wrong");
        }
        var answer = browser.logIn(OneMember.PASSWORD);
        assertSeeOther(answer, "/login?throttled");
        assertThat(answer.getResponseHeaders().getFirst("Retry-After")).isNotNull();
    }

    @Test
    void theSessionsCookieIsForOurEyesOnly() {
        var browser = browser();
        browser.logIn(OneMember.PASSWORD);

        var cookie = browser.cookie("__Host-session");
        assertThat(cookie.isSecure()).isTrue();
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Lax");
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.getDomain()).isNull();
        assertThat(browser.has("SESSION")).isFalse();
    }

    @Test
    void onlyPlainHttpOnThisMachineGoesWithoutEncryption() {
        for (var each :
                Map.of(
                                "http://localhost:8080", true,
                                "http://127.0.0.1:9000", true,
                                "http://leads.acme.test", false,
                                "http://localhost.evil.test", false,
                                "https://localhost", false)
                        .entrySet()) {
            try (var other = context(each.getKey())) {
                var browser = new Browser(client(other));
                browser.logIn(OneMember.PASSWORD);
                assertThat(browser.has("session")).as(each.getKey()).isEqualTo(each.getValue());
            }
        }
    }

    @Test
    void aLogInMakesANewSessionAndEndsTheOldOne() {
        var browser = browser();
        browser.logIn(OneMember.PASSWORD);
        String first = browser.cookie("__Host-session").getValue();
        browser.logIn(OneMember.PASSWORD);

        assertThat(browser.cookie("__Host-session").getValue()).isNotEqualTo(first);
        assertThat(people().openSessions()).isEqualTo(1);
    }

    @Test
    void aLogOutEndsTheSession() {
        var browser = browser();
        browser.logIn(OneMember.PASSWORD);
        String session = browser.cookie("__Host-session").getValue();

        assertSeeOther(browser.post("/logout", "_csrf", browser.token()), "/login?logout");
        assertThat(browser.has("__Host-session")).isFalse();
        browser.set("__Host-session", session);
        assertSeeOther(browser.get("/leads"), "/login");
    }

    @Test
    void aGetOfTheLogOutChangesNothing() {
        var browser = browser();
        browser.logIn(OneMember.PASSWORD);
        browser.get("/logout");
        assertThat(browser.get("/leads").getStatus()).isEqualTo(HttpStatus.OK);
        assertThat(people().openSessions()).isEqualTo(1);
    }

    @Test
    void nothingUnsafeGoesWithoutTheToken() {
        var browser = browser();
        assertThat(
                        browser.post(
                                        "/login",
                                        "email",
                                        OneMember.EMAIL,
                                        "password",
                                        OneMember.PASSWORD)
                                .getStatus())
                .isEqualTo(HttpStatus.FORBIDDEN);
        browser.logIn(OneMember.PASSWORD);
        assertThat(browser.post("/things").getStatus()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(browser.post("/logout").getStatus()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(people().openSessions()).isEqualTo(1);
        assertThat(browser.post("/things", "_csrf", browser.token()).getResponseBody())
                .isEqualTo("made");
        assertThat(browser.header("X-CSRF-TOKEN", browser.token()).post("/things").getStatus())
                .isEqualTo(HttpStatus.OK);
    }

    @Test
    void theTokenOfSomebodyElseIsNoToken() {
        var other = browser();
        other.logIn(OneMember.PASSWORD);
        var browser = browser();
        String visitorsToken = browser.token();
        browser.logIn(OneMember.PASSWORD);

        assertThat(browser.post("/things", "_csrf", other.token()).getStatus())
                .isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(browser.post("/things", "_csrf", visitorsToken).getStatus())
                .isEqualTo(HttpStatus.FORBIDDEN);
    }

    @Test
    void anotherSitesPageSendsNothingEvenWithTheToken() {
        var browser = browser();
        browser.logIn(OneMember.PASSWORD);
        String token = browser.token();
        browser.header("Sec-Fetch-Site", "cross-site");

        assertThat(browser.post("/things", "_csrf", token).getStatus())
                .isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(browser.get("/leads").getStatus()).isEqualTo(HttpStatus.OK);
    }

    @Test
    void aPageAndWhatItLoadsAskOnceForTheSession() {
        var browser = browser();
        browser.logIn(OneMember.PASSWORD);
        int before = people().lookUps();
        browser.get("/leads");
        browser.get("/leads");
        assertThat(people().lookUps()).isEqualTo(before + 1);
    }

    @Test
    void aSessionThatEndsElsewhereIsOverHereSoon() {
        var browser = browser();
        browser.logIn(OneMember.PASSWORD);
        browser.get("/leads");
        people().endAll();
        NOW.updateAndGet(now -> now.plus(Duration.ofSeconds(3)));
        assertSeeOther(browser.get("/leads"), "/login");
    }

    @Test
    void aSessionThatNobodyUsesIsOver() {
        for (boolean sensitive : new boolean[] {false, true}) {
            int most = sensitive ? 15 : 30;
            people().keepSensitiveFields(sensitive);
            people().beIdleFor(Duration.ZERO);
            var browser = browser();
            browser.logIn(OneMember.PASSWORD);
            idleFor(Duration.ofMinutes(most).minusMillis(1));
            assertThat(browser.get("/leads").getStatus()).isEqualTo(HttpStatus.OK);
            assertThat(people().idle()).as("it was used").isZero();
            idleFor(Duration.ofSeconds(59));
            assertThat(browser.get("/leads").getStatus()).isEqualTo(HttpStatus.OK);
            assertThat(people().idle()).as("not written at each page").isPositive();

            idleFor(Duration.ofMinutes(most));
            assertSeeOther(browser.get("/leads"), "/login");
            assertThat(people().openSessions()).isZero();
        }
    }

    @Test
    void theTimeOfSensitiveFieldsComesAndGoesWithThem() {
        var browser = browser();
        browser.logIn(OneMember.PASSWORD);
        people().keepSensitiveFields(true);
        idleFor(Duration.ofMinutes(10));
        assertThat(browser.get("/leads").getStatus()).isEqualTo(HttpStatus.OK);
        people().keepSensitiveFields(false);
        idleFor(Duration.ofMinutes(20));
        assertThat(browser.get("/leads").getStatus()).isEqualTo(HttpStatus.OK);

        people().keepSensitiveFields(true);
        idleFor(Duration.ofMinutes(20));
        assertSeeOther(browser.get("/leads"), "/login");
    }

    /** No page was asked for meanwhile. */
    private void idleFor(Duration time) {
        people().beIdleFor(time);
        NOW.updateAndGet(now -> now.plus(Duration.ofSeconds(3)));
    }

    @Test
    void whoOwesASecondFactorGetsToItsPageAndOutAndNowhereElse() {
        var browser = browser();
        browser.logIn(OneMember.PASSWORD);
        assertThat(browser.get("/leads").getStatus()).isEqualTo(HttpStatus.OK);
        people().oweASecondFactor(true);
        NOW.updateAndGet(now -> now.plus(Duration.ofSeconds(3)));

        assertSeeOther(browser.get("/leads"), "/me/security/second-factor");
        assertSeeOther(browser.get("/no/such/page"), "/me/security/second-factor");
        assertThat(browser.post("/things", "_csrf", browser.token()).getStatus())
                .isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(browser.get("/me/security/second-factor").getResponseBody()).isEqualTo("due");
        people().oweASecondFactor(false);
        assertThat(browser.get("/leads").getStatus()).as("at once").isEqualTo(HttpStatus.OK);

        people().oweASecondFactor(true);
        NOW.updateAndGet(now -> now.plus(Duration.ofSeconds(3)));
        var part = browser.header("HX-Request", "true").get("/leads");
        assertThat(part.getStatus()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(part.getResponseHeaders().getFirst("HX-Redirect"))
                .isEqualTo("/me/security/second-factor");
        assertSeeOther(browser.post("/logout", "_csrf", browser.token()), "/login?logout");
    }

    @Test
    void aPartOfAPageIsNotReplacedByTheLogIn() {
        var answer = browser().header("HX-Request", "true").get("/leads");
        assertThat(answer.getStatus()).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(answer.getResponseHeaders().getFirst("HX-Redirect")).isEqualTo("/login");
    }

    @Test
    void aCookieThatWeNeverWroteIsNotLookedUp() {
        var browser = browser();
        browser.set("__Host-session", "'or(1=1)--");
        assertSeeOther(browser.get("/leads"), "/login");
        assertThat(people().lookUps()).isZero();
    }

    private static void assertSeeOther(EntityExchangeResult<String> answer, String path) {
        assertThat(answer.getStatus()).isEqualTo(HttpStatus.SEE_OTHER);
        assertThat(answer.getResponseHeaders().getLocation()).isEqualTo(URI.create(path));
    }

    private AnnotationConfigApplicationContext app() {
        return Objects.requireNonNull(context);
    }

    private OneMember people() {
        return app().getBean(OneMember.class);
    }

    private Browser browser() {
        return new Browser(client(app()));
    }

    private static WebTestClient client(AnnotationConfigApplicationContext context) {
        return WebTestClient.bindToApplicationContext(context).build();
    }

    private static AnnotationConfigApplicationContext context(String publicUrl) {
        var context = new AnnotationConfigApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(
                        new MapPropertySource("test", Map.of("dispatcher.public-url", publicUrl)));
        context.register(Application.class, SessionConfiguration.class, Pages.class);
        context.refresh();
        return context;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebFlux
    @EnableWebFluxSecurity
    static class Application {

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
            return NOW::get;
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
        ResolveSession resolveSession(OneMember all, InstantSource clock) {
            return new ResolveSession(all, all, clock);
        }
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
