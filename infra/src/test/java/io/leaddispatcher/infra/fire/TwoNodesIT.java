package io.leaddispatcher.infra.fire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.adapter.postgres.connect.DatabaseAccess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one database. What is sent to both at once must come out as if sent once. */
class TwoNodesIT {

    private static final int SENDERS = 24;
    private static final int CAPACITY = 50;
    private static final Map<String, Integer> WEIGHTS = Map.of("mia", 5, "ben", 3, "zoe", 1);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir private static Path folder;

    private static Node one;
    private static Node two;
    private static Tables tables;

    @BeforeAll
    static void start() throws Exception {
        DatabaseAccess database = TestDatabase.createDatabase();
        one = Node.start(database, folder.resolve("one"));
        two = Node.start(database, folder.resolve("two"));
        tables = Tables.of(database);
        Api api = one.api();
        for (String rep : List.of("mia", "ben", "zoe", "kim")) {
            api.put("/reps/" + rep, "{\"name\":\"%1$s\",\"email\":\"%1$s@x.test\"}".formatted(rep));
        }
        for (String rep : List.of("tom", "ida")) {
            api.put(
                    "/reps/" + rep,
                    "{\"name\":\"%1$s\",\"email\":\"%1$s@x.test\",\"capacity\":{\"open\":%2$d}}"
                            .formatted(rep, CAPACITY));
        }
        api.put(
                "/pools/fair",
                """
                {"name":"Fair","strategy":"WEIGHTED","members":
                  [{"rep":"mia","weight":5},{"rep":"ben","weight":3},{"rep":"zoe","weight":1}]}
                """);
        api.put(
                "/pools/tight",
                """
                {"name":"Tight","strategy":"LEAST_LOADED","members":[{"rep":"tom"},{"rep":"ida"}]}
                """);
        api.put("/queues/claims", "{\"name\":\"Claims\",\"pull\":false}");
        api.publish(
                """
                {"tiers":[{"name":"All","rules":[
                  {"id":"kim","when":{"field":"lead.product","op":"eq","value":"kim"},"assign":{"rep":"kim"}},
                  {"id":"claims","when":{"field":"lead.product","op":"eq","value":"claims"},
                   "assign":{"queue":"claims"}},
                  {"id":"tight","when":{"field":"lead.product","op":"eq","value":"tight"},
                   "assign":{"pool":"tight"},"whenUnavailable":{"queue":"fallback"}},
                  {"id":"fair","assign":{"pool":"fair"}}]}],
                 "fallback":{"queue":"fallback"}}
                """);
    }

    @AfterAll
    static void stop() {
        two.close();
        one.close();
    }

    @Test
    void pain23_eachOfTwoThousandLeadsHasOneOutcomeWithinCapacityAndTheDealIsFair()
            throws Exception {
        int leads = 2_000;
        List<Callable<Integer>> posts = new ArrayList<>();
        for (int lead = 0; lead < leads; lead++) {
            String body = lead("load%d@load%d.example".formatted(lead, lead), product(lead));
            String key = "load-" + lead;
            boolean firstToOne = lead % 2 == 0;
            posts.add(() -> (firstToOne ? one : two).api().submit(body, key));
            posts.add(() -> (firstToOne ? two : one).api().submit(body, key));
        }

        assertThat(sendAll(posts)).containsOnly(202);
        awaitRouted();

        assertThat(
                        tables.count(
                                "select count(*) from inbound_event where idempotency_key like 'key:load-%'"))
                .isEqualTo(leads);
        assertThat(
                        tables.count(
                                """
                                select count(*) from lead l
                                 where email like 'load%'
                                   and 1 = (select count(*) from routing_run r where r.lead_id = l.id)
                                """))
                .as("leads with one run")
                .isEqualTo(leads);
        assertThat(
                        tables.texts(
                                """
                                select id from lead l
                                 where status = 'ASSIGNED'
                                   and 1 <> (select count(*) from assignment a where a.lead_id = l.id)
                                """))
                .as("assigned leads with another number of assignments than one")
                .isEmpty();
        // All of them speak, whichever fails.
        assertAll(
                () -> assertCapacityIsKept(leads / 4),
                TwoNodesIT::assertLoadsAreTheActiveAssignments,
                TwoNodesIT::assertOneDeliverySetForEachAssignment,
                () -> assertFair(leads - leads / 4),
                TwoNodesIT::assertTimelinesTellEverything);
    }

    private static void assertCapacityIsKept(int wanted) throws SQLException {
        assertThat(
                        tables.texts(
                                """
                                select count(*) from assignment
                                 where rep_key in ('tom', 'ida') and state in ('OFFERED', 'ACCEPTED')
                                 group by rep_key
                                """))
                .containsExactly(Integer.toString(CAPACITY), Integer.toString(CAPACITY));
        assertThat(tables.count("select count(*) from lead where status = 'QUEUED'"))
                .isEqualTo(wanted - 2L * CAPACITY);
    }

    private static void assertLoadsAreTheActiveAssignments() throws SQLException {
        assertThat(
                        tables.texts(
                                """
                                select rep_key || ' has ' || coalesce(open, 0) || ', carries ' || coalesce(active, 0)
                                  from rep_load
                                  full join (select tenant_id, rep_key, count(*) as active from assignment
                                              where state in ('OFFERED', 'ACCEPTED')
                                              group by tenant_id, rep_key) counted
                                       using (tenant_id, rep_key)
                                 where coalesce(open, 0) <> coalesce(active, 0)
                                """))
                .isEmpty();
    }

    private static void assertOneDeliverySetForEachAssignment() throws SQLException {
        assertThat(
                        tables.texts(
                                """
                                select coalesce(a.lead_id, d.lead_id)
                                  from (select lead_id, count(*) as n from assignment group by lead_id) a
                                  full join (select lead_id, count(*) as n from delivery group by lead_id) d
                                       using (lead_id)
                                 where a.n is distinct from d.n
                                """))
                .as("leads that have another number of messages than of assignments")
                .isEmpty();
    }

    /** After every single assignment each count is within one of its share. */
    private static void assertFair(int wanted) throws SQLException {
        int total = WEIGHTS.values().stream().mapToInt(Integer::intValue).sum();
        Map<String, Integer> counts = new TreeMap<>();
        int dealt = 0;
        for (String rep :
                tables.texts(
                        """
                        select rep_key from pool_ledger_row
                         where pool_key = 'fair' and cause = 'ASSIGNED' order by at, id
                        """)) {
            counts.merge(rep, 1, Integer::sum);
            dealt++;
            for (Map.Entry<String, Integer> weight : WEIGHTS.entrySet()) {
                int count = counts.getOrDefault(weight.getKey(), 0);
                assertThat(Math.abs(count * total - dealt * weight.getValue()))
                        .as("%s has %d after %d leads", weight.getKey(), count, dealt)
                        .isLessThan(total);
            }
        }
        assertThat(dealt).isEqualTo(wanted);
    }

    /** What a lead's rows say that happened is on its timeline, and who did it. */
    private static void assertTimelinesTellEverything() throws SQLException {
        // Not all of them: the pace of one message a second and channel would take too long.
        assertThat(tables.count("select count(*) from delivery where state = 'DELIVERED'"))
                .isPositive();
        assertThat(
                        tables.texts(
                                """
                                select l.id
                                  from lead l
                                  join lateral (
                                       select count(*) filter (where type = 'LEAD_RECEIVED') as received,
                                              count(*) filter (where type = 'LEAD_UPDATED') as updated,
                                              count(*) filter (where type = 'LEAD_QUEUED') as queued,
                                              count(*) filter (where type = 'ASSIGNMENT_OFFERED') as offered,
                                              count(*) filter (where type = 'DISPATCHED') as dispatched,
                                              count(*) filter (where actor = '') as by_nobody
                                         from timeline t where t.tenant_id = l.tenant_id and t.lead_id = l.id) told on true
                                 where l.email like 'load%'
                                   and (received <> 1
                                    or updated <> (select count(*) - 1 from inbound_event e where e.lead_id = l.id)
                                    or queued <> case l.status when 'QUEUED' then 1 else 0 end
                                    or offered <> (select count(*) from assignment a where a.lead_id = l.id)
                                    or dispatched <> (select count(*) from delivery d
                                                        where d.lead_id = l.id and d.state = 'DELIVERED')
                                    or by_nobody > 0)
                                """))
                .as("leads whose timeline leaves something out")
                .isEmpty();
    }

    @Test
    void aTenantWhoseTurnIsHeldKeepsOnlyItsOwnLeadsWaiting() throws Exception {
        Api held = Workspace.found(one, "held").api();
        Api other = Workspace.found(one, "other").api();
        String wait = "wait=20";
        // Each has its turn once, so that there is something to hold.
        for (Api api : List.of(held, other)) {
            assertThat(api.post("/leads", lead("first@held.example", "any"), "Prefer", wait))
                    .extracting(HttpResponse::statusCode)
                    .isEqualTo(201);
        }
        try (Connection _ =
                tables.hold(
                        """
                        select 1 from routing_turn join tenant using (tenant_id)
                         where slug = 'held' for update of routing_turn
                        """)) {
            assertThat(held.submit(lead("late@held.example", "any"), "late")).isEqualTo(202);
            assertThat(other.post("/leads", lead("next@other.example", "any"), "Prefer", wait))
                    .extracting(HttpResponse::statusCode)
                    .isEqualTo(201);
            assertThat(
                            tables.texts(
                                    "select state from inbound_event where idempotency_key = 'key:late'"))
                    .containsExactly("READY");
        }
        awaitRouted();
    }

    @Test
    void pain22_fiftyParallelRunsForOneLeadGiveOneAssignmentAndOneNotification() throws Exception {
        String body = lead("pain22@fifty.example", "kim");

        assertThat(
                        sendAll(
                                IntStream.range(0, 50)
                                        .<Callable<Integer>>mapToObj(post ->
                                                () ->
                                                        (post % 2 == 0 ? one : two)
                                                                .api()
                                                                .submit(body, "pain22-" + post))
                                        .toList()))
                .containsOnly(202);
        awaitRouted();

        assertThat(numbersOf("pain22@%")).containsExactly("1 lead, 1 run, 1 assignment, 1 message");
        assertThat(
                        tables.count(
                                "select count(*) from inbound_event where idempotency_key like 'key:pain22-%'"))
                .isEqualTo(50);
    }

    @Test
    void pain24_ofAHundredWhoClaimOneLeadAtOnceOneHasIt() throws Exception {
        for (int rep = 0; rep < 100; rep++) {
            one.api()
                    .put(
                            "/reps/claimer-" + rep,
                            "{\"name\":\"%1$d\",\"email\":\"claimer-%1$d@x.test\"}".formatted(rep));
        }
        assertThat(one.api().submit(lead("pain24@claims.example", "claims"), "pain24"))
                .isEqualTo(202);
        awaitRouted();
        String lead =
                tables.texts("select id::text from lead where email = 'pain24@claims.example'")
                        .getFirst();

        // By the lead and by its queue, on both nodes.
        List<Integer> answers =
                sendAll(
                        IntStream.range(0, 100)
                                .<Callable<Integer>>mapToObj(rep ->
                                        () ->
                                                (rep % 2 == 0 ? one : two)
                                                        .api()
                                                        .post(
                                                                rep % 4 < 2
                                                                        ? "/leads/%s/accept"
                                                                                .formatted(lead)
                                                                        : "/queues/claims/claim",
                                                                "{\"rep\":\"claimer-%d\"}"
                                                                        .formatted(rep))
                                                        .statusCode())
                                .toList());

        assertThat(answers).containsOnly(200, 409).filteredOn(status -> status == 200).hasSize(1);
        assertThat(
                        tables.texts(
                                """
                                select state || ', told ' || (select count(*) from timeline t
                                         where t.lead_id = a.lead_id and t.type = 'ASSIGNMENT_ACCEPTED')
                                  from assignment a where lead_id = '%s'
                                """
                                        .formatted(lead)))
                .containsExactly("ACCEPTED, told 1");
    }

    @Test
    void pain27_twoEventsAtOnceForANewPersonGiveOneLeadAndOneRun() throws Exception {
        List<Callable<Integer>> posts = new ArrayList<>();
        for (int person = 0; person < 100; person++) {
            for (Node node : List.of(one, two)) {
                // Two messages that differ, of one person: not one message sent twice.
                String body =
                        """
                        {"contact":{"email":"pain27-%d@new.example"},
                         "lead":{"product":"kim","message":"by %d"}}
                        """
                                .formatted(person, node.port());
                String key = "pain27-%d-%d".formatted(person, node.port());
                posts.add(() -> node.api().submit(body, key));
            }
        }

        assertThat(sendAll(posts)).containsOnly(202);
        awaitRouted();

        assertThat(numbersOf("pain27-%"))
                .hasSize(100)
                .containsOnly("1 lead, 1 run, 1 assignment, 1 message");
    }

    @Test
    void whilePoliciesArePublishedEachLeadIsDecidedByOneThatWasActive() throws Exception {
        new ChangingPolicies(one, two, tables).check();
    }

    /** One line for each e-mail. */
    private static List<String> numbersOf(String emails) throws SQLException {
        return tables.texts(
                """
                select count(distinct l.id) || ' lead, ' || count(distinct r.id) || ' run, '
                       || count(distinct a.id) || ' assignment, ' || count(distinct d.id) || ' message'
                  from lead l
                  left join routing_run r on r.lead_id = l.id
                  left join assignment a on a.lead_id = l.id
                  left join delivery d on d.lead_id = l.id
                 where l.email like '%s'
                 group by l.email
                """
                        .formatted(emails));
    }

    private static String product(int lead) {
        return lead % 4 == 0 ? "tight" : "any";
    }

    private static String lead(String email, String product) {
        return "{\"contact\":{\"email\":\"%s\"},\"lead\":{\"product\":\"%s\"}}"
                .formatted(email, product);
    }

    private static List<Integer> sendAll(List<Callable<Integer>> posts) throws Exception {
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> post : senders.invokeAll(posts)) {
                statuses.add(post.get());
            }
            return statuses;
        }
    }

    private static void awaitRouted() throws SQLException {
        tables.awaitNone("select id from inbound_event where state <> 'ROUTED'", PATIENCE);
    }
}
