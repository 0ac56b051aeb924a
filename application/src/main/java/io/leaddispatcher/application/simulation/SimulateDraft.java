package io.leaddispatcher.application.simulation;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.simulation.SimulationWish.Source;
import io.leaddispatcher.application.simulation.Simulator.Prepared;
import io.leaddispatcher.application.simulation.port.BackgroundWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Tries the draft on leads and says who would have got what. Changes nothing. A few leads are
 * answered for at once; many, and those of a file, in the background.
 */
@UseCase
public final class SimulateDraft {

    /** More are simulated in the background. */
    public static final int MOST_AT_ONCE = 2_000;

    /** How many rules the traces of one answer show together. */
    private static final int TRACE_RULES = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(SimulateDraft.class);

    private final Simulator simulator;
    private final BackgroundSimulations background;
    private final BackgroundWork backgroundWork;
    private final Ids ids;
    private final InstantSource clock;

    public SimulateDraft(
            Simulator simulator,
            BackgroundSimulations background,
            BackgroundWork backgroundWork,
            Ids ids,
            InstantSource clock) {
        this.simulator = simulator;
        this.background = background;
        this.backgroundWork = backgroundWork;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @param inBackground whether it is to go on after the answer, however few leads there are
     */
    public record Command(
            Caller caller, PolicyKind kind, SimulationWish wish, boolean inBackground) {

        public Command(Caller caller, PolicyKind kind, SimulationWish wish) {
            this(caller, kind, wish, false);
        }
    }

    public sealed interface Outcome {

        record Done(SimulationReport report, List<SimulatedRow> rows) implements Outcome {
            public Done {
                rows = List.copyOf(rows);
            }
        }

        record Started(BackgroundSimulation simulation) implements Outcome {}

        /** As many run as may. */
        record Busy() implements Outcome {}
    }

    /**
     * Empty when nothing was drafted yet. Fails with {@link InvalidInputException} when the draft
     * no longer holds, or a lead of the request cannot be read.
     */
    public Mono<Outcome> handle(Command command) {
        command.caller().require(Permission.TRY_DRAFTS);
        command.caller().require(Permission.VIEW_LEADS);
        return simulator
                .prepare(command.caller().tenant(), command.kind(), command.wish())
                .flatMap(prepared ->
                        command.inBackground()
                                        || command.wish().source() instanceof Source.File
                                        || prepared.leads().count() > MOST_AT_ONCE
                                ? Mono.fromSupplier(() -> begin(command, prepared))
                                : atOnce(command, prepared));
    }

    private Mono<Outcome> atOnce(Command command, Prepared prepared) {
        Trial trial = trial(command, prepared, TRACE_RULES);
        return simulator
                .run(prepared, trial)
                .flatMapIterable(rows -> rows)
                .collectList()
                .map(rows -> new Outcome.Done(trial.report(isReal(command)), rows));
    }

    private static boolean isReal(Command command) {
        return switch (command.wish().source()) {
            case Source.Newest _, Source.Period _ -> true;
            case Source.Bodies _, Source.Chosen _, Source.File _ -> false;
        };
    }

    private static Trial trial(Command command, Prepared prepared, int traceRules) {
        return new Trial(
                prepared.configuration(),
                prepared.kind(),
                prepared.start(),
                prepared.poolsChanged(),
                command.wish().rosterTime(),
                traceRules);
    }

    private Outcome begin(Command command, Prepared prepared) {
        BackgroundSimulation simulation =
                new BackgroundSimulation(
                        ids.next(), prepared.tenant(), command.kind(), prepared.leads().count());
        if (!background.admit(simulation, clock.instant())) {
            return new Outcome.Busy();
        }
        Trial trial = trial(command, prepared, 0);
        Mono<Void> work =
                simulator
                        .run(prepared, trial)
                        .doOnNext(simulation::add)
                        .then(
                                Mono.fromRunnable(() ->
                                        simulation.completed(
                                                trial.report(isReal(command)), clock.instant())))
                        .onErrorResume(error -> Mono.fromRunnable(() -> fail(simulation, error)))
                        .then();
        simulation.carriedOnBy(backgroundWork.begin(work));
        return new Outcome.Started(simulation);
    }

    private void fail(BackgroundSimulation simulation, Throwable error) {
        LOG.warn("simulation {} has failed", simulation.id(), error);
        simulation.failed(
                "It was broken off by a fault of this installation; its log tells more.",
                clock.instant());
    }
}
