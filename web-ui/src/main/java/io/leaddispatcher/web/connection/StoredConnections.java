package io.leaddispatcher.web.connection;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.Precondition;
import io.leaddispatcher.application.connection.ConnectionView;
import io.leaddispatcher.application.connection.ShowConnection;
import io.leaddispatcher.web.document.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Mono;

/** Connections as forms show them: what is stored, with the version that a form has to name. */
@Component
final class StoredConnections {

    private final ShowConnection showConnection;

    StoredConnections(ShowConnection showConnection) {
        this.showConnection = showConnection;
    }

    /** Fails with a 404 when there is none. */
    Mono<Tree> find(Caller caller, String key) {
        return Mono.fromSupplier(() -> ConnectionAddress.connection(key))
                .flatMap(valid -> showConnection.handle(new ShowConnection.Query(caller, valid)))
                .map(StoredConnections::tree)
                .switchIfEmpty(Mono.error(ConnectionAddress::unknown));
    }

    static Tree tree(ConnectionView connection) {
        Map<Object, Object> members = new LinkedHashMap<>(connection.document());
        members.put("version", connection.version());
        return new Tree(members);
    }

    /** What was there when the form was opened. */
    static Precondition precondition(MultiValueMap<String, String> sent) {
        String version = ConnectionForm.text(sent, "version");
        return version.matches("[0-9]{1,18}")
                ? new Precondition.OneOf(Set.of(Long.valueOf(version)))
                : new Precondition.Exists();
    }
}
