package io.leaddispatcher.domain.connection;

import io.leaddispatcher.domain.connection.ConnectionDocument.Stored;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is made of connections that are sent. */
final class SentConnections {

    static final ConnectionKey KEY = new ConnectionKey("main");
    static final Map<String, Object> HUBSPOT =
            Map.of(
                    "type",
                    "hubspot",
                    "settings",
                    Map.of("portalId", "62515"),
                    "secrets",
                    Map.of("clientSecret", "s3cret"));

    static ConnectionDocument accepted(Map<String, ?> sent, @Nullable Stored stored) {
        var violations = new Violations();
        Optional<ConnectionDocument> read =
                ConnectionDocument.read(KEY, Part.root(sent, violations), stored);
        violations.refuseIfAny();
        return read.orElseThrow();
    }

    static List<String> refused(@Nullable Object sent, @Nullable Stored stored) {
        var violations = new Violations();
        ConnectionDocument.read(KEY, Part.root(sent, violations), stored);
        return violations.list().stream().map(v -> v.pointer() + " " + v.code()).toList();
    }

    private SentConnections() {}
}
