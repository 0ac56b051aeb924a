package io.leaddispatcher.infra.fire;

import static io.leaddispatcher.infra.fire.LeadDesk.id;
import static io.leaddispatcher.infra.fire.LeadDesk.rep;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Leads that have their place and move, or stay, by two nodes on one database. */
class RerouteIT {

    private static final String SLUG = "rerouting";
    private static final String OF_THE_WORKSPACE =
            "tenant_id = (select tenant_id from tenant where slug = '%s')".formatted(SLUG);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Node ONE = SharedNode.node();
    private static final Tables TABLES = SharedNode.tables();

    private static Node two;
    private static Api api;
    private static Api other;
    private static LeadDesk desk;
    private static int version = 2;

    @BeforeAll
    static void found() throws Exception {
        two = SharedNode.another();
        Workspace workspace = Workspace.found(ONE, SLUG);
        api = workspace.api();
        other = new Api(two.port(), "ldp_" + SLUG + "_".repeat(40 - SLUG.length()));
        desk = new LeadDesk(api);
        for (String rep : List.of("top", "mia", "ben")) {
            api.put("/reps/" + rep, "{\"name\":\"R\",\"email\":\"%s@x.test\"}".formatted(rep));
        }
        api.put("/reps/away", "{\"name\":\"A\",\"email\":\"away@x.test\",\"paused\":true}");
        api.put(
                "/pools/rest",
                "{\"name\":\"Rest\",\"strategy\":\"ROUND_ROBIN\",\"members\":[{\"rep\":\"mia\"},{\"rep\":\"ben\"}]}");
    }

    /** From then on it does nothing of itself. */
    @AfterAll
    static void stop() {
        two.standStill();
    }

    /** Known companies go to top, the rest to the pool; whoever says nothing waits. */
    private static void publish(String more) throws Exception {
        publishTiers(
                """
                [{"name":"Known","rules":[{"id":"known","when":{"field":"company.country","op":"exists"},"assign":{"rep":"top"}}]},
                 {"name":"Rest","rules":[{"id":"rest","when":{"field":"lead.intent","op":"exists"},"assign":{"pool":"rest"}}]}]
                """,
                more);
    }

    private static void publishTiers(String tiers, String more) throws Exception {
        api.put(
                "/policies/lead/draft",
                "{\"tiers\":%s,\"fallback\":{\"queue\":\"fallback\"}%s}".formatted(tiers, more));
        HttpResponse<String> answer =
                api.post(
                        "/policies/lead/draft/publish",
                        "{\"comment\":\"test\",\"expectedVersion\":%d}".formatted(version++));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static JsonNode submit(Api to, String email, String more) throws Exception {
        HttpResponse<String> answer =
                to.post(
                        "/leads",
                        "{\"contact\":{\"email\":\"%s\"}%s}".formatted(email, more),
                        "Prefer",
                        "wait=20");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body());
    }

    private static String email() {
        return UUID.randomUUID() + "@reroute.example";
    }

    @Test
    void aLeadMovesWhenItsCompanyIsKnown() throws Exception {
        publish("");
        String email = email();
        JsonNode first = submit(api, email, ",\"lead\":{\"intent\":\"demo\"}");

        JsonNode moved = submit(other, email, ",\"company\":{\"country\":\"DE\"}");

        assertThat(rep(first)).isIn("mia", "ben");
        assertThat(rep(moved)).isEqualTo("top");
        assertThat(moved.required("merged").asBoolean()).isTrue();
        assertThat(moved.required("leadId")).isEqualTo(first.required("leadId"));
        JsonNode lead = desk.get("/leads/" + id(first));
        assertThat(lead.at("/assignments/0/state").asString()).isEqualTo("REASSIGNED");
        assertThat(lead.at("/assignments/0/reason").asString()).contains("tier 'Known'");
        assertThat(lead.at("/assignment/state").asString()).isEqualTo("OFFERED");
        assertThat(lead.at("/assignment/tier").asString()).isEqualTo("Known");
        JsonNode runs = desk.get("/leads/%s/runs".formatted(id(first))).required("items");
        assertThat(runs.at("/1/cause").asString()).isEqualTo("REROUTE");
        assertThat(desk.told(id(first)))
                .containsSubsequence("LEAD_UPDATED", "REROUTED", "ASSIGNMENT_REASSIGNED");
        JsonNode again = submit(api, email, ",\"company\":{\"country\":\"AT\"}");
        assertThat(again.path("runId").isMissingNode()).as("it is at the top").isTrue();
        assertBooksAreRight();
    }

    @Test
    void whatWaitsIsTakenUpWhenMoreIsKnown() throws Exception {
        publish("");
        String email = email();
        JsonNode waiting = submit(api, email, "");
        assertThat(waiting.required("status").asString()).isEqualTo("QUEUED");

        assertThat(rep(submit(api, email, ",\"company\":{\"country\":\"DE\"}"))).isEqualTo("top");
    }

    @Test
    void aLockIsShownKeptAndOverlookedByAnAdmin() throws Exception {
        publish(",\"reroute\":{\"max\":1,\"lock\":\"PT30M\"}");
        String email = email();
        JsonNode first = submit(api, email, ",\"lead\":{\"intent\":\"demo\"}");

        JsonNode stays = submit(api, email, ",\"company\":{\"country\":\"DE\"}");

        assertThat(rep(stays)).isEqualTo(rep(first));
        JsonNode lead = desk.get("/leads/" + id(first));
        Instant offered = Instant.parse(lead.at("/assignment/offeredAt").asString());
        Instant locked = Instant.parse(lead.at("/assignment/lockedUntil").asString());
        assertThat(locked).isEqualTo(offered.plus(Duration.ofMinutes(30)));
        HttpResponse<String> refused = desk.act(id(first), "reroute", "{\"reason\":\"x\"}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(LeadDesk.json(refused).required("detail").asString()).contains("locked until");
        JsonNode moved =
                desk.done(id(first), "reroute", "{\"reason\":\"asked for\",\"override\":true}");
        assertThat(moved.at("/assignment/repKey").asString()).isEqualTo("top");
        JsonNode runs = desk.get("/leads/%s/runs".formatted(id(first))).required("items");
        assertThat(runs.at("/1/cause").asString()).isEqualTo("MANUAL");
        assertThat(desk.get("/audit-log?target=lead:" + id(first)).toString())
                .contains("lead.rerouted")
                .doesNotContain("asked for");
        assertThat(desk.get("/leads/%s/timeline".formatted(id(first))).toString())
                .contains("asked for");
        assertThat(desk.act(UUID.randomUUID().toString(), "reroute", "{\"reason\":\"x\"}"))
                .returns(404, HttpResponse::statusCode);
        assertBooksAreRight();
    }

    /** Under fire: the same and other things about one lead on two nodes, in any order. */
    @Test
    void updatesOnTwoNodesAtOnceMoveALeadOnce() throws Exception {
        publish(",\"reroute\":{\"max\":1}");
        List<String> emails = new ArrayList<>();
        for (int lead = 0; lead < 20; lead++) {
            String email = email();
            submit(api, email, ",\"lead\":{\"intent\":\"demo\"}");
            emails.add(email);
        }
        List<Callable<Integer>> posts = new ArrayList<>();
        for (String email : emails) {
            for (Api node : List.of(api, other)) {
                for (String more :
                        List.of(
                                ",\"company\":{\"country\":\"DE\"}",
                                ",\"company\":{\"country\":\"AT\"}",
                                ",\"lead\":{\"intent\":\"pricing\"}")) {
                    String body = "{\"contact\":{\"email\":\"%s\"}%s}".formatted(email, more);
                    // The same key twice: one event, whichever node takes it.
                    posts.add(() -> node.submit(body, "fire-" + email + more.hashCode()));
                }
            }
        }
        try (ExecutorService senders = Executors.newFixedThreadPool(12)) {
            for (Future<Integer> sent : senders.invokeAll(posts)) {
                assertThat(sent.get()).isIn(202, 201);
            }
        }
        TABLES.awaitNone(
                "select id from inbound_event where state = 'READY' and %s"
                        .formatted(OF_THE_WORKSPACE),
                PATIENCE);

        assertThat(
                        TABLES.texts(
                                """
                                select distinct rep_key || ' ' || status || ' '
                                       || (select count(*) from routing_run r
                                            where r.lead_id = l.id and r.cause = 'REROUTE') || ' '
                                       || (select count(*) from assignment a
                                            where a.lead_id = l.id and a.state = 'OFFERED') || ' '
                                       || (select count(*) from assignment a where a.lead_id = l.id)
                                  from lead l where l.email in ('%s')
                                """
                                        .formatted(String.join("','", emails))))
                .containsExactly("top ASSIGNED 1 1 2");
        assertBooksAreRight();
    }

    @Test
    void ringsJoinInTimeAndOnce() throws Exception {
        publishTiers(
                """
                [{"name":"Rings","rules":[{"id":"rings","rings":[
                   {"assign":{"rep":"away"},"wait":"PT1S"},{"assign":{"rep":"away"},"wait":"PT1S"},
                   {"assign":{"rep":"top"}}]}]}]
                """,
                "");
        String lead = id(submit(api, email(), ""));
        assertThat(desk.get("/leads/" + lead).required("blocker").asString())
                .contains("next ring of rule 'rings'");

        TABLES.awaitNone(
                "select id from lead where id = '%s' and status = 'QUEUED'".formatted(lead),
                PATIENCE);

        assertThat(desk.get("/leads/" + lead).at("/assignment/repKey").asString()).isEqualTo("top");
        assertThat(
                        TABLES.texts(
                                "select cause from routing_run where lead_id = '%s' order by id"
                                        .formatted(lead)))
                .containsExactly("INTAKE", "RING", "RING");
    }

    @Test
    void whatContradictsItselfWaitsForAPersonUntilItIsPutRight() throws Exception {
        api.put("/queues/review", "{\"name\":\"Review\",\"type\":\"MANUAL_REVIEW\"}");
        for (String owner : List.of("mia", "ben")) {
            api.put(
                    "/accounts/twins-" + owner,
                    "{\"name\":\"Twins\",\"domains\":[\"twins.example\"],\"owner\":\"%s\"}"
                            .formatted(owner));
        }
        publishTiers(
                """
                [{"name":"Owner","rules":[{"id":"owner","assign":{"accountOwner":{}}}]}]
                """,
                ",\"review\":{\"queue\":\"review\",\"when\":[\"TWO_OWNERS\"]}");

        JsonNode waiting = submit(api, "ana@twins.example", "");

        assertThat(waiting.required("queueKey").asString()).isEqualTo("review");
        JsonNode lead = desk.get("/leads/" + id(waiting));
        assertThat(lead.required("blocker").asString())
                .isEqualTo(
                        "It waits in the queue Review: the accounts 'Twins' and 'Twins' match"
                                + " equally well and have different owners: 'ben' and 'mia'.");
        JsonNode run = desk.get("/leads/%s/runs".formatted(id(waiting))).at("/items/0/trace");
        assertThat(run.at("/conflict/type").asString()).isEqualTo("TWO_OWNERS");
        assertThat(run.at("/conflict/candidates").toString()).isEqualTo("[\"ben\",\"mia\"]");
        assertThat(
                        TABLES.texts(
                                "select id from delivery where lead_id = '%s'"
                                        .formatted(id(waiting))))
                .isEmpty();
        api.put(
                "/accounts/twins-ben",
                "{\"name\":\"Twins\",\"domains\":[\"other.example\"],\"owner\":\"ben\"}");
        assertThat(
                        desk.done(id(waiting), "reroute", "{\"reason\":\"put right\"}")
                                .at("/assignment/repKey")
                                .asString())
                .isEqualTo("mia");
    }

    /** What is counted beside the assignments agrees with them. */
    private static void assertBooksAreRight() throws SQLException {
        assertThat(
                        TABLES.texts(
                                """
                                select rep_key from rep_load
                                  full join (select rep_key, count(*) as active from assignment
                                              where state in ('OFFERED', 'ACCEPTED') and %1$s
                                              group by rep_key) counted using (rep_key)
                                 where coalesce(open, 0) <> coalesce(active, 0) and (tenant_id is null or %1$s)
                                """
                                        .formatted(OF_THE_WORKSPACE)))
                .as("loads that are not those of the assignments")
                .isEmpty();
        assertThat(
                        TABLES.texts(
                                """
                                select s.rep_key from pool_standing s
                                 where %1$s and s.pool_key = 'rest'
                                   and (s.assigned <> (select count(*) from assignment a
                                                        where a.tenant_id = s.tenant_id and a.rep_key = s.rep_key
                                                          and a.pool_key = 'rest')
                                     or s.credit <> (select count(*) from assignment a
                                                        where a.tenant_id = s.tenant_id and a.rep_key = s.rep_key
                                                          and a.pool_key = 'rest' and a.state = 'REASSIGNED'))
                                """
                                        .formatted("s." + OF_THE_WORKSPACE)))
                .as("standings that are not those of the assignments")
                .isEmpty();
    }
}
