package io.leaddispatcher.infra.fire;

import io.leaddispatcher.adapter.postgres.WritesInTransactions;
import io.leaddispatcher.adapter.postgres.connect.DatabaseAccess;
import io.leaddispatcher.infra.LeadDispatcher;
import io.leaddispatcher.infra.client.Client;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;

/** The whole program in this JVM, on a test database that other nodes may share. */
final class Node implements AutoCloseable {

    private static final List<String> TAKING_LEADS_UP =
            List.of(
                    "routingRunner",
                    "ringRunner",
                    "pullRunner",
                    "clockRunner",
                    "translationRunner");

    static final String SLUG = "acme";
    static final String EMAIL = "owner@acme.test";
    static final String PASSWORD = "correct-horse-battery";
    static final String TOKEN = "ldp_" + "n".repeat(40);

    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    static {
        // Two programs in one JVM would set up the one log at once.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    }

    private final ConfigurableApplicationContext context;

    private Node(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Node start(DatabaseAccess database, Path dataDir, String... settings) {
        return start(database, database.port(), dataDir, settings);
    }

    /**
     * Likewise, with something between the two.
     *
     * @param port where the database is reached
     */
    static Node start(DatabaseAccess database, int port, Path dataDir, String... settings) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--server.port=0",
                                "--dispatcher.database.url=postgresql://dispatcher_owner:for-tests-only@%s:%d/%s"
                                        .formatted(database.host(), port, database.database()),
                                "--dispatcher.encryption-key=" + KEY,
                                "--dispatcher.data-dir=" + dataDir,
                                "--dispatcher.limits.api-per-second=100000",
                                "--dispatcher.limits.hook-per-second=100000"));
        arguments.addAll(bootstrap());
        arguments.addAll(List.of(settings));
        return new Node(
                new SpringApplicationBuilder(
                                LeadDispatcher.class, WritesInTransactions.class, OwnThreads.class)
                        .run(arguments.toArray(String[]::new)));
    }

    /** The settings that found the workspace. */
    static List<String> bootstrap() {
        return List.of(
                "--dispatcher.bootstrap.tenant=" + SLUG,
                "--dispatcher.bootstrap.owner-email=" + EMAIL,
                "--dispatcher.bootstrap.owner-password=" + PASSWORD,
                "--dispatcher.bootstrap.api-token=" + TOKEN);
    }

    int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    Api api() {
        return new Api(port(), TOKEN);
    }

    Client client() {
        return new Client(port(), TOKEN);
    }

    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /** From then on it takes up no lead of itself. */
    void standStill() {
        TAKING_LEADS_UP.forEach(bean -> context.getBean(bean, Lifecycle.class).stop());
    }

    @Override
    public void close() {
        context.close();
    }
}
