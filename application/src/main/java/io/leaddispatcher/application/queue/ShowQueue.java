package io.leaddispatcher.application.queue;

import com.google.common.collect.Maps;
import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.lead.LeadSummaries;
import io.leaddispatcher.application.lead.LeadSummaryView;
import io.leaddispatcher.application.lead.Opening;
import io.leaddispatcher.application.lead.SensitiveMask;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.lead.port.Openings;
import io.leaddispatcher.application.paging.Cut;
import io.leaddispatcher.application.paging.Page;
import io.leaddispatcher.application.paging.PageLimit;
import io.leaddispatcher.application.queue.port.QueueViews;
import io.leaddispatcher.application.queue.port.QueueViews.Waiting;
import io.leaddispatcher.application.routing.QueueLines;
import io.leaddispatcher.application.routing.port.Accounts;
import io.leaddispatcher.application.routing.port.Explanations;
import io.leaddispatcher.application.routing.port.Explanations.Explained;
import io.leaddispatcher.application.routing.port.WaitingLeads.Place;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Violation.Code;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.waiting.ServiceOrder;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What waits in a queue, in the order in which it is served. Empty when the caller sees no such
 * queue.
 */
@UseCase
public final class ShowQueue {

    private static final int MOST = 200;
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /**
     * Of one queue.
     *
     * @param after where an earlier page ended
     */
    public record Query(Caller caller, String queue, int limit, @Nullable String after) {}

    private final UnitOfWork unitOfWork;
    private final QueueViews queues;
    private final RoutingConfigurations configurations;
    private final Explanations explanations;
    private final Openings openings;
    private final Disputes disputes;
    private final LeadSummaries summaries;
    private final QueueLines lines;

    public ShowQueue(
            UnitOfWork unitOfWork,
            QueueViews queues,
            RoutingConfigurations configurations,
            Explanations explanations,
            Openings openings,
            Accounts accounts,
            AuditTrail trail,
            ServiceOrder order) {
        this.unitOfWork = unitOfWork;
        this.queues = queues;
        this.configurations = configurations;
        this.explanations = explanations;
        this.openings = openings;
        this.disputes = new Disputes(accounts);
        this.summaries = new LeadSummaries(trail);
        this.lines = new QueueLines(order);
    }

    public Mono<Page<QueuedLeadView>> handle(Query query) {
        return Mono.defer(() -> {
            Caller caller = query.caller();
            Sight sight = Sight.of(caller);
            Place after = query.after() == null ? null : place(query.after());
            PageLimit.require(query.limit(), MOST);
            return unitOfWork.run(
                    caller.tenant(),
                    configurations
                            .current(caller.tenant())
                            .map(snapshot -> snapshot.configuration())
                            .filter(configuration -> isSeen(query.queue(), sight, configuration))
                            .flatMap(configuration ->
                                    queues.inOrder(
                                                    caller.tenant(),
                                                    lines.of(
                                                            configuration,
                                                            Set.of(new QueueKey(query.queue()))),
                                                    after,
                                                    // One more tells whether there is a next page.
                                                    query.limit() + 1)
                                            .collectList()
                                            .flatMap(rows -> page(query, configuration, rows))));
        });
    }

    private static boolean isSeen(String key, Sight sight, RoutingConfiguration configuration) {
        return Key.isValid(key)
                && configuration.queue(new QueueKey(key)).isPresent()
                && new QueueSight(sight, configuration).covers(new QueueKey(key));
    }

    private Mono<Page<QueuedLeadView>> page(
            Query query, RoutingConfiguration configuration, List<Waiting> found) {
        Cut<Waiting> cut = Cut.of(found, query.limit());
        List<Waiting> shown = cut.shown();
        String next = cut.next(last -> words(last.place()));
        TenantId tenant = query.caller().tenant();
        List<LeadId> leads = shown.stream().map(waiting -> waiting.row().lead()).toList();
        Mono<Map<LeadId, Opening>> opening =
                // Out of other queues nobody gets anything by coming back.
                configuration.pulledQueues().contains(new QueueKey(query.queue()))
                        ? openings.of(tenant, leads)
                        : Mono.just(Map.of());
        // One after the other: they share a connection.
        return summaries
                .of(
                        query.caller(),
                        shown.stream().map(Waiting::row).toList(),
                        SensitiveMask.of(query.caller(), configuration))
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
                                        .map(disputed ->
                                                new Page<>(
                                                        items(shown, items, open, disputed),
                                                        next))));
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

    private static Place place(String words) {
        try {
            String[] parts = words.split("/", 2);
            Instant turn = Instant.parse(parts[0]);
            if (parts.length == 2 && turn.isAfter(EARLIEST) && turn.isBefore(LATEST)) {
                return new Place(turn, new LeadId(UUID.fromString(parts[1])));
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // falls through to the refusal, as any other cursor that is not ours
        }
        throw new InvalidInputException(
                "/cursor", Code.MALFORMED, "'cursor' must be a 'nextCursor' of ours");
    }
}
