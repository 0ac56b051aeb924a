package io.leaddispatcher.web.preview;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.demo.SendSampleLead;
import io.leaddispatcher.application.dispatch.ListSandboxMessages;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.web.WebConfiguration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Every page with made-up data and somebody logged in: {@code OWNER}, or the role that the
 * parameter {@code as} names.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    WebConfiguration.class,
    PreviewConnections.class,
    PreviewData.class,
    ListSandboxMessages.class,
    SendSampleLead.class
})
public class Preview {

    public static final Instant NOW = Instant.parse("2026-11-23T14:05:00Z");
    static final TenantId TENANT =
            new TenantId(UUID.fromString("0199a000-0000-7000-8000-000000000001"));

    public static void main(String[] args) {
        SpringApplication.run(Preview.class, args);
    }

    @Bean
    InstantSource clock() {
        return InstantSource.fixed(NOW);
    }

    @Bean
    SecurityWebFilterChain pages(ServerHttpSecurity http) {
        return http.securityContextRepository(new AlwaysLoggedIn()).build();
    }

    static SignedIn signedIn(Role role) {
        var member =
                new Actor.Member(
                        UUID.fromString("0199a000-0000-7000-8000-0000000000aa"), role, null);
        return new SignedIn(
                new Caller(TENANT, member), "Zoe Kim", "zoe@northwind.test", "Northwind Cloud");
    }

    private static final class AlwaysLoggedIn implements ServerSecurityContextRepository {

        @Override
        public Mono<Void> save(ServerWebExchange exchange, @Nullable SecurityContext context) {
            return Mono.empty();
        }

        @Override
        public Mono<SecurityContext> load(ServerWebExchange exchange) {
            var named = exchange.getRequest().getQueryParams().getFirst("as");
            var role = named == null ? Role.OWNER : Role.valueOf(named);
            return Mono.just(
                    new SecurityContextImpl(
                            UsernamePasswordAuthenticationToken.authenticated(
                                    signedIn(role), "", AuthorityUtils.NO_AUTHORITIES)));
        }
    }
}
