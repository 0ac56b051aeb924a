package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.dispatch.port.DeliveryPages;
import io.leaddispatcher.application.dispatch.port.DeliveryPages.Filter;
import io.leaddispatcher.application.dispatch.port.DeliveryPages.Row;
import io.leaddispatcher.application.lead.LeadNames;
import io.leaddispatcher.application.lead.SensitiveMask;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.paging.PageLimit;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What was sent out or is to be, with whom it is about, newest first. */
@UseCase
public final class FindDeliveries {

    private static final int MOST = 200;

    /**
     * @param before the id of the last one of the page before; null: from the beginning
     */
    public record Query(Caller caller, Filter filter, @Nullable UUID before, int limit) {}

    /**
     * @param change whether it changes a message that was sent before
     * @param sandboxed whether it was kept in the sandbox, and reached nobody
     * @param lead what the lead is called; null when there is none, it has no name, or it may not
     *     be told
     * @param replayable whether it can be sent again
     */
    public record Line(
            DeliveryView delivery,
            boolean change,
            boolean sandboxed,
            Instant madeAt,
            Instant changedAt,
            @Nullable String lead,
            boolean replayable) {}

    /**
     * @param counts how many there are in each status but that of being delivered, whatever the
     *     filter says of it
     * @param names of reps ({@code rep/mia}) and teams ({@code team/emea})
     * @param next where the page ends; null on the last page
     */
    public record Page(
            List<Line> items,
            Map<DeliveryState, Long> counts,
            Map<String, String> names,
            @Nullable UUID next) {
        public Page {
            items = List.copyOf(items);
            counts = Map.copyOf(counts);
            names = Map.copyOf(names);
        }
    }

    private final UnitOfWork unitOfWork;
    private final DeliveryPages deliveries;
    private final LeadViews leads;
    private final RoutingConfigurations configurations;

    public FindDeliveries(
            UnitOfWork unitOfWork,
            DeliveryPages deliveries,
            LeadViews leads,
            RoutingConfigurations configurations) {
        this.unitOfWork = unitOfWork;
        this.deliveries = deliveries;
        this.leads = leads;
        this.configurations = configurations;
    }

    public Mono<Page> handle(Query query) {
        return Mono.defer(() -> {
            query.caller().require(Permission.VIEW_LEADS);
            PageLimit.require(query.limit(), MOST);
            return unitOfWork.run(
                    query.caller().tenant(),
                    configurations
                            .current(query.caller().tenant())
                            .map(snapshot -> SensitiveMask.closed(snapshot.configuration()))
                            .flatMap(mask -> find(query, mask)));
        });
    }

    // One after the other: they share a connection.
    private Mono<Page> find(Query query, SensitiveMask mask) {
        var tenant = query.caller().tenant();
        return deliveries
                .page(
                        tenant,
                        query.filter(),
                        query.before() == null ? null : new DeliveryId(query.before()),
                        query.limit() + 1)
                .collectList()
                .flatMap(rows ->
                        deliveries
                                .counts(tenant, query.filter())
                                .flatMap(counts ->
                                        leads.names(tenant)
                                                .map(names ->
                                                        page(
                                                                rows,
                                                                query.limit(),
                                                                mask,
                                                                counts,
                                                                names))));
    }

    private static Page page(
            List<Row> rows,
            int limit,
            SensitiveMask mask,
            Map<DeliveryState, Long> counts,
            Map<String, String> names) {
        List<Row> shown = rows.subList(0, Math.min(limit, rows.size()));
        return new Page(
                shown.stream().map(row -> line(row, mask)).toList(),
                counts,
                names,
                rows.size() > limit ? shown.getLast().delivery().id() : null);
    }

    private static Line line(Row row, SensitiveMask mask) {
        DeliveryView delivery = row.delivery();
        return new Line(
                delivery,
                row.change(),
                row.sandboxed(),
                row.madeAt(),
                row.changedAt(),
                row.lead() == null ? null : LeadNames.called(row.lead(), mask),
                delivery.status().canBeReplayed(delivery.channel()));
    }
}
