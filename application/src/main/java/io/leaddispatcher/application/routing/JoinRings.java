package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadFile.Placement;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.routing.LaterTurns.Wish;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.application.routing.port.WaitingRings;
import io.leaddispatcher.application.transaction.DueWork;
import io.leaddispatcher.application.transaction.Portion;
import io.leaddispatcher.application.transaction.Portion.First;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * Decides the leads of a tenant again for which another ring has joined. Under the turn, so that a
 * ring brings about one run, however many nodes have seen that it is due.
 */
@UseCase
public final class JoinRings {

    /** How many leads a turn takes up at most. */
    private static final int BATCH = 200;

    private static final Comparator<LeadFile> LONGEST_DUE_FIRST =
            Comparator.comparing((LeadFile file) ->
                            Objects.requireNonNullElse(file.placement().lookAgainAt(), Instant.MAX))
                    .thenComparing(file -> file.lead().id().value());

    private final RoutingTurns turns;
    private final WaitingRings rings;
    private final UnitOfWork unitOfWork;

    public JoinRings(RoutingTurns turns, WaitingRings rings, UnitOfWork unitOfWork) {
        this.turns = turns;
        this.rings = rings;
        this.unitOfWork = unitOfWork;
    }

    /** Answers how many leads were taken up. Those that are left are due all the same. */
    public Mono<Integer> handle(TenantId tenant) {
        return new DueWork<LeadId>(
                        "rings that join",
                        BATCH,
                        portion -> take(tenant, portion),
                        atMost ->
                                unitOfWork
                                        .run(tenant, rings.due(tenant, new First<>(atMost)))
                                        .map(List::copyOf),
                        (lead, _) -> unitOfWork.run(tenant, rings.putOff(tenant, lead)))
                .of(tenant);
    }

    private Mono<Integer> take(TenantId tenant, Portion<LeadId> portion) {
        Mono<Set<LeadId>> due = rings.due(tenant, portion).filter(found -> !found.isEmpty());
        return turns.later()
                .take(
                        tenant,
                        new Wish<>(
                                due, due, JoinRings::decide, _ -> Mono.empty(), JoinRings::latest))
                .defaultIfEmpty(0);
    }

    private static int decide(RoutingBatch batch) {
        List<LeadFile> waiting =
                batch.leads().stream()
                        .filter(file -> file.status() == LeadStatus.QUEUED)
                        .filter(file -> file.placement().lookAgainAt() != null)
                        .sorted(LONGEST_DUE_FIRST)
                        .toList();
        waiting.forEach(
                file -> batch.again(file, Cause.RING, Parting.because("another ring has joined")));
        return waiting.size();
    }

    /** What the database has seen to be due is due, though this node's clock may be behind. */
    private static Optional<Instant> latest(Map<LeadId, LeadFile> files) {
        return files.values().stream()
                .map(LeadFile::placement)
                .map(Placement::lookAgainAt)
                .flatMap(Stream::ofNullable)
                .max(Instant::compareTo);
    }
}
