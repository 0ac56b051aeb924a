package io.leaddispatcher.application.auditlog;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.auditlog.port.AuditLog;
import io.leaddispatcher.application.auditlog.port.AuditLog.Filter;
import io.leaddispatcher.application.auditlog.port.AuditLog.Found;
import io.leaddispatcher.application.transaction.HeavyReads;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The entries that match, newest first, as a stream; that somebody took them along is one too. */
@UseCase
public final class ExportAuditLog {

    /** More than that is asked for in parts, by time. */
    public static final int MOST = 100_000;

    private static final int PAGE = 1_000;

    public record Query(Caller caller, Filter filter) {}

    private final AuditLog log;
    private final AuditTrail trail;
    private final HeavyReads reads;

    public ExportAuditLog(AuditLog log, AuditTrail trail, HeavyReads reads) {
        this.log = log;
        this.trail = trail;
        this.reads = reads;
    }

    public Flux<AuditRecord> handle(Query query) {
        return Flux.defer(() -> {
            AuditSight sight = AuditSight.of(query.caller());
            TenantId tenant = query.caller().tenant();
            return reads.run(tenant, trail.append(tenant, entry(query)))
                    .thenMany(
                            page(tenant, query.filter(), sight, null)
                                    .expand(found ->
                                            Mono.justOrEmpty(end(found))
                                                    .flatMap(end ->
                                                            page(
                                                                    tenant,
                                                                    query.filter(),
                                                                    sight,
                                                                    end)))
                                    .concatMapIterable(Found::entries)
                                    .map(sight::shown)
                                    .take(MOST));
        });
    }

    private Mono<Found> page(
            TenantId tenant, Filter filter, AuditSight sight, @Nullable Long before) {
        return reads.goOn(tenant, log.look(tenant, filter, sight.hidden(), before, PAGE));
    }

    private static @Nullable Long end(Found found) {
        if (found.entries().size() < PAGE) {
            return found.looked();
        }
        return found.entries().getLast().number();
    }

    private static AuditEntry entry(Query query) {
        Filter filter = query.filter();
        Map<String, Object> asked = new LinkedHashMap<>();
        put(asked, "q", filter.q());
        put(asked, "actor", filter.actor());
        put(asked, "action", filter.action() == null ? null : filter.action().word());
        put(asked, "target", filter.target());
        put(asked, "from", filter.from());
        put(asked, "to", filter.to());
        return AuditEntry.by(
                query.caller().actor(),
                AuditAction.AUDIT_EXPORTED,
                "audit-log",
                Map.of("filter", asked));
    }

    private static void put(Map<String, Object> asked, String name, @Nullable Object value) {
        if (value != null) {
            asked.put(name, value.toString());
        }
    }
}
