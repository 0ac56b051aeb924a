package io.leaddispatcher.application.lead;

import com.google.common.collect.Comparators;
import io.leaddispatcher.domain.account.AccountMatch;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.Decision;
import io.leaddispatcher.domain.routing.Ruling;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A lead with where it stands.
 *
 * @param arrivedAt when its first event was stored
 * @param account null when it matched none
 * @param previousRep who had it last
 * @param ruling what a person has said about it, should it be in conflict
 * @param askedAgainAt when its person asked for what it is routed for now, in whole microseconds;
 *     null while that is what it came in with
 */
public record LeadFile(
        Lead lead,
        Instant arrivedAt,
        LeadStatus status,
        Placement placement,
        @Nullable AccountMatch account,
        @Nullable RepKey previousRep,
        Ruling ruling,
        @Nullable Instant askedAgainAt) {

    /** A lead about which nobody had to decide. */
    public LeadFile(
            Lead lead,
            Instant arrivedAt,
            LeadStatus status,
            Placement placement,
            @Nullable AccountMatch account,
            @Nullable RepKey previousRep) {
        this(lead, arrivedAt, status, placement, account, previousRep, Ruling.NONE, null);
    }

    /** A lead that has just come in. */
    public static LeadFile of(Lead lead, Instant arrivedAt) {
        return new LeadFile(lead, arrivedAt, LeadStatus.NEW, Placement.NOWHERE, null, null);
    }

    public LeadFile with(Lead changed) {
        return new LeadFile(
                changed, arrivedAt, status, placement, account, previousRep, ruling, askedAgainAt);
    }

    /** Its person asks for something anew, and it is routed for that. */
    public LeadFile askedAgain(Instant at) {
        return new LeadFile(
                lead,
                arrivedAt,
                status,
                placement,
                account,
                previousRep,
                ruling,
                at.truncatedTo(ChronoUnit.MICROS));
    }

    /** The lead as it is routed: received when its person asked for what it is routed for. */
    public Lead asked() {
        return askedAgainAt == null ? lead : lead.received(askedAgainAt);
    }

    /** When what it is routed for came in. */
    public Instant requestedAt() {
        return askedAgainAt == null ? arrivedAt : askedAgainAt;
    }

    /** From when on it waits for somebody. */
    public Instant waitsFrom() {
        return askedAgainAt == null ? Comparators.min(lead.receivedAt(), arrivedAt) : askedAgainAt;
    }

    /**
     * Where a decision puts it.
     *
     * @param result with what the lead was raised to
     */
    public LeadFile placed(Decision.Result result, @Nullable AccountMatch match) {
        Placement next = Placement.of(result, placement.raisedTo());
        return new LeadFile(
                lead,
                arrivedAt,
                LeadStatus.of(result),
                next,
                match,
                next.rep() == null ? previousRep : next.rep(),
                ruling,
                askedAgainAt);
    }

    /** The work on it is over. It stays with whoever has it, and waits nowhere. */
    public LeadFile completed() {
        return new LeadFile(
                lead,
                arrivedAt,
                LeadStatus.COMPLETED,
                placement.over(),
                account,
                previousRep,
                ruling,
                askedAgainAt);
    }

    /** Of several who were asked this rep has it. */
    public LeadFile takenBy(RepKey rep) {
        return new LeadFile(
                lead,
                arrivedAt,
                LeadStatus.ASSIGNED,
                placement.takenBy(rep),
                account,
                rep,
                ruling,
                askedAgainAt);
    }

    /** Where it was, and more urgent. */
    public LeadFile raised(Priority priority) {
        return new LeadFile(
                lead,
                arrivedAt,
                status,
                placement.raised(priority),
                account,
                previousRep,
                ruling,
                askedAgainAt);
    }

    /** Nobody has it any more, and it waits in a queue. */
    public LeadFile waiting(QueueKey queue, String why) {
        return waiting(queue, why, false);
    }

    /** Likewise, and a person has put it there. */
    public LeadFile putAside(QueueKey queue, String why) {
        return waiting(queue, why, true);
    }

    private LeadFile waiting(QueueKey queue, String why, boolean putAside) {
        return new LeadFile(
                lead,
                arrivedAt,
                LeadStatus.QUEUED,
                placement.waiting(queue, why, putAside),
                account,
                previousRep,
                ruling,
                askedAgainAt);
    }

    /** Likewise, but a person has said something about what contradicts itself of it. */
    public LeadFile ruled(Ruling said) {
        return new LeadFile(
                lead,
                arrivedAt,
                status,
                placement,
                account,
                previousRep,
                ruling.and(said),
                askedAgainAt);
    }

    /**
     * Where the latest run has put the lead.
     *
     * @param rep null while nobody has it, or several are asked
     * @param waitsFor what it waits for, in a sentence
     * @param lookAgainAt when the next ring of its rule joins
     * @param putAside whether it waits because a person has put it there, and so until a person
     *     takes it or it is decided again
     * @param raisedTo how urgent it is at least, whatever its rule says, because it has waited too
     *     long; null when it has not, and once the work on it is over
     */
    public record Placement(
            @Nullable RepKey rep,
            @Nullable QueueKey queue,
            @Nullable String ruleId,
            @Nullable String tier,
            @Nullable Priority priority,
            @Nullable String rejectReason,
            @Nullable String waitsFor,
            @Nullable Instant lookAgainAt,
            boolean putAside,
            @Nullable Priority raisedTo) {

        public static final Placement NOWHERE =
                new Placement(null, null, null, null, null, null, null, null, false, null);

        Placement takenBy(RepKey by) {
            return new Placement(
                    by, null, ruleId, tier, priority, null, null, null, false, raisedTo);
        }

        Placement raised(Priority higher) {
            return new Placement(
                    rep,
                    queue,
                    ruleId,
                    tier,
                    higher,
                    rejectReason,
                    waitsFor,
                    lookAgainAt,
                    putAside,
                    higher);
        }

        Placement over() {
            return new Placement(
                    rep, null, ruleId, tier, priority, rejectReason, null, null, false, null);
        }

        Placement waiting(QueueKey waitsIn, String why, boolean byHand) {
            return new Placement(
                    null, waitsIn, ruleId, tier, priority, null, why, null, byHand, raisedTo);
        }

        static Placement of(Decision.Result result, @Nullable Priority raise) {
            return switch (result) {
                case Decision.Result.Assigned assigned ->
                        new Placement(
                                assigned.broadcast() ? null : assigned.reps().getFirst(),
                                null,
                                assigned.rule().id(),
                                assigned.tier(),
                                assigned.priority(),
                                null,
                                null,
                                null,
                                false,
                                raise);
                case Decision.Result.Queued queued ->
                        new Placement(
                                null,
                                queued.queue(),
                                queued.rule() == null ? null : queued.rule().id(),
                                queued.tier(),
                                queued.priority(),
                                null,
                                queued.why(),
                                queued.nextRingAt(),
                                false,
                                raise);
                case Decision.Result.Rejected(var rule, var tier, var reason) ->
                        new Placement(
                                null,
                                null,
                                rule.id(),
                                tier,
                                rule.priority(),
                                reason,
                                null,
                                null,
                                false,
                                null);
            };
        }
    }
}
