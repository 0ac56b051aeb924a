package io.leaddispatcher.application.auditlog;

import com.google.common.hash.HashCode;
import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.auditlog.port.AuditLog;
import io.leaddispatcher.application.transaction.HeavyReads;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Reads a tenant's audit log from the first entry to the last and finds the first one that was
 * changed, removed or put in between. Entries may be added meanwhile.
 */
@UseCase
public final class VerifyAuditLog {

    private static final int PAGE = 1_000;

    private final AuditLog log;
    private final HeavyReads reads;

    public VerifyAuditLog(AuditLog log, HeavyReads reads) {
        this.log = log;
        this.reads = reads;
    }

    public Mono<ChainVerdict> handle(Caller caller) {
        return Mono.defer(() -> {
            caller.require(Permission.VIEW_AUDIT);
            TenantId tenant = caller.tenant();
            return Mono.just(new Walk(tenant, 0, ChainLink.START, -1, null))
                    .expand(walk -> walk.verdict() == null ? further(walk) : Mono.empty())
                    .last()
                    .mapNotNull(Walk::verdict);
        });
    }

    /** One page. The head is asked for after it: what it counts was visible before. */
    private Mono<Walk> further(Walk walk) {
        Mono<Walk> page =
                log.chain(walk.tenant(), walk.number(), PAGE)
                        .collectList()
                        .flatMap(links ->
                                links.isEmpty()
                                        ? log.head(walk.tenant()).map(walk::atTheEnd)
                                        : Mono.just(walk.over(links)));
        return walk.number() == 0
                ? reads.run(walk.tenant(), page)
                : reads.goOn(walk.tenant(), page);
    }

    /**
     * How far it came.
     *
     * @param number of the last entry that was found right
     * @param hash its hash
     * @param promised how many entries the head had when none came after this one; -1 before
     */
    private record Walk(
            TenantId tenant,
            long number,
            HashCode hash,
            long promised,
            @Nullable ChainVerdict verdict) {

        Walk over(List<ChainLink> links) {
            long last = number;
            HashCode before = hash;
            for (ChainLink link : links) {
                String fault = fault(link, last + 1, before);
                if (fault != null) {
                    return broken(last + 1, fault);
                }
                last = link.number();
                before = link.hash();
            }
            return new Walk(tenant, last, before, -1, null);
        }

        private @Nullable String fault(ChainLink link, long expected, HashCode before) {
            if (link.number() != expected) {
                return "entry %d is missing".formatted(expected);
            }
            if (!link.previous().equals(before)) {
                return "entry %d does not follow the one before it".formatted(expected);
            }
            return link.hash().equals(link.reckoned(tenant))
                    ? null
                    : "entry %d is not what was written".formatted(expected);
        }

        Walk atTheEnd(AuditLog.Head head) {
            if (head.number() < number) {
                return broken(number, "entry %d was put in after the last one".formatted(number));
            }
            if (head.number() > number) {
                // Added after the page was read, unless it is still not there the next time.
                return promised < 0
                        ? new Walk(tenant, number, hash, head.number(), null)
                        : broken(number + 1, "entry %d is missing".formatted(number + 1));
            }
            return head.hash().equals(hash)
                    ? new Walk(
                            tenant,
                            number,
                            hash,
                            promised,
                            new ChainVerdict.Intact(tenant, number, hash))
                    : broken(number, "entry %d is not the last one written".formatted(number));
        }

        private Walk broken(long at, String why) {
            return new Walk(
                    tenant, number, hash, promised, new ChainVerdict.Broken(tenant, at, why));
        }
    }
}
