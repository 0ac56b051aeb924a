package io.leaddispatcher.application.auditlog.port;

import com.google.common.hash.HashCode;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.auditlog.AuditRecord;
import io.leaddispatcher.application.auditlog.ChainLink;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The audit log of each tenant as it is read. Called inside a unit of work. */
public interface AuditLog {

    /**
     * Which entries.
     *
     * @param q part of the target
     * @param actor exactly, or all that begin with it where it ends in a colon
     * @param target likewise
     * @param from inclusive
     * @param to exclusive
     */
    record Filter(
            @Nullable String q,
            @Nullable String actor,
            @Nullable AuditAction action,
            @Nullable String target,
            @Nullable Instant from,
            @Nullable Instant to) {

        public static final Filter ALL = new Filter(null, null, null, null, null, null);
    }

    /** The last entry; number 0 where there is none yet. */
    record Head(long number, HashCode hash) {}

    /**
     * Part of the log.
     *
     * @param looked down to which number entries were looked through, when they do not fill the
     *     page and there are more before it; null: there are none
     */
    record Found(List<AuditRecord> entries, @Nullable Long looked) {
        public Found {
            entries = List.copyOf(entries);
        }
    }

    /**
     * Newest first, whatever has to be looked through.
     *
     * @param hidden what is left out, whatever the filter says
     * @param before only those with a smaller number
     */
    Flux<AuditRecord> page(
            TenantId tenant,
            Filter filter,
            Set<AuditAction> hidden,
            @Nullable Long before,
            int limit);

    /** Likewise, but no more is looked through than a reader waits for. */
    default Mono<Found> look(
            TenantId tenant,
            Filter filter,
            Set<AuditAction> hidden,
            @Nullable Long before,
            int limit) {
        return page(tenant, filter, hidden, before, limit)
                .collectList()
                .map(entries -> new Found(entries, null));
    }

    /** In the order of the chain, those after a number. */
    Flux<ChainLink> chain(TenantId tenant, long after, int limit);

    Mono<Head> head(TenantId tenant);

    /**
     * What documents and connections are called now, by their label: {@code rep:mia}. What is not
     * there any more is missing.
     */
    default Mono<Map<String, String>> names(TenantId tenant, Set<String> targets) {
        return Mono.just(Map.of());
    }

    /** What the actors are called, by their label: members and tokens of the workspace. */
    Mono<Map<String, String>> actors(TenantId tenant);
}
