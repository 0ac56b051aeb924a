package io.leaddispatcher.adapter.rest.connection;

import io.leaddispatcher.adapter.rest.body.NullableMember;
import io.leaddispatcher.adapter.rest.body.RequestBodies;
import io.leaddispatcher.adapter.rest.listing.EntityTags;
import io.leaddispatcher.adapter.rest.listing.PageRequest;
import io.leaddispatcher.adapter.rest.listing.Pages;
import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.connection.ConnectionHealthView;
import io.leaddispatcher.application.connection.ConnectionView;
import io.leaddispatcher.application.connection.DeleteConnection;
import io.leaddispatcher.application.connection.ListConnections;
import io.leaddispatcher.application.connection.PutConnection;
import io.leaddispatcher.application.connection.ShowConnection;
import io.leaddispatcher.application.connection.ShowConnectionHealth;
import io.leaddispatcher.application.connection.TestConnection;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Violation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Connections to the tools of a workspace. */
@RestController
@RequestMapping("/api/v1/connections")
final class ConnectionController {

    private final PutConnection put;
    private final ShowConnection show;
    private final ListConnections list;
    private final DeleteConnection delete;
    private final TestConnection test;
    private final ShowConnectionHealth health;
    private final RequestBodies bodies;
    private final Pages pages;

    ConnectionController(
            PutConnection put,
            ShowConnection show,
            ListConnections list,
            DeleteConnection delete,
            TestConnection test,
            ShowConnectionHealth health,
            RequestBodies bodies,
            Pages pages) {
        this.put = put;
        this.show = show;
        this.list = list;
        this.delete = delete;
        this.test = test;
        this.health = health;
        this.bodies = bodies;
        this.pages = pages;
    }

    @PutMapping("/{key}")
    Mono<ResponseEntity<Map<String, Object>>> put(
            Caller caller, @PathVariable("key") String key, ServerHttpRequest request) {
        if (!Key.isValid(key)) {
            throw new InvalidInputException(
                    "", Violation.Code.MALFORMED, "the key in the path " + Key.ALLOWED);
        }
        return bodies.object(request)
                .flatMap(document ->
                        put.handle(
                                new PutConnection.Command(
                                        caller,
                                        new ConnectionKey(key),
                                        document,
                                        EntityTags.precondition(request))))
                .map(outcome ->
                        switch (outcome) {
                            case PutConnection.Outcome.Created(var connection) ->
                                    answer(HttpStatus.CREATED, connection);
                            case PutConnection.Outcome.Changed(var connection) ->
                                    answer(HttpStatus.OK, connection);
                            case PutConnection.Outcome.Stale _ -> throw ProblemException.stale();
                        });
    }

    @GetMapping("/{key}")
    Mono<ResponseEntity<Map<String, Object>>> show(Caller caller, @PathVariable("key") String key) {
        return show.handle(new ShowConnection.Query(caller, key(key)))
                .map(connection -> answer(HttpStatus.OK, connection))
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }

    @GetMapping
    Mono<Map<String, Object>> list(Caller caller, ServerHttpRequest request) {
        PageRequest page = pages.asked(caller, request);
        return list.handle(new ListConnections.Query(caller, page.after(), page.limit()))
                .map(found -> pages.answer(caller, request, found, ConnectionView::document));
    }

    @DeleteMapping("/{key}")
    Mono<ResponseEntity<Void>> delete(
            Caller caller, @PathVariable("key") String key, ServerHttpRequest request) {
        return delete.handle(
                        new DeleteConnection.Command(
                                caller, key(key), EntityTags.precondition(request)))
                .map(outcome ->
                        switch (outcome) {
                            case DeleteConnection.Outcome.Deleted _ ->
                                    ResponseEntity.noContent().build();
                            case DeleteConnection.Outcome.Unknown _ ->
                                    throw ProblemException.notFound();
                            case DeleteConnection.Outcome.Stale _ -> throw ProblemException.stale();
                        });
    }

    @PostMapping("/{key}/test")
    Mono<Map<String, Object>> test(Caller caller, @PathVariable("key") String key) {
        return test.handle(new TestConnection.Command(caller, key(key)))
                .map(outcome ->
                        switch (outcome) {
                            case TestConnection.Outcome.Tested tested ->
                                    Map.of("ok", tested.ok(), "message", tested.message());
                            case TestConnection.Outcome.Unknown _ ->
                                    throw ProblemException.notFound();
                            case TestConnection.Outcome.TooSoon(var pause) ->
                                    throw ProblemException.tooMany(pause);
                        });
    }

    @GetMapping("/{key}/health")
    Mono<Map<String, Object>> health(Caller caller, @PathVariable("key") String key) {
        return health.handle(new ShowConnectionHealth.Query(caller, key(key)))
                .map(ConnectionController::shown)
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }

    private static ConnectionKey key(String key) {
        if (!Key.isValid(key)) {
            throw ProblemException.notFound();
        }
        return new ConnectionKey(key);
    }

    private static ResponseEntity<Map<String, Object>> answer(
            HttpStatus status, ConnectionView connection) {
        return ResponseEntity.status(status)
                .header("ETag", EntityTags.of(connection.version()))
                .body(connection.document());
    }

    private static Map<String, Object> shown(ConnectionHealthView health) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("status", health.status().name());
        NullableMember.put(shown, "lastEventAt", health.lastEventAt());
        NullableMember.put(shown, "lastWriteAt", health.lastWriteAt());
        shown.put("rejectedSignatures", health.rejectedSignatures());
        shown.put(
                "errors",
                health.errors().stream()
                        .map(error ->
                                Map.of(
                                        "code", error.code(),
                                        "count", error.count(),
                                        "message", error.message()))
                        .toList());
        shown.put("token", health.token().name());
        shown.put("webhookSeen", health.lastEventAt() != null);
        shown.put("waitingEvents", health.waiting().events());
        NullableMember.put(shown, "oldestWaitingAt", health.waiting().oldestAt());
        return shown;
    }
}
