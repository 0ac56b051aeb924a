package io.leaddispatcher.application.task;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.paging.Cut;
import io.leaddispatcher.application.paging.PageLimit;
import io.leaddispatcher.application.task.port.Tasks;
import io.leaddispatcher.application.task.port.Tasks.Kept;
import io.leaddispatcher.application.task.port.Tasks.Position;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.task.TaskState;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The tasks of a workspace, or the own ones of a rep, those that are due first before others. */
@UseCase
public final class ListTasks {

    private static final int MOST = 200;

    /**
     * @param rep whose; null: everybody's whom the caller may see
     * @param state null: any
     * @param after where the page before ended; null: from the beginning
     */
    public record Query(
            Caller caller,
            @Nullable RepKey rep,
            @Nullable TaskState state,
            @Nullable Position after,
            int limit) {}

    /**
     * @param next where it ends; null on the last page
     */
    public record Page(List<Kept> items, @Nullable Position next) {
        public Page {
            items = List.copyOf(items);
        }
    }

    private final Tasks tasks;
    private final UnitOfWork unitOfWork;

    public ListTasks(Tasks tasks, UnitOfWork unitOfWork) {
        this.tasks = tasks;
        this.unitOfWork = unitOfWork;
    }

    public Mono<Page> handle(Query query) {
        return Mono.defer(() -> {
            Sight sight = Sight.of(query.caller());
            PageLimit.require(query.limit(), MOST);
            return switch (sight) {
                case Sight.All _ -> page(query, query.rep());
                case Sight.Own(var rep) ->
                        query.rep() == null || query.rep().value().equals(rep)
                                ? page(query, new RepKey(rep))
                                : Mono.just(new Page(List.of(), null));
                case Sight.None _ -> Mono.just(new Page(List.of(), null));
            };
        });
    }

    private Mono<Page> page(Query query, @Nullable RepKey rep) {
        return unitOfWork.run(
                query.caller().tenant(),
                tasks.list(
                                query.caller().tenant(),
                                new Tasks.Filter(rep, query.state()),
                                query.after(),
                                query.limit() + 1)
                        .collectList()
                        .map(found -> page(found, query.limit())));
    }

    private static Page page(List<Kept> found, int limit) {
        Cut<Kept> rows = Cut.of(found, limit);
        return new Page(
                rows.shown(),
                rows.next(last -> new Position(last.task().dueAt(), last.task().id())));
    }
}
