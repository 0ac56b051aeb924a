package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.escalation.Untold;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.routing.Placements.Telling;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.application.task.NewTasks;
import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.handoff.OpenHandoff;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.NextAction;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.policy.Target;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.queue.Queue;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.Availability;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Respect;
import io.leaddispatcher.domain.roster.UnavailabilityReason;
import io.leaddispatcher.domain.routing.Direction;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.routing.Ruling;
import io.leaddispatcher.domain.routing.Trace.CandidateTrace;
import io.leaddispatcher.domain.territory.TerritoryKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lead on which somebody acts while the tenant's turn is held: nothing of it changes meanwhile.
 * One act at most. Not thread-safe.
 */
public final class LeadTurn {

    private final RoutingBatch batch;
    private final LeadFile file;
    private final List<OpenHandoff> handoffs;
    private final @Nullable LeadId survivor;

    LeadTurn(RoutingBatch batch, LeadFile file) {
        this(batch, file, List.of(), null);
    }

    /**
     * Likewise, for somebody who may want to know how it was handed off.
     *
     * @param handoffs that are open, the latest first
     * @param survivor the lead that it was made part of; null: it is one of its own
     */
    LeadTurn(
            RoutingBatch batch,
            LeadFile file,
            List<OpenHandoff> handoffs,
            @Nullable LeadId survivor) {
        this.batch = batch;
        this.file = file;
        this.handoffs = handoffs;
        this.survivor = survivor;
    }

    public LeadFile file() {
        return file;
    }

    public Instant now() {
        return batch.now();
    }

    public RoutingConfiguration configuration() {
        return batch.known().configuration();
    }

    /** The lead that it was made part of: nobody acts on it any more. Empty: it is its own. */
    public Optional<LeadId> survivor() {
        return Optional.ofNullable(survivor);
    }

    /** By which somebody has it, or several are asked. */
    public List<Given> open() {
        return batch.known().open(lead());
    }

    /** By which somebody has it. Empty when nobody does. */
    public Optional<Given> held() {
        return open().stream().filter(Given::isHeld).findFirst();
    }

    /** By which this rep has it or is asked. */
    public Optional<Given> openFor(RepKey rep) {
        return open().stream().filter(given -> given.offer().rep().equals(rep)).findFirst();
    }

    /** The latest handoff that was neither given back nor led to an end. Empty: there is none. */
    public Optional<OpenHandoff> handoff() {
        return handoffs.stream().findFirst();
    }

    /** The territories that claim it equally closely; empty when there is no doubt. */
    public List<TerritoryKey> territories() {
        return batch.known().rivalTerritories(file);
    }

    /** The accounts that match it equally well; empty when there is no doubt. */
    public List<Account> accounts() {
        return batch.known().rivalAccounts(file);
    }

    /** What speaks against giving a rep one more lead now. */
    public List<UnavailabilityReason> against(Rep rep) {
        return Availability.reasonsAgainst(
                rep,
                configuration().roster(),
                now(),
                batch.books().state().workload(rep.key()),
                Respect.ALL,
                file.lead().kind());
    }

    /** What a rep is called. */
    public String name(RepKey rep) {
        return WhereItIs.name(rep, configuration());
    }

    /** A rep hears what has become of it. */
    public void inform(Rep rep, String news) {
        batch.holders().inform(file.lead(), rep, news);
    }

    /** Whether this rep was offered it, or had it, and has it no longer. */
    public boolean wasAsked(RepKey rep) {
        return batch.known().wasAsked(lead(), rep);
    }

    /** Until when it is not to be routed to somebody else. Empty when it is free to go. */
    public Optional<Instant> lockedUntil() {
        return SecondLook.lockedUntil(open()).filter(until -> now().isBefore(until));
    }

    /** Whether a rep who was asked may have one more, as the pool looks at it that asked. */
    public boolean hasRoom(Rep rep, Given asked) {
        return batch.holders().hasRoom(rep, file.lead(), asked.offer().pool());
    }

    /** What it is really like. It stays where it is. */
    public void correct(Lead corrected) {
        batch.put(file.with(corrected));
    }

    /** Tells it in the lead's timeline. */
    public void tell(String type, Voice by, Map<String, Object> detail) {
        batch.story().tell(lead(), type, by, detail);
    }

    /** The queue in which it waits. Empty when it waits in none, or the queue is gone. */
    public Optional<Queue> queue() {
        return configuration().queue(file.placement().queue());
    }

    /**
     * Somebody has done something about it.
     *
     * @param what a task may ask for; null: nothing that one asks for
     * @param withCustomer whether it is the customer's turn now: its clocks stand still until
     *     something is done again
     */
    public void acted(NextAction.@Nullable Task what, Voice by, boolean withCustomer) {
        batch.books().clocks().acted(lead(), withCustomer);
        if (what != null) {
            batch.books().tasks().done(new NewTasks.Doing(lead(), what, by.actor()));
        }
    }

    /** The customer has answered, or is spoken with. */
    public void replied() {
        batch.books().outreach().replied(lead());
    }

    /** Nothing more is written to it by itself. */
    public void stopSequence(Voice by) {
        batch.books().outreach().stopped(lead(), by.actor());
    }

    /** The rep of an open offer takes it. */
    public void accept(Given given, Voice by) {
        batch.holders().accept(file.lead(), given, open(), terms().orElse(null), by);
        batch.put(file.takenBy(given.offer().rep()));
    }

    /** The rep of an open offer will not have it: somebody else gets it, or is still asked. */
    public void decline(Given given, Parting parting) {
        if (open().size() > 1) {
            batch.holders().decline(given, parting);
        } else {
            batch.again(file, Cause.DECLINE, parting);
        }
    }

    /**
     * Whoever has it parts with it, and it waits in a queue. What a person has put there is left
     * there until a person takes it, or it is routed again.
     */
    public void queue(Parting parting, QueueKey queue, String why) {
        queue(parting, queue, why, null);
    }

    /**
     * Likewise, and somebody was to be told.
     *
     * @param untold why nobody was; null when somebody was
     */
    void queue(Parting parting, QueueKey queue, String why, @Nullable Untold untold) {
        batch.holders().part(file.lead(), open(), parting, WhereItIs.in(queue, configuration()));
        batch.holders().disown(lead(), open(), parting);
        batch.put(
                parting.by().equals(Voice.SYSTEM)
                        ? file.waiting(queue, why)
                        : file.putAside(queue, why));
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("queue", queue.value());
        detail.put("why", why);
        if (untold != null) {
            detail.putAll(untold.detail());
        }
        tell("LEAD_QUEUED", Voice.SYSTEM, detail);
    }

    /** Whoever has it parts with it, and the work on it is over. */
    public void complete(Parting parting) {
        batch.holders().part(file.lead(), open(), parting, "");
        batch.books().outreach().concluded(lead());
        batch.put(file.completed());
    }

    /**
     * The work on it was called over and goes on with whoever had it.
     *
     * @param taking the pools in which it is a turn again
     * @param told what its rep hears of it; null: nothing
     */
    public void resume(Given given, Rep rep, Set<PoolKey> taking, @Nullable String told) {
        batch.holders().resume(file.lead(), given, taking, terms().orElse(null));
        batch.put(file.takenBy(rep.key()));
        if (told != null) {
            inform(rep, told);
        }
    }

    /**
     * The work on it was called over, and the policy decides it again.
     *
     * @param given by which somebody had it to the end: it was no turn of theirs; null: nobody had
     */
    public void anew(@Nullable Given given) {
        if (given != null) {
            batch.holders().credit(file.lead(), given);
        }
        batch.again(file, Cause.MANUAL, Parting.because("reopened"));
    }

    /** Decides it once more, by the policy. */
    public void again(Cause cause, Parting parting) {
        batch.again(file, cause, parting);
    }

    /**
     * Decides it once more, by the policy, as though of those who claim it equally well only this
     * claim held.
     */
    public void settle(Ruling ruling, Parting parting) {
        batch.again(file.ruled(ruling), Cause.MANUAL, parting);
    }

    /** Whoever has it, or was asked, is not in question for what is decided now. */
    public void withoutHolder() {
        batch.known().takeFromHolders(lead());
    }

    /**
     * What comes of giving a lead away: who came into question, and whether somebody has it now.
     */
    public record Giving(boolean given, List<CandidateTrace> candidates) {

        public Giving {
            candidates = List.copyOf(candidates);
        }
    }

    /** Gives it to a rep. Nothing changes when the rep has no room or is not active. */
    public Giving give(Rep rep, String why, Cause cause, Parting parting) {
        return give(
                new Direction.To.OneRep(rep),
                new Target.Rep(rep.key()),
                why,
                cause,
                parting,
                Telling.EVERYBODY);
    }

    /**
     * A rep owns it in its CRM, and so has it here: also when it is one lead too many, or when the
     * rep would not have it before.
     */
    public void follow(Rep owner, String why, Parting parting) {
        batch.known().ownedInCrm(lead(), owner.key());
        give(
                new Direction.To.Owner(owner),
                new Target.Rep(owner.key()),
                why,
                Cause.MANUAL,
                parting,
                Telling.EVERYBODY);
    }

    /**
     * Gives it to the next of a pool, but to nobody who has it, declined it or let it lapse.
     * Nothing changes when nobody is left.
     */
    public Giving give(PoolKey pool, String why, Cause cause, Parting parting) {
        return give(
                new Direction.To.NextOf(pool),
                new Target.Pool(pool),
                why,
                cause,
                parting,
                Telling.EVERYBODY);
    }

    /** A rep takes it from where it waits. Nothing changes when the rep has no room. */
    public Giving claim(Rep rep, String why, Parting parting, Voice by) {
        Giving giving =
                give(
                        new Direction.To.OneRep(rep),
                        new Target.Rep(rep.key()),
                        why,
                        Cause.MANUAL,
                        parting,
                        Telling.NOBODY);
        if (giving.given()) {
            batch.holders().acceptLatest(lead(), terms().orElse(null), by);
        }
        return giving;
    }

    private Giving give(
            Direction.To to,
            Target target,
            String why,
            Cause cause,
            Parting parting,
            Telling telling) {
        Rule terms = terms().orElseGet(() -> Rule.byHand(target, standing().priority()));
        String tier = file.placement().tier();
        SecondLook.Pointed pointed =
                batch.direct(
                        file,
                        new Direction(to, terms, tier == null ? Direction.BY_HAND : tier, why),
                        cause,
                        parting,
                        telling);
        return new Giving(pointed.seen() != null, pointed.candidates());
    }

    private Optional<Rule> terms() {
        return standing().terms();
    }

    /** What the policy of its kind says now of where it is. */
    public LeadStanding standing() {
        return new LeadStanding(file, configuration());
    }

    private LeadId lead() {
        return file.lead().id();
    }
}
