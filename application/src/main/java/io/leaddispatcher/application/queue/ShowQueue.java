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
import io.leaddispatcher.application.routing.port.WaitingLeads.Place;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation.Code;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.waiting.ServiceOrder;
import java.time.DateTimeException;
import java.time.Instant;
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
    private final RoutingConfigurations configurations;
    private final QueuePages pages;

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
        this.configurations = configurations;
        this.pages = new QueuePages(queues, explanations, openings, accounts, trail, order);
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
                            .filter(configuration ->
                                    QueuePages.isSeen(query.queue(), sight, configuration))
                            .flatMap(configuration ->
                                    pages.of(
                                            caller,
                                            configuration,
                                            new QueueKey(query.queue()),
                                            after,
                                            query.limit())));
        });
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
