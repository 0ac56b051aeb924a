package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.dispatch.port.Deliveries;
import io.leaddispatcher.application.paging.PageLimit;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The deliveries of a workspace, newest first, a page at a time. */
@UseCase
public final class ListDeliveries {

    private static final int MOST = 200;

    /**
     * @param cursor the id of the last one of the page before
     */
    public record Query(
            Caller caller, @Nullable DeliveryState status, @Nullable UUID cursor, int limit) {}

    /**
     * @param nextCursor none on the last page
     */
    public record Page(List<DeliveryView> items, @Nullable UUID nextCursor) {
        public Page {
            items = List.copyOf(items);
        }
    }

    private final Deliveries deliveries;
    private final UnitOfWork unitOfWork;

    public ListDeliveries(Deliveries deliveries, UnitOfWork unitOfWork) {
        this.deliveries = deliveries;
        this.unitOfWork = unitOfWork;
    }

    public Mono<Page> handle(Query query) {
        return Mono.defer(() -> {
            query.caller().require(Permission.VIEW_LEADS);
            PageLimit.require(query.limit(), MOST);
            return unitOfWork.run(
                    query.caller().tenant(),
                    deliveries
                            .list(
                                    query.caller().tenant(),
                                    query.status(),
                                    query.cursor() == null ? null : new DeliveryId(query.cursor()),
                                    query.limit() + 1)
                            .map(DeliveryView::of)
                            .collectList()
                            .map(found -> page(found, query.limit())));
        });
    }

    private static Page page(List<DeliveryView> found, int limit) {
        return found.size() <= limit
                ? new Page(found, null)
                : new Page(found.subList(0, limit), found.get(limit - 1).id());
    }
}
