package io.leaddispatcher.infra.fire;

import static io.leaddispatcher.infra.fire.LeadDesk.id;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** SLA clocks that are due by the hundreds, and two nodes that look for them. */
class ClocksIT {

    private static final String SLUG = "clocks";
    private static final String OF_THE_WORKSPACE =
            "tenant_id = (select tenant_id from tenant where slug = '%s')".formatted(SLUG);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LEADS = Integer.getInteger("clocks.leads", 60);

    private static final Node ONE = SharedNode.node();
    private static final Tables TABLES = SharedNode.tables();

    private static Node two;
    private static Api api;
    private static LeadDesk desk;

    @BeforeAll
    static void found() throws Exception {
        two = SharedNode.another();
        api = Workspace.found(ONE, SLUG).api();
        desk = new LeadDesk(api);
        for (String rep : List.of("mia", "ben", "zoe")) {
            api.put("/reps/" + rep, "{\"name\":\"%1$s\",\"email\":\"%1$s@x.test\"}".formatted(rep));
        }
        api.put(
                "/teams/emea",
                "{\"name\":\"EMEA\",\"members\":[\"mia\",\"ben\"],\"manager\":\"zoe\"}");
        api.put(
                "/pools/two",
                "{\"name\":\"Two\",\"strategy\":\"ROUND_ROBIN\",\"members\":[{\"rep\":\"mia\"},{\"rep\":\"ben\"}]}");
        api.put(
                "/sla-policies/hot",
                """
                {"name":"Hot","targets":{"DISPATCHED":"PT1H","ACCEPTED":"PT2S"},"escalations":[
                 {"target":"ACCEPTED","at":"50%","do":"REMIND"},{"target":"ACCEPTED","at":"100%","do":"REASSIGN"}]}
                """);
        api.put(
                "/sla-policies/calm",
                "{\"name\":\"Calm\",\"targets\":{\"DISPATCHED\":\"PT2H\",\"ACCEPTED\":\"PT1H\"}}");
        api.put(
                "/templates/hello",
                "{\"name\":\"Hello\",\"texts\":{\"en\":{\"subject\":\"Hello\",\"body\":\"Hello\"}}}");
        api.put(
                "/sequences/follow",
                """
                {"name":"Follow","steps":[{"email":"hello"},{"after":"PT1S","task":"CALL"},
                 {"after":"PT1S","email":"hello"}]}
                """);
        api.put(
                "/policies/lead/draft",
                """
                {"tiers":[{"name":"Only","rules":[
                  {"id":"lapses","when":{"field":"lead.intent","op":"eq","value":"lapse"},"assign":{"pool":"two"},
                   "offer":{"ttl":"PT1S","maxHops":1}},
                  {"id":"follows","when":{"field":"lead.intent","op":"eq","value":"follow"},"assign":{"pool":"two"},
                   "sequence":"follow"},
                  {"id":"calm","when":{"field":"lead.intent","op":"eq","value":"calm"},"assign":{"pool":"two"},"sla":"calm"},
                  {"id":"hot","assign":{"pool":"two"},"sla":"hot"}]}],
                 "fallback":{"queue":"fallback"}}
                """);
        HttpResponse<String> answer =
                api.post(
                        "/policies/lead/draft/publish",
                        "{\"comment\":\"test\",\"expectedVersion\":2}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** From then on it does nothing of itself. */
    @AfterAll
    static void stop() {
        two.standStill();
    }

    @Test
    void eachStepIsTakenOnceHoweverManyNodesSeeThatItIsDue() throws Exception {
        List<Callable<Integer>> posts = new ArrayList<>();
        for (int lead = 0; lead < LEADS; lead++) {
            String email = "ana-%d@clocks.example".formatted(lead);
            posts.add(() -> api.submit("{\"contact\":{\"email\":\"%s\"}}".formatted(email), email));
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
        TABLES.awaitNone(
                "select id from sla_clock where target = 'ACCEPTED' and next_due_at is not null and %s"
                        .formatted(OF_THE_WORKSPACE),
                PATIENCE);

        // From Mia to Ben or the other way round; then nobody is left, and Zoe is told. A reminder
        // that
        // still waited when the lead moved was taken back, so how many there are is not said: none
        // twice.
        assertThat(
                        TABLES.texts(
                                """
                                select distinct
                                       (select string_agg(t.type || coalesce(' ' || (t.detail ->> 'hop'), '')
                                                          || coalesce(' ' || (t.detail ->> 'told'), ''), ', '
                                                          order by t.id)
                                          from timeline t
                                         where t.tenant_id = l.tenant_id and t.lead_id = l.id
                                           and t.type in ('SLA_REMINDED', 'SLA_BREACHED', 'ESCALATED'))
                                       || ' | ' || (select string_agg(a.state, ' ' order by a.id) from assignment a
                                         where a.tenant_id = l.tenant_id and a.lead_id = l.id)
                                       || ' | ' || (select count(*) - count(distinct (d.recipient, d.document ->> 'assignment',
                                                                              d.document ->> 'reminder'))
                                         from delivery d
                                         where d.tenant_id = l.tenant_id and d.lead_id = l.id
                                           and d.document ->> 'reminder' is not null)
                                  from lead l where l.email like 'ana-%%@clocks.example' and l.%s
                                """
                                        .formatted(OF_THE_WORKSPACE)))
                .containsExactly(
                        "SLA_REMINDED, SLA_BREACHED, ESCALATED 1, SLA_REMINDED, SLA_BREACHED,"
                                + " ESCALATED [\"rep:zoe\"] | EXPIRED OFFERED | 0");
        assertThat(
                        TABLES.texts(
                                """
                                select rep_key from rep_load r
                                 where %1$s and open <> (select count(*) from assignment a
                                   where a.tenant_id = r.tenant_id and a.rep_key = r.rep_key
                                     and a.state in ('OFFERED', 'ACCEPTED'))
                                """
                                        .formatted("r." + OF_THE_WORKSPACE)))
                .as("loads that are not those of the assignments")
                .isEmpty();
    }

    @Test
    void eachStepOfASequenceIsTakenOnceHoweverManyNodesSeeThatItIsDue() throws Exception {
        for (int lead = 0; lead < LEADS / 3; lead++) {
            String email = "follow-%d@clocks.example".formatted(lead);
            api.submit(
                    "{\"contact\":{\"email\":\"%s\"},\"lead\":{\"intent\":\"follow\"}}"
                            .formatted(email),
                    email);
        }
        TABLES.awaitNone(
                "select id from inbound_event where state = 'READY' and %s"
                        .formatted(OF_THE_WORKSPACE),
                PATIENCE);
        TABLES.awaitNone(
                "select id from sequence_run where state <> 'DONE' and %s"
                        .formatted(OF_THE_WORKSPACE),
                PATIENCE);

        assertThat(
                        TABLES.texts(
                                """
                                select distinct
                                       (select string_agg(t.type, ' ' order by t.id) from timeline t
                                         where t.tenant_id = l.tenant_id and t.lead_id = l.id
                                           and t.type like 'SEQUENCE%%')
                                       || ' | ' || (select count(*) from delivery d
                                         where d.tenant_id = l.tenant_id and d.lead_id = l.id
                                           and d.document ->> 'mail' = 'SEQUENCE')
                                       || ' | ' || (select count(*) from task k
                                         where k.tenant_id = l.tenant_id and k.lead_id = l.id)
                                  from lead l where l.email like 'follow-%%@clocks.example' and l.%s
                                """
                                        .formatted(OF_THE_WORKSPACE)))
                .containsExactly(
                        "SEQUENCE_STARTED SEQUENCE_STEP SEQUENCE_STEP SEQUENCE_STEP SEQUENCE_STOPPED | 2 | 1");
    }

    @Test
    void theClocksOfALeadAreShown() throws Exception {
        JsonNode submitted = submit("shown@clocks.example", "calm");

        JsonNode accepted =
                desk.done(
                        id(submitted),
                        "accept",
                        "{\"rep\":\"%s\"}"
                                .formatted(submitted.at("/assignment/repKey").asString()));

        assertThat(accepted.required("id").asString()).isEqualTo(id(submitted));
        JsonNode clocks = desk.get("/leads/" + id(submitted)).required("clocks");
        assertThat(clocks.findValuesAsString("target")).containsExactly("ACCEPTED", "DISPATCHED");
        assertThat(clocks.findValuesAsString("state")).containsExactly("MET", "MET");
    }

    /** The node that made it does nothing any more. */
    @Test
    void pain51_anOfferOfANodeThatIsGoneLapsesGoesToTheNextAndThenIntoTheQueue() throws Exception {
        Node gone = SharedNode.another();
        String lead =
                id(submit(new Api(gone.port(), api.token()), "lapse@clocks.example", "lapse"));
        gone.standStill();

        TABLES.awaitNone(
                "select id from lead where id = '%s' and status <> 'QUEUED'".formatted(lead),
                PATIENCE);

        assertThat(
                        TABLES.count(
                                "select count(*) from assignment where state = 'OFFERED' and lead_id = '%s'"
                                        .formatted(lead)))
                .as("offers that nobody ends")
                .isZero();

        assertThat(desk.told(lead))
                .containsSubsequence(
                        "ASSIGNMENT_OFFERED",
                        "ASSIGNMENT_EXPIRED",
                        "ASSIGNMENT_OFFERED",
                        "ASSIGNMENT_EXPIRED",
                        "LEAD_QUEUED");
    }

    private static JsonNode submit(String email, String intent) throws Exception {
        return submit(api, email, intent);
    }

    private static JsonNode submit(Api node, String email, String intent) throws Exception {
        HttpResponse<String> answer =
                node.post(
                        "/leads",
                        "{\"contact\":{\"email\":\"%s\"},\"lead\":{\"intent\":\"%s\"}}"
                                .formatted(email, intent),
                        "Prefer",
                        "wait=20");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body());
    }
}
