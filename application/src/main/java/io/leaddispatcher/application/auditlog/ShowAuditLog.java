package io.leaddispatcher.application.auditlog;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.auditlog.port.AuditLog;
import io.leaddispatcher.application.auditlog.port.AuditLog.Filter;
import io.leaddispatcher.application.paging.Cut;
import io.leaddispatcher.application.paging.PageLimit;
import io.leaddispatcher.application.transaction.UnitOfWork;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The audit log, newest first, a page at a time. */
@UseCase
public final class ShowAuditLog {

    private static final int MOST = 200;

    /**
     * @param before the number of the last entry of the page before
     */
    public record Query(Caller caller, Filter filter, @Nullable Long before, int limit) {}

    /**
     * @param actors what actors are called, by their label
     * @param next after which number the next page goes on, where this one may not be full; null on
     *     the last page
     */
    public record Page(List<AuditRecord> items, Map<String, String> actors, @Nullable Long next) {
        public Page {
            items = List.copyOf(items);
        }
    }

    private final AuditLog log;
    private final UnitOfWork unitOfWork;

    public ShowAuditLog(AuditLog log, UnitOfWork unitOfWork) {
        this.log = log;
        this.unitOfWork = unitOfWork;
    }

    public Mono<Page> handle(Query query) {
        return Mono.defer(() -> {
            AuditSight sight = AuditSight.of(query.caller());
            PageLimit.require(query.limit(), MOST);
            return unitOfWork.run(
                    query.caller().tenant(),
                    log.look(
                                    query.caller().tenant(),
                                    query.filter(),
                                    sight.hidden(),
                                    query.before(),
                                    query.limit() + 1)
                            .zipWhen(_ -> log.actors(query.caller().tenant()))
                            .map(found ->
                                    page(found.getT1(), sight, found.getT2(), query.limit())));
        });
    }

    private static Page page(
            AuditLog.Found found, AuditSight sight, Map<String, String> actors, int limit) {
        Cut<AuditRecord> rows = Cut.of(found.entries(), limit);
        Long next = rows.next(AuditRecord::number);
        return new Page(
                rows.shown().stream().map(sight::shown).toList(),
                actors,
                next == null ? found.looked() : next);
    }
}
