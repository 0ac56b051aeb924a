package io.leaddispatcher.application.assignment.port;

import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.transaction.Portion;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.segment.SegmentKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The assignments of each tenant. Called inside a unit of work of the tenant. */
public interface Assignments {

    /**
     * An assignment with what has become of it.
     *
     * @param givenBack those of the offer's turns that were given back while it went on: by what
     *     came of the lead, or since it had been routed twice
     * @param givenBackAt when the latest of them was; null when none was, or nobody knows
     */
    record Given(
            Offer offer,
            AssignmentState state,
            Set<PoolKey> givenBack,
            @Nullable Instant givenBackAt) {
        public Given {
            givenBack = Set.copyOf(givenBack);
        }

        public Given(Offer offer, AssignmentState state) {
            this(offer, state, Set.of(), null);
        }

        /** The pools in which the lead still is a turn. */
        public List<PoolKey> turns() {
            return offer.turns().stream().filter(pool -> !givenBack.contains(pool)).toList();
        }

        /** Whether the lead was taken from its rep, or never was theirs. */
        public boolean isParted() {
            return !state.isActive() && state != AssignmentState.COMPLETED;
        }

        /** Whether somebody has the lead by it; not while several are asked at once. */
        public boolean isHeld() {
            return state.isActive() && !(offer.broadcast() && state == AssignmentState.OFFERED);
        }
    }

    /**
     * A lead offered to a rep.
     *
     * @param segments the segments that the lead was in when it was decided
     * @param turns the pools in which the lead was a turn of the rep
     * @param broadcast asked with others: the first to accept gets it
     * @param expiresAt exclusive; null: it does not lapse by itself
     * @param lockedUntil until when the lead is not routed to somebody else, exclusive; null: no
     *     lock
     */
    record Offer(
            UUID id,
            LeadId lead,
            UUID run,
            RepKey rep,
            @Nullable PoolKey pool,
            @Nullable String ruleId,
            @Nullable String tier,
            Priority priority,
            List<SegmentKey> segments,
            List<PoolKey> turns,
            boolean broadcast,
            Instant offeredAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lockedUntil) {
        public Offer {
            segments = List.copyOf(segments);
            turns = List.copyOf(turns);
        }
    }

    Mono<Void> add(TenantId tenant, List<Offer> offers);

    /**
     * Who was offered a lead, or had it, and has it no longer.
     *
     * @param refusing who declined it or let its time run out since it was last routed afresh: they
     *     are not asked again
     * @param others who was slower than somebody else, from whom it was taken, who gave it away or
     *     was done with it, or who was asked before that
     */
    record Asked(Set<RepKey> refusing, Set<RepKey> others) {
        public Asked {
            refusing = Set.copyOf(refusing);
            others = Set.copyOf(others);
        }
    }

    /** Of each of these leads that somebody did not take. */
    Mono<Map<LeadId, Asked>> asked(TenantId tenant, Collection<LeadId> leads);

    /** The active one of each of these leads that has one; of a broadcast the first offer. */
    Mono<Map<LeadId, Offer>> active(TenantId tenant, Collection<LeadId> leads);

    /** All that is active of each of these leads that has something: what is held comes first. */
    Mono<Map<LeadId, List<Given>>> open(TenantId tenant, Collection<LeadId> leads);

    /** The one by which somebody has the lead, else its latest. Empty when it has none. */
    Mono<Given> latest(TenantId tenant, LeadId lead);

    /**
     * An assignment that ends.
     *
     * @param reason in a sentence; null: there is nothing to say
     * @param spared whether it lapsed through no fault of its rep, who may be asked again
     */
    record Ended(UUID assignment, AssignmentState state, @Nullable String reason, boolean spared) {}

    /** Ends these, as far as they are active. */
    Mono<Void> end(TenantId tenant, List<Ended> ended, Instant at);

    /**
     * An offer that its rep takes.
     *
     * @param turns the pools in which the lead is a turn of the rep by it
     */
    record Taken(UUID assignment, List<PoolKey> turns) {
        public Taken {
            turns = List.copyOf(turns);
        }
    }

    /** Accepts these; who was asked with others has it alone from now on. */
    Mono<Void> accept(TenantId tenant, List<Taken> taken, Instant at);

    /** Whether its rep has ever accepted an assignment. */
    Mono<Boolean> wasAccepted(TenantId tenant, UUID assignment);

    /** One that was completed, and had been accepted, goes on. Its lead has no other. */
    Mono<Void> resume(TenantId tenant, UUID assignment);

    /**
     * Which of the turns of an assignment have been given back while it goes on.
     *
     * @param at when that was, of those that had not been yet
     */
    Mono<Void> givenBack(TenantId tenant, UUID assignment, Set<PoolKey> pools, Instant at);

    /** Makes what is active of a lead more urgent. */
    Mono<Void> raise(TenantId tenant, LeadId lead, Priority priority);

    /**
     * The leads with offers that have lapsed and nobody has accepted, by the database's clock, the
     * longest lapsed first.
     *
     * @param hold whether the offers are held until the unit of work ends
     */
    Mono<Set<LeadId>> lapsed(TenantId tenant, Portion<LeadId> portion, boolean hold);

    /** Lets what is offered to these reps, and nobody has accepted, lapse now. */
    Mono<Void> lapse(TenantId tenant, Set<RepKey> reps);

    /** Puts off the offers of a lead that have lapsed, because deciding it has failed. */
    Mono<Void> putOffLapsed(TenantId tenant, LeadId lead);

    /** Ends what is active of a lead: what is held in this state, what is only asked EXPIRED. */
    Mono<Void> end(
            TenantId tenant,
            LeadId lead,
            AssignmentState state,
            @Nullable String reason,
            Instant at);
}
