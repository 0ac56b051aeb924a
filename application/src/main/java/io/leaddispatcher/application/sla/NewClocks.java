package io.leaddispatcher.application.sla;

import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.sla.port.LeadClock;
import io.leaddispatcher.application.sla.port.LeadClock.Place;
import io.leaddispatcher.application.sla.port.LeadClock.Place.Waiting;
import io.leaddispatcher.application.sla.port.LeadClock.Place.With;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.Decision;
import io.leaddispatcher.domain.sla.SlaClock;
import io.leaddispatcher.domain.sla.SlaPolicy;
import io.leaddispatcher.domain.sla.SlaTarget;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the decisions and acts of a batch do to the clocks of its leads. Not thread-safe. */
public final class NewClocks {

    private final Snapshot snapshot;
    private final ClockTimes times;
    private final Ids ids;
    private final Instant now;
    private final Map<LeadId, Place> again = new HashMap<>();
    // Neither with somebody nor waiting.
    private final Set<LeadId> gone = new HashSet<>();
    private final Map<LeadId, Offer> accepted = new HashMap<>();
    private final Map<LeadId, Boolean> acted = new HashMap<>();
    private final Map<UUID, SlaClock> stepped = new HashMap<>();
    private final List<LeadClock> begun = new ArrayList<>();

    /** Those of a batch that is decided now. */
    public NewClocks(Snapshot snapshot, Ids ids, Instant now) {
        this.snapshot = snapshot;
        this.times = new ClockTimes(snapshot.configuration());
        this.ids = ids;
        // As fine as it is kept.
        this.now = now.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * A lead has got its place.
     *
     * @param offers those of an assigned lead; of a broadcast the clocks are the first one's until
     *     somebody accepts
     * @param arrivedAt when the event came in that brought it about; null when the lead had its
     *     place before
     */
    public void decided(
            LeadId lead, Decision.Result result, List<Offer> offers, @Nullable Instant arrivedAt) {
        switch (result) {
            case Decision.Result.Assigned assigned -> {
                Offer offer = offers.getFirst();
                place(lead, with(offer), arrivedAt);
                policy(assigned.rule()).ifPresent(policy -> begin(policy, offer, arrivedAt));
            }
            case Decision.Result.Queued queued -> {
                place(lead, new Waiting(queued.queue()), arrivedAt);
                Rule rule = queued.rule();
                // Who has waited before has a clock, or is past its end.
                if (rule != null && arrivedAt != null) {
                    policy(rule).ifPresent(policy -> wait(policy, lead, queued.queue(), arrivedAt));
                }
            }
            case Decision.Result.Rejected _ -> {
                if (arrivedAt == null) {
                    left(lead);
                }
            }
        }
    }

    /** Whoever had a lead has parted with it. */
    public void left(LeadId lead) {
        again.remove(lead);
        gone.add(lead);
    }

    /** A rep takes what was offered. */
    public void accepted(Offer offer) {
        accepted.put(offer.lead(), offer);
    }

    /**
     * Somebody has done something about a lead.
     *
     * @param withCustomer whether it is the customer's turn now
     */
    public void acted(LeadId lead, boolean withCustomer) {
        acted.put(lead, withCustomer);
    }

    /** Steps of a clock were taken, which may have moved its lead: they are not taken again. */
    public void stepped(LeadClock one) {
        stepped.put(one.id(), one.clock());
    }

    /**
     * The work on a lead goes on that was called over, and something was done about it by that:
     * what is to follow is waited for anew.
     *
     * @param rule by which the lead is where it is; null: by none
     */
    public void resumed(Offer offer, @Nullable Rule rule) {
        if (rule != null) {
            policy(rule)
                    .filter(policy -> policy.targets().containsKey(SlaTarget.FOLLOW_UP))
                    .ifPresent(policy -> begin(policy, SlaTarget.FOLLOW_UP, offer, now));
        }
    }

    private void begin(SlaPolicy policy, SlaTarget target, Offer offer, Instant from) {
        times.ofRep(offer.rep())
                .start(policy, target, from)
                .map(clock -> new LeadClock(ids.next(), offer.lead(), with(offer), 0, clock))
                .ifPresent(begun::add);
    }

    private void place(LeadId lead, Place place, @Nullable Instant arrivedAt) {
        if (arrivedAt == null) {
            gone.remove(lead);
            again.put(lead, place);
        }
    }

    private static Place with(Offer offer) {
        return new With(offer.id(), offer.rep());
    }

    private Optional<SlaPolicy> policy(Rule rule) {
        return Optional.ofNullable(rule.sla())
                .flatMap(key -> Optional.ofNullable(snapshot.slaPolicies().get(key)));
    }

    private void begin(SlaPolicy policy, Offer offer, @Nullable Instant arrivedAt) {
        for (SlaTarget target : policy.targets().keySet()) {
            Instant from =
                    target == SlaTarget.DISPATCHED && arrivedAt != null
                            ? arrivedAt.truncatedTo(ChronoUnit.MICROS)
                            : now;
            begin(policy, target, offer, from);
        }
    }

    private void wait(SlaPolicy policy, LeadId lead, QueueKey queue, Instant arrivedAt) {
        times.ofQueue(queue)
                .start(policy, SlaTarget.DISPATCHED, arrivedAt.truncatedTo(ChronoUnit.MICROS))
                .map(clock -> new LeadClock(ids.next(), lead, new Waiting(queue), 0, clock))
                .ifPresent(begun::add);
    }

    /** Whether nothing is to be kept. */
    boolean isEmpty() {
        return begun.isEmpty() && concerned().isEmpty();
    }

    /** The leads whose clocks may run already. */
    Set<LeadId> concerned() {
        Set<LeadId> leads = new HashSet<>(again.keySet());
        leads.addAll(gone);
        leads.addAll(accepted.keySet());
        leads.addAll(acted.keySet());
        return leads;
    }

    /** When all of it happened. */
    Instant now() {
        return now;
    }

    /** What becomes of a clock that has run before. */
    LeadClock after(LeadClock before) {
        LeadClock one = before.with(stepped.getOrDefault(before.id(), before.clock()));
        Place place = again.get(one.lead());
        if (place != null && goesOn(one)) {
            return acts(one.at(place));
        }
        return place != null || gone.contains(one.lead())
                ? one.with(one.clock().stopped(now))
                : acts(one);
    }

    /** Nobody was told of it yet. */
    private static boolean goesOn(LeadClock one) {
        return one.waits() && one.clock().target() == SlaTarget.DISPATCHED;
    }

    private LeadClock acts(LeadClock before) {
        LeadClock next = before;
        Offer taken = accepted.get(before.lead());
        if (taken != null) {
            next = next.at(with(taken));
            // Who accepts a lead knows of it.
            if (next.clock().target() == SlaTarget.ACCEPTED
                    || next.clock().target() == SlaTarget.DISPATCHED) {
                next = next.with(next.clock().met(now));
            } else if (!(before.place() instanceof With(_, var rep) && rep.equals(taken.rep()))) {
                next = inHoursOf(taken.rep(), next);
            }
        }
        Boolean withCustomer = acted.get(before.lead());
        if (withCustomer != null && next.clock().isLive()) {
            next = next.with(next.clock().resumed(now, times.of(next))).acted(now);
            if (withCustomer) {
                next = next.with(next.clock().paused(now, times.of(next)));
            }
        }
        return next;
    }

    /** Of those who were asked another took it than the one by whose hours it went. */
    private LeadClock inHoursOf(RepKey rep, LeadClock one) {
        return one.with(one.clock().countingIn(times.of(one), times.ofRep(rep).zone()));
    }

    /**
     * The clocks that begin.
     *
     * @param before those that have run before
     */
    List<LeadClock> begun(List<LeadClock> before) {
        Set<LeadId> dispatching =
                before.stream()
                        .filter(one -> again.containsKey(one.lead()))
                        .filter(NewClocks::goesOn)
                        .map(LeadClock::lead)
                        .collect(Collectors.toSet());
        return begun.stream()
                .filter(one ->
                        one.clock().target() != SlaTarget.DISPATCHED
                                || !dispatching.contains(one.lead()))
                .map(this::acts)
                .toList();
    }
}
