package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.crm.CrmWrite;
import io.leaddispatcher.application.escalation.Escalating;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.port.Leads.RecordOfLead;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.application.routing.port.RoutingRuns.Run;
import io.leaddispatcher.application.routing.port.RoutingStates.PoolRow;
import io.leaddispatcher.domain.connection.CrmLink;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.pool.LedgerRow;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.Decision;
import io.leaddispatcher.domain.routing.Decision.Result.Assigned;
import io.leaddispatcher.domain.routing.LeadContext;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts leads where decisions say, and notes in the books what follows. Not thread-safe. */
final class Placements {

    private final RoutingConfiguration configuration;
    private final Instant now;
    private final Ids ids;
    private final Offers offering;
    private final Announcements announcements;
    private final RoutingKnowledge known;
    private final LeadStory story;
    private final BatchBooks books;
    private final Supplier<Escalating> escalating;

    Placements(
            RoutingConfiguration configuration,
            Instant now,
            Ids ids,
            Announcements announcements,
            RoutingKnowledge known,
            LeadStory story,
            BatchBooks books,
            Supplier<Escalating> escalating) {
        this.configuration = configuration;
        this.now = now;
        this.ids = ids;
        this.offering = new Offers(configuration, ids, now);
        this.announcements = announcements;
        this.known = known;
        this.story = story;
        this.books = books;
        this.escalating = escalating;
    }

    /**
     * What brings a run about.
     *
     * @param event null when it is no event
     * @param arrivedAt when the event came in; null when the lead has had its place before
     * @param back whether the event is one of a lead that was known before
     */
    record Occasion(Cause cause, @Nullable UUID event, @Nullable Instant arrivedAt, boolean back) {

        /** No news. */
        static Occasion of(Cause cause) {
            return new Occasion(cause, null, null, false);
        }

        /** Whether the lead was none before. */
        boolean isOfNewLead() {
            return arrivedAt != null && !back;
        }

        /** Null where nothing has arrived. */
        @Nullable Duration sinceArrival(Instant now) {
            return arrivedAt == null ? null : Duration.between(arrivedAt, now);
        }
    }

    /** Who is told of an offer: nobody, when it is the rep who takes it. */
    enum Telling {
        EVERYBODY,
        NOBODY
    }

    /** Keeps a decision and what follows from it. Answers the run. */
    UUID place(
            LeadFile placed,
            LeadContext context,
            Decision decision,
            Occasion occasion,
            Telling telling) {
        books.goOnFrom(decision.state());
        UUID run = ids.next();
        LeadId lead = placed.lead().id();
        boolean stranded = decision.foundNobody();
        story.decided(
                placed, decision, stranded ? escalating.get().untold(placed).orElse(null) : null);
        if (decision.result() instanceof Assigned assigned) {
            List<PoolRow> rows = ledgerRows(assigned, decision);
            books.note(rows);
            List<PoolKey> turns =
                    rows.stream().filter(each -> each.row().isTurn()).map(PoolRow::pool).toList();
            known.given(context, assigned.broadcast() ? null : assigned.reps().getFirst(), now);
            List<Offer> made = offering.of(context, run, assigned, turns);
            made.forEach(offer -> offer(assigned, offer));
            if (telling == Telling.EVERYBODY) {
                books.tell(
                        announcements.of(
                                placed.asked(),
                                assigned,
                                made,
                                known.crmLink(lead),
                                known.connected()));
            }
            made.forEach(offer ->
                    books.outreach().offered(offer, assigned.rule(), occasion.isOfNewLead()));
            received(placed.asked(), assigned, made, occasion);
            books.clocks().decided(lead, assigned, made, occasion.arrivedAt());
        } else {
            books.clocks().decided(lead, decision.result(), List.of(), occasion.arrivedAt());
            received(placed.asked(), decision.result(), List.of(), occasion);
            if (stranded) {
                books.strand(placed);
            }
        }
        books.run(
                new Run(
                        run,
                        lead,
                        occasion.event(),
                        occasion.back(),
                        placed.lead().kind().word(),
                        decision.policyVersion(),
                        occasion.cause(),
                        now,
                        placed.status().name(),
                        placed.placement().ruleId(),
                        RoutingAnswers.explanation(
                                decision, placed.placement(), occasion.sinceArrival(now)),
                        answer(occasion, run, placed)));
        return run;
    }

    /** To whoever handed the lead in by an event; null when it had its place before. */
    private @Nullable Map<String, Object> answer(Occasion occasion, UUID run, LeadFile placed) {
        UUID event = occasion.event();
        if (event == null || occasion.arrivedAt() == null) {
            return null;
        }
        Offer offer = offer(placed.lead().id());
        return occasion.back()
                ? RoutingAnswers.merged(event, run, placed, offer)
                : RoutingAnswers.decided(event, run, placed, offer);
    }

    /** Who has come in is told so; who is only moved has been told. */
    private void received(
            Lead lead, Decision.Result result, List<Offer> offers, Occasion occasion) {
        if (occasion.arrivedAt() != null) {
            books.outreach().received(lead, result, offers, known.connected());
        }
    }

    private List<PoolRow> ledgerRows(Assigned assigned, Decision decision) {
        PoolKey dealt = assigned.pool();
        if (dealt != null) {
            return decision.ledgerRows().stream().map(row -> new PoolRow(dealt, row)).toList();
        }
        // A rep past the pools may be in several that count it. The rows of each come together, and
        // end with the turn.
        Iterator<PoolKey> counting =
                configuration.pools().stream()
                        .filter(Pool::countsOwnerAssignments)
                        .filter(pool -> pool.member(assigned.reps().getFirst()).isPresent())
                        .map(Pool::key)
                        .iterator();
        List<PoolRow> rows = new ArrayList<>();
        List<LedgerRow> ofOne = new ArrayList<>();
        for (LedgerRow row : decision.ledgerRows()) {
            ofOne.add(row);
            if (row.isTurn()) {
                PoolKey pool = counting.next();
                ofOne.forEach(each -> rows.add(new PoolRow(pool, each)));
                ofOne.clear();
            }
        }
        return rows;
    }

    private void offer(Assigned assigned, Offer offer) {
        Rep rep = rep(offer.rep());
        books.offer(offer);
        if (!assigned.broadcast()) {
            books.loads().count(rep);
        }
        story.offered(offer, assigned.because());
        if (!assigned.broadcast()) {
            begin(offer, assigned.rule());
            explain(offer, assigned, rep);
        }
    }

    /** Somebody has a lead: what the rep is to do next, and what the lead's CRM is to know. */
    void begin(Offer offer, @Nullable Rule rule) {
        Task task = null;
        if (rule != null && rule.nextAction() != null) {
            task = books.tasks().begin(offer, rule.nextAction());
            story.toDo(task, configuration.roster().zoneOf(rep(offer.rep())));
        }
        RecordOfLead record = known.crmRecord(offer.lead());
        if (record != null && CrmLink.exists(record.type())) {
            // Whoever made somebody the owner there may have made it somebody else meanwhile.
            write(
                    record,
                    offer.lead(),
                    known.isOwnedInCrm(offer.lead(), offer.rep())
                            ? new CrmWrite.Fields(record.id())
                            : new CrmWrite.Owner(record.id()));
            if (task != null) {
                write(record, offer.lead(), CrmWrite.of(record.id(), task));
            }
            // Meetings follow their lead: whoever has it hosts them there.
            record.meetings()
                    .forEach(meeting ->
                            write(
                                    record,
                                    offer.lead(),
                                    new CrmWrite.Appointment(record.id(), meeting)));
        }
    }

    /**
     * A record has come in of a lead that somebody has.
     *
     * @param open the tasks that are to be done, of which no record tells
     */
    void appeared(Offer offer, List<Task> open) {
        RecordOfLead record = known.crmRecord(offer.lead());
        if (record != null) {
            write(record, offer.lead(), new CrmWrite.Owner(record.id()));
            open.forEach(task -> write(record, offer.lead(), CrmWrite.of(record.id(), task)));
        }
    }

    /** Nobody has a lead for now that this rep had. */
    void left(LeadId lead, RepKey rep) {
        RecordOfLead record = known.crmRecord(lead);
        if (record != null && CrmLink.mayBelongToNobody(record.type())) {
            write(record, lead, new CrmWrite.Owner(record.id(), rep));
        }
    }

    /** A rep has accepted what was offered. */
    void accepted(LeadId lead) {
        RecordOfLead record = known.crmRecord(lead);
        if (record != null && CrmLink.exists(record.type()) && record.writing().tellsAcceptance()) {
            write(record, lead, new CrmWrite.Fields(record.id()));
        }
    }

    /** Why, for those who look into the CRM. */
    private void explain(Offer offer, Assigned assigned, Rep rep) {
        RecordOfLead record = known.crmRecord(offer.lead());
        if (record != null && CrmLink.exists(record.type()) && record.writing().note()) {
            write(
                    record,
                    offer.lead(),
                    new CrmWrite.Remark(
                            record.id(),
                            offer.run(),
                            rep.key(),
                            "Given to %s by rule '%s' (%s), priority %s. Why: %s."
                                    .formatted(
                                            rep.name(),
                                            assigned.rule().name(),
                                            assigned.tier(),
                                            assigned.priority(),
                                            assigned.because()),
                            offer.offeredAt()));
        }
    }

    private void write(RecordOfLead record, LeadId lead, CrmWrite write) {
        books.tell(
                List.of(
                        Delivery.planned(
                                new DeliveryId(ids.next()),
                                lead,
                                write.to(record.connection()),
                                now)));
    }

    private Rep rep(RepKey key) {
        return configuration
                .roster()
                .rep(key)
                .orElseThrow(() ->
                        new IllegalStateException("chosen rep '%s' is unknown".formatted(key)));
    }

    /** The one by which a lead is assigned now; of a broadcast the first. */
    @Nullable Offer offer(LeadId lead) {
        return books.firstOffer(lead).or(() -> known.active(lead)).orElse(null);
    }
}
