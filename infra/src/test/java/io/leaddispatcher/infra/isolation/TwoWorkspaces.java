package io.leaddispatcher.infra.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.adapter.postgres.connect.DatabaseAccess;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.workspace.CreateWorkspace;
import io.leaddispatcher.application.workspace.WorkspaceCharter;
import io.leaddispatcher.infra.LeadDispatcher;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** The whole program on a database of its own, with the workspaces acme and globex. */
final class TwoWorkspaces implements AutoCloseable {

    /** A workspace by its token. */
    record Workspace(String slug) {
        String token() {
            return "ldp_" + slug.repeat(10);
        }
    }

    /** A way in, as the program itself declares it. */
    record Route(HttpMethod method, String pattern) {
        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }

    static final Workspace ACME = new Workspace("acme");
    static final Workspace GLOBEX = new Workspace("globex");

    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static {
        // Two programs in one JVM would set up the one log at once.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    }

    private final DatabaseAccess database = TestDatabase.createDatabase();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext program;

    TwoWorkspaces(Path folder) {
        program =
                new SpringApplicationBuilder(LeadDispatcher.class)
                        .run(
                                "--server.port=0",
                                "--dispatcher.database.url=postgresql://dispatcher_owner:for-tests-only@127.0.0.1:%d/%s"
                                        .formatted(database.port(), database.database()),
                                "--dispatcher.encryption-key=" + KEY,
                                "--dispatcher.data-dir=" + folder,
                                "--dispatcher.public-url=https://hooks.test",
                                // Nothing leaves this machine: a call out ends at once.
                                "--dispatcher.hubspot.api-base-url=http://127.0.0.1:1",
                                // Endpoints of the workspaces are on this machine.
                                "--dispatcher.outbound.allow-private-addresses=true");
        found(ACME);
        found(GLOBEX);
    }

    private void found(Workspace workspace) {
        program.getBean(CreateWorkspace.class)
                .handle(
                        new WorkspaceCharter(
                                workspace.slug(),
                                workspace.slug(),
                                "owner@%s.test".formatted(workspace.slug()),
                                workspace.slug(),
                                new Secret("correct-horse-battery"),
                                new Secret(workspace.token()),
                                ZoneOffset.UTC,
                                false))
                .block(PATIENCE);
    }

    Set<Route> routesBelow(String prefix) {
        Set<Route> routes =
                new TreeSet<>((one, other) -> one.toString().compareTo(other.toString()));
        for (RequestMappingInfo mapping :
                program.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                        .getHandlerMethods()
                        .keySet()) {
            for (RequestMethod method : mapping.getMethodsCondition().getMethods()) {
                mapping.getPatternsCondition().getPatterns().stream()
                        .map(Object::toString)
                        .filter(pattern -> pattern.startsWith(prefix))
                        .forEach(pattern -> routes.add(new Route(method.asHttpMethod(), pattern)));
            }
        }
        return routes;
    }

    HttpResponse<String> api(Workspace as, HttpMethod method, String path, @Nullable String body)
            throws IOException, InterruptedException {
        return send(
                method,
                "/api/v1" + path,
                body,
                Map.of(
                        "Authorization",
                        "Bearer " + as.token(),
                        "Content-Type",
                        "application/json"));
    }

    /** Makes or replaces, and answers what is there now. */
    String put(Workspace as, String path, String body) throws IOException, InterruptedException {
        var answer = api(as, HttpMethod.PUT, path, body);
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isBetween(200, 201);
        return answer.body();
    }

    HttpResponse<String> send(
            HttpMethod method, String path, @Nullable String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%s%s"
                                                .formatted(
                                                        program.getEnvironment()
                                                                .getRequiredProperty(
                                                                        "local.server.port"),
                                                        path)))
                        .timeout(PATIENCE)
                        .method(
                                method.name(),
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** How many rows each table holds, past row-level security. */
    Map<String, Long> rows() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:postgresql://127.0.0.1:%d/%s"
                                        .formatted(database.port(), database.database()),
                                "postgres",
                                "");
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet found =
                    statement.executeQuery(
                            "select tablename from pg_tables where schemaname = 'public'")) {
                while (found.next()) {
                    tables.add(found.getString(1));
                }
            }
            Map<String, Long> rows = new TreeMap<>();
            for (String table : tables) {
                try (ResultSet count =
                        statement.executeQuery("select count(*) from \"" + table + "\"")) {
                    count.next();
                    rows.put(table, count.getLong(1));
                }
            }
            return rows;
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
