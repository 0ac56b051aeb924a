package io.leaddispatcher.application.intake;

import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.intake.ArrivalRouting.Arrival;
import io.leaddispatcher.application.intake.CompanyQuestions.NewLead;
import io.leaddispatcher.application.intake.port.InboundEvents;
import io.leaddispatcher.application.intake.port.InboundEvents.Ready;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.GroupCommit.Done;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.lead.Identity;
import io.leaddispatcher.domain.lead.LeadBody;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadReader;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps the leads that were handed in at about the same time, inside one unit of work, and routes
 * them in it.
 */
final class LeadSubmissions {

    private final InboundEvents events;
    private final Leads leads;
    private final Assignments assignments;
    private final RoutingConfigurations configurations;
    private final Ids ids;
    private final IntakeSignal signal;
    private final ArrivalRouting routing;
    private final CompanyQuestions questions;

    LeadSubmissions(
            InboundEvents events,
            Leads leads,
            Assignments assignments,
            RoutingConfigurations configurations,
            Ids ids,
            IntakeSignal signal,
            ArrivalRouting routing,
            CompanyQuestions questions) {
        this.events = events;
        this.leads = leads;
        this.assignments = assignments;
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

    private record Submission(
            UUID id, InboundEvent event, Map<String, ?> document, LeadBody body, LeadId fresh)
            implements Reading {}

    /** Keeps them to be routed later. A result for each, in their order. */
    Mono<Done<Result>> keep(TenantId tenant, List<SubmitLead.Command> commands) {
        return keep(tenant, commands, true).map(kept -> toRoute(tenant, kept));
    }

    private Done<Result> toRoute(TenantId tenant, Kept kept) {
        return new Done<>(kept.results(), () -> signal.ready(tenant));
    }

    /** Keeps them and routes them, all or none. A result for each, in their order. */
    Mono<Done<Result>> keepAndRoute(TenantId tenant, List<SubmitLead.Command> commands) {
        return keep(tenant, commands, false)
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
        return leads.addMissing(tenant, files(kept.arrivals()), at)
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
     * @param leadsToo whether the leads that they make are to be kept as well
     */
    private Mono<Kept> keep(TenantId tenant, List<SubmitLead.Command> commands, boolean leadsToo) {
        return configurations
                .current(tenant)
                .flatMap(snapshot -> {
                    List<Reading> readings =
                            commands.stream()
                                    .map(command -> read(snapshot.reader(), command))
                                    .toList();
                    List<Submission> submissions =
                            readings.stream()
                                    .filter(Submission.class::isInstance)
                                    .map(Submission.class::cast)
                                    .toList();
                    return taken(tenant, submissions, leadsToo)
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
                        new Arrival(ready(one, lead), lead.equals(one.fresh()) ? file(one) : null));
            }
        }
        return arrivals;
    }

    private static Ready ready(Submission submission, LeadId lead) {
        InboundEvent event = submission.event();
        ConnectionKey connection = event.connection();
        return new Ready(
                submission.id(),
                lead,
                submission.document(),
                event.source(),
                connection == null ? null : connection.value(),
                false,
                event.receivedAt());
    }

    private Reading read(LeadReader reader, SubmitLead.Command command) {
        Violations violations = new Violations();
        Optional<LeadBody> body = reader.read(Part.root(command.body(), violations));
        try {
            violations.refuseIfAny();
        } catch (InvalidInputException e) {
            return new Refused(e);
        }
        return new Submission(
                ids.next(),
                command.event(),
                command.body(),
                body.orElseThrow(),
                new LeadId(ids.next()));
    }

    private static Result result(Reading reading, Map<UUID, Taken> taken) {
        return switch (reading) {
            case Refused refused -> refused;
            case Submission submission -> found(taken, submission);
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
            TenantId tenant, List<Submission> submissions, boolean leadsToo) {
        List<InboundEvents.ToRoute> toRoute =
                submissions.stream()
                        .map(one ->
                                new InboundEvents.ToRoute(
                                        one.id(), one.event(), one.document(), one.fresh()))
                        .toList();
        return toRoute.isEmpty()
                ? Mono.just(Map.of())
                : events.keepReady(tenant, toRoute)
                        .flatMap(kept ->
                                identified(
                                                tenant,
                                                submissions.stream()
                                                        .filter(one -> kept.contains(one.id()))
                                                        .toList(),
                                                leadsToo)
                                        .flatMap(known ->
                                                answers(tenant, submissions, kept, known)));
    }

    /** Which lead each is, by the fresh one. */
    private Mono<Map<LeadId, LeadId>> identified(
            TenantId tenant, List<Submission> submissions, boolean leadsToo) {
        List<List<Submission>> rounds = rounds(submissions);
        // Whoever shares a phone with a lead is told from it by what is kept of that lead.
        boolean keptBetween = leadsToo || rounds.size() > 1;
        return Flux.fromIterable(rounds)
                .concatMap(round -> identify(tenant, round, keptBetween))
                .collect(HashMap<LeadId, LeadId>::new, Map::putAll)
                .flatMap(leads -> {
                    Map<UUID, LeadId> others = new HashMap<>();
                    for (Submission one : submissions) {
                        LeadId lead = leads.getOrDefault(one.fresh(), one.fresh());
                        if (!lead.equals(one.fresh())) {
                            others.put(one.id(), lead);
                        }
                    }
                    return (others.isEmpty() ? Mono.empty() : events.belong(tenant, others))
                            .thenReturn(leads);
                });
    }

    /** Who shares a handle comes one after the other, so that the later one finds the earlier. */
    private static List<List<Submission>> rounds(List<Submission> submissions) {
        List<List<Submission>> rounds = new ArrayList<>();
        List<Submission> rest = submissions;
        while (!rest.isEmpty()) {
            List<Submission> round = new ArrayList<>();
            List<Submission> later = new ArrayList<>();
            Set<Identity.Handle> seen = new HashSet<>();
            for (Submission one : rest) {
                List<Identity.Handle> handles = one.body().identity().handles();
                (Collections.disjoint(handles, seen) ? round : later).add(one);
                seen.addAll(handles);
            }
            rounds.add(round);
            rest = later;
        }
        return rounds;
    }

    private Mono<Map<LeadId, LeadId>> identify(
            TenantId tenant, List<Submission> round, boolean leadsToo) {
        List<Leads.Sought> sought = round.stream().map(LeadSubmissions::sought).toList();
        return leads.identify(tenant, sought)
                .flatMap(found -> {
                    if (!leadsToo) {
                        return Mono.just(found);
                    }
                    List<LeadFile> files =
                            round.stream()
                                    .filter(one ->
                                            one.fresh()
                                                    .equals(
                                                            found.getOrDefault(
                                                                    one.fresh(), one.fresh())))
                                    .map(LeadSubmissions::file)
                                    .toList();
                    Instant at = round.getLast().event().receivedAt();
                    return leads.addMissing(tenant, files, at).thenReturn(found);
                });
    }

    private static Leads.Sought sought(Submission one) {
        return new Leads.Sought(
                one.body().identity(),
                one.fresh(),
                new Leads.Told(
                        one.event().origin(),
                        one.event().idempotencyKey(),
                        one.document(),
                        one.body().receivedAt()));
    }

    private static LeadFile file(Submission submission) {
        Instant at = submission.event().receivedAt();
        return LeadFile.of(submission.body().toLead(submission.fresh(), at), at);
    }

    private Mono<Map<UUID, Taken>> answers(
            TenantId tenant,
            List<Submission> submissions,
            Set<UUID> kept,
            Map<LeadId, LeadId> known) {
        return Flux.fromIterable(submissions)
                .concatMap(one -> {
                    LeadId lead = known.getOrDefault(one.fresh(), one.fresh());
                    return kept.contains(one.id())
                            ? Mono.just(
                                    new Answer(
                                            one.id(),
                                            new InboundEvents.Kept(one.id(), lead, false, true),
                                            !lead.equals(one.fresh())))
                            : repeated(tenant, one);
                })
                .collectList()
                .flatMap(answers -> {
                    List<LeadId> merged =
                            answers.stream().filter(Answer::merged).map(Answer::lead).toList();
                    return (merged.isEmpty()
                                    ? Mono.just(Map.<LeadId, Offer>of())
                                    : assignments.active(tenant, merged))
                            .map(active -> taken(answers, active));
                });
    }

    private record Answer(UUID id, InboundEvents.Kept kept, boolean merged) {
        LeadId lead() {
            return SubmitLead.known(kept.lead());
        }
    }

    /** A repeat is answered like the event that it repeats. */
    private Mono<Answer> repeated(TenantId tenant, Submission submission) {
        return events.known(submission.event())
                .flatMap(known ->
                        events.outcome(tenant, known.event())
                                .map(outcome -> Boolean.TRUE.equals(outcome.get("merged")))
                                .defaultIfEmpty(false)
                                .map(merged -> new Answer(submission.id(), known, merged)))
                .defaultIfEmpty(
                        new Answer(
                                submission.id(),
                                new InboundEvents.Kept(
                                        submission.id(), submission.fresh(), true, false),
                                false));
    }

    private static Map<UUID, Taken> taken(List<Answer> answers, Map<LeadId, Offer> active) {
        Map<UUID, Taken> taken = new HashMap<>();
        for (Answer answer : answers) {
            taken.put(
                    answer.id(),
                    new Taken(
                            answer.kept(),
                            answer.merged(),
                            answer.merged()
                                    ? Optional.ofNullable(active.get(answer.lead()))
                                    : Optional.empty()));
        }
        return taken;
    }
}
