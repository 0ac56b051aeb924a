package io.leaddispatcher.application.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.monitoring.CountFaults.Count;
import io.leaddispatcher.application.monitoring.CountFaults.Tally;
import io.leaddispatcher.application.monitoring.port.Checks;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class CountFaultsTest {

    private static final TenantId HEALTHY = new TenantId(new UUID(0, 1));
    private static final TenantId BUSY = new TenantId(new UUID(0, 2));
    private static final TenantId QUIET = new TenantId(new UUID(0, 3));
    private static final TenantId OTHER = new TenantId(new UUID(0, 4));

    @Test
    void whatIsFoundIsAddedUp() {
        Tally counted = count(new Found(), Tally.NONE);

        assertThat(counted.of(CheckKey.DELIVERIES_DEAD)).isEqualTo(new Count(7, 2, 0));
        assertThat(counted.of(CheckKey.CLOCKS_OVERDUE)).isEqualTo(new Count(0, 0, 0));
    }

    @Test
    void aCheckThatCannotBeAskedHidesNoOtherOfItsWorkspaceAndCountsAsBefore() {
        Found checks = new Found();
        checks.fails(BUSY, CheckKey.LEAD_WITHOUT_RUN);
        checks.fails(HEALTHY, CheckKey.DELIVERIES_DEAD);

        Tally first = count(checks, Tally.NONE);

        assertThat(first.of(CheckKey.DELIVERIES_DEAD)).isEqualTo(new Count(7, 2, 1));
        assertThat(first.of(CheckKey.LEAD_WITHOUT_RUN)).isEqualTo(new Count(0, 0, 1));

        checks.fails(BUSY, CheckKey.DELIVERIES_DEAD);
        Tally second = count(checks, first);

        assertThat(second.of(CheckKey.DELIVERIES_DEAD)).isEqualTo(new Count(7, 2, 2));
        assertThat(count(checks, second)).isEqualTo(second);
    }

    @Test
    void eachCheckIsAskedByItself() {
        List<TenantId> units = new ArrayList<>();
        UnitOfWork unit =
                new UnitOfWork() {
                    @Override
                    public <T> Mono<T> run(TenantId tenant, Mono<T> work) {
                        units.add(tenant);
                        return work;
                    }
                };

        new CountFaults(new Four(), new Found(), unit).handle(Tally.NONE).block();

        assertThat(units).hasSize(4 * CheckKey.values().length);
    }

    private static Tally count(Checks checks, Tally before) {
        return Objects.requireNonNull(
                new CountFaults(new Four(), checks, new ImmediateUnitOfWork())
                        .handle(before)
                        .block());
    }

    private static final class Four implements Workspaces {
        @Override
        public Flux<TenantId> all() {
            return Flux.just(HEALTHY, BUSY, QUIET, OTHER);
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

        private final Set<Map.Entry<TenantId, CheckKey>> failing = new HashSet<>();

        void fails(TenantId tenant, CheckKey check) {
            failing.add(Map.entry(tenant, check));
        }

        @Override
        public Mono<Checks.Found> find(TenantId tenant, CheckKey check, int examples) {
            if (failing.contains(Map.entry(tenant, check))) {
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
