package io.leaddispatcher.infra.fire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.adapter.postgres.connect.DatabaseAccess;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.crm.port.UntoldRecords;
import io.leaddispatcher.application.demo.SampleLeads;
import io.leaddispatcher.application.dispatch.ConnectedChannels;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.intake.CompanyQuestions;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.IntakeSignal;
import io.leaddispatcher.application.intake.RoutingOutcomes;
import io.leaddispatcher.application.intake.SubmitLead;
import io.leaddispatcher.application.intake.port.InboundEvents;
import io.leaddispatcher.application.intake.port.ReadyEvents;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.live.LiveSignal;
import io.leaddispatcher.application.outreach.OutreachEvents;
import io.leaddispatcher.application.routing.RoutePending;
import io.leaddispatcher.application.routing.RoutingBatches;
import io.leaddispatcher.application.routing.RoutingTurns;
import io.leaddispatcher.application.routing.port.Accounts;
import io.leaddispatcher.application.routing.port.CompanyLeads;
import io.leaddispatcher.application.routing.port.QueueAlerts;
import io.leaddispatcher.application.routing.port.RoutingRuns;
import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.application.routing.port.TrackRecords;
import io.leaddispatcher.application.sla.SlaEvents;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.task.port.EndedTasks;
import io.leaddispatcher.application.task.port.Tasks;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.infra.start.DemoLogin;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The demo's workspace, taken out by one call and into another workspace by a second one. */
@TestMethodOrder(OrderAnnotation.class)
class WorkspaceFileIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DEMO_TOKEN = "ldp_" + "d".repeat(40);
    private static final int LEADS = Integer.getInteger("file.leads", 200);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** A Thursday on which some are at work and others are not. */
    private static final Instant NOW = Instant.parse("2026-11-26T10:15:00Z");

    private static final IntakeSignal NOBODY_WAITS =
            new IntakeSignal() {
                @Override
                public void ready(TenantId tenant) {
                    // They are routed by this test.
                }

                @Override
                public void received() {
                    // Likewise.
                }
            };

    @TempDir private static Path folder;

    private static Node node;
    private static Tables tables;
    private static Api demo;
    private static String file;
    private static String secret;

    @BeforeAll
    static void start() throws Exception {
        DatabaseAccess database = TestDatabase.createDatabase();
        node = Node.start(database, folder, "--dispatcher.demo=true");
        // Leads are routed here, at a time of this test's own.
        node.standStill();
        tables = Tables.of(database);
        tables.execute(
                """
                insert into api_token (tenant_id, id, name, token_hash, scopes, creator_role, created_at)
                select tenant_id, gen_random_uuid(), 'test', sha256('%s'), '{READ,WRITE,ADMIN}', 'OWNER', now()
                  from tenant where slug = '%s'
                """
                        .formatted(DEMO_TOKEN, DemoLogin.SLUG));
        demo = new Api(node.port(), DEMO_TOKEN);
        demo.put(
                "/connections/hub",
                """
                {"type":"hubspot","settings":{"portalId":"1"},"secrets":{"clientSecret":"a-secret-of-hubspot"}}
                """);
        secret =
                take(
                                demo,
                                """
                                schema: lead-dispatcher/workspace/v1
                                webhookSubscriptions:
                                - {url: "https://8.8.8.8/leads?key=1", events: [lead.routed], active: false}
                                retention: {events: 60, deliveries: 90, leads: 365, erasures: 30}
                                """,
                                "")
                        .at("/webhookSecrets/0/secret")
                        .asString();
        file = demo.get("/export").body();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    @Order(1)
    void aFileTellsAllButSecrets() throws Exception {
        assertThat(file).startsWith("schema: lead-dispatcher/workspace/v1\n");
        for (String kind :
                List.of(
                        "fields",
                        "reps",
                        "teams",
                        "pools",
                        "queues",
                        "territories",
                        "segments",
                        "lists",
                        "sla-policies",
                        "accounts",
                        "policies",
                        "connections",
                        "webhookSubscriptions",
                        "retention")) {
            assertThat(file).contains("\n" + kind + ":\n");
        }
        assertThat(file)
                .contains("portalId", "https://8.8.8.8/leads?key=1")
                .doesNotContain("a-secret-of-hubspot", "clientSecret", "hookUrl", "ldp_", "whsec_");
        assertThat(
                        tables.count(
                                "select count(*) from audit_log where action = 'workspace.exported'"))
                .isOne();
    }

    @Test
    @Order(2)
    void itsOwnFileChangesNothing() throws Exception {
        for (Api api : List.of(demo, node.api())) {
            JsonNode report = take(api, api.get("/export").body(), "");

            assertThat(report.path("changes")).isEmpty();
            assertThat(report.has("notes")).isFalse();
        }
    }

    @Test
    @Order(2)
    void anEditorWithOurSchemaFindsNoFaultInIt() throws Exception {
        ServedSchemas schemas = new ServedSchemas(node.port());

        assertThat(schemas.faults(file)).isEmpty();
        assertThat(schemas.faults(file.replace("op: \"in_list\"", "op: \"inlist\""))).isNotEmpty();
    }

    @Test
    @Order(3)
    void aFileThatIsWrongSomewhereChangesNothingAndEachFaultIsNamed() throws Exception {
        String before = node.api().get("/export").body();
        String wrong =
                file.replace("\"EMEA fintech\"", "17")
                        .replaceFirst("rep: \"mia\"", "rep: \"nobody\"");
        HttpResponse<String> answer = send(node.api(), wrong, "");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(JSON.readTree(answer.body()).path("errors").findValuesAsString("pointer"))
                .contains("/pools/emea-fintech/name")
                .anyMatch(pointer -> pointer.matches("/pools/[^/]+/members/0/rep"));
        assertThat(node.api().get("/export").body()).isEqualTo(before);
        assertThat(send(node.api(), "schema: another/v9\nrepz: {}\n", "").body())
                .contains("/schema", "/repz");
        assertThat(send(node.api(), file, "?dryRun=maybe").statusCode()).isEqualTo(400);
    }

    @Test
    @Order(4)
    void aDryRunTellsInWordsWhatTheRealOneThenDoes() throws Exception {
        String before = node.api().get("/export").body();

        JsonNode told = take(node.api(), file, "?dryRun=true");

        assertThat(node.api().get("/export").body()).isEqualTo(before);
        assertThat(told.path("changes").findValuesAsString("text"))
                .contains(
                        "Rep 'mia' added",
                        "Pool 'emea-fintech' added",
                        "SLA policy 'hot' added",
                        "Policy 'lead': Tier 'Housekeeping' added",
                        "Webhook subscription to https://8.8.8.8/leads added for lead.routed, switched off",
                        "Retention: events changed from 30 days to 60 days",
                        "Retention: leads changed from for ever to 365 days",
                        "Time zone changed from UTC to Europe/Berlin");
        assertThat(told.path("notes").findValuesAsString("path"))
                .containsExactly("/connections/hub");

        JsonNode done = take(node.api(), file, "?dryRun=false");

        assertThat(done.path("changes")).isEqualTo(told.path("changes"));
        assertThat(done.at("/webhookSecrets/0/secret").asString())
                .startsWith("whsec_")
                .isNotEqualTo(secret);
        assertThat(take(node.api(), file, "").path("changes")).as("the second time").isEmpty();
        assertThat(withoutConnections(node.api().get("/export").body()))
                .isEqualTo(withoutConnections(file));
        assertThat(
                        take(
                                        node.api(),
                                        file.replace("\"Mia Brandt\"", "\"Mia B.\""),
                                        "?dryRun=true")
                                .path("changes")
                                .findValuesAsString("text"))
                .containsExactly("Rep 'mia': name changed from Mia Brandt to Mia B.");
    }

    @Test
    @Order(5)
    void aTokenThatMayNotAdministerIsToldWhichSectionAskedForMore() throws Exception {
        String scopes = "\"read\",\"write\"";
        Api writer =
                new Api(
                        node.port(),
                        JSON.readTree(
                                        node.api()
                                                .post(
                                                        "/tokens",
                                                        "{\"name\":\"deploy\",\"scopes\":[%s]}"
                                                                .formatted(scopes))
                                                .body())
                                .required("token")
                                .asString());

        HttpResponse<String> refused = send(writer, file, "?dryRun=true");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(JSON.readTree(refused.body()).path("detail").asString()).contains("'retention'");
        String own = writer.get("/export").body();
        assertThat(own).contains("\nwebhookSubscriptions:\n").doesNotContain("\nretention:\n");
        assertThat(take(writer, own, "").path("changes")).isEmpty();
    }

    @Test
    @Order(6)
    void bothWorkspacesRouteLeadsAlike() throws Exception {
        // As if the demo had no past: its counts and turns are no configuration.
        for (String table :
                List.of(
                        "rep_load",
                        "pool_ledger",
                        "pool_standing",
                        "pool_ledger_row",
                        "delivery",
                        "track_record",
                        "outcome",
                        "assignment",
                        "routing_run",
                        "timeline",
                        "lead_identity",
                        "lead",
                        "inbound_event")) {
            tables.execute("delete from " + table);
        }
        route(DemoLogin.SLUG);
        route(Node.SLUG);

        List<String> there = routed(DemoLogin.SLUG);
        assertThat(there).hasSize(LEADS);
        assertThat(there.stream().map(row -> row.split(" ", 3)[2]).distinct().count())
                .as("different outcomes")
                .isGreaterThan(15);
        assertThat(routed(Node.SLUG)).isEqualTo(there);
    }

    private static List<String> routed(String slug) throws Exception {
        return tables.texts(
                """
                select concat_ws(' ', e.idempotency_key, l.status,
                                 coalesce(l.rep_key, '-'), coalesce(l.queue_key, '-'), l.rule_id, l.tier, l.priority,
                                 l.reject_reason, l.account_key, l.account_evidence,
                                 (select string_agg(a.rep_key || '/' || coalesce(a.pool_key, '-'), ',' order by a.rep_key)
                                    from assignment a where a.tenant_id = l.tenant_id and a.lead_id = l.id))
                  from inbound_event e
                  join lead l on l.tenant_id = e.tenant_id and l.id = e.lead_id
                 where e.tenant_id = (select tenant_id from tenant where slug = '%s') and e.idempotency_key like 'same:%%'
                 order by e.idempotency_key
                """
                        .formatted(slug));
    }

    /** The way of every lead, at one moment. */
    private static void route(String slug) {
        TenantId tenant =
                Objects.requireNonNull(node.get(Workspaces.class).find(slug).block(PATIENCE));
        UnitOfWork unitOfWork = node.get(UnitOfWork.class);
        InboundEvents events = node.get(InboundEvents.class);
        ReadyEvents ready = node.get(ReadyEvents.class);
        LiveSignal live = node.get(LiveSignal.class);
        RoutingTurns turns =
                new RoutingTurns(
                        unitOfWork,
                        node.get(RoutingStates.class),
                        node.get(TrackRecords.class),
                        node.get(RoutingConfigurations.class),
                        events,
                        ready,
                        node.get(Leads.class),
                        node.get(Accounts.class),
                        node.get(CompanyLeads.class),
                        node.get(Assignments.class),
                        node.get(RoutingRuns.class),
                        node.get(Timeline.class),
                        node.get(Outbox.class),
                        node.get(SlaEvents.class),
                        node.get(Tasks.class),
                        node.get(EndedTasks.class),
                        node.get(OutreachEvents.class),
                        QueueAlerts.SILENT,
                        UntoldRecords.NONE,
                        node.get(ConnectedChannels.class),
                        node.get(RoutingBatches.class),
                        () -> {},
                        live,
                        InstantSource.fixed(NOW));
        RoutePending routePending = new RoutePending(turns);
        SubmitLead submitLead =
                new SubmitLead(
                        unitOfWork,
                        events,
                        ready,
                        node.get(Leads.class),
                        node.get(Assignments.class),
                        node.get(RoutingConfigurations.class),
                        node.get(Ids.class),
                        NOBODY_WAITS,
                        turns,
                        CompanyQuestions.NONE,
                        node.get(RoutingOutcomes.class));
        Flux.range(0, LEADS)
                .concatMap(number -> submitLead.handle(submission(tenant, number)))
                .then()
                .block(PATIENCE);
        routePending
                .handle(tenant)
                .repeat()
                .takeUntil(routed -> routed < RoutePending.BATCH)
                .then()
                .block(PATIENCE);
    }

    private static SubmitLead.Command submission(TenantId tenant, long number) {
        Map<String, Object> body = SampleLeads.lead(number);
        return new SubmitLead.Command(
                Caller.system(tenant),
                new InboundEvent(
                        tenant,
                        null,
                        "api",
                        "same:%05d".formatted(number),
                        "application/json",
                        body.toString().getBytes(UTF_8),
                        NOW),
                body,
                Duration.ZERO);
    }

    private static String withoutConnections(String exported) {
        return exported.replaceFirst("(?s)\nconnections:\n.*?(?=\nwebhookSubscriptions:)", "")
                .strip();
    }

    private static JsonNode take(Api api, String yaml, String query) throws Exception {
        HttpResponse<String> answer = send(api, yaml, query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> send(Api api, String yaml, String query) throws Exception {
        return api.postYaml("/import" + query, yaml);
    }
}
