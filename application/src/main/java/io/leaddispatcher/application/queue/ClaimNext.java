package io.leaddispatcher.application.queue;

import static io.leaddispatcher.domain.document.Violation.Code.CONFLICT;
import static io.leaddispatcher.domain.document.Violation.Code.REQUIRED;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.assignment.WorkRight;
import io.leaddispatcher.application.routing.QueueLines;
import io.leaddispatcher.application.routing.port.WaitingLeads;
import io.leaddispatcher.application.routing.port.WaitingLeads.Place;
import io.leaddispatcher.application.routing.port.WaitingLeads.Waiting;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.work.AcceptLead;
import io.leaddispatcher.application.work.Act;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.queue.Queue;
import io.leaddispatcher.domain.queue.QueueAccess;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.waiting.ServiceOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A rep takes the next lead of a queue: the first in the order in which it is served that the rep
 * has not declined, let lapse or given back before. When somebody else is quicker, the one after.
 */
@UseCase
public final class ClaimNext {

    private static final int AT_ONCE = 20;

    /**
     * Of one queue.
     *
     * @param document {@code rep} when it is taken on somebody's behalf
     * @param channel by which it came: {@code api}, {@code web}, {@code slack}
     */
    public record Command(Caller caller, String queue, Map<String, ?> document, String channel) {}

    /** What can come of it. */
    public sealed interface Outcome {

        /** The rep has it now, and has accepted it. */
        record Claimed(LeadId lead) implements Outcome {}

        /** There is no queue of which the caller may take anything. */
        record Unknown() implements Outcome {}

        /** Nothing waits that is for the rep. */
        record Nothing() implements Outcome {}

        /** The rep has no room for another. */
        record Full(RepKey rep) implements Outcome {}
    }

    private final UnitOfWork unitOfWork;
    private final WaitingLeads waiting;
    private final RoutingConfigurations configurations;
    private final AcceptLead acceptLead;
    private final QueueLines lines;

    public ClaimNext(
            UnitOfWork unitOfWork,
            WaitingLeads waiting,
            RoutingConfigurations configurations,
            AcceptLead acceptLead,
            ServiceOrder order) {
        this.unitOfWork = unitOfWork;
        this.waiting = waiting;
        this.configurations = configurations;
        this.acceptLead = acceptLead;
        this.lines = new QueueLines(order);
    }

    /** Fails with {@link InvalidInputException} when the document is wrong. */
    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            WorkRight right = WorkRight.of(command.caller());
            RepKey named = named(command.document());
            return unitOfWork
                    .run(
                            command.caller().tenant(),
                            configurations
                                    .current(command.caller().tenant())
                                    .map(snapshot -> snapshot.configuration()))
                    .flatMap(configuration ->
                            queue(command.queue(), configuration)
                                    .flatMap(queue ->
                                            taker(
                                                    queue,
                                                    configuration,
                                                    command.caller(),
                                                    right,
                                                    named))
                                    .map(rep -> claim(command, rep, configuration, null))
                                    .orElseGet(() -> Mono.just(new Outcome.Unknown())));
        });
    }

    private static @Nullable RepKey named(Map<String, ?> sent) {
        Violations violations = new Violations();
        Part document = Part.root(sent, violations);
        RepKey rep =
                document.property("rep")
                        .flatMap(part -> part.parsed("rep " + Key.ALLOWED, RepKey::new))
                        .orElse(null);
        document.refuseUnknown();
        violations.refuseIfAny();
        return rep;
    }

    private static Optional<Queue> queue(String key, RoutingConfiguration configuration) {
        return Key.isValid(key) ? configuration.queue(new QueueKey(key)) : Optional.empty();
    }

    /** Who takes it. Empty when the caller may take nothing of this queue. */
    private static Optional<RepKey> taker(
            Queue queue,
            RoutingConfiguration configuration,
            Caller caller,
            WorkRight right,
            @Nullable RepKey named) {
        Roster roster = configuration.roster();
        return switch (right) {
            case WorkRight.All _ -> Optional.of(anybody(queue, roster, named));
            case WorkRight.Teams _ -> {
                if (!right.coversWaiting(queue, roster)) {
                    throw WorkRight.ofAnotherTeam(caller);
                }
                if (named != null && !right.covers(named, roster)) {
                    throw WorkRight.notOfYours(named);
                }
                yield Optional.of(anybody(queue, roster, named));
            }
            case WorkRight.Own(var own) ->
                    Optional.of(own)
                            .filter(rep -> named == null || named.equals(rep))
                            .filter(rep -> new QueueAccess(roster).mayClaim(queue, rep));
            case WorkRight.None _ -> Optional.empty();
        };
    }

    private static RepKey anybody(Queue queue, Roster roster, @Nullable RepKey named) {
        if (named == null) {
            throw new InvalidInputException("/rep", REQUIRED, "say who takes it");
        }
        if (!new QueueAccess(roster).mayClaimFor(queue, named)) {
            throw new InvalidInputException(
                    "/rep",
                    CONFLICT,
                    "'%s' is no active rep who may take leads out of this queue".formatted(named));
        }
        return named;
    }

    private Mono<Outcome> claim(
            Command command,
            RepKey rep,
            RoutingConfiguration configuration,
            @Nullable Place after) {
        TenantId tenant = command.caller().tenant();
        return unitOfWork
                .run(
                        tenant,
                        waiting.inOrder(
                                        tenant,
                                        lines.of(
                                                configuration,
                                                Set.of(new QueueKey(command.queue()))),
                                        after,
                                        AT_ONCE)
                                .collectList()
                                .zipWhen(page -> refused(tenant, page, rep)))
                .flatMap(read -> {
                    List<Waiting> page = read.getT1();
                    List<LeadId> offered =
                            page.stream()
                                    .map(Waiting::lead)
                                    .filter(lead -> !read.getT2().contains(lead))
                                    .toList();
                    return claim(command, rep, offered)
                            .switchIfEmpty(
                                    Mono.defer(() ->
                                            page.size() < AT_ONCE
                                                    ? Mono.just(new Outcome.Nothing())
                                                    : claim(
                                                            command,
                                                            rep,
                                                            configuration,
                                                            page.getLast().place())));
                });
    }

    /** Those of which the rep wanted to know nothing, or not any more. */
    private Mono<Set<LeadId>> refused(TenantId tenant, List<Waiting> page, RepKey rep) {
        return page.isEmpty()
                ? Mono.just(Set.of())
                : waiting.refusedBy(tenant, rep, page.stream().map(Waiting::lead).toList());
    }

    /** The first of these that can be had. Empty when none can. */
    private Mono<Outcome> claim(Command command, RepKey rep, List<LeadId> leads) {
        if (leads.isEmpty()) {
            return Mono.empty();
        }
        LeadId lead = leads.getFirst();
        return acceptLead
                .handle(
                        new Act(
                                command.caller(),
                                lead,
                                Map.of("rep", rep.value()),
                                command.channel()))
                .flatMap(outcome ->
                        switch (outcome) {
                            case ActOutcome.Done _ -> Mono.just(new Outcome.Claimed(lead));
                            case ActOutcome.Full(var full) -> Mono.just(new Outcome.Full(full));
                            // Somebody else was quicker.
                            case ActOutcome.Unknown _,
                                    ActOutcome.HeldByAnother _,
                                    ActOutcome.NotRouted _,
                                    ActOutcome.Over _,
                                    ActOutcome.PartOfAnother _,
                                    ActOutcome.GoesOn _,
                                    ActOutcome.Accepted _,
                                    ActOutcome.Locked _,
                                    ActOutcome.Lapsed _,
                                    ActOutcome.NobodyLeft _ ->
                                    claim(command, rep, leads.subList(1, leads.size()));
                        })
                // Likewise: it is another team's by now.
                .onErrorResume(
                        AccessDeniedException.class,
                        _ -> claim(command, rep, leads.subList(1, leads.size())));
    }
}
