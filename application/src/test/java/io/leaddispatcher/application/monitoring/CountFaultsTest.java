package io.leaddispatcher.application.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.monitoring.CountFaults.Count;
import io.leaddispatcher.application.monitoring.port.Checks;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class CountFaultsTest {

    private static final TenantId HEALTHY = new TenantId(new UUID(0, 1));
    private static final TenantId BUSY = new TenantId(new UUID(0, 2));
    private static final TenantId BROKEN = new TenantId(new UUID(0, 3));
    private static final TenantId OTHER = new TenantId(new UUID(0, 4));

    @Test
    void whatIsFoundIsAddedUpAndWhoCannotBeAskedIsLeftOut() {
        Map<CheckKey, Count> counted =
                Objects.requireNonNull(
                        new CountFaults(new Four(), new Found(), new ImmediateUnitOfWork())
                                .handle()
                                .block());

        assertThat(counted).containsOnlyKeys(CheckKey.values());
        assertThat(counted.get(CheckKey.DELIVERIES_DEAD)).isEqualTo(new Count(7, 2));
        assertThat(counted.get(CheckKey.CLOCKS_OVERDUE)).isEqualTo(new Count(0, 0));
    }

    private static final class Four implements Workspaces {
        @Override
        public Flux<TenantId> all() {
            return Flux.just(HEALTHY, BUSY, BROKEN, OTHER);
        }

        @Override
        public Mono<TenantId> find(String slug) {
            return Mono.empty();
        }

        @Override
        public Mono<Workspace> show(TenantId tenant) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> describe(TenantId tenant, String name, ZoneId zone) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> create(Workspace workspace, Instant at) {
            return Mono.empty();
        }
    }

    private static final class Found implements Checks {
        @Override
        public Mono<Checks.Found> find(TenantId tenant, CheckKey check, int examples) {
            if (tenant.equals(BROKEN)) {
                return Mono.error(new IllegalStateException("its rows are locked"));
            }
            long count = tenant.equals(BUSY) ? 4 : tenant.equals(OTHER) ? 3 : 0;
            return Mono.just(
                    new Checks.Found(check == CheckKey.DELIVERIES_DEAD ? count : 0, List.of()));
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
