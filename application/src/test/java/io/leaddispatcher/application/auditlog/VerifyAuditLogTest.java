package io.leaddispatcher.application.auditlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.HashCode;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.auditlog.port.AuditLog;
import io.leaddispatcher.application.transaction.BusyException;
import io.leaddispatcher.application.transaction.HeavyReads;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A long log is read in pages, of which each needs a place among others who read much. */
class VerifyAuditLogTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final int ENTRIES = 3;

    /** The looks at the database for which no place comes free, counted from 1. */
    private final Set<Integer> busy = new HashSet<>();

    private final VerifyAuditLog verify =
            new VerifyAuditLog(new OneAtATime(entries()), new HeavyReads(new SometimesBusy(), 7));

    @Test
    void whatHasBegunWaitsForAPlaceAndGoesOn() {
        busy.addAll(Set.of(2, 3, 5));

        StepVerifier.withVirtualTime(() -> verify.handle(Caller.system(TENANT)))
                .thenAwait(Duration.ofSeconds(6))
                .assertNext(verdict ->
                        assertThat(verdict)
                                .isInstanceOfSatisfying(
                                        ChainVerdict.Intact.class,
                                        intact -> assertThat(intact.entries()).isEqualTo(ENTRIES)))
                .verifyComplete();
    }

    @Test
    void whoFindsNoPlaceAtFirstIsToldSoAtOnce() {
        busy.add(1);

        StepVerifier.withVirtualTime(() -> verify.handle(Caller.system(TENANT)))
                .verifyError(BusyException.class);
    }

    private static List<ChainLink> entries() {
        List<ChainLink> links = new ArrayList<>();
        HashCode before = ChainLink.START;
        for (int number = 1; number <= ENTRIES; number++) {
            ChainLink unsigned = link(number, before, ChainLink.START);
            ChainLink link = link(number, before, unsigned.reckoned(TENANT));
            links.add(link);
            before = link.hash();
        }
        return links;
    }

    private static ChainLink link(int number, HashCode before, HashCode hash) {
        return new ChainLink(
                number,
                new UUID(9, number),
                Instant.EPOCH,
                "system",
                null,
                "check.repaired",
                "check:X",
                "{}",
                before,
                hash);
    }

    private final class SometimesBusy implements UnitOfWork {

        private int looks;

        @Override
        public <T> Mono<T> run(TenantId tenant, Mono<T> work) {
            return Mono.defer(() ->
                    busy.contains(++looks)
                            ? Mono.error(new BusyException(Duration.ofSeconds(10)))
                            : work);
        }
    }

    /** Pages of one entry. */
    private record OneAtATime(List<ChainLink> entries) implements AuditLog {

        @Override
        public Flux<AuditRecord> page(
                TenantId tenant,
                Filter filter,
                Set<AuditAction> hidden,
                @Nullable Long before,
                int limit) {
            return Flux.empty();
        }

        @Override
        public Flux<ChainLink> chain(TenantId tenant, long after, int limit) {
            return Flux.fromIterable(entries).filter(each -> each.number() > after).take(1);
        }

        @Override
        public Mono<Head> head(TenantId tenant) {
            return Mono.just(new Head(ENTRIES, entries.getLast().hash()));
        }

        @Override
        public Mono<Map<String, String>> actors(TenantId tenant) {
            return Mono.just(Map.of());
        }
    }
}
