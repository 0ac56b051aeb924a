package io.leaddispatcher.infra.start;

import io.leaddispatcher.adapter.postgres.PostgresConfiguration;
import io.leaddispatcher.application.access.AuthenticateToken;
import io.leaddispatcher.application.access.LogIn;
import io.leaddispatcher.application.access.LogOut;
import io.leaddispatcher.application.access.ReplaceSession;
import io.leaddispatcher.application.access.ResolveSession;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.closure.ClosedWorkspaces;
import io.leaddispatcher.application.closure.port.WorkspaceDeletions;
import io.leaddispatcher.application.secondfactor.PassSecondStep;
import io.leaddispatcher.application.workspace.CreateWorkspace;
import io.leaddispatcher.infra.settings.DispatcherSettings;
import io.leaddispatcher.web.session.SessionConfiguration;
import java.time.InstantSource;
import java.util.Objects;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * The program with nothing in it but start and access. Not marked as a component or a
 * configuration: tests that start the whole program scan this package too.
 */
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
    ReplaceSession.class,
    PassSecondStep.class,
    PostgresConfiguration.class,
    ResolveSession.class,
    SessionConfiguration.class,
    Welcome.class
})
class AccessApplication {

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    ClosedWorkspaces closedWorkspaces(WorkspaceDeletions deletions) {
        return new ClosedWorkspaces(deletions);
    }

    /** Stand in for pages that others write. */
    @Bean
    RouterFunction<ServerResponse> pages() {
        return RouterFunctions.route()
                .GET("/robots.txt", AccessApplication::token)
                .GET("/test/who", AccessApplication::who)
                .build();
    }

    private static Mono<ServerResponse> token(ServerRequest request) {
        Mono<CsrfToken> token =
                Objects.requireNonNull(request.exchange().getAttribute(CsrfToken.class.getName()));
        return token.flatMap(found -> ServerResponse.ok().bodyValue(found.getToken()));
    }

    private static Mono<ServerResponse> who(ServerRequest request) {
        return request.principal()
                .cast(Authentication.class)
                .map(authentication ->
                        (SignedIn) Objects.requireNonNull(authentication.getPrincipal()))
                .flatMap(who ->
                        ServerResponse.ok().bodyValue(who.email() + " " + who.workspaceName()));
    }
}
