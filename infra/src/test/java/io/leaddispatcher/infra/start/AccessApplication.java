package io.leaddispatcher.infra.start;

import io.leaddispatcher.adapter.postgres.PostgresConfiguration;
import io.leaddispatcher.application.access.AuthenticateToken;
import io.leaddispatcher.application.access.LogIn;
import io.leaddispatcher.application.access.LogOut;
import io.leaddispatcher.application.access.ResolveSession;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.workspace.CreateWorkspace;
import io.leaddispatcher.infra.settings.DispatcherSettings;
import io.leaddispatcher.web.session.SessionConfiguration;
import java.time.InstantSource;
import java.util.Objects;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The program with nothing in it but start and access. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = ReactiveUserDetailsServiceAutoConfiguration.class)
@EnableConfigurationProperties(DispatcherSettings.class)
@ComponentScan({
    "io.leaddispatcher.infra.access",
    "io.leaddispatcher.infra.database",
    "io.leaddispatcher.infra.identity",
    "io.leaddispatcher.infra.secret"
})
@Import({
    AuthenticateToken.class,
    Bootstrap.class,
    CreateWorkspace.class,
    DemoLogin.class,
    LogIn.class,
    LogOut.class,
    PostgresConfiguration.class,
    ResolveSession.class,
    SessionConfiguration.class,
    Welcome.class,
    AccessApplication.Pages.class
})
class AccessApplication {

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    /** Stand in for pages that others write. */
    @RestController
    static class Pages {

        @GetMapping("/test/token")
        Mono<String> token(ServerWebExchange exchange) {
            Mono<CsrfToken> token =
                    Objects.requireNonNull(exchange.getAttribute(CsrfToken.class.getName()));
            return token.map(CsrfToken::getToken);
        }

        @GetMapping("/robots.txt")
        Mono<String> publicToken(ServerWebExchange exchange) {
            return token(exchange);
        }

        @GetMapping("/test/who")
        String who(@AuthenticationPrincipal SignedIn who) {
            return who.email() + " " + who.workspaceName();
        }
    }
}
