package io.leaddispatcher.web.policy;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.simulation.BackgroundSimulation;
import io.leaddispatcher.application.simulation.CancelSimulation;
import io.leaddispatcher.application.simulation.ShowSimulation;
import io.leaddispatcher.application.simulation.SimulateDraft;
import io.leaddispatcher.application.simulation.SimulatedRow;
import io.leaddispatcher.application.simulation.SimulationCsv;
import io.leaddispatcher.application.simulation.SimulationWish;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Real leads through the draft, as many as one likes: begun here, looked at while it goes on, and
 * read or downloaded when it has ended. It lives in the memory of this node and changes nothing.
 */
@Controller
final class PolicyReplayPage {

    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");
    private static final int LINES_AT_ONCE = 500;

    private final SimulateDraft simulate;
    private final ShowSimulation show;
    private final CancelSimulation cancel;
    private final TrialNames names;
    private final Wording wording;

    PolicyReplayPage(
            SimulateDraft simulate,
            ShowSimulation show,
            CancelSimulation cancel,
            TrialNames names,
            Wording wording) {
        this.simulate = simulate;
        this.show = show;
        this.cancel = cancel;
        this.names = names;
        this.wording = wording;
    }

    @PostMapping("/policy/replay")
    Mono<ResponseEntity<Map<String, Object>>> begin(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = "kind", defaultValue = "lead") String kind,
            ServerHttpRequest request,
            Locale locale) {
        var caller = who.caller();
        caller.require(Permission.VIEW_CONFIGURATION);
        caller.require(Permission.VIEW_LEADS);
        var words = wording.in(locale);
        var policy = PolicyNotes.kind(kind);
        return Documents.json(request)
                .map(SimulationWish::read)
                .flatMap(wish ->
                        simulate.handle(new SimulateDraft.Command(caller, policy, wish, true)))
                .map(outcome -> answer(outcome, words))
                .defaultIfEmpty(problem(HttpStatus.CONFLICT, words.say("policy.trial.no-draft")))
                .onErrorResume(
                        InvalidInputException.class,
                        refusal ->
                                Mono.just(
                                        problem(
                                                HttpStatus.UNPROCESSABLE_CONTENT,
                                                refusal.violations().stream()
                                                        .map(each ->
                                                                words.problemAlone(each.message()))
                                                        .collect(Collectors.joining("; ")))));
    }

    private static ResponseEntity<Map<String, Object>> answer(
            SimulateDraft.Outcome outcome, Words words) {
        return switch (outcome) {
            case SimulateDraft.Outcome.Started(var simulation) ->
                    ResponseEntity.accepted().body(state(simulation));
            case SimulateDraft.Outcome.Busy _ ->
                    problem(HttpStatus.CONFLICT, words.say("policy.replay.busy"));
            case SimulateDraft.Outcome.Done _ ->
                    throw new IllegalStateException("a replay was asked for in the background");
        };
    }

    private static ResponseEntity<Map<String, Object>> problem(HttpStatus status, String problem) {
        return ResponseEntity.status(status).body(Map.of("problem", problem));
    }

    private static Map<String, Object> state(BackgroundSimulation simulation) {
        return Map.of(
                "id", simulation.id().toString(),
                "status", simulation.status().name(),
                "progress", simulation.progress(),
                "leads", simulation.leads());
    }

    @GetMapping("/policy/replay/{id}")
    Mono<ResponseEntity<Map<String, Object>>> progress(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("id") String id,
            @RequestParam(name = "kind", defaultValue = "lead") String kind) {
        return Mono.fromSupplier(() -> ResponseEntity.ok(state(found(who.caller(), kind, id))));
    }

    /** What an ended one came to, to be put into the page. */
    @GetMapping("/policy/replay/{id}/result")
    Mono<Rendering> result(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("id") String id,
            @RequestParam(name = "kind", defaultValue = "lead") String kind,
            Locale locale) {
        var caller = who.caller();
        var words = wording.in(locale);
        return Mono.defer(
                        () -> {
                            var simulation = ended(found(caller, kind, id));
                            return names.of(caller, simulation.kind())
                                    .map(named ->
                                            ReplayView.of(
                                                    simulation,
                                                    named.documents(),
                                                    named.rules(),
                                                    "/policy/replay/%s/rows.csv?kind=%s"
                                                            .formatted(simulation.id(), kind),
                                                    words));
                        })
                .map(view ->
                        Rendering.view("policy/replay :: replay")
                                .modelAttribute("page", view)
                                .build());
    }

    @GetMapping("/policy/replay/{id}/rows.csv")
    Mono<ResponseEntity<Flux<String>>> rows(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("id") String id,
            @RequestParam(name = "kind", defaultValue = "lead") String kind,
            Locale locale) {
        var words = wording.in(locale);
        return Mono.defer(() -> {
            var simulation = ended(found(who.caller(), kind, id));
            return names.of(who.caller(), simulation.kind())
                    .map(TrialNames.Found::rules)
                    .map(rules ->
                            ResponseEntity.ok()
                                    .contentType(CSV)
                                    .header(
                                            HttpHeaders.CONTENT_DISPOSITION,
                                            "attachment; filename=\"replay.csv\"")
                                    .body(
                                            Flux.fromIterable(simulation.rows())
                                                    .map(row -> line(row, rules, words))
                                                    .startWith(SimulationCsv.header())
                                                    .buffer(LINES_AT_ONCE)
                                                    .map(lines -> String.join("", lines))));
        });
    }

    /** The columns are for programs, what stands in them of reasons is for people. */
    private static String line(SimulatedRow row, Map<String, String> rules, Words words) {
        return SimulationCsv.line(
                row,
                words::reason,
                decided -> decided.move() == null ? null : ReplayRow.why(decided, rules, words));
    }

    @PostMapping("/policy/replay/{id}/cancel")
    Mono<ResponseEntity<Void>> cancel(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("id") String id,
            @RequestParam(name = "kind", defaultValue = "lead") String kind) {
        return Mono.fromSupplier(() -> {
            if (!cancel.handle(
                    new CancelSimulation.Command(who.caller(), PolicyNotes.kind(kind), uuid(id)))) {
                throw notThere();
            }
            return ResponseEntity.noContent().build();
        });
    }

    private BackgroundSimulation found(Caller caller, String kind, String id) {
        return show.handle(new ShowSimulation.Query(caller, PolicyNotes.kind(kind), uuid(id)))
                .orElseThrow(PolicyReplayPage::notThere);
    }

    private static BackgroundSimulation ended(BackgroundSimulation simulation) {
        if (simulation.status() == BackgroundSimulation.Status.RUNNING) {
            throw new ResponseStatusException(HttpStatus.CONFLICT);
        }
        return simulation;
    }

    /** One that nothing has when the text is none. */
    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            return new UUID(0, 0);
        }
    }

    private static ResponseStatusException notThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
