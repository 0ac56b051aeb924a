package io.leaddispatcher.application.closure;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.closure.port.WorkspaceDeletions;
import io.leaddispatcher.application.closure.port.WorkspaceDeletions.Closed;
import io.leaddispatcher.application.closure.port.WorkspaceDeletions.Contents;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What closing the workspace will delete, or that it is closed. */
@UseCase
public final class ShowClosure {

    public record Query(Caller caller) {}

    /**
     * What there is to know.
     *
     * @param closed null when it is open
     */
    public record ClosureView(Contents contents, Duration grace, @Nullable Closed closed) {}

    private final WorkspaceDeletions deletions;
    private final ClosureRules rules;
    private final UnitOfWork unitOfWork;

    public ShowClosure(WorkspaceDeletions deletions, ClosureRules rules, UnitOfWork unitOfWork) {
        this.deletions = deletions;
        this.rules = rules;
        this.unitOfWork = unitOfWork;
    }

    public Mono<ClosureView> handle(Query query) {
        return Mono.defer(() -> {
            Caller caller = query.caller();
            caller.require(Permission.OWN);
            return unitOfWork
                    .run(caller.tenant(), deletions.contents(caller.tenant()))
                    .flatMap(contents ->
                            deletions
                                    .all()
                                    .filter(closed -> closed.tenant().equals(caller.tenant()))
                                    .next()
                                    .map(closed -> new ClosureView(contents, rules.grace(), closed))
                                    .defaultIfEmpty(
                                            new ClosureView(contents, rules.grace(), null)));
        });
    }
}
