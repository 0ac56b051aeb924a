package io.leaddispatcher.web.preview;

import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionHealthView;
import io.leaddispatcher.application.connection.ConnectionHealthView.Failure;
import io.leaddispatcher.application.connection.HookAddresses;
import io.leaddispatcher.application.connection.InMemoryConnections;
import io.leaddispatcher.application.connection.PutConnection;
import io.leaddispatcher.application.connection.ShowConnection;
import io.leaddispatcher.application.connection.StoredConnection;
import io.leaddispatcher.application.connection.SurveyConnections;
import io.leaddispatcher.application.connection.TestConnection;
import io.leaddispatcher.application.connection.port.ConnectionProbe;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.secret.ReversingCipher;
import io.leaddispatcher.application.secret.SecretTokens;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.web.document.Tree;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.Mono;

/** The real use cases of connections over made-up ones. */
@Configuration(proxyBeanMethods = false)
@Import({
    PutConnection.class,
    ShowConnection.class,
    SurveyConnections.class,
    TestConnection.class,
    InMemoryConfigurationDocuments.class,
    ReversingCipher.class,
    ImmediateUnitOfWork.class
})
class PreviewConnections {

    private static final int FAILURES_OF_A_DEAD_ONE = 5;

    @Bean
    HookAddresses hookAddresses() {
        return new HookAddresses(URI.create("http://localhost:8080"));
    }

    @Bean
    Ids ids() {
        var next = new AtomicLong();
        return () -> new UUID(7, next.incrementAndGet());
    }

    @Bean
    SecretTokens secretTokens() {
        return () -> "0hF3kqYp9mZsW1bTqLx8vA";
    }

    @Bean
    ConnectionProbe slackProbe() {
        return new ConnectionProbe() {
            @Override
            public String type() {
                return "slack";
            }

            @Override
            public Mono<Finding> probe(ConnectionAccess connection) {
                return Mono.just(new Finding(true, "Slack answered."));
            }
        };
    }

    @Bean
    InMemoryConnections connections() {
        var connections = new InMemoryConnections();
        fill(connections);
        return connections;
    }

    /** Brings back what was there at first. */
    static void fill(InMemoryConnections connections) {
        Documents.maps(Documents.read("connections").get("items")).stream()
                .map(Tree::of)
                .forEach(each -> {
                    var stored = stored(each);
                    connections
                            .save(Preview.TENANT, stored, Map.of())
                            .subscribe(_ -> {}, PreviewConnections::fail);
                    connections.fares(stored.key(), health(each.tree("health")));
                });
    }

    private static void fail(Throwable failure) {
        throw new IllegalStateException(failure);
    }

    private static StoredConnection stored(Tree each) {
        var setAt = new HashMap<String, Instant>();
        for (Object name : each.tree("secrets").members().keySet()) {
            var at = each.tree("secrets").tree(String.valueOf(name)).instant("at");
            if (at != null) {
                setAt.put(String.valueOf(name), at);
            }
        }
        var key = each.text("key", "");
        return new StoredConnection(
                new UUID(3, key.hashCode()),
                new ConnectionKey(key),
                ConnectionType.of(each.text("type", "")).orElseThrow(),
                each.text("name", key),
                true,
                Documents.map(each.get("settings")),
                setAt,
                "hook-of-" + key,
                1);
    }

    private static ConnectionHealthView health(Tree health) {
        return new ConnectionHealthView(
                health.instant("lastEventAt"),
                health.instant("lastWriteAt"),
                health.number("rejectedSignatures"),
                health.text("status", "").equals("DOWN") ? FAILURES_OF_A_DEAD_ONE : 0,
                health.trees("errors").stream()
                        .map(error ->
                                new Failure(
                                        error.text("code", ""),
                                        error.number("count"),
                                        error.text("message", "")))
                        .toList());
    }
}
