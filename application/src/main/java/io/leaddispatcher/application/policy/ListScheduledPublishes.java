package io.leaddispatcher.application.policy;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.policy.port.PublishSchedules;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import java.util.List;
import reactor.core.publisher.Mono;

/** Lists what is to be published, the next first, and what has become of the last that were. */
@UseCase
public final class ListScheduledPublishes {

    private static final int MOST_ENDED = 20;

    private final PublishSchedules schedules;
    private final UnitOfWork unitOfWork;

    public ListScheduledPublishes(PublishSchedules schedules, UnitOfWork unitOfWork) {
        this.schedules = schedules;
        this.unitOfWork = unitOfWork;
    }

    public record Query(Caller caller, PolicyKind kind) {}

    public Mono<List<ScheduledPublish>> handle(Query query) {
        query.caller().require(Permission.VIEW_CONFIGURATION);
        return unitOfWork.run(
                query.caller().tenant(),
                schedules.list(query.caller().tenant(), query.kind(), MOST_ENDED).collectList());
    }
}
