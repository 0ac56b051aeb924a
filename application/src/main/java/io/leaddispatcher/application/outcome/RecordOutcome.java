package io.leaddispatcher.application.outcome;

import static io.leaddispatcher.domain.document.Violation.Code.CONFLICT;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.WorkRight;
import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.live.Happened;
import io.leaddispatcher.application.live.LiveSignal;
import io.leaddispatcher.application.outcome.port.Outcomes;
import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.work.Act;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.outcome.NoShow;
import io.leaddispatcher.domain.outcome.Outcome;
import io.leaddispatcher.domain.outcome.OutcomeType;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Somebody reports what has come of a lead. Won, lost and disqualified end the work on it: whoever
 * has it has room for another. The same outcome at the same time is one, however often it is told.
 *
 * <p>The document is an outcome, with {@code rep} when it is told on somebody\'s behalf.
 */
@UseCase
public final class RecordOutcome {

    private record Report(Outcome outcome, @Nullable RepKey onBehalfOf, Instant now) {}

    private final UnitOfWork unitOfWork;
    private final RoutingStates states;
    private final RoutingConfigurations configurations;
    private final Leads leads;
    private final Assignments assignments;
    private final Outcomes outcomes;
    private final OutcomeEffects effects;
    private final LiveSignal live;
    private final Ids ids;
    private final InstantSource clock;

    public RecordOutcome(
            UnitOfWork unitOfWork,
            RoutingStates states,
            RoutingConfigurations configurations,
            Leads leads,
            Assignments assignments,
            Outcomes outcomes,
            OutcomeEffects effects,
            LiveSignal live,
            Ids ids,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.states = states;
        this.configurations = configurations;
        this.leads = leads;
        this.assignments = assignments;
        this.outcomes = outcomes;
        this.effects = effects;
        this.live = live;
        this.ids = ids;
        this.clock = clock;
    }

    /** Fails with {@link InvalidInputException} when the document is wrong. */
    public Mono<ActOutcome> handle(Act command) {
        return Mono.defer(() -> {
            WorkRight right = WorkRight.of(command.caller());
            TenantId tenant = command.caller().tenant();
            return unitOfWork
                    .run(
                            tenant,
                            // Loads, ledgers and records change under the turn: no batch decides by
                            // them meanwhile, and none goes on with what it remembers of them.
                            states.takeTurn(tenant)
                                    .then(configurations.current(tenant))
                                    .flatMap(snapshot ->
                                            find(command, snapshot)
                                                    .flatMap(found ->
                                                            record(
                                                                    command, right, found,
                                                                    snapshot)))
                                    .defaultIfEmpty(new ActOutcome.Unknown()))
                    .doOnNext(outcome -> {
                        if (outcome instanceof ActOutcome.Done) {
                            live.announce(Happened.to(tenant, command.lead()));
                        }
                    });
        });
    }

    private Report read(Map<String, ?> sent) {
        Instant now = clock.instant();
        Violations violations = new Violations();
        Part document = Part.root(sent, violations);
        RepKey rep =
                document.property("rep")
                        .flatMap(part -> part.parsed("rep " + Key.ALLOWED, RepKey::new))
                        .orElse(null);
        var outcome = Outcome.read(document, now);
        if (outcome.isEmpty() || !violations.isEmpty()) {
            throw new InvalidInputException(violations.list());
        }
        return new Report(outcome.get(), rep, now);
    }

    /** A lead with the assignment that an outcome of it is about. */
    private record Found(LeadFile file, @Nullable Given given) {

        static Found of(LeadFile file, Optional<Given> latest) {
            return new Found(file, latest.filter(given -> isWorkOn(file, given)).orElse(null));
        }

        /** Somebody has the lead by it, or ended the work on it. */
        private static boolean isWorkOn(LeadFile file, Given given) {
            return given.isHeld()
                    || (given.state() == AssignmentState.COMPLETED
                            && file.status() == LeadStatus.COMPLETED);
        }

        @Nullable RepKey holder() {
            return given == null ? null : given.offer().rep();
        }
    }

    private Mono<Found> find(Act command, Snapshot snapshot) {
        TenantId tenant = command.caller().tenant();
        return leads.find(tenant, Set.of(command.lead()), snapshot::customType)
                .next()
                .flatMap(file ->
                        assignments
                                .latest(tenant, command.lead())
                                .map(Optional::of)
                                .defaultIfEmpty(Optional.empty())
                                .map(latest -> Found.of(file, latest)));
    }

    private Mono<ActOutcome> record(Act command, WorkRight right, Found found, Snapshot snapshot) {
        return covers(command.caller().tenant(), right, found, snapshot.configuration())
                .flatMap(covered -> {
                    if (covered) {
                        return leads.survivor(command.caller().tenant(), command.lead())
                                .<ActOutcome>map(_ -> new ActOutcome.PartOfAnother())
                                .switchIfEmpty(Mono.defer(() -> record(command, found, snapshot)));
                    }
                    return right.hearsOfAll()
                            ? Mono.error(WorkRight.ofAnotherTeam(command.caller()))
                            : Mono.just(new ActOutcome.Unknown());
                });
    }

    private Mono<ActOutcome> record(Act command, Found found, Snapshot snapshot) {
        RepKey holder = found.holder();
        Report report = read(command.document());
        if (found.file().status() == LeadStatus.NEW) {
            return Mono.just(new ActOutcome.NotRouted());
        }
        if (report.onBehalfOf() != null && !report.onBehalfOf().equals(holder)) {
            return Mono.just(new ActOutcome.HeldByAnother(holder));
        }
        return stands(command, found, report)
                .flatMap(_ -> add(command, found, snapshot, report))
                .thenReturn(new ActOutcome.Done());
    }

    private Mono<Boolean> covers(
            TenantId tenant, WorkRight right, Found found, RoutingConfiguration configuration) {
        RepKey holder = found.holder();
        if (holder != null) {
            return Mono.just(right.covers(holder, configuration.roster()));
        }
        LeadId lead = found.file().lead().id();
        return assignments
                .open(tenant, Set.of(lead))
                .map(open ->
                        right.coversUnheld(
                                null,
                                open.getOrDefault(lead, List.of()).stream()
                                        .map(given -> given.offer().rep())
                                        .toList(),
                                configuration.queue(found.file().placement().queue()).orElse(null),
                                configuration.roster()));
    }

    /** What is taken back must have been said; the same told again is none. */
    private Mono<Report> stands(Act command, Found found, Report report) {
        if (report.outcome().type() != OutcomeType.NO_SHOW_TAKEN_BACK) {
            return Mono.just(report);
        }
        Given given = found.given();
        return (given == null
                        ? Mono.just(List.<Outcome>of())
                        : outcomes.of(command.caller().tenant(), given.offer().id()).collectList())
                .filter(told -> told.stream().noneMatch(report.outcome()::isSameAs))
                .map(told -> {
                    if (!NoShow.stands(told.stream().map(Outcome::type).toList())) {
                        throw new InvalidInputException(
                                "/type", CONFLICT, "there is no no-show to take back");
                    }
                    return report;
                });
    }

    private Mono<Void> add(Act command, Found found, Snapshot snapshot, Report report) {
        Caller caller = command.caller();
        Given given = found.given();
        return outcomes.add(
                        caller.tenant(),
                        new Outcomes.Reported(
                                ids.next(),
                                command.lead(),
                                given == null ? null : given.offer().id(),
                                found.holder(),
                                report.outcome(),
                                caller.actor().label(),
                                report.now()))
                .filter(Boolean::booleanValue)
                .flatMap(_ ->
                        effects.follow(
                                new OutcomeEffects.Told(
                                        caller,
                                        command.channel(),
                                        report.outcome(),
                                        found.file(),
                                        given,
                                        snapshot.configuration(),
                                        report.now())));
    }
}
