package io.leaddispatcher.application.intake;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.intake.ArrivalRouting.Arrival;
import io.leaddispatcher.application.intake.CompanyQuestions.NewLead;
import io.leaddispatcher.application.intake.port.InboundEvents;
import io.leaddispatcher.application.intake.port.ReadyEvents;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.GroupCommit.Done;
import io.leaddispatcher.application.transaction.LongWork;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.lead.LeadBody;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadReader;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * Keeps the leads that were handed in at about the same time, inside one unit of work, and routes
 * them in it.
 */
final class LeadSubmissions {

    private final InboundEvents events;
    private final ReadyEvents ready;
    private final Leads leads;
    private final RoutingConfigurations configurations;
    private final Ids ids;
    private final IntakeSignal signal;
    private final ArrivalRouting routing;
    private final CompanyQuestions questions;
    private final SubmissionIdentities identities;
    private final SubmissionAnswers answers;

    LeadSubmissions(
            InboundEvents events,
            ReadyEvents ready,
            Leads leads,
            Assignments assignments,
            RoutingConfigurations configurations,
            Ids ids,
            IntakeSignal signal,
            ArrivalRouting routing,
            CompanyQuestions questions) {
        this.events = events;
        this.ready = ready;
        this.leads = leads;
        this.identities = new SubmissionIdentities(events, leads);
        this.answers = new SubmissionAnswers(events, assignments);
        this.configurations = configurations;
        this.ids = ids;
        this.signal = signal;
        this.routing = routing;
        this.questions = questions;
    }

    /** What became of one of them. */
    sealed interface Result {}

    /**
     * What was kept.
     *
     * @param merged it adds to a lead that was known before
     * @param assignment by which somebody has that lead already
     */
    record Taken(InboundEvents.Kept kept, boolean merged, Optional<Offer> assignment)
            implements Result {}

    /** The body says something that cannot be. */
    record Refused(InvalidInputException cause) implements Result, Reading {}

    /** A body that was read, or why it cannot be. */
    sealed interface Reading {}

    private record Read(Submission submission) implements Reading {}

    /** Keeps them to be routed later. A result for each, in their order. */
    Mono<Done<Result>> keep(TenantId tenant, List<SubmitLead.Command> commands) {
        return keep(tenant, commands, true, Mono.empty()).map(kept -> toRoute(tenant, kept));
    }

    private Done<Result> toRoute(TenantId tenant, Kept kept) {
        return new Done<>(kept.results(), () -> signal.ready(tenant));
    }

    /**
     * Keeps them and routes them, all or none. A result for each, in their order.
     *
     * @param relay awaited once the events are kept and it is known who they are about: what came
     *     before them is known and routed by then. Whoever came before is known to be the same by
     *     the handle that both give: the database has the later one wait for the commit of the
     *     earlier one
     */
    Mono<Done<Result>> keepAndRoute(
            TenantId tenant, List<SubmitLead.Command> commands, Mono<Void> relay) {
        return keep(tenant, commands, false, relay)
                .flatMap(kept ->
                        questions
                                .about(tenant, kept.configuration(), kept.newLeads())
                                .flatMap(asking ->
                                        asking.waiting().isEmpty()
                                                ? route(tenant, kept)
                                                : routeOthers(tenant, kept, asking)));
    }

    private Mono<Done<Result>> route(TenantId tenant, Kept kept) {
        return kept.arrivals().isEmpty()
                ? Mono.just(new Done<>(kept.results()))
                : routing.route(tenant, kept.arrivals())
                        .map(routed -> new Done<>(kept.results(), routed))
                        .switchIfEmpty(Mono.defer(() -> queueUp(tenant, kept)));
    }

    /** Some wait for what is known of their companies outside; the rest does not. */
    private Mono<Done<Result>> routeOthers(
            TenantId tenant, Kept kept, CompanyQuestions.Asking asking) {
        return leads.addMissing(
                        tenant,
                        files(
                                kept.arrivals().stream()
                                        .filter(each ->
                                                asking.waiting().contains(each.event().id()))
                                        .toList()),
                        kept.arrivals().getLast().event().receivedAt())
                .then(Mono.defer(() -> route(tenant, kept.without(asking.waiting()))))
                .map(done ->
                        new Done<>(
                                done.answers(),
                                () -> {
                                    done.committed().run();
                                    asking.committed().run();
                                }));
    }

    private static List<LeadFile> files(List<Arrival> arrivals) {
        return arrivals.stream().flatMap(arrival -> Stream.ofNullable(arrival.lead())).toList();
    }

    /** They wait behind what has waited since before. */
    private Mono<Done<Result>> queueUp(TenantId tenant, Kept kept) {
        Instant at = kept.arrivals().getLast().event().receivedAt();
        Set<UUID> waiting =
                kept.arrivals().stream()
                        .map(arrival -> arrival.event().id())
                        .collect(toUnmodifiableSet());
        return leads.addMissing(tenant, files(kept.arrivals()), at)
                .then(Mono.defer(() -> ready.waitFor(tenant, waiting, Duration.ZERO)))
                .thenReturn(toRoute(tenant, kept));
    }

    /**
     * What a group came to.
     *
     * @param arrivals what there is to route
     */
    private record Kept(
            RoutingConfiguration configuration, List<Result> results, List<Arrival> arrivals) {

        List<NewLead> newLeads() {
            return arrivals.stream()
                    .flatMap(arrival ->
                            Stream.ofNullable(arrival.lead())
                                    .map(file -> new NewLead(arrival.event().id(), file.lead())))
                    .toList();
        }

        Kept without(Set<UUID> events) {
            return new Kept(
                    configuration,
                    results,
                    arrivals.stream()
                            .filter(arrival -> !events.contains(arrival.event().id()))
                            .toList());
        }
    }

    /**
     * Keeps the events of a group.
     *
     * @param later whether they are routed in another unit of work: then the leads that they make
     *     are kept as well
     */
    private Mono<Kept> keep(
            TenantId tenant, List<SubmitLead.Command> commands, boolean later, Mono<Void> relay) {
        return LongWork.after(configurations.current(tenant), commands.size())
                .flatMap(snapshot -> {
                    List<Reading> readings =
                            commands.stream()
                                    .map(command -> read(snapshot.reader(), command))
                                    .toList();
                    List<Submission> submissions =
                            readings.stream()
                                    .filter(Read.class::isInstance)
                                    .map(read -> ((Read) read).submission())
                                    .toList();
                    return taken(tenant, submissions, later, relay)
                            .map(taken ->
                                    new Kept(
                                            snapshot.configuration(),
                                            readings.stream()
                                                    .map(reading -> result(reading, taken))
                                                    .toList(),
                                            arrivals(submissions, taken)));
                });
    }

    private static List<Arrival> arrivals(List<Submission> submissions, Map<UUID, Taken> taken) {
        List<Arrival> arrivals = new ArrayList<>();
        for (Submission one : submissions) {
            InboundEvents.Kept kept = found(taken, one).kept();
            if (!kept.repeated() && kept.sameContent()) {
                LeadId lead = SubmitLead.known(kept.lead());
                arrivals.add(
                        new Arrival(one.ready(lead), lead.equals(one.fresh()) ? one.file() : null));
            }
        }
        return arrivals;
    }

    private Reading read(LeadReader reader, SubmitLead.Command command) {
        Violations violations = new Violations();
        Optional<LeadBody> body = reader.read(Part.root(command.body(), violations));
        try {
            violations.refuseIfAny();
        } catch (InvalidInputException e) {
            return new Refused(e);
        }
        return new Read(
                new Submission(
                        ids.next(),
                        command.event(),
                        command.body(),
                        body.orElseThrow(),
                        new LeadId(ids.next())));
    }

    private static Result result(Reading reading, Map<UUID, Taken> taken) {
        return switch (reading) {
            case Refused refused -> refused;
            case Read(var submission) -> found(taken, submission);
        };
    }

    private static Taken found(Map<UUID, Taken> taken, Submission submission) {
        Taken found = taken.get(submission.id());
        if (found == null) {
            throw new IllegalStateException("an event of the API that came to nothing");
        }
        return found;
    }

    private Mono<Map<UUID, Taken>> taken(
            TenantId tenant, List<Submission> submissions, boolean later, Mono<Void> relay) {
        List<InboundEvents.ToRoute> toRoute =
                submissions.stream().map(Submission::toRoute).toList();
        if (toRoute.isEmpty()) {
            return Mono.just(Map.of());
        }
        return (later ? events.keepReady(tenant, toRoute) : events.keepRouted(tenant, toRoute))
                .flatMap(kept ->
                        identities
                                .identified(
                                        tenant,
                                        submissions.stream()
                                                .filter(one -> kept.contains(one.id()))
                                                .toList(),
                                        later)
                                .delayUntil(_ -> relay)
                                .flatMap(known ->
                                        answers.answers(tenant, submissions, kept, known)));
    }
}
