package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;

import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.routing.port.WaitingLeads;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.waiting.ServiceOrder;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The leads that wait at a desk, and a node that looks whether somebody is there for them. */
final class WaitingRoom implements WaitingLeads {

    static final ServiceOrder ORDER = new ServiceOrder(Duration.ofHours(4));

    private static final Comparator<Place> IN_ORDER =
            Comparator.comparing(Place::turn).thenComparing(place -> place.lead().value());

    private final RoutingDesk desk;
    private final PullLeads pullLeads;

    /** How many leads were read, more or less closely. */
    int read;

    /** When nobody was there the last time; null: never. */
    @Nullable Looked latest;

    WaitingRoom(RoutingDesk desk) {
        this.desk = desk;
        this.pullLeads = node();
    }

    /** Another node on the same data. */
    PullLeads node() {
        return new PullLeads(
                desk.turns,
                new QueueWatch(this, desk.states, desk.configurations, ORDER, () -> desk.now),
                this,
                new ImmediateUnitOfWork());
    }

    /** Looks until nobody is left; how often. */
    int pull() {
        int looks = 0;
        while (isDue()) {
            looks++;
            while (Objects.requireNonNull(pullLeads.handle(TENANT).block()) > 0) {
                looks++;
            }
        }
        return looks;
    }

    boolean isDue() {
        return Boolean.TRUE.equals(tenants().hasElements().block());
    }

    @Override
    public Flux<TenantId> tenants() {
        return Flux.defer(() -> {
            Looked looked = latest;
            boolean same =
                    looked != null
                            && looked.turns() == desk.states.turns
                            && looked.revision() == desk.revision()
                            && (looked.opensAt() == null || desk.now.isBefore(looked.opensAt()));
            return same || desk.leads.waiting(TENANT).isEmpty() ? Flux.empty() : Flux.just(TENANT);
        });
    }

    @Override
    public Mono<Long> turns(TenantId tenant) {
        return Mono.fromSupplier(() -> (long) desk.states.turns);
    }

    @Override
    public Flux<Waiting> inOrder(
            TenantId tenant, Collection<Line> lines, @Nullable Place after, int atMost) {
        return Flux.defer(() ->
                Flux.fromStream(
                        desk.leads.waiting(tenant).stream()
                                .flatMap(each ->
                                        lines.stream()
                                                .filter(line ->
                                                        line.queue()
                                                                .equals(
                                                                        each.file()
                                                                                .placement()
                                                                                .queue()))
                                                .filter(line ->
                                                        !line.ringing()
                                                                || each.file()
                                                                                .placement()
                                                                                .lookAgainAt()
                                                                        != null)
                                                .filter(line ->
                                                        line.priority()
                                                                == each.file()
                                                                        .placement()
                                                                        .priority())
                                                .map(line ->
                                                        new Waiting(
                                                                new Place(
                                                                        each.since()
                                                                                .plus(line.lag()),
                                                                        each.file().lead().id()),
                                                                each.changedAt())))
                                .filter(each ->
                                        after == null || IN_ORDER.compare(each.place(), after) > 0)
                                .sorted(Comparator.comparing(Waiting::place, IN_ORDER))
                                .limit(atMost)
                                .peek(_ -> read++)));
    }

    @Override
    public Mono<Set<LeadId>> stillWaiting(TenantId tenant, List<LeadId> leads) {
        return Mono.fromSupplier(() ->
                desk.leads.waiting(tenant).stream()
                        .map(each -> each.file().lead().id())
                        .filter(leads::contains)
                        .collect(Collectors.toSet()));
    }

    @Override
    public Mono<Set<LeadId>> refusedBy(TenantId tenant, RepKey rep, List<LeadId> leads) {
        return Mono.fromSupplier(() ->
                desk.assignments.offers.stream()
                        .filter(offer -> offer.rep().equals(rep) && leads.contains(offer.lead()))
                        .filter(offer -> desk.assignments.ended.containsKey(offer.id()))
                        .map(Offer::lead)
                        .collect(Collectors.toSet()));
    }

    @Override
    public Mono<Void> looked(TenantId tenant, Looked looked) {
        return Mono.fromRunnable(() -> latest = looked);
    }
}
