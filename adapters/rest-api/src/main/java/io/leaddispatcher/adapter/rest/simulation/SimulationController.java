package io.leaddispatcher.adapter.rest.simulation;

import io.leaddispatcher.adapter.rest.access.PathIds;
import io.leaddispatcher.adapter.rest.body.RequestBodies;
import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.simulation.BackgroundSimulation;
import io.leaddispatcher.application.simulation.CancelSimulation;
import io.leaddispatcher.application.simulation.SentLeads;
import io.leaddispatcher.application.simulation.ShowSimulation;
import io.leaddispatcher.application.simulation.SimulateDraft;
import io.leaddispatcher.application.simulation.SimulateDraft.Outcome;
import io.leaddispatcher.application.simulation.SimulationCsv;
import io.leaddispatcher.application.simulation.SimulationWish;
import io.leaddispatcher.domain.access.Permission;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Tries drafts on leads: some at once, many in the background. */
@RestController
@RequestMapping("/api/v1/policies/{kind}")
final class SimulationController {

    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    /** In which another one may well have ended. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final SimulateDraft simulate;
    private final ShowSimulation show;
    private final CancelSimulation cancel;
    private final RequestBodies bodies;

    SimulationController(
            SimulateDraft simulate,
            ShowSimulation show,
            CancelSimulation cancel,
            RequestBodies bodies) {
        this.simulate = simulate;
        this.show = show;
        this.cancel = cancel;
        this.bodies = bodies;
    }

    @PostMapping("/draft/simulate")
    Mono<ResponseEntity<Map<String, Object>>> simulate(
            Caller caller, @PathVariable("kind") String kind, ServerHttpRequest request) {
        requireRights(caller);
        return simulate(caller, kind, bodies.object(request).map(SimulationWish::read));
    }

    @PostMapping(path = "/draft/simulate", consumes = "application/x-ndjson")
    Mono<ResponseEntity<Map<String, Object>>> simulateLines(
            Caller caller, @PathVariable("kind") String kind, ServerHttpRequest request) {
        return simulate(caller, kind, file(caller, request, JsonLines::new));
    }

    @PostMapping(path = "/draft/simulate", consumes = "text/csv")
    Mono<ResponseEntity<Map<String, Object>>> simulateTable(
            Caller caller, @PathVariable("kind") String kind, ServerHttpRequest request) {
        return simulate(caller, kind, file(caller, request, CsvLeads::new));
    }

    /** Who may not is told so before what they sent is looked at. */
    private static void requireRights(Caller caller) {
        caller.require(Permission.TRY_DRAFTS);
        caller.require(Permission.VIEW_LEADS);
    }

    private Mono<SimulationWish> file(
            Caller caller, ServerHttpRequest request, Function<byte[], SentLeads> reader) {
        requireRights(caller);
        return bodies.bytesOrFile(request)
                .publishOn(Schedulers.boundedElastic())
                .map(bytes -> SimulationWish.of(reader.apply(bytes)));
    }

    private Mono<ResponseEntity<Map<String, Object>>> simulate(
            Caller caller, String pathName, Mono<SimulationWish> wish) {
        PolicyKind kind = PathIds.kind(pathName);
        return wish.flatMap(
                        wished -> simulate.handle(new SimulateDraft.Command(caller, kind, wished)))
                .map(SimulationController::answer)
                .switchIfEmpty(Mono.error(ProblemException::noDraft));
    }

    private static ResponseEntity<Map<String, Object>> answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var report, var rows) ->
                    ResponseEntity.ok(SimulationAnswers.done(report, rows));
            case Outcome.Started(var simulation) ->
                    ResponseEntity.status(HttpStatus.ACCEPTED)
                            .location(
                                    URI.create(
                                            "/api/v1/policies/%s/simulations/%s"
                                                    .formatted(
                                                            simulation.kind().pathName(),
                                                            simulation.id())))
                            .body(
                                    Map.of(
                                            "id",
                                            simulation.id().toString(),
                                            "status",
                                            simulation.status().name()));
            case Outcome.Busy() ->
                    throw ProblemException.busy(
                            "As many simulations run as may. Wait for one, or cancel one.", PAUSE);
        };
    }

    @GetMapping(path = "/simulations/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Map<String, @Nullable Object>> show(
            Caller caller, @PathVariable("kind") String kind, @PathVariable("id") String id) {
        return Mono.fromSupplier(() -> SimulationAnswers.background(found(caller, kind, id)));
    }

    @GetMapping(path = "/simulations/{id}", produces = "text/csv")
    Mono<ResponseEntity<Flux<String>>> rows(
            Caller caller, @PathVariable("kind") String kind, @PathVariable("id") String id) {
        return Mono.fromSupplier(() -> {
            BackgroundSimulation simulation = found(caller, kind, id);
            if (simulation.status() == BackgroundSimulation.Status.RUNNING) {
                throw ProblemException.conflict("The simulation has not ended yet.");
            }
            return ResponseEntity.ok()
                    .contentType(CSV)
                    .header(
                            HttpHeaders.CONTENT_DISPOSITION,
                            "attachment; filename=\"simulation.csv\"")
                    .body(
                            Flux.fromIterable(simulation.rows())
                                    .map(SimulationCsv::line)
                                    .startWith(SimulationCsv.header())
                                    .buffer(500)
                                    .map(lines -> String.join("", lines)));
        });
    }

    @DeleteMapping("/simulations/{id}")
    Mono<ResponseEntity<Void>> cancel(
            Caller caller, @PathVariable("kind") String kind, @PathVariable("id") String id) {
        return Mono.fromSupplier(() -> {
            if (!cancel.handle(
                    new CancelSimulation.Command(caller, PathIds.kind(kind), PathIds.of(id)))) {
                throw ProblemException.notFound();
            }
            return ResponseEntity.noContent().build();
        });
    }

    private BackgroundSimulation found(Caller caller, String kind, String id) {
        return show.handle(new ShowSimulation.Query(caller, PathIds.kind(kind), PathIds.of(id)))
                .orElseThrow(ProblemException::notFound);
    }
}
