package io.leaddispatcher.infra.fire;

import static io.leaddispatcher.infra.fire.LeadDesk.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Each check finds the fault that is put there past the program, and its repair mends it. */
class ChecksIT {

    private static final String SLUG = "checks";
    private static final Node NODE = SharedNode.node();
    private static final Tables TABLES = SharedNode.tables();

    private static final String ASKING =
            ",\"sla\":\"slow\",\"nextAction\":{\"task\":\"CALL\",\"dueIn\":\"PT1H\"}";

    private static Api api;
    private static LeadDesk desk;
    private static String tenant;

    @BeforeAll
    static void found() throws Exception {
        api = Workspace.found(NODE, SLUG).api();
        desk = new LeadDesk(api);
        tenant =
                TABLES.texts("select tenant_id from tenant where slug = '%s'".formatted(SLUG))
                        .getFirst();
        SharedNode.hubSpot().records().owner("owner-kim", "kim@%s.test".formatted(SLUG));
        SharedNode.hubSpot().records().contact(4711, null, Map.of());
        SharedNode.hubSpot().records().contact(4712, null, Map.of());
        api.put("/queues/support", "{\"name\":\"Support\",\"type\":\"SUPPORT\"}");
        api.put(
                "/pools/p",
                "{\"name\":\"P\",\"strategy\":\"ROUND_ROBIN\",\"members\":[{\"rep\":\"kim\"}]}");
        api.put(
                "/sla-policies/slow",
                """
                {"name":"Slow","targets":{"ACCEPTED":"PT10H"},"time":"CALENDAR",
                 "escalations":[{"target":"ACCEPTED","at":"100%","do":"QUEUE"}]}
                """);
        desk.publish("{\"pool\":\"p\"}", ASKING);
    }

    /** Whatever was broken is mended, and nothing else was found. */
    @AfterEach
    void allIsWell() throws Exception {
        for (JsonNode check : desk.get("/monitoring/checks").required("items")) {
            assertThat(check.required("count").asInt()).as("%s", check).isZero();
            assertThat(check.required("repair").asString()).isNotBlank();
        }
    }

    private static void sql(String statement) throws Exception {
        TABLES.execute(statement.replace("$t", "'" + tenant + "'"));
    }

    private static JsonNode check(String key) throws Exception {
        for (JsonNode check : desk.get("/monitoring/checks").required("items")) {
            if (check.required("key").asString().equals(key)) {
                return check;
            }
        }
        throw new AssertionError("no check " + key);
    }

    /** It is found once, with this member in its example, and mended. */
    private static void findAndRepair(String key, String member, String value) throws Exception {
        JsonNode found = check(key);
        assertThat(found.required("count").asInt()).as("%s", found).isEqualTo(1);
        assertThat(found.at("/examples/0").required(member).asString()).isEqualTo(value);

        HttpResponse<String> answer = api.post("/monitoring/checks/%s/repair".formatted(key), "");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(LeadDesk.json(answer).required("repaired").asInt())
                .as(answer.body())
                .isEqualTo(1);
        assertThat(LeadDesk.json(answer).required("count").asInt()).as(answer.body()).isZero();
        assertThat(desk.get("/audit-log?target=check:" + key).toString())
                .contains("check.repaired", "\"repaired\":1");
        HttpResponse<String> again = api.post("/monitoring/checks/%s/repair".formatted(key), "");
        assertThat(LeadDesk.json(again).required("repaired").asInt()).isZero();
    }

    private static String lead() throws Exception {
        return id(desk.submit(10));
    }

    @Test
    void aLeadThatNobodyHasDecidedIsDecided() throws Exception {
        String lead = lead();
        sql("delete from task where tenant_id = $t and lead_id = '%s'".formatted(lead));
        sql("delete from assignment where tenant_id = $t and lead_id = '%s'".formatted(lead));
        sql("delete from routing_run where tenant_id = $t and lead_id = '%s'".formatted(lead));
        sql(
                ("update lead set status = 'NEW', rep_key = null, arrived_at = now() - interval '5 minutes'"
                                + " where tenant_id = $t and id = '%s'")
                        .formatted(lead));

        findAndRepair("LEAD_WITHOUT_RUN", "leadId", lead);

        JsonNode routed = desk.get("/leads/" + lead);
        assertThat(routed.required("status").asString()).isEqualTo("ASSIGNED");
        assertThat(routed.at("/assignment/repKey").asString()).isEqualTo("kim");
    }

    @Test
    void whatCouldNotBeReadIsReadAgain() throws Exception {
        String event =
                TABLES.texts(
                                """
                                insert into inbound_event (tenant_id, id, origin, source, idempotency_key, content_hash,
                                       content_type, raw, received_at, state, due_at, error)
                                values ('%s', gen_random_uuid(), 'generic', 'generic', '%s', '\\x00', 'application/json',
                                       '{"contact":{"email":"late@desk.test"}}', now(), 'FAILED', now(), 'was down')
                                returning id
                                """
                                        .formatted(tenant, UUID.randomUUID()))
                        .getFirst();

        findAndRepair("LEAD_WITHOUT_RUN", "eventId", event);

        TABLES.awaitNone(
                "select 1 from inbound_event where id = '%s' and state <> 'ROUTED'"
                        .formatted(event),
                Duration.ofSeconds(20));
    }

    @Test
    void aRequestThatWasATurnTwiceGivesOneBack() throws Exception {
        String lead = lead();
        String event = UUID.randomUUID().toString();
        String run =
                TABLES.texts(
                                "select (substr(id_from(now())::text, 1, 13) || substr(gen_random_uuid()::text, 14))::uuid")
                        .getFirst();
        sql(
                ("insert into inbound_event select (jsonb_populate_record(e, '{\"id\":\"%s\",\"idempotency_key\":\"%s\"}')).*"
                                + " from inbound_event e where tenant_id = $t and lead_id = '%s'")
                        .formatted(event, event, lead));
        sql(
                ("insert into routing_run select (jsonb_populate_record(r, '{\"id\":\"%s\",\"event_id\":\"%s\",\"again\":true}')).*"
                                + " from routing_run r where tenant_id = $t and lead_id = '%s'")
                        .formatted(run, event, lead));
        sql(
                "update assignment set run_id = '%s' where tenant_id = $t and lead_id = '%s'"
                        .formatted(run, lead));

        findAndRepair("ROUTED_TWICE", "runId", run);

        JsonNode ledger = desk.get("/pools/p/ledger");
        assertThat(ledger.at("/rows/0/cause").asString()).isEqualTo("CREDIT");
        assertThat(ledger.at("/rows/0/leadId").asString()).isEqualTo(lead);
        assertThat(desk.get("/leads/" + lead).at("/assignment/repKey").asString()).isEqualTo("kim");

        desk.done(lead, "outcomes", "{\"type\":\"OPPORTUNITY\"}");
        desk.done(lead, "return", "{\"reason\":\"DUPLICATE\"}");
        assertThat(
                        TABLES.count(
                                "select count(*) from pool_ledger_row where cause <> 'ASSIGNED' and lead_id = '%s'"
                                        .formatted(lead)))
                .as("that turn was given back already")
                .isEqualTo(1);
    }

    @Test
    void whoeverIsOverAndComesAgainWithTheSameWordsWasATurnTwice() throws Exception {
        String words =
                "{\"contact\":{\"email\":\"twice@desk.test\"},\"company\":{\"employees\":%d}}";
        String lead = id(LeadDesk.json(api.post("/leads", words.formatted(10))));
        desk.done(lead, "outcomes", "{\"type\":\"LOST\"}");
        String other = id(LeadDesk.json(api.post("/leads", words.formatted(11))));
        assertThat(other).as("one lead").isEqualTo(lead);
        assertThat(check("ROUTED_TWICE").required("count").asInt()).as("other words").isZero();
        desk.done(lead, "outcomes", "{\"type\":\"LOST\"}");

        api.post("/leads", words.formatted(10));

        findAndRepair("ROUTED_TWICE", "leadId", lead);
    }

    private static void earlier(String lead) throws Exception {
        sql(
                "update assignment set offered_at = now() - interval '5 minutes' where tenant_id = $t and lead_id = '%s'"
                        .formatted(lead));
    }

    @Test
    void theOwnerIsWrittenToTheCrm() throws Exception {
        String lead = lead();
        earlier(lead);
        sql(
                "insert into crm_record (tenant_id, connection_key, external_id, lead_id, told_at) values ($t, 'hubspot', '4711', '%s', now())"
                        .formatted(lead));

        findAndRepair("RUN_WITHOUT_CRM_OWNER", "record", "4711");

        assertThat(
                        TABLES.count(
                                "select count(*) from delivery where lead_id = '%s' and channel = 'CRM'"
                                        .formatted(lead)))
                .isEqualTo(1);
    }

    @Test
    void anOwnerWhomTheCrmHasNamedItselfIsNotWrittenToIt() throws Exception {
        String lead = lead();
        earlier(lead);
        sql(
                "insert into crm_record (tenant_id, connection_key, external_id, lead_id, told_at, owner, owner_rep, owner_at) values ($t, 'hubspot', '4712', '%s', now(), '99', 'kim', now())"
                        .formatted(lead));
        assertThat(check("RUN_WITHOUT_CRM_OWNER").required("count").asInt()).isZero();

        sql("update crm_record set owner_rep = null where tenant_id = $t and external_id = '4712'");
        written(lead, "4711");

        findAndRepair("RUN_WITHOUT_CRM_OWNER", "record", "4712");
    }

    private static void written(String lead, String record) throws Exception {
        sql(
                """
                insert into delivery (tenant_id, id, lead_id, recipient, route, step, channel, document, state, attempts,
                       tries, reference, due_at, paced)
                values ($t, gen_random_uuid(), '%s', 'crm:hubspot', '[{"kind":"CRM_CONNECTION","value":"hubspot"}]', 0, 'CRM',
                       '{"crm":"OWNER","record":"%s"}', 'DELIVERED', 1, 1, '77', now(), false)
                """
                        .formatted(lead, record));
    }

    @Test
    void theTaskThatTheRuleAsksForIsMade() throws Exception {
        String lead = lead();
        earlier(lead);
        sql("delete from task where tenant_id = $t and lead_id = '%s'".formatted(lead));

        findAndRepair("ASSIGNMENT_WITHOUT_TASK", "ruleId", "all");

        assertThat(
                        TABLES.texts(
                                "select type || state || rep_key from task where lead_id = '%s'"
                                        .formatted(lead)))
                .containsExactly("CALLOPENkim");
        assertThat(desk.told(lead)).filteredOn("TASK_CREATED"::equals).hasSize(2);
    }

    @Test
    void aRuleOfTheOtherSideOfAnExperimentAsksForTasksToo() throws Exception {
        desk.publishTrial("{\"pool\":\"p\"}", ASKING);
        String lead = lead();
        earlier(lead);
        sql("delete from task where tenant_id = $t and lead_id = '%s'".formatted(lead));

        findAndRepair("ASSIGNMENT_WITHOUT_TASK", "ruleId", "tried");

        desk.publish("{\"pool\":\"p\"}", ASKING);
    }

    @Test
    void aRuleThatAsksForATaskOnlySinceAsksForNoneOfThoseBefore() throws Exception {
        desk.publish("{\"pool\":\"p\"}", ",\"sla\":\"slow\"");
        String lead = lead();
        earlier(lead);
        desk.publish("{\"pool\":\"p\"}", ASKING);

        assertThat(check("ASSIGNMENT_WITHOUT_TASK").required("count").asInt()).isZero();
    }

    @Test
    void aLeadThatWasHandedOffGoesThere() throws Exception {
        String lead = lead();
        sql(
                ("insert into timeline values ($t, '%s',"
                                + " (substr(id_from(now())::text, 1, 13) || substr(gen_random_uuid()::text, 14))::uuid,"
                                + " now(), 'HANDED_OFF', 'rep:kim', 'api', '{\"type\":\"SUPPORT\",\"queue\":\"support\"}')")
                        .formatted(lead));

        findAndRepair("HANDOFF_WITHOUT_STATUS", "type", "SUPPORT");

        JsonNode passed = desk.get("/leads/" + lead);
        assertThat(passed.required("status").asString()).isEqualTo("QUEUED");
        assertThat(passed.required("queueKey").asString()).isEqualTo("support");
        assertThat(passed.at("/assignments/0/state").asString()).isEqualTo("REASSIGNED");
    }

    @Test
    void aLeadOfWhoHasLeftIsDecidedAgain() throws Exception {
        String lou = "{\"name\":\"Lou\",\"email\":\"lou@checks.test\",\"active\":%s}";
        api.put("/reps/lou", lou.formatted(true));
        String lead = lead();
        desk.done(lead, "reassign", "{\"to\":{\"rep\":\"lou\"},\"reason\":\"knows them\"}");
        desk.done(lead, "accept", "{\"rep\":\"lou\"}");
        api.put("/reps/lou", lou.formatted(false));

        assertThat(desk.get("/leads?need=HOLDER_GONE").at("/items/0/id").asString())
                .isEqualTo(lead);
        findAndRepair("HOLDER_GONE", "rep", "lou");

        assertThat(desk.get("/leads/" + lead).at("/assignment/repKey").asString()).isEqualTo("kim");
    }

    @Test
    void aStepThatIsLateIsTaken() throws Exception {
        String lead = lead();
        // Whoever takes steps passes over a clock that somebody holds; its time can be set all the
        // same.
        try (var _ =
                TABLES.hold(
                        "select 1 from sla_clock where tenant_id = '%s' and lead_id = '%s' for key share"
                                .formatted(tenant, lead))) {
            sql(
                    """
                    update sla_clock
                       set next_due_at = now() - interval '1 minute',
                           plan = jsonb_set(plan, '{steps,0,dueAt}',
                                            to_jsonb(to_char((now() - interval '1 minute') at time zone 'UTC',
                                                             'YYYY-MM-DD"T"HH24:MI:SS"Z"')))
                     where tenant_id = $t and lead_id = '%s' and target = 'ACCEPTED'
                    """
                            .formatted(lead));
            JsonNode found = check("CLOCKS_OVERDUE");
            assertThat(found.required("count").asInt()).as("%s", found).isEqualTo(1);
            assertThat(found.at("/examples/0/leadId").asString()).isEqualTo(lead);
            assertThat(found.at("/examples/0/target").asString()).isEqualTo("ACCEPTED");
        }

        // The runner of steps may hold it at this moment; then it is that which takes it.
        await().untilAsserted(() -> {
            HttpResponse<String> answer = api.post("/monitoring/checks/CLOCKS_OVERDUE/repair", "");
            assertThat(LeadDesk.json(answer).required("count").asInt()).as(answer.body()).isZero();
        });
        assertThat(
                        TABLES.texts(
                                "select state from sla_clock where lead_id = '%s' and target = 'ACCEPTED'"
                                        .formatted(lead)))
                .containsExactly("BREACHED");
    }

    @Test
    void anEscalationThatReachedNobodyIsToldOfAgainOnceSomebodyCanBeTold() throws Exception {
        String lead = lead();
        sql(
                """
                update sla_clock
                   set next_step = 1, next_due_at = null,
                       plan = jsonb_set(plan, '{steps,0,do}', '"NOTIFY_MANAGER"')
                 where tenant_id = $t and lead_id = '%s' and target = 'ACCEPTED'
                """
                        .formatted(lead));
        sql(
                """
                insert into unheard_escalation (tenant_id, clock_id, lead_id, why, whom, since)
                select tenant_id, id, lead_id, 'NO_MANAGER_NOR_SLACK', 'team:lone', now() - interval '1 minute'
                  from sla_clock where tenant_id = $t and lead_id = '%s' and target = 'ACCEPTED'
                """
                        .formatted(lead));
        // Nobody can be told yet: the team has no manager, and there is no Slack.
        api.put("/teams/lone", "{\"name\":\"Lone\",\"members\":[\"kim\"]}");
        JsonNode left = LeadDesk.json(api.post("/monitoring/checks/ESCALATION_UNHEARD/repair", ""));
        assertThat(left.required("repaired").asInt()).as("%s", left).isZero();
        api.put("/reps/boss", "{\"name\":\"Boss\",\"email\":\"boss@checks.test\"}");
        api.put("/teams/lone", "{\"name\":\"Lone\",\"members\":[\"kim\"],\"manager\":\"boss\"}");

        findAndRepair("ESCALATION_UNHEARD", "leadId", lead);

        assertThat(
                        TABLES.texts(
                                "select recipient from delivery where lead_id = '%s' and document ->> 'reminder' is not null"
                                        .formatted(lead)))
                .containsExactly("rep:boss");
    }

    @Test
    void whatWasGivenUpIsSentAgain() throws Exception {
        String lead = lead();
        sql(
                """
                insert into delivery (tenant_id, id, lead_id, recipient, route, step, channel, document, state, attempts,
                       tries, last_error, due_at, paced)
                values ($t, gen_random_uuid(), '%s', 'crm:hubspot', '[{"kind":"CRM_CONNECTION","value":"hubspot"}]', 0, 'CRM',
                       '{"crm":"OWNER","record":"4711"}', 'DEAD', 5, 5, 'gone', now(), false)
                """
                        .formatted(lead));

        findAndRepair("DELIVERIES_DEAD", "error", "gone");
    }

    @Test
    void aConnectionThatIsQuietAndWellMayBeQuiet() throws Exception {
        sql(
                """
                insert into connection_health (tenant_id, key, last_event_at, events, usual_silence)
                values ($t, 'form', now() - interval '3 days', 20, interval '2 hours')
                on conflict (tenant_id, key) do update
                   set last_event_at = excluded.last_event_at, events = 20, usual_silence = excluded.usual_silence
                """);

        findAndRepair("CONNECTION_SILENT", "connection", "form");

        assertThat(api.post("/monitoring/checks/NOTHING/repair", ""))
                .returns(404, HttpResponse::statusCode);
    }
}
