package io.leaddispatcher.application.auditlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.application.auditlog.port.AuditLog;
import io.leaddispatcher.application.auditlog.port.AuditLog.Filter;
import io.leaddispatcher.application.transaction.HeavyReads;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A long log is looked through a part at a time. */
class LongAuditLogTest {

    private static final Caller CALLER = Caller.system(new TenantId(new UUID(0, 1)));
    private static final Filter FILTER = new Filter("mia", null, null, null, null, null);

    private final AuditLog log = new Parts();

    @Test
    void aPageEndsWhereItHasLookedFarEnoughAndGoesOnThere() {
        ShowAuditLog show = new ShowAuditLog(log, new ImmediateUnitOfWork());

        ShowAuditLog.Page first = page(show, null);
        assertThat(first.items()).isEmpty();
        assertThat(first.next()).isEqualTo(40);
        ShowAuditLog.Page second = page(show, 40L);
        assertThat(second.items()).extracting(AuditRecord::number).containsExactly(12L);
        assertThat(second.next()).isNull();
    }

    @Test
    void whoTakesItAlongGetsAllParts() {
        ExportAuditLog export =
                new ExportAuditLog(
                        log,
                        new InMemoryAuditTrail(),
                        new HeavyReads(new ImmediateUnitOfWork(), 7));

        assertThat(
                        export.handle(new ExportAuditLog.Query(CALLER, FILTER))
                                .map(AuditRecord::number)
                                .collectList()
                                .block())
                .containsExactly(12L);
    }

    private static ShowAuditLog.Page page(ShowAuditLog show, @Nullable Long before) {
        return Objects.requireNonNull(
                show.handle(new ShowAuditLog.Query(CALLER, FILTER, before, 10)).block());
    }

    /** Nothing down to number 40, and one entry below it. */
    private static final class Parts implements AuditLog {

        @Override
        public Mono<Found> look(
                TenantId tenant,
                Filter filter,
                Set<AuditAction> hidden,
                @Nullable Long before,
                int limit) {
            return before == null
                    ? Mono.just(new Found(List.of(), 40L))
                    : page(tenant, filter, hidden, before, limit)
                            .collectList()
                            .map(entries -> new Found(entries, null));
        }

        @Override
        public Flux<AuditRecord> page(
                TenantId tenant,
                Filter filter,
                Set<AuditAction> hidden,
                @Nullable Long before,
                int limit) {
            return Flux.just(
                    new AuditRecord(
                            12,
                            new UUID(9, 12),
                            Instant.EPOCH,
                            "system",
                            null,
                            "configuration.changed",
                            "rep:mia",
                            Map.of()));
        }

        @Override
        public Flux<ChainLink> chain(TenantId tenant, long after, int limit) {
            return Flux.empty();
        }

        @Override
        public Mono<Head> head(TenantId tenant) {
            return Mono.just(new Head(0, ChainLink.START));
        }

        @Override
        public Mono<Map<String, String>> actors(TenantId tenant) {
            return Mono.just(Map.of());
        }
    }
}
