package io.leaddispatcher.application.queue;

import com.google.common.collect.Maps;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.lead.LeadSummaries;
import io.leaddispatcher.application.lead.LeadSummaryView;
import io.leaddispatcher.application.lead.Opening;
import io.leaddispatcher.application.lead.SensitiveMask;
import io.leaddispatcher.application.lead.port.LeadViews.Row;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.lead.port.Openings;
import io.leaddispatcher.application.paging.Cut;
import io.leaddispatcher.application.paging.Page;
import io.leaddispatcher.application.queue.port.QueueViews;
import io.leaddispatcher.application.queue.port.QueueViews.Waiting;
import io.leaddispatcher.application.routing.QueueLines;
import io.leaddispatcher.application.routing.port.Accounts;
import io.leaddispatcher.application.routing.port.Explanations;
import io.leaddispatcher.application.routing.port.Explanations.Explained;
import io.leaddispatcher.application.routing.port.WaitingLeads.Place;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.waiting.ServiceOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Parts of queues, as somebody may read them. Called inside a unit of work of the tenant. */
final class QueuePages {

    private final QueueViews queues;
    private final Explanations explanations;
    private final Openings openings;
    private final Disputes disputes;
    private final LeadSummaries summaries;
    private final QueueLines lines;

    QueuePages(
            QueueViews queues,
            Explanations explanations,
            Openings openings,
            Accounts accounts,
            AuditTrail trail,
            ServiceOrder order) {
        this.queues = queues;
        this.explanations = explanations;
        this.openings = openings;
        this.disputes = new Disputes(accounts);
        this.summaries = new LeadSummaries(trail);
        this.lines = new QueueLines(order);
    }

    static boolean isSeen(String key, Sight sight, RoutingConfiguration configuration) {
        return Key.isValid(key)
                && configuration.queue(new QueueKey(key)).isPresent()
                && new QueueSight(sight, configuration).covers(new QueueKey(key));
    }

    /** In the order in which the queue is served, what waits after a place. */
    Mono<Page<QueuedLeadView>> of(
            Caller caller,
            RoutingConfiguration configuration,
            QueueKey queue,
            @Nullable Place after,
            int limit) {
        return queues.inOrder(
                        caller.tenant(),
                        lines.of(configuration, Set.of(queue)),
                        after,
                        // One more tells whether there is a next page.
                        limit + 1)
                .collectList()
                .map(rows -> Cut.of(rows, limit))
                .flatMap(cut ->
                        items(caller, configuration, cut.shown()).map(items -> page(cut, items)));
    }

    /** The first page of each of them, also of those in which nothing waits. */
    Mono<Map<QueueKey, Page<QueuedLeadView>>> heads(
            Caller caller,
            RoutingConfiguration configuration,
            Collection<QueueKey> keys,
            int limit) {
        return queues.heads(caller.tenant(), lines.of(configuration, keys), limit + 1)
                .collect(
                        Collectors.groupingBy(waiting ->
                                new QueueKey(Objects.requireNonNull(waiting.row().queueKey()))))
                .flatMap(found -> {
                    Map<QueueKey, Cut<Waiting>> cuts = new LinkedHashMap<>();
                    for (QueueKey key : keys) {
                        cuts.put(key, Cut.of(found.getOrDefault(key, List.of()), limit));
                    }
                    List<Waiting> shown =
                            cuts.values().stream().flatMap(cut -> cut.shown().stream()).toList();
                    return items(caller, configuration, shown).map(items -> pages(cuts, items));
                });
    }

    /** Of all of them one behind the other. */
    private static Map<QueueKey, Page<QueuedLeadView>> pages(
            Map<QueueKey, Cut<Waiting>> cuts, List<QueuedLeadView> items) {
        Map<QueueKey, Page<QueuedLeadView>> pages = new HashMap<>();
        int from = 0;
        for (Map.Entry<QueueKey, Cut<Waiting>> each : cuts.entrySet()) {
            int until = from + each.getValue().shown().size();
            pages.put(each.getKey(), page(each.getValue(), items.subList(from, until)));
            from = until;
        }
        return pages;
    }

    private static Page<QueuedLeadView> page(Cut<Waiting> cut, List<QueuedLeadView> items) {
        return new Page<>(items, cut.next(last -> words(last.place())));
    }

    private Mono<List<QueuedLeadView>> items(
            Caller caller, RoutingConfiguration configuration, List<Waiting> shown) {
        TenantId tenant = caller.tenant();
        List<LeadId> leads = shown.stream().map(waiting -> waiting.row().lead()).toList();
        // Out of other queues nobody gets anything by coming back.
        List<LeadId> pulled =
                shown.stream()
                        .map(Waiting::row)
                        .filter(row ->
                                row.queueKey() != null
                                        && configuration
                                                .pulledQueues()
                                                .contains(new QueueKey(row.queueKey())))
                        .map(Row::lead)
                        .toList();
        Mono<Map<LeadId, Opening>> opening =
                pulled.isEmpty() ? Mono.just(Map.of()) : openings.of(tenant, pulled);
        // One after the other: they share a connection.
        return summaries
                .of(
                        caller,
                        shown.stream().map(Waiting::row).toList(),
                        SensitiveMask.of(caller, configuration))
                .flatMap(items ->
                        opening.flatMap(open ->
                                explanations
                                        .latest(tenant, leads)
                                        .flatMap(explained ->
                                                disputes.of(
                                                        tenant,
                                                        configuration,
                                                        Maps.transformValues(
                                                                explained, Explained::how)))
                                        .map(disputed -> items(shown, items, open, disputed))));
    }

    private static List<QueuedLeadView> items(
            List<Waiting> shown,
            List<LeadSummaryView> summaries,
            Map<LeadId, Opening> openings,
            Map<LeadId, Dispute> disputes) {
        List<QueuedLeadView> items = new ArrayList<>();
        for (int each = 0; each < shown.size(); each++) {
            Waiting waiting = shown.get(each);
            LeadId lead = waiting.row().lead();
            items.add(
                    new QueuedLeadView(
                            summaries.get(each),
                            waiting.since(),
                            Objects.toString(waiting.row().document().get("waitsFor"), null),
                            openings.get(lead),
                            disputes.get(lead)));
        }
        return items;
    }

    private static String words(Place place) {
        return place.turn() + "/" + place.lead();
    }
}
