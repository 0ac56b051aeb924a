package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadFile.Placement;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.Review;
import io.leaddispatcher.domain.routing.Decision;
import io.leaddispatcher.domain.routing.Directed;
import io.leaddispatcher.domain.routing.Direction;
import io.leaddispatcher.domain.routing.LeadContext;
import io.leaddispatcher.domain.routing.Rerouting;
import io.leaddispatcher.domain.routing.Router;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.routing.Trace.CandidateTrace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks again at leads that have their place, as if nobody had them. */
record SecondLook(
        RoutingConfiguration configuration,
        Router.Sitting router,
        RoutingKnowledge known,
        Holders holders,
        Instant now) {

    /**
     * How a lead would be decided now.
     *
     * @param open by which it is somebody's until now
     * @param freed the state from which it was decided, but for the lead itself
     */
    record Seen(LeadContext context, List<Given> open, Holders.Freed freed, Decision decision) {}

    /** Whatever was decided before, once whoever has it has parted with it. */
    Seen at(LeadFile file, Parting parting) {
        LeadId lead = file.lead().id();
        List<Given> open = known.open(lead);
        noteRefusal(lead, parting);
        LeadContext context = known.contextAnew(file);
        Holders.Freed freed = holders.freed(file.lead(), open, parting);
        return new Seen(context, open, freed, router.decide(context, freed.state()));
    }

    /**
     * Where a direction leads.
     *
     * @param seen null when nobody could take it
     * @param candidates who came into question
     */
    record Pointed(@Nullable Seen seen, List<CandidateTrace> candidates) {}

    /** Likewise, but past the rules. */
    Pointed at(LeadFile file, Parting parting, Direction direction) {
        LeadId lead = file.lead().id();
        List<Given> open = known.open(lead);
        noteRefusal(lead, parting);
        LeadContext context = known.contextAnew(file);
        Holders.Freed freed = holders.freed(file.lead(), open, parting);
        LeadContext asked =
                switch (direction.to()) {
                    // Who asks for this rep knows what the rep has said before.
                    case Direction.To.OneRep _, Direction.To.Owner _ -> context.notDeclined();
                    case Direction.To.NextOf _ -> context.takenFrom(known.holders(lead));
                };
        Directed directed = router.direct(asked, freed.state(), direction);
        return new Pointed(
                directed.decision() == null
                        ? null
                        : new Seen(context, open, freed, directed.decision()),
                directed.candidates());
    }

    private void noteRefusal(LeadId lead, Parting parting) {
        if (parting.isRefusal()) {
            known.holders(lead).forEach(rep -> known.addDeclined(lead, rep));
        }
    }

    /** What was seen, and what comes of it. */
    record Judged(Seen seen, Rerouting.Verdict verdict) {}

    /** After more has become known of a lead. Empty when that cannot move it. */
    Optional<Judged> afterNews(LeadFile file) {
        LeadId lead = file.lead().id();
        boolean accepted =
                known.open(lead).stream()
                        .anyMatch(given -> given.state() == AssignmentState.ACCEPTED);
        // Where a person has put it, it stays.
        return accepted || file.placement().putAside()
                ? Optional.empty()
                : configuration
                        .policy(file.lead().kind())
                        .map(published ->
                                new Rerouting(
                                        published.policyOf(known.contextAnew(file)),
                                        place(file, published.policy().review()),
                                        known.moves(lead)))
                        .filter(Rerouting::isWorthALook)
                        .map(rerouting -> {
                            Seen seen = at(file, Parting.because("better tier"));
                            return new Judged(seen, rerouting.judge(seen.decision(), now));
                        });
    }

    private Rerouting.Place place(LeadFile file, @Nullable Review review) {
        Placement placement = file.placement();
        boolean inReview =
                review != null
                        && file.status() == LeadStatus.QUEUED
                        && placement.ruleId() == null
                        && review.queue().equals(placement.queue());
        return new Rerouting.Place(
                placement.ruleId(),
                placement.tier(),
                file.status() == LeadStatus.ASSIGNED,
                inReview,
                lockedUntil(file.lead().id()).orElse(null));
    }

    /** Until when whoever has it keeps it; in the past when the lock is off. */
    private Optional<Instant> lockedUntil(LeadId lead) {
        return lockedUntil(known.open(lead));
    }

    static Optional<Instant> lockedUntil(List<Given> open) {
        return open.stream()
                .flatMap(given -> Stream.ofNullable(given.offer().lockedUntil()))
                .max(Instant::compareTo);
    }
}
