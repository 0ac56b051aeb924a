package io.leaddispatcher.application.simulation;

import io.leaddispatcher.application.simulation.SentLeads.SentLead;
import io.leaddispatcher.application.simulation.SimulationWish.Source;
import io.leaddispatcher.application.simulation.port.PastDecisions;
import io.leaddispatcher.application.simulation.port.PastDecisions.PastDecision;
import io.leaddispatcher.application.simulation.port.PastLeads;
import io.leaddispatcher.application.simulation.port.PastLeads.PastLead;
import io.leaddispatcher.application.simulation.port.PastLeads.Span;
import io.leaddispatcher.application.simulation.port.PastOutcome;
import io.leaddispatcher.application.simulation.port.PastOutcomes;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadBody;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Brings the leads of a simulation, a few at a time. */
final class TrialLeads {

    /** Enough to share a look into the database, few enough to hold. */
    static final int CHUNK = 200;

    private final PastLeads pastLeads;
    private final PastDecisions decisions;
    private final PastOutcomes outcomes;
    private final UnitOfWork unitOfWork;

    TrialLeads(
            PastLeads pastLeads,
            PastDecisions decisions,
            PastOutcomes outcomes,
            UnitOfWork unitOfWork) {
        this.pastLeads = pastLeads;
        this.decisions = decisions;
        this.outcomes = outcomes;
        this.unitOfWork = unitOfWork;
    }

    /**
     * Leads that are known to be there.
     *
     * @param chunks each of at most {@link #CHUNK}
     */
    record Found(int count, Flux<List<TrialLead>> chunks) {

        private static final Found NONE = new Found(0, Flux.empty());
    }

    /**
     * Fails with {@link InvalidInputException} when a lead of the request cannot be read, or when a
     * time holds more leads than may be.
     */
    Mono<Found> of(TenantId tenant, LeadKind kind, Source source, Snapshot snapshot, Instant now) {
        return switch (source) {
            case Source.Bodies(var bodies) ->
                    Mono.fromSupplier(() -> read(bodies, kind, snapshot, now));
            case Source.Chosen(var leads) -> chosen(tenant, kind, snapshot, leads);
            case Source.File(var file) ->
                    Mono.just(new Found(file.count(), chunks(file, kind, snapshot, now)));
            case Source.Newest(int leads) ->
                    past(tenant, kind, snapshot, pastLeads.newest(tenant, kind, leads));
            case Source.Period(var from, var to) ->
                    past(
                            tenant,
                            kind,
                            snapshot,
                            pastLeads
                                    .arrived(tenant, kind, from, to, SimulationWish.MOST_LEADS + 1)
                                    .doOnNext(TrialLeads::refuseTooMany));
        };
    }

    private static void refuseTooMany(Span span) {
        if (span.leads() > SimulationWish.MOST_LEADS) {
            throw new InvalidInputException(
                    "/to",
                    Violation.Code.OUT_OF_RANGE,
                    "at most %d leads are simulated at once: choose a shorter time"
                            .formatted(SimulationWish.MOST_LEADS));
        }
    }

    private static Found read(List<Part> bodies, LeadKind kind, Snapshot snapshot, Instant now) {
        List<TrialLead> leads = new ArrayList<>();
        for (Part body : bodies) {
            snapshot.reader()
                    .read(body)
                    .ifPresent(read ->
                            leads.add(
                                    new TrialLead.Readable(
                                            lead(leads.size(), read, kind, now), null)));
        }
        bodies.forEach(body -> body.violations().refuseIfAny());
        return new Found(leads.size(), Flux.fromIterable(leads).buffer(CHUNK));
    }

    private static Flux<List<TrialLead>> chunks(
            SentLeads file, LeadKind kind, Snapshot snapshot, Instant now) {
        return Flux.fromIterable(file.leads())
                .index((index, sent) -> read(Math.toIntExact(index), sent, kind, snapshot, now))
                .buffer(CHUNK)
                // Many leads are read here, which is no work for an event loop.
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static TrialLead read(
            int index, SentLead sent, LeadKind kind, Snapshot snapshot, Instant now) {
        return switch (sent) {
            case SentLead.Unreadable(var why) -> new TrialLead.Unreadable(why);
            case SentLead.Body(var document) -> {
                Violations violations = new Violations();
                yield snapshot.reader()
                        .read(Part.root(document, violations))
                        .<TrialLead>map(
                                body -> new TrialLead.Readable(lead(index, body, kind, now), null))
                        .orElseGet(() -> new TrialLead.Unreadable(sentence(violations)));
            }
        };
    }

    private static String sentence(Violations violations) {
        return violations.list().stream().map(Violation::message).collect(Collectors.joining("; "));
    }

    /** Its id says which of the leads it is, so that the same leads come to the same each time. */
    private static Lead lead(int index, LeadBody body, LeadKind kind, Instant now) {
        // A simulation may look ahead.
        Instant at = body.receivedAt() == null ? now : body.receivedAt();
        Lead lead = body.toLead(new LeadId(new UUID(0, index)), at);
        // The policy that is tried is asked, whatever the body says.
        return new Lead(
                lead.id(),
                lead.externalId(),
                kind,
                lead.receivedAt(),
                lead.values(),
                lead.issues());
    }

    private Mono<Found> past(TenantId tenant, LeadKind kind, Snapshot snapshot, Mono<Span> sought) {
        return unitOfWork
                .run(tenant, sought)
                .map(span ->
                        new Found(
                                span.leads(),
                                page(tenant, kind, snapshot, span, null)
                                        .expand(found ->
                                                found.size() < CHUNK
                                                        ? Mono.empty()
                                                        : page(
                                                                tenant,
                                                                kind,
                                                                snapshot,
                                                                span,
                                                                found.getLast().lead().place()))
                                        .filter(found -> !found.isEmpty())
                                        .map(TrialLeads::readable)))
                .defaultIfEmpty(Found.NONE);
    }

    private Mono<Found> chosen(
            TenantId tenant, LeadKind kind, Snapshot snapshot, List<LeadId> leads) {
        return unitOfWork
                .run(
                        tenant,
                        pastLeads
                                .chosen(tenant, kind, leads, snapshot::customType)
                                .collectList()
                                .flatMap(found -> withWhatCame(tenant, found)))
                .map(found -> new Found(found.size(), Flux.just(readable(found))));
    }

    private Mono<List<PastTrial>> page(
            TenantId tenant,
            LeadKind kind,
            Snapshot snapshot,
            Span span,
            PastLeads.@Nullable Place after) {
        return unitOfWork.run(
                tenant,
                pastLeads
                        .page(tenant, kind, span, after, CHUNK, snapshot::customType)
                        .collectList()
                        .flatMap(page -> withWhatCame(tenant, page)));
    }

    private Mono<List<PastTrial>> withWhatCame(TenantId tenant, List<PastLead> page) {
        List<LeadId> leads = page.stream().map(past -> past.lead().id()).toList();
        return decisions
                .of(tenant, leads)
                .collectMap(PastDecision::lead, PastDecision::explanation)
                .zipWhen(_ -> outcomes.of(tenant, leads).collectMap(PastOutcome::lead))
                .map(came ->
                        page.stream()
                                .map(past ->
                                        new PastTrial(
                                                past,
                                                came.getT1().get(past.lead().id()),
                                                came.getT2()
                                                        .getOrDefault(
                                                                past.lead().id(),
                                                                PastOutcome.noneYet(
                                                                        past.lead().id()))))
                                .toList());
    }

    private static List<TrialLead> readable(List<PastTrial> page) {
        return page.stream()
                .<TrialLead>map(past -> new TrialLead.Readable(past.lead().lead(), past))
                .toList();
    }
}
