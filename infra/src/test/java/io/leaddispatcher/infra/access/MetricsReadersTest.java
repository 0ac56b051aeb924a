package io.leaddispatcher.infra.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.infra.failure.CannotStartException;
import io.leaddispatcher.infra.settings.DispatcherSettings;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import reactor.core.publisher.Mono;

class MetricsReadersTest {

    private static final String SCRAPE = "s".repeat(32);
    private static final TenantId ACME = new TenantId(new UUID(0, 1));
    private static final TenantId GLOBEX = new TenantId(new UUID(0, 2));

    @Test
    void withATokenOfItsOwnNobodyElseReads() {
        MetricsReaders readers =
                readers(
                        Map.of(
                                "dispatcher.metrics.token",
                                SCRAPE,
                                "dispatcher.bootstrap.tenant",
                                "acme"));

        assertThat(readers.mayRead(SCRAPE).block()).isTrue();
        assertThat(readers.mayRead(SCRAPE + "s").block()).isFalse();
        assertThat(readers.mayRead("").block()).isFalse();
        assertThat(readers.mayRead("admin of acme").block()).isFalse();
    }

    @Test
    void withoutOneAnAdministratorOfTheOperatorsWorkspaceReadsAndNoOther() {
        MetricsReaders readers = readers(Map.of("dispatcher.bootstrap.tenant", "acme"));

        assertThat(readers.mayRead("admin of acme").block()).isTrue();
        assertThat(readers.mayRead("viewer of acme").block()).isFalse();
        assertThat(readers.mayRead("admin of globex").block()).isFalse();
        assertThat(readers.mayRead("unknown").block()).isFalse();
        // Somebody has deleted it.
        assertThat(
                        readers(Map.of("dispatcher.bootstrap.tenant", "initech"))
                                .mayRead("admin of acme")
                                .block())
                .isFalse();
    }

    @Test
    void whereTheOperatorNamesNeitherNobodyReads() {
        MetricsReaders readers = readers(Map.of("dispatcher.metrics.token", " "));

        assertThat(readers.mayRead("admin of acme").block()).isFalse();
        assertThat(readers.mayRead("").block()).isFalse();
    }

    @Test
    void aTokenThatCouldBeGuessedIsRefused() {
        assertThatThrownBy(() -> readers(Map.of("dispatcher.metrics.token", "s".repeat(31))))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("dispatcher.metrics.token")
                .hasMessageNotContaining("sss");
    }

    private static MetricsReaders readers(Map<String, String> settings) {
        var bound =
                new Binder(new MapConfigurationPropertySource(settings))
                        .bindOrCreate("dispatcher", DispatcherSettings.class);
        return new MetricsReaders(
                bound,
                token ->
                        switch (token) {
                            case "admin of acme" -> Mono.just(caller(ACME, Role.ADMIN));
                            case "viewer of acme" -> Mono.just(caller(ACME, Role.VIEWER));
                            case "admin of globex" -> Mono.just(caller(GLOBEX, Role.ADMIN));
                            default -> Mono.empty();
                        },
                slug -> slug.equals("acme") ? Mono.just(ACME) : Mono.empty());
    }

    private static Caller caller(TenantId tenant, Role role) {
        return new Caller(tenant, new Actor.Member(new UUID(0, 9), role, null));
    }
}
