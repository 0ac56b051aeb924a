package io.leaddispatcher.web.connection;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.connection.DeleteConnection;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.web.document.Tree;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Deleting a connection, and the question before: its secrets are gone for good. */
@Controller
final class ConnectionDeletionPage {

    private final StoredConnections connections;
    private final DeleteConnection deleteConnection;

    ConnectionDeletionPage(StoredConnections connections, DeleteConnection deleteConnection) {
        this.connections = connections;
        this.deleteConnection = deleteConnection;
    }

    /**
     * The question.
     *
     * @param crm whether it has records and companies
     * @param changed whether it is another since the question was first asked
     */
    record Question(
            String key,
            String name,
            String version,
            boolean hasHook,
            boolean crm,
            boolean changed) {

        static Question of(String key, Tree connection, boolean changed) {
            return new Question(
                    key,
                    connection.text("name", key),
                    String.valueOf(connection.get("version")),
                    connection.has("hookUrl"),
                    ConnectionType.of(connection.text("type", ""))
                            .filter(ConnectionType::isCrm)
                            .isPresent(),
                    changed);
        }
    }

    @GetMapping("/connections/{key}/delete")
    Mono<Rendering> ask(@AuthenticationPrincipal SignedIn who, @PathVariable("key") String key) {
        return question(who, key, false, HttpStatus.OK);
    }

    private Mono<Rendering> question(SignedIn who, String key, boolean changed, HttpStatus status) {
        who.caller().require(Permission.KEEP_SECRETS);
        return connections
                .find(who.caller(), key)
                .map(connection ->
                        Rendering.view("connection/delete")
                                .modelAttribute("question", Question.of(key, connection, changed))
                                .status(status)
                                .build());
    }

    @PostMapping("/connections/{key}/delete")
    Mono<Rendering> delete(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("key") String key,
            ServerWebExchange exchange) {
        who.caller().require(Permission.KEEP_SECRETS);
        ConnectionKey connection = ConnectionAddress.connection(key);
        return exchange.getFormData()
                .flatMap(sent ->
                        deleteConnection.handle(
                                new DeleteConnection.Command(
                                        who.caller(),
                                        connection,
                                        StoredConnections.precondition(sent))))
                .flatMap(outcome ->
                        switch (outcome) {
                            case DeleteConnection.Outcome.Deleted() ->
                                    Mono.just(Rendering.redirectTo("/connections?deleted").build());
                            case DeleteConnection.Outcome.Unknown() ->
                                    Mono.error(ConnectionAddress.unknown());
                            case DeleteConnection.Outcome.Stale() ->
                                    question(who, key, true, HttpStatus.CONFLICT);
                        });
    }
}
