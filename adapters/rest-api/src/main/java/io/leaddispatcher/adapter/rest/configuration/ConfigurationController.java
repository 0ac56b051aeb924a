package io.leaddispatcher.adapter.rest.configuration;

import io.leaddispatcher.adapter.rest.body.RequestBodies;
import io.leaddispatcher.adapter.rest.listing.EntityTags;
import io.leaddispatcher.adapter.rest.listing.PageRequest;
import io.leaddispatcher.adapter.rest.listing.Pages;
import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.DeleteConfiguration;
import io.leaddispatcher.application.configuration.Dependent;
import io.leaddispatcher.application.configuration.GetConfiguration;
import io.leaddispatcher.application.configuration.ListConfiguration;
import io.leaddispatcher.application.configuration.PutConfiguration;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.dispatch.ListBounces;
import io.leaddispatcher.application.queue.ListQueues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The documents that describe a workspace, all kinds alike. */
@RestController
@RequestMapping({
    "/api/v1/fields",
    "/api/v1/teams",
    "/api/v1/reps",
    "/api/v1/pools",
    "/api/v1/queues",
    "/api/v1/territories",
    "/api/v1/segments",
    "/api/v1/sla-policies",
    "/api/v1/templates",
    "/api/v1/sequences",
    "/api/v1/accounts",
    "/api/v1/lists"
})
final class ConfigurationController {

    private static final int NAMED = 5;

    private final PutConfiguration put;
    private final GetConfiguration get;
    private final ListConfiguration list;
    private final DeleteConfiguration delete;
    private final QueueFigures figures;
    private final RepFigures reps;
    private final RequestBodies bodies;
    private final Pages pages;

    ConfigurationController(
            PutConfiguration put,
            GetConfiguration get,
            ListConfiguration list,
            DeleteConfiguration delete,
            ListQueues queues,
            ListBounces bounces,
            RequestBodies bodies,
            Pages pages) {
        this.put = put;
        this.get = get;
        this.list = list;
        this.delete = delete;
        this.figures = new QueueFigures(queues);
        this.reps = new RepFigures(bounces);
        this.bodies = bodies;
        this.pages = pages;
    }

    @PutMapping("/{key}")
    Mono<ResponseEntity<Map<String, Object>>> put(
            Caller caller, @PathVariable("key") String key, ServerHttpRequest request) {
        return bodies.object(request)
                .flatMap(document ->
                        put.handle(
                                new PutConfiguration.Command(
                                        caller,
                                        kind(request),
                                        key,
                                        document,
                                        EntityTags.precondition(request))))
                .map(outcome ->
                        switch (outcome) {
                            case PutConfiguration.Outcome.Created(var document) ->
                                    answer(HttpStatus.CREATED, document);
                            case PutConfiguration.Outcome.Changed(var document) ->
                                    answer(HttpStatus.OK, document);
                            case PutConfiguration.Outcome.Stale _ -> throw ProblemException.stale();
                            case PutConfiguration.Outcome.Needed(var dependents) ->
                                    throw needed("would break", dependents);
                        });
    }

    @GetMapping("/{key}")
    Mono<ResponseEntity<Map<String, Object>>> get(
            Caller caller, @PathVariable("key") String key, ServerHttpRequest request) {
        return get.handle(new GetConfiguration.Query(caller, kind(request), key))
                .zipWhen(_ -> figures(caller, request))
                .map(found -> answer(HttpStatus.OK, found.getT1(), found.getT2()))
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }

    @GetMapping
    Mono<Map<String, Object>> list(Caller caller, ServerHttpRequest request) {
        PageRequest page = pages.asked(caller, request);
        return list.handle(
                        new ListConfiguration.Query(
                                caller, kind(request), page.after(), page.limit()))
                .zipWhen(_ -> figures(caller, request))
                .map(found ->
                        pages.answer(
                                caller,
                                request,
                                found.getT1(),
                                document -> shown(document, found.getT2())));
    }

    @DeleteMapping("/{key}")
    Mono<ResponseEntity<Void>> delete(
            Caller caller, @PathVariable("key") String key, ServerHttpRequest request) {
        return delete.handle(
                        new DeleteConfiguration.Command(
                                caller, kind(request), key, EntityTags.precondition(request)))
                .map(outcome ->
                        switch (outcome) {
                            case DeleteConfiguration.Outcome.Deleted _ ->
                                    ResponseEntity.noContent().build();
                            case DeleteConfiguration.Outcome.Unknown _ ->
                                    throw ProblemException.notFound();
                            case DeleteConfiguration.Outcome.Stale _ ->
                                    throw ProblemException.stale();
                            case DeleteConfiguration.Outcome.Needed(var dependents) ->
                                    throw needed("is needed by", dependents);
                            case DeleteConfiguration.Outcome.Occupied(var leads) ->
                                    throw occupied(key, leads);
                        });
    }

    private static ProblemException occupied(String queue, long leads) {
        return ProblemException.conflict(
                """
                %s in this queue. Give them to somebody or move them to another queue first: \
                GET /leads?status=QUEUED&queue=%s lists them.\
                """
                        .formatted(leads == 1 ? "1 lead waits" : leads + " leads wait", queue));
    }

    private static ProblemException needed(String verb, List<Dependent> dependents) {
        String names =
                dependents.stream()
                        .map(Dependent::what)
                        .distinct()
                        .limit(NAMED)
                        .collect(Collectors.joining(", "));
        long all = dependents.stream().map(Dependent::what).distinct().count();
        return ProblemException.conflict(
                "This %s %s%s.".formatted(verb, names, all > NAMED ? " and others" : ""));
    }

    /** What is told beside documents, and is none of theirs. */
    private record Figures(QueueFigures.Asked queues, RepFigures.Asked reps) {
        static final Figures NOTHING =
                new Figures(QueueFigures.Asked.NOTHING, RepFigures.Asked.NOTHING);

        Map<String, Object> of(StoredDocument document) {
            Map<String, Object> figures = new LinkedHashMap<>(queues.of(document.key()));
            figures.putAll(reps.of(document));
            return figures;
        }

        /** Without those that a document has which has just been put. */
        Map<String, Object> news(StoredDocument document) {
            return queues.isOccupied(document.key()) ? of(document) : reps.of(document);
        }
    }

    private Mono<Figures> figures(Caller caller, ServerHttpRequest request) {
        return Mono.zip(
                figures.asked(caller, kind(request)),
                reps.asked(caller, kind(request)),
                Figures::new);
    }

    /** From {@code /api/v1/<kind>/…}. */
    private static ConfigurationKind kind(ServerHttpRequest request) {
        String[] parts = request.getPath().pathWithinApplication().value().split("/", 5);
        return ConfigurationKind.ofPathName(parts[3]).orElseThrow(ProblemException::notFound);
    }

    private static ResponseEntity<Map<String, Object>> answer(
            HttpStatus status, StoredDocument document) {
        return answer(status, document, Figures.NOTHING);
    }

    private static ResponseEntity<Map<String, Object>> answer(
            HttpStatus status, StoredDocument document, Figures figures) {
        return ResponseEntity.status(status)
                .header("ETag", EntityTags.of(document.version(), figures.news(document)))
                .body(shown(document, figures));
    }

    private static Map<String, Object> shown(StoredDocument document, Figures figures) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("key", document.key());
        shown.putAll(document.document());
        shown.putAll(figures.of(document));
        return shown;
    }
}
