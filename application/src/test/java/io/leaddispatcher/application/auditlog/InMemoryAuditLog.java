package io.leaddispatcher.application.auditlog;

import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.application.auditlog.port.AuditLog;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads what the trail in memory keeps, by action and place; it keeps no chain. */
public final class InMemoryAuditLog implements AuditLog {

    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");

    private final InMemoryAuditTrail trail;

    public InMemoryAuditLog(InMemoryAuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public Flux<AuditRecord> page(
            TenantId tenant,
            Filter filter,
            Set<AuditAction> hidden,
            @Nullable Long before,
            int limit) {
        return Flux.defer(() -> {
            var entries = trail.entries();
            return Flux.range(0, entries.size())
                    .map(i -> entries.size() - i)
                    .filter(number -> before == null || number < before)
                    .filter(number -> !hidden.contains(entries.get(number - 1).action()))
                    .map(number -> written(number, entries.get(number - 1)))
                    .filter(entry ->
                            filter.action() == null
                                    || filter.action().word().equals(entry.action()))
                    .take(limit);
        });
    }

    private static AuditRecord written(int number, AuditEntry entry) {
        return new AuditRecord(
                number,
                new UUID(9, number),
                AT,
                entry.actor(),
                "203.0.113.9",
                entry.action().word(),
                entry.target(),
                entry.detail());
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
