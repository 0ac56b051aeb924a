package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.escalation.Escalating.Told;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.routing.LaterTurns.Wish;
import io.leaddispatcher.application.routing.port.RoutingRuns;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.application.transaction.DueWork;
import io.leaddispatcher.application.transaction.Portion;
import io.leaddispatcher.application.transaction.Portion.First;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * Ends the offers of a tenant whose time has run out, and decides their leads for somebody else; so
 * often as the rule allows, then the lead waits in the fallback queue and the manager is told.
 * Those who were asked together lapse together.
 *
 * <p>An offer to a rep who has left has lapsed, too, see {@link OpenOffers}. Its lead is decided
 * anew, however often it was passed on, unless others who were asked as well may still take it.
 */
@UseCase
public final class LapseOffers {

    /** How many leads a turn takes up at most. */
    private static final int BATCH = 200;

    private static final Parting LATE = Parting.late("nobody accepted it in time");

    /** Who has left hears nothing more, and has not let the time run out. */
    private static final Parting LEFT =
            Parting.because("the rep is no longer active").untold().keepingTurn();

    private final RoutingTurns turns;
    private final Assignments assignments;
    private final RoutingRuns runs;
    private final UnitOfWork unitOfWork;

    public LapseOffers(
            RoutingTurns turns, Assignments assignments, RoutingRuns runs, UnitOfWork unitOfWork) {
        this.turns = turns;
        this.unitOfWork = unitOfWork;
        this.assignments = assignments;
        this.runs = runs;
    }

    /** Answers how many leads were taken up. */
    public Mono<Integer> handle(TenantId tenant) {
        return new DueWork<LeadId>(
                        "offers that lapse",
                        BATCH,
                        portion -> take(tenant, portion),
                        atMost ->
                                unitOfWork
                                        .run(
                                                tenant,
                                                assignments.lapsed(
                                                        tenant, new First<>(atMost), false))
                                        .map(List::copyOf),
                        (lead, _) -> unitOfWork.run(tenant, assignments.putOffLapsed(tenant, lead)))
                .of(tenant);
    }

    private Mono<Integer> take(TenantId tenant, Portion<LeadId> portion) {
        return Mono.defer(() -> {
            Lapsed lapsed = new Lapsed(tenant, portion);
            return turns.later()
                    .take(
                            tenant,
                            new Wish<>(
                                    lapsed.look(),
                                    lapsed.claim(),
                                    lapsed::decide,
                                    _ -> Mono.empty(),
                                    _ -> lapsed.latest()))
                    .defaultIfEmpty(0);
        });
    }

    /** Those of one turn. Not thread-safe. */
    private final class Lapsed {

        private final TenantId tenant;
        private final Portion<LeadId> portion;
        private final List<LeadId> leads = new ArrayList<>();
        private final Map<LeadId, Integer> hops = new HashMap<>();
        private Optional<Instant> latest = Optional.empty();

        Lapsed(TenantId tenant, Portion<LeadId> portion) {
            this.tenant = tenant;
            this.portion = portion;
        }

        /** Before the turn is taken: nobody waits for the turn with offers in hand. */
        Mono<Set<LeadId>> look() {
            return assignments.lapsed(tenant, portion, false).filter(found -> !found.isEmpty());
        }

        /** Under the turn: held, as by whoever accepts. */
        Mono<Set<LeadId>> claim() {
            return assignments
                    .lapsed(tenant, portion, true)
                    .filter(found -> !found.isEmpty())
                    .flatMap(this::known);
        }

        private Mono<Set<LeadId>> known(Set<LeadId> found) {
            leads.clear();
            leads.addAll(found);
            return runs.hops(tenant, found)
                    .doOnNext(hops::putAll)
                    .then(assignments.open(tenant, found))
                    .doOnNext(open ->
                            latest =
                                    open.values().stream()
                                            .flatMap(each -> firstEnd(each).stream())
                                            .max(Instant::compareTo))
                    .thenReturn(found);
        }

        /** Of those who were asked together some may have longer. */
        private static Optional<Instant> firstEnd(List<Given> open) {
            return open.stream()
                    .flatMap(given -> Stream.ofNullable(given.offer().expiresAt()))
                    .min(Instant::compareTo);
        }

        /** What the database has seen to be past is past. */
        Optional<Instant> latest() {
            return latest;
        }

        int decide(RoutingBatch batch) {
            for (LeadId lead : leads) {
                LeadFile file = batch.file(lead);
                if (file != null) {
                    decide(batch, file);
                }
            }
            return leads.size();
        }

        private void decide(RoutingBatch batch, LeadFile file) {
            LeadTurn turn = new LeadTurn(batch, file);
            List<Given> open = turn.open();
            List<Given> over = open.stream().filter(given -> isOver(given, batch.now())).toList();
            if (file.status() != LeadStatus.ASSIGNED || open.isEmpty()) {
                batch.holders().part(file.lead(), open, LATE.untold(), "");
            } else if (over.size() < open.size()) {
                // Who has left has no more time, and those who were asked as well do.
                over.forEach(given -> batch.holders().decline(given, LEFT));
            } else if (over.stream().noneMatch(given -> isThere(turn, given.offer().rep()))) {
                turn.again(Cause.REROUTE, LEFT);
            } else if (hops.getOrDefault(file.lead().id(), 0) < turn.standing().offer().maxHops()) {
                turn.again(Cause.ESCALATION, LATE);
            } else {
                RepKey last = open.getFirst().offer().rep();
                QueueKey queue = turn.standing().fallback();
                Told told = batch.escalating().lapsed(file, last, queue);
                batch.books().tell(told.deliveries());
                turn.queue(LATE, queue, LATE.reason(), told.untold());
            }
        }

        private static boolean isOver(Given given, Instant now) {
            Instant end = given.offer().expiresAt();
            return end != null && !now.isBefore(end);
        }

        private static boolean isThere(LeadTurn turn, RepKey rep) {
            return turn.configuration().roster().rep(rep).filter(Rep::active).isPresent();
        }
    }
}
