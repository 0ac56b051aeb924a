package io.leaddispatcher.infra.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.adapter.postgres.connect.DatabaseAccess;
import io.leaddispatcher.infra.LeadDispatcher;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Two nodes on one database, two thousand leads at once, each sent to both. */
class TwoNodesIT {

    private static final String TOKEN = "ldp_" + "n".repeat(40);
    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final int LEADS = 2_000;
    private static final int SENDERS = 24;
    private static final int CAPACITY = 50;

    @TempDir static Path folder;

    private static final HttpClient BROWSER = HttpClient.newHttpClient();
    private static DatabaseAccess database;
    private static ConfigurableApplicationContext one;
    private static ConfigurableApplicationContext two;

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.createDatabase();
        one = node("one");
        two = node("two");
        for (String rep : List.of("mia", "ben", "zoe")) {
            put("/reps/" + rep, "{\"name\":\"%1$s\",\"email\":\"%1$s@x.test\"}".formatted(rep));
        }
        for (String rep : List.of("tom", "ida")) {
            put(
                    "/reps/" + rep,
                    "{\"name\":\"%1$s\",\"email\":\"%1$s@x.test\",\"capacity\":{\"open\":%2$d}}"
                            .formatted(rep, CAPACITY));
        }
        put(
                "/pools/fair",
                """
                {"name":"Fair","strategy":"WEIGHTED","members":[{"rep":"mia","weight":5},{"rep":"ben","weight":3},{"rep":"zoe","weight":1}]}
                """);
        put(
                "/pools/tight",
                """
                {"name":"Tight","strategy":"LEAST_LOADED","members":[{"rep":"tom"},{"rep":"ida"}]}
                """);
        put(
                "/policies/lead/draft",
                """
                {"tiers":[{"name":"All","rules":[
                  {"id":"tight","when":{"field":"lead.product","op":"eq","value":"tight"},"assign":{"pool":"tight"},"whenUnavailable":{"queue":"fallback"}},
                  {"id":"fair","assign":{"pool":"fair"}}]}],"fallback":{"queue":"fallback"}}
                """);
        assertThat(
                        send(
                                one,
                                "POST",
                                "/policies/lead/draft/publish",
                                "{\"comment\":\"test\",\"expectedVersion\":1}",
                                null))
                .isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        two.close();
        one.close();
    }

    @Test
    void pain22And23EachLeadHasOneAssignmentWithinCapacityAndTheDealIsFair() throws Exception {
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            List<Callable<Integer>> posts = new ArrayList<>();
            for (int lead = 0; lead < LEADS; lead++) {
                String body =
                        "{\"contact\":{\"email\":\"p%d@c%d.example\"},\"lead\":{\"product\":\"%s\"}}"
                                .formatted(lead, lead, lead % 4 == 0 ? "tight" : "any");
                String key = "lead-" + lead;
                boolean firstToOne = lead % 2 == 0;
                posts.add(() -> send(firstToOne ? one : two, "POST", "/leads", body, key));
                posts.add(() -> send(firstToOne ? two : one, "POST", "/leads", body, key));
            }
            for (Future<Integer> post : senders.invokeAll(posts)) {
                assertThat(post.get()).isEqualTo(202);
            }
        }
        awaitCount("select count(*) from inbound_event where state <> 'ROUTED'", 0);

        assertThat(count("select count(*) from lead")).isEqualTo(LEADS);
        assertThat(count("select count(*) from routing_run")).isEqualTo(LEADS);
        assertThat(
                        count(
                                "select count(*) from (select lead_id from assignment group by lead_id having count(*) > 1) twice"))
                .isZero();
        assertThat(count("select count(*) from assignment where pool_key = 'tight'"))
                .isEqualTo(2L * CAPACITY);
        assertThat(
                        count(
                                "select coalesce(max(open), 0) from rep_load where rep_key in ('tom', 'ida')"))
                .isEqualTo(CAPACITY);
        assertThat(count("select count(*) from lead where status = 'QUEUED'"))
                .isEqualTo(LEADS / 4 - 2L * CAPACITY);
        assertThat(
                        count(
                                """
                                select count(*) from rep_load r where r.open <>
                                  (select count(*) from assignment a where a.rep_key = r.rep_key and a.state = 'OFFERED')
                                """))
                .isZero();
        assertThat(count("select count(*) from delivery"))
                .isEqualTo(count("select count(*) from assignment"));
        assertFair(Map.of("mia", 5, "ben", 3, "zoe", 1));
    }

    /** After every single assignment each count is within one of its share. */
    private static void assertFair(Map<String, Integer> weights) throws SQLException {
        int total = weights.values().stream().mapToInt(Integer::intValue).sum();
        Map<String, Integer> counts = new TreeMap<>();
        weights.keySet().forEach(rep -> counts.put(rep, 0));
        int dealt = 0;
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                """
                                select rep_key from pool_ledger_row
                                 where pool_key = 'fair' and cause = 'ASSIGNED' order by at, id
                                """)) {
            while (rows.next()) {
                counts.merge(rows.getString(1), 1, Integer::sum);
                dealt++;
                for (Map.Entry<String, Integer> weight : weights.entrySet()) {
                    double share = (double) dealt * weight.getValue() / total;
                    assertThat(Math.abs(counts.getOrDefault(weight.getKey(), 0) - share))
                            .as("%s after %d leads", weight.getKey(), dealt)
                            .isLessThan(1);
                }
            }
        }
        assertThat(dealt).isEqualTo(LEADS - LEADS / 4);
    }

    @Test
    void anotherTenantsTokenSeesNothing() throws Exception {
        assertThat(send(one, "GET", "/leads/01a20b25-ccd1-7000-913e-ebd938eaa455", null, null))
                .isEqualTo(404);
        HttpRequest unsigned = HttpRequest.newBuilder(uri(one, "/leads")).GET().build();
        assertThat(BROWSER.send(unsigned, BodyHandlers.discarding()).statusCode()).isEqualTo(401);
    }

    private static ConfigurableApplicationContext node(String name) {
        return new SpringApplicationBuilder(LeadDispatcher.class)
                .run(
                        "--server.port=0",
                        "--dispatcher.database.url=postgresql://dispatcher_owner:for-tests-only@%s:%d/%s"
                                .formatted(database.host(), database.port(), database.database()),
                        "--dispatcher.encryption-key=" + KEY,
                        "--dispatcher.data-dir=" + folder.resolve(name),
                        "--dispatcher.limits.api-per-second=100000",
                        "--dispatcher.bootstrap.tenant=acme",
                        "--dispatcher.bootstrap.owner-email=owner@acme.test",
                        "--dispatcher.bootstrap.owner-password=correct-horse-battery",
                        "--dispatcher.bootstrap.api-token=" + TOKEN,
                        "--logging.level.root=warn");
    }

    private static void put(String path, String body) throws Exception {
        assertThat(send(one, "PUT", path, body, null)).as(path).isBetween(200, 201);
    }

    private static int send(
            ConfigurableApplicationContext node,
            String method,
            String path,
            @Nullable String body,
            @Nullable String key)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(node, path))
                        .timeout(Duration.ofSeconds(60))
                        .header("Authorization", "Bearer " + TOKEN)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return BROWSER.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private static URI uri(ConfigurableApplicationContext node, String path) {
        return URI.create(
                "http://127.0.0.1:%s/api/v1%s"
                        .formatted(
                                node.getEnvironment().getRequiredProperty("local.server.port"),
                                path));
    }

    /** Waits for the fact, at most two minutes. */
    private static void awaitCount(String sql, long wanted) throws Exception {
        Instant end = Instant.now().plus(Duration.ofMinutes(2));
        while (count(sql) != wanted) {
            assertThat(Instant.now()).as(sql).isBefore(end);
            LockSupport.parkNanos(50_000_000);
        }
    }

    private static long count(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Connection connection() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s"
                        .formatted(database.host(), database.port(), database.database()),
                "postgres",
                "");
    }
}
