package io.leaddispatcher.application.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.monitoring.GlanceAtChecks.Glance;
import io.leaddispatcher.application.monitoring.port.Checks;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class GlanceAtChecksTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final TenantId ACME = new TenantId(new UUID(0, 1));
    private static final TenantId OTHER = new TenantId(new UUID(0, 2));

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final AtomicInteger looks = new AtomicInteger();
    private final GlanceAtChecks glance =
            new GlanceAtChecks(new ImmediateUnitOfWork(), new Amiss(), now::get);

    @Test
    void itLooksOnceInHalfAMinuteAndForEachWorkspaceByItself() {
        assertThat(keys(as(ACME, Role.ADMIN)))
                .containsExactly(CheckKey.CLOCKS_OVERDUE, CheckKey.CONNECTION_SILENT);
        now.set(NOON.plusSeconds(29));
        keys(as(ACME, Role.ADMIN));
        assertThat(looks).hasValue(1);

        assertThat(keys(as(OTHER, Role.ADMIN))).isEmpty();
        assertThat(looks).hasValue(2);

        now.set(NOON.plusSeconds(30));
        keys(as(ACME, Role.ADMIN));
        assertThat(looks).hasValue(3);
    }

    @Test
    void whatOneMaySeeAndAnotherMayNotIsNotMixedUp() {
        assertThat(keys(as(ACME, Role.ADMIN))).contains(CheckKey.CONNECTION_SILENT);
        assertThat(keys(as(ACME, Role.VIEWER))).containsExactly(CheckKey.CLOCKS_OVERDUE);
        assertThat(keys(as(ACME, Role.REP))).isEmpty();
    }

    private List<CheckKey> keys(Caller caller) {
        return glance.handle(caller).blockOptional().orElseThrow().stream()
                .map(Glance::key)
                .toList();
    }

    private static Caller as(TenantId tenant, Role role) {
        return new Caller(tenant, new Actor.Member(new UUID(0, 9), role, null));
    }

    /** Something is amiss at the first workspace only. */
    private final class Amiss implements Checks {

        @Override
        public Mono<Found> find(TenantId tenant, CheckKey check, int examples) {
            if (check == CheckKey.LEAD_WITHOUT_RUN) {
                looks.incrementAndGet();
            }
            boolean amiss =
                    tenant.equals(ACME)
                            && (check == CheckKey.CLOCKS_OVERDUE
                                    || check == CheckKey.CONNECTION_SILENT);
            return Mono.just(
                    amiss
                            ? new Found(2, List.of(new Example(null, null, "x", NOON, null)))
                            : new Found(0, List.of()));
        }

        @Override
        public Mono<Integer> readAgain(TenantId tenant, List<UUID> events) {
            return Mono.just(0);
        }

        @Override
        public Mono<Void> usuallyQuiet(TenantId tenant, ConnectionKey connection) {
            return Mono.empty();
        }
    }
}
