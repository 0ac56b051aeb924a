package io.leaddispatcher.infra.fire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.adapter.postgres.connect.DatabaseAccess;
import io.leaddispatcher.infra.fire.ImpatientClient.Leaving;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Clients of two workspaces hang up at random moments, on every way to write. */
class HangUpIT {

    private static final int HANG_UPS = Integer.getInteger("fire.hang-ups", 400);
    // Each costs a password's hash.
    private static final int HANG_UPS_OF_LOG_IN = 150;
    private static final int CLIENTS = 16;
    private static final long SEED = 20_261_121;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String LONELY =
            """
            select coalesce(current_setting('app.tenant_id', true), '')
              from (select record_login_failure($1, now())) written
            """;

    private static final Pattern ACKNOWLEDGED = Pattern.compile("HTTP/1\\.1 (?:2\\d\\d|303) ");

    /** More than ten of one account at the same moment have to wait. */
    private static final String THROTTLED = "Location: /login?throttled";

    private static final Pattern SESSION = Pattern.compile("session=([A-Za-z0-9_-]{43})");

    @TempDir private static Path folder;

    private static Node node;
    private static Tables tables;
    private static List<Workspace> workspaces;

    private final Map<WriteRoute, Route> routes = new EnumMap<>(WriteRoute.class);
    private final AtomicInteger shots = new AtomicInteger();

    @BeforeAll
    static void start() throws Exception {
        DatabaseAccess database = TestDatabase.createDatabase();
        // Few connections, so that each is handed on often.
        node = Node.start(database, folder, "--dispatcher.database.pool-size=8");
        tables = Tables.of(database);
        workspaces = List.of(Workspace.found(node, "alpha"), Workspace.found(node, "omega"));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    /** What is known of the clients of one way to write. */
    private static final class Route {
        final AtomicInteger hangUps = new AtomicInteger();
        final ConcurrentLinkedQueue<Acknowledgement> acknowledged = new ConcurrentLinkedQueue<>();

        /** How long an answer takes, about, in nanoseconds. */
        volatile long usual = Duration.ofMillis(20).toNanos();
    }

    private record Acknowledgement(Workspace workspace, String mark, String answer) {}

    @Test
    void nothingAcknowledgedIsLostNothingGoesAstrayAndThePoolIsIdleAfterwards() throws Exception {
        for (WriteRoute route : WriteRoute.values()) {
            routes.put(route, new Route());
        }

        List<String> lonely = hangUpAgainAndAgain();
        tables.awaitNone(
                "select id from inbound_event where state in ('RECEIVED', 'READY')", PATIENCE);

        for (WriteRoute route : WriteRoute.values()) {
            Route known = known(route);
            assertThat(known.hangUps.get()).as("hang-ups of %s", route).isEqualTo(wanted(route));
            assertThat(known.acknowledged.size()).as("acknowledged of %s", route).isGreaterThan(10);
        }
        assertThat(tables.texts("select subject from login_failure"))
                .as("what a plain statement wrote on a connection of the pool")
                .containsAll(lonely);
        assertEverythingAcknowledgedIsKept();
        assertEveryRowIsInItsTenant();
        awaitIdlePool();
        tables.awaitNone(
                """
                select pid || ': ' || query from pg_stat_activity
                 where datname = current_database() and state like 'idle in transaction%'
                """,
                Duration.ofSeconds(10));
    }

    /** Answers what was written meanwhile by {@link #writeAlone}. */
    private List<String> hangUpAgainAndAgain() throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS + 1)) {
            Callable<Void> client =
                    () -> {
                        while (shoot(new SplittableRandom(SEED + shots.getAndIncrement()))) {
                            // On to the next request.
                        }
                        return null;
                    };
            Future<List<String>> lonely = clients.submit(this::writeAlone);
            for (Future<Void> each : clients.invokeAll(Collections.nCopies(CLIENTS, client))) {
                each.get();
            }
            return lonely.get();
        }
    }

    /**
     * Writes one row after the other by a plain statement, as the product never does: on a
     * connection that a client who hung up left inside a transaction they would be lost, or be in
     * somebody's tenant.
     */
    private List<String> writeAlone() {
        ConnectionPool pool = node.get(ConnectionPool.class);
        List<String> written = new ArrayList<>();
        while (!open().isEmpty()) {
            String subject = "lonely-" + written.size();
            String tenant =
                    Mono.usingWhen(
                                    pool.create(),
                                    connection -> writeOne(connection, subject),
                                    Connection::close)
                            .block(PATIENCE);
            assertThat(tenant).as("the tenant that the connection is in").isEmpty();
            written.add(subject);
        }
        return written;
    }

    /** Answers the tenant that the connection is in. */
    private static Mono<String> writeOne(Connection connection, String subject) {
        // Sessions of the product refuse a write outside a transaction; here that guard is lifted.
        return run(connection.createStatement("set default_transaction_read_only = off"))
                .thenMany(run(connection.createStatement(LONELY).bind("$1", subject)))
                .last()
                .delayUntil(_ ->
                        run(connection.createStatement("reset default_transaction_read_only")));
    }

    private static Flux<String> run(Statement statement) {
        return Flux.from(statement.execute())
                .flatMap(result -> result.map(row -> String.valueOf(row.get(0))));
    }

    /** The routes on which more clients are to hang up. */
    private List<WriteRoute> open() {
        return Arrays.stream(WriteRoute.values())
                .filter(route -> known(route).hangUps.get() < wanted(route))
                .toList();
    }

    /** One request; false when enough clients have hung up everywhere. */
    private boolean shoot(SplittableRandom random) throws Exception {
        List<WriteRoute> open = open();
        if (open.isEmpty()) {
            return false;
        }
        WriteRoute route = open.get(random.nextInt(open.size()));
        Route known = known(route);
        Workspace workspace = workspaces.get(random.nextInt(workspaces.size()));
        String mark =
                "mark-%s-%s-%s"
                        .formatted(
                                workspace.slug(),
                                route.name().toLowerCase(Locale.ROOT),
                                Long.toUnsignedString(random.nextLong(), 36));
        String request = route.request(workspace, mark);
        if (route == WriteRoute.LOG_IN) {
            forgetTries();
        }
        Leaving leaving = leaving(random, request.length(), known.usual);
        long start = System.nanoTime();
        Optional<String> answer = new ImpatientClient(node.port()).send(request, leaving);
        if (answer.isEmpty()) {
            known.hangUps.updateAndGet(count -> Math.min(count + 1, wanted(route)));
            return true;
        }
        if (answer.get().contains(THROTTLED)) {
            return true;
        }
        assertThat(answer.get()).as(route.name()).containsPattern(ACKNOWLEDGED);
        known.acknowledged.add(new Acknowledgement(workspace, mark, answer.get()));
        known.usual = (known.usual * 7 + (System.nanoTime() - start)) / 8;
        return true;
    }

    /** A try counts until it has succeeded, and of those who hang up many have not. */
    private static void forgetTries() throws SQLException {
        tables.execute(
                """
                delete from login_failure
                 where subject in (select subject from login_failure
                                    where subject like 'account:%' or subject like 'address:%' for update skip locked)
                """);
    }

    /** Most leave while they are served, some with half of the request unsent, a few never. */
    private static Leaving leaving(SplittableRandom random, int length, long usual) {
        return switch (random.nextInt(10)) {
            case 0 -> Leaving.never();
            case 1 ->
                    new Leaving(
                            random.nextInt(1, length),
                            Duration.ofMillis(random.nextInt(4)),
                            random.nextBoolean());
            default ->
                    new Leaving(
                            Integer.MAX_VALUE,
                            Duration.ofNanos(random.nextLong(usual * 5 / 4)),
                            random.nextBoolean());
        };
    }

    private static int wanted(WriteRoute route) {
        return route == WriteRoute.LOG_IN ? HANG_UPS_OF_LOG_IN : HANG_UPS;
    }

    private Route known(WriteRoute route) {
        return Objects.requireNonNull(routes.get(route));
    }

    private void assertEverythingAcknowledgedIsKept() throws SQLException {
        for (Workspace workspace : workspaces) {
            Set<String> events =
                    kept(workspace, "substring(encode(raw, 'escape') from '%s')", "inbound_event");
            Set<String> leads = kept(workspace, "substring(email from '%s')", "lead");
            Set<String> accounts = kept(workspace, "substring(key from '%s')", "account");
            Set<String> sessions = kept(workspace, "encode(token_hash, 'hex')", "session");
            for (WriteRoute route : WriteRoute.values()) {
                List<Acknowledgement> acknowledged =
                        known(route).acknowledged.stream()
                                .filter(each -> each.workspace().equals(workspace))
                                .toList();
                List<String> marks = acknowledged.stream().map(Acknowledgement::mark).toList();
                switch (route) {
                    case LEAD, LEAD_AND_WAIT, FORM, GENERIC -> {
                        assertThat(events).as("events of %s", route).containsAll(marks);
                        assertThat(leads).as("leads of %s", route).containsAll(marks);
                    }
                    case HUBSPOT -> assertThat(events).as("HubSpot's events").containsAll(marks);
                    case CONFIGURATION -> assertThat(accounts).containsAll(marks);
                    case LOG_IN ->
                            assertThat(sessions)
                                    .containsAll(
                                            acknowledged.stream()
                                                    .map(each -> sessionHash(each.answer()))
                                                    .toList());
                }
            }
        }
    }

    private static String sessionHash(String answer) {
        Matcher cookie = SESSION.matcher(answer);
        assertThat(cookie.find()).as(answer).isTrue();
        return Hashing.sha256().hashString(cookie.group(1), StandardCharsets.US_ASCII).toString();
    }

    private static Set<String> kept(Workspace workspace, String column, String table)
            throws SQLException {
        return new HashSet<>(
                tables.texts(
                        "select %s from %s join tenant using (tenant_id) where slug = '%s'"
                                .formatted(
                                        column.formatted("mark-[a-z]+-[a-z_]+-[0-9a-z]+"),
                                        table,
                                        workspace.slug())));
    }

    /** A mark names its workspace: none may be in a row of the other one. */
    private static void assertEveryRowIsInItsTenant() throws SQLException {
        List<String> all =
                tables.texts(
                        """
                        select table_name from information_schema.columns
                          join information_schema.tables using (table_schema, table_name)
                         where table_schema = 'public' and column_name = 'tenant_id' and table_type = 'BASE TABLE'
                        """);
        assertThat(all).contains("lead", "inbound_event", "account", "session", "delivery");
        for (String table : all) {
            assertThat(foreign(table, "found::text")).as(table).isEmpty();
        }
        assertThat(foreign("inbound_event", "encode(raw, 'escape')")).as("raw events").isEmpty();
    }

    /** What bears the mark of a workspace in a row of another one. */
    private static List<String> foreign(String table, String text) throws SQLException {
        return tables.texts(
                """
                select %1$s from %2$s found
                  join tenant owner on owner.tenant_id = found.tenant_id
                  join tenant other on other.tenant_id <> found.tenant_id
                 where %1$s like '%%mark-' || other.slug || '-%%'
                """
                        .formatted(text, table));
    }

    /** Of the background work a connection may be out at any moment, but none stays out. */
    private static void awaitIdlePool() {
        var pool = node.get(ConnectionPool.class).getMetrics().orElseThrow();
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while ((pool.acquiredSize() > 0 || pool.pendingAcquireSize() > 0)
                && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
        assertThat(pool.acquiredSize()).as("connections still out").isZero();
        assertThat(pool.pendingAcquireSize()).isZero();
    }
}
