package io.leaddispatcher.application.outreach;

import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.outreach.port.Acknowledgements.Told;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DispatchPlan.Connected;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.outreach.TemplateKey;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.queue.Queue;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.routing.Decision;
import io.leaddispatcher.domain.sequence.Sequence;
import io.leaddispatcher.domain.sequence.SequenceRun;
import io.leaddispatcher.domain.sequence.StopReason;
import io.leaddispatcher.domain.sla.EscalationAction;
import io.leaddispatcher.domain.sla.SlaTarget;
import java.time.Duration;
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
import org.jspecify.annotations.Nullable;

/** What the decisions and acts of a batch do to what leads are written. Not thread-safe. */
public final class NewOutreach {

    /** Who asked longer ago than this does not wait for an answer: it is an import. */
    private static final Duration STALE = Duration.ofDays(1);

    /**
     * An answer that a lead has come in.
     *
     * @param address where it goes
     */
    record Wanted(Told told, String address, Delivery delivery) {}

    private final Snapshot snapshot;
    private final MailWriter writer;
    private final Ids ids;
    private final Instant now;
    private final List<Wanted> wanted = new ArrayList<>();
    private final Map<LeadId, SequenceRun> begun = new HashMap<>();
    private final Map<LeadId, Offer> owned = new HashMap<>();
    private final Set<LeadId> known = new HashSet<>();
    private final Set<UUID> over = new HashSet<>();
    private final Set<LeadId> concluded = new HashSet<>();
    private final Set<LeadId> replied = new HashSet<>();
    private final Map<LeadId, String> stopped = new HashMap<>();

    /** That of a batch that is decided now. */
    public NewOutreach(Snapshot snapshot, Ids ids, Instant now) {
        this.snapshot = snapshot;
        this.writer = new MailWriter(snapshot);
        this.ids = ids;
        this.now = now;
    }

    /**
     * It is decided what becomes of a lead that has come in.
     *
     * @param offers those of an assigned lead
     */
    public void received(
            Lead lead, Decision.Result result, List<Offer> offers, Connected connected) {
        TemplateKey key =
                switch (result) {
                    case Decision.Result.Assigned assigned ->
                            assigned.rule().outreach().acknowledge();
                    case Decision.Result.Queued queued -> ofQueue(queued);
                    case Decision.Result.Rejected _ -> null;
                };
        // Asked first, so that others pay nothing.
        if (key == null
                || !(connected.smtp() || connected.sandbox())
                || lead.receivedAt().isBefore(now.minus(STALE))) {
            return;
        }
        Optional.ofNullable(snapshot.outreach().templates().get(key))
                .ifPresent(template ->
                        writer.address(lead)
                                .ifPresent(address ->
                                        wanted.add(
                                                new Wanted(
                                                        new Told(lead.id(), key),
                                                        address,
                                                        Delivery.planned(
                                                                new DeliveryId(ids.next()),
                                                                lead.id(),
                                                                MailWriter.draft(
                                                                        writer.acknowledgement(
                                                                                lead,
                                                                                template,
                                                                                owner(
                                                                                        result,
                                                                                        offers)),
                                                                        address),
                                                                now)))));
    }

    /** A place may have words of its own: those of the night are not those of the day. */
    private @Nullable TemplateKey ofQueue(Decision.Result.Queued queued) {
        Rule rule = queued.rule();
        return snapshot.configuration()
                .queue(queued.queue())
                .map(Queue::acknowledge)
                .orElse(rule == null ? null : rule.outreach().acknowledge());
    }

    /** Whose name may be told: who may lose it again without a word is nobody's contact. */
    private @Nullable Rep owner(Decision.Result result, List<Offer> offers) {
        return result instanceof Decision.Result.Assigned assigned
                        && isCommitted(offers.getFirst(), assigned.rule())
                ? snapshot.configuration().roster().rep(offers.getFirst().rep()).orElse(null)
                : null;
    }

    /**
     * A lead is offered. It is somebody's by that alone when nobody else is asked and nothing takes
     * the offer away by itself; else once somebody accepts.
     *
     * @param fresh whether nothing can be known of it, because it is a lead that was none before
     */
    public void offered(Offer offer, Rule rule, boolean fresh) {
        if (isCommitted(offer, rule)) {
            owned(offer, rule, fresh);
        }
    }

    private boolean isCommitted(Offer offer, Rule rule) {
        return !offer.broadcast() && offer.expiresAt() == null && !isTakenAway(rule);
    }

    /** Whether a clock takes the lead away from who does not accept it. */
    private boolean isTakenAway(Rule rule) {
        return Optional.ofNullable(rule.sla())
                .flatMap(key -> Optional.ofNullable(snapshot.slaPolicies().get(key)))
                .map(policy ->
                        policy.escalations().stream()
                                .filter(step ->
                                        step.target() == SlaTarget.ACCEPTED
                                                || step.target() == SlaTarget.DISPATCHED)
                                .anyMatch(step ->
                                        step.action() == EscalationAction.REASSIGN
                                                || step.action() == EscalationAction.QUEUE))
                .orElse(false);
    }

    /**
     * A lead is somebody's: its sequence begins, or goes on with whoever has it.
     *
     * @param rule by which it is where it is; null: by none
     */
    public void accepted(Offer offer, @Nullable Rule rule) {
        owned(offer, rule, false);
    }

    private void owned(Offer offer, @Nullable Rule rule, boolean fresh) {
        if (snapshot.outreach().sequences().isEmpty()) {
            return;
        }
        if (!fresh) {
            known.add(offer.lead());
        }
        owned.put(offer.lead(), offer);
        begun.remove(offer.lead());
        sequence(rule)
                .filter(_ -> snapshot.configuration().roster().rep(offer.rep()).isPresent())
                .ifPresent(sequence ->
                        begun.put(
                                offer.lead(),
                                SequenceRun.begin(
                                        ids.next(),
                                        offer.lead(),
                                        sequence,
                                        offer.id(),
                                        offer.rep(),
                                        snapshot.configuration().roster().scheduleOf(offer.rep()),
                                        // As fine as it is kept.
                                        now.truncatedTo(ChronoUnit.MICROS))));
    }

    private Optional<Sequence> sequence(@Nullable Rule rule) {
        return Optional.ofNullable(rule)
                .map(each -> each.outreach().sequence())
                .flatMap(key -> Optional.ofNullable(snapshot.outreach().sequences().get(key)));
    }

    /** Whoever has a lead by this offer, or was asked, has it no longer. */
    public void ended(Offer offer) {
        if (!snapshot.outreach().sequences().isEmpty()) {
            known.add(offer.lead());
            over.add(offer.id());
        }
        // What begins with an offer of this batch ends with it.
        SequenceRun begins = begun.get(offer.lead());
        if (begins != null && begins.assignment().equals(offer.id())) {
            begun.remove(offer.lead());
            owned.remove(offer.lead());
        }
    }

    /**
     * The work on a lead is over, or was over and begins anew: no sequence that ran before goes on.
     */
    public void concluded(LeadId lead) {
        if (!snapshot.outreach().sequences().isEmpty()) {
            known.add(lead);
            concluded.add(lead);
        }
    }

    /** The customer has answered, or is spoken with. */
    public void replied(LeadId lead) {
        known.add(lead);
        replied.add(lead);
    }

    /**
     * Somebody stops what is written to a lead.
     *
     * @param by as the timeline names whoever does
     */
    public void stopped(LeadId lead, String by) {
        known.add(lead);
        stopped.put(lead, by);
    }

    // What is to be committed

    Instant now() {
        return now;
    }

    List<Wanted> wanted() {
        return wanted;
    }

    /** Whether anybody who asked is to be written to at once. */
    public boolean acknowledges() {
        return !wanted.isEmpty();
    }

    /** The leads of which a sequence may run already. */
    Set<LeadId> known() {
        return known;
    }

    List<SequenceRun> begun() {
        return List.copyOf(begun.values());
    }

    /** Who has stopped it; {@code system} when nobody has. */
    String by(LeadId lead) {
        return stopped.getOrDefault(lead, "system");
    }

    /** What becomes of a sequence that ran before. */
    SequenceRun after(SequenceRun before) {
        SequenceRun next = concluded.contains(before.lead()) ? before.outcome(true) : before;
        next = over.contains(before.assignment()) ? next.left() : next;
        Offer offer = owned.get(before.lead());
        if (offer != null) {
            next = next.owned(offer.id(), offer.rep());
        }
        if (stopped.containsKey(before.lead())) {
            next = next.stopped(StopReason.BY_HAND);
        }
        if (replied.contains(before.lead())) {
            next = next.replied();
        }
        SequenceRun begins = begun.get(before.lead());
        return begins != null && !begins.sequence().key().equals(before.sequence().key())
                ? next.stopped(StopReason.REPLACED)
                : next;
    }
}
