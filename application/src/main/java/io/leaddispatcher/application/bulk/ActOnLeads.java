package io.leaddispatcher.application.bulk;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.assignment.WorkRight;
import io.leaddispatcher.application.auditlog.RecordDenial;
import io.leaddispatcher.application.lead.LeadNames;
import io.leaddispatcher.application.lead.SensitiveMask;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.work.Act;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation.Code;
import io.leaddispatcher.domain.lead.LeadId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The same done with several leads, one after the other, each as though it were done with that one
 * alone: with the same rights, told to its timeline and to the audit log. What is refused for one
 * is done with the others all the same, and what was done stays done.
 */
@UseCase
public final class ActOnLeads {

    /** So many at once: a person waits for the answer. */
    public static final int MOST = 200;

    private static final Logger LOG = LoggerFactory.getLogger(ActOnLeads.class);

    /**
     * @param document what is said about each, as of one lead; nothing is said of spam
     * @param channel by which it came: {@code web}
     */
    public record Command(
            Caller caller, List<LeadId> leads, Deed deed, Map<String, ?> document, String channel) {
        public Command {
            leads = List.copyOf(leads);
        }
    }

    /** What came of one lead. */
    public sealed interface Result {

        /** It was done, or refused. */
        record Came(ActOutcome outcome) implements Result {}

        /** What was said will not do for it; nothing has changed. */
        record Wrong(String because) implements Result {}

        /** Whoever acts may not do it to this one. */
        record Forbidden() implements Result {}

        /** Something else went wrong; it can be tried again. */
        record Failed() implements Result {}

        default boolean done() {
            return this instanceof Came(ActOutcome.Done _);
        }
    }

    /**
     * @param lead what it is called; null when it has no name, or may not be told
     */
    public record Line(LeadId id, @Nullable String lead, Result result) {}

    /**
     * @param lines in the order in which the leads were named
     * @param names of reps ({@code rep/mia})
     */
    public record Report(List<Line> lines, Map<String, String> names) {
        public Report {
            lines = List.copyOf(lines);
            names = Map.copyOf(names);
        }
    }

    private final UnitOfWork unitOfWork;
    private final RoutingConfigurations configurations;
    private final LeadViews leads;
    private final Deeds deeds;
    private final RecordDenial recordDenial;

    public ActOnLeads(
            UnitOfWork unitOfWork,
            RoutingConfigurations configurations,
            LeadViews leads,
            Deeds deeds,
            RecordDenial recordDenial) {
        this.unitOfWork = unitOfWork;
        this.configurations = configurations;
        this.leads = leads;
        this.deeds = deeds;
        this.recordDenial = recordDenial;
    }

    /** Fails with {@link InvalidInputException} when there are no leads, or too many. */
    public Mono<Report> handle(Command command) {
        return Mono.defer(() -> {
            Caller caller = command.caller();
            // Fails when there is none on which they could act.
            WorkRight.of(caller);
            Sight sight = Sight.of(caller);
            Set<LeadId> named = new LinkedHashSet<>(command.leads());
            requireSome(named.size());
            return known(caller, sight, named)
                    .flatMap(known ->
                            Flux.fromIterable(named)
                                    .concatMap(lead ->
                                            one(command, lead)
                                                    .map(result ->
                                                            new Line(
                                                                    lead,
                                                                    known.leads().get(lead),
                                                                    result)))
                                    .collectList()
                                    .map(lines -> new Report(lines, known.names())));
        });
    }

    private static void requireSome(int leads) {
        if (leads == 0) {
            throw new InvalidInputException("/leads", Code.REQUIRED, "leads is required");
        }
        if (leads > MOST) {
            throw new InvalidInputException(
                    "/leads", Code.OUT_OF_RANGE, "must be at most %d leads".formatted(MOST));
        }
    }

    /** What things are called, before whoever acts can see them no longer. */
    private record Known(Map<LeadId, String> leads, Map<String, String> names) {}

    private Mono<Known> known(Caller caller, Sight sight, Set<LeadId> named) {
        return unitOfWork.run(
                caller.tenant(),
                configurations
                        .current(caller.tenant())
                        .map(snapshot -> SensitiveMask.closed(snapshot.configuration()))
                        .flatMap(mask ->
                                leads.some(caller.tenant(), sight, named)
                                        .collectList()
                                        .map(rows -> LeadNames.of(rows, mask)))
                        .zipWhen(_ -> leads.names(caller.tenant()))
                        .map(found -> new Known(found.getT1(), found.getT2())));
    }

    private Mono<Result> one(Command command, LeadId lead) {
        return act(command, lead)
                .<Result>map(Result.Came::new)
                .onErrorResume(
                        InvalidInputException.class,
                        wrong ->
                                Mono.just(
                                        new Result.Wrong(wrong.violations().getFirst().message())))
                .onErrorResume(
                        AccessDeniedException.class, denied -> forbidden(command, lead, denied))
                .onErrorResume(error -> {
                    LOG.warn("{} of lead {} failed", command.deed(), lead, error);
                    return Mono.just(new Result.Failed());
                });
    }

    private Mono<Result> forbidden(Command command, LeadId lead, AccessDeniedException denied) {
        return recordDenial
                .handle(
                        new RecordDenial.Command(
                                denied, "%s of lead %s".formatted(command.deed(), lead)))
                .thenReturn(new Result.Forbidden());
    }

    private Mono<ActOutcome> act(Command command, LeadId lead) {
        return deeds.act(
                command.deed(),
                new Act(command.caller(), lead, command.document(), command.channel()));
    }
}
