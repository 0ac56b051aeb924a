package io.leaddispatcher.application.queue;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.lead.port.Openings;
import io.leaddispatcher.application.paging.Page;
import io.leaddispatcher.application.paging.PageLimit;
import io.leaddispatcher.application.queue.port.QueueViews;
import io.leaddispatcher.application.routing.port.Accounts;
import io.leaddispatcher.application.routing.port.Explanations;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.waiting.ServiceOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * What comes next in several queues, by the key of each, all as of one moment. Those that the
 * caller does not see are left out.
 */
@UseCase
public final class ShowQueueHeads {

    private static final int MOST = 50;

    /**
     * @param limit how many leads of each
     */
    public record Query(Caller caller, List<String> queues, int limit) {
        public Query {
            queues = List.copyOf(queues);
        }
    }

    private final UnitOfWork unitOfWork;
    private final RoutingConfigurations configurations;
    private final QueuePages pages;

    public ShowQueueHeads(
            UnitOfWork unitOfWork,
            QueueViews queues,
            RoutingConfigurations configurations,
            Explanations explanations,
            Openings openings,
            Accounts accounts,
            AuditTrail trail,
            ServiceOrder order) {
        this.unitOfWork = unitOfWork;
        this.configurations = configurations;
        this.pages = new QueuePages(queues, explanations, openings, accounts, trail, order);
    }

    public Mono<Map<String, Page<QueuedLeadView>>> handle(Query query) {
        return Mono.defer(() -> {
            Caller caller = query.caller();
            Sight sight = Sight.of(caller);
            PageLimit.require(query.limit(), MOST);
            return unitOfWork.run(
                    caller.tenant(),
                    configurations
                            .current(caller.tenant())
                            .map(snapshot -> snapshot.configuration())
                            .flatMap(configuration ->
                                    pages.heads(
                                            caller,
                                            configuration,
                                            query.queues().stream()
                                                    .filter(queue ->
                                                            QueuePages.isSeen(
                                                                    queue, sight, configuration))
                                                    .map(QueueKey::new)
                                                    .toList(),
                                            query.limit()))
                            .map(heads -> {
                                Map<String, Page<QueuedLeadView>> byKey = new HashMap<>();
                                heads.forEach((key, page) -> byKey.put(key.value(), page));
                                return byKey;
                            }));
        });
    }
}
