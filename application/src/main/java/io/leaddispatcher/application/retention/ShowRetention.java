package io.leaddispatcher.application.retention;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.retention.port.Retentions;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import java.util.Map;
import reactor.core.publisher.Mono;

/** How long the workspace keeps what is over, and how much of it is due now. */
@UseCase
public final class ShowRetention {

    /** Beyond this many nobody counts. */
    public static final int MOST_COUNTED = 10_000;

    public record Query(Caller caller) {}

    public record RetentionView(Retention retention, Map<Retentions.Kind, Long> due) {}

    private final Retentions retentions;
    private final UnitOfWork unitOfWork;

    public ShowRetention(Retentions retentions, UnitOfWork unitOfWork) {
        this.retentions = retentions;
        this.unitOfWork = unitOfWork;
    }

    public Mono<RetentionView> handle(Query query) {
        return Mono.defer(() -> {
            query.caller().require(Permission.ADMINISTER);
            var tenant = query.caller().tenant();
            return unitOfWork.run(
                    tenant,
                    retentions
                            .find(tenant)
                            .flatMap(retention ->
                                    retentions
                                            .due(tenant, retention, MOST_COUNTED)
                                            .map(due -> new RetentionView(retention, due))));
        });
    }
}
