package io.leaddispatcher.infra.fire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leaddispatcher.adapter.hubspot.StandInHooks;
import io.leaddispatcher.adapter.hubspot.StandInHubSpot;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** HubSpot and a workspace, both ways: companies, contacts, owners, tasks, and people in both. */
class HubSpotIT {

    private static final String SLUG = "hubspotting";
    private static final int COMPANIES = 250;
    private static final int CONTACTS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LEADS =
            """
            tenant_id = (select tenant_id from tenant where slug = '%s')
            """
                    .formatted(SLUG);

    private static final StandInHubSpot HUBSPOT = SharedNode.hubSpot();
    private static final Tables TABLES = SharedNode.tables();

    private static Api api;
    private static StandInHooks hooks;

    @BeforeAll
    static void connect() throws Exception {
        Workspace workspace = Workspace.found(SharedNode.node(), SLUG);
        api = workspace.api();
        api.put(
                "/connections/hubspot",
                """
                {"type":"hubspot","settings":{"portalId":"1","appId":"88001","callsPerSecond":100,"lookUpWithinMs":4000,
                 "writeFields":{"rule":"ld_rule"}},
                 "secrets":{"accessToken":"pat-loop"}}
                """);
        HUBSPOT.watch("pat-loop");
        api.put("/reps/mia", "{\"name\":\"Mia\",\"email\":\"mia@x.test\"}");
        api.put(
                "/reps/ben",
                "{\"name\":\"Ben\",\"email\":\"b@x.test\",\"crmOwnerIds\":{\"hubspot\":\"78\"}}");
        new LeadDesk(api)
                .publish(
                        "{\"accountOwner\":{}}",
                        ",\"nextAction\":{\"task\":\"CALL\",\"dueIn\":\"PT15M\"}");
        hooks =
                new StandInHooks(
                        URI.create(
                                "http://127.0.0.1:%d%s"
                                        .formatted(
                                                SharedNode.node().port(),
                                                workspace.hubspot().getPath())),
                        workspace.hubspot(),
                        Workspace.CLIENT_SECRET,
                        "1",
                        "88001");
        HUBSPOT.records().owner("77", "mia@x.test");
        HUBSPOT.records().owner("78", "ben.private@y.test");
        HUBSPOT.records().owner("79", "somebody@y.test");
        for (int i = 1; i <= COMPANIES; i++) {
            HUBSPOT.records().company(i, Instant.EPOCH, company(i, i % 2 == 0 ? "77" : "78"));
        }
    }

    private static Map<String, String> company(int id, String owner) {
        return Map.of(
                "name",
                "Firm " + id,
                "domain",
                "firm%d.test".formatted(id),
                "hubspot_owner_id",
                owner);
    }

    @AfterAll
    static void leave() {
        HUBSPOT.watch("");
    }

    @Test
    void bothSidesAgreeWhateverComesInBetween() throws Exception {
        backfill();
        HUBSPOT.calls();
        route();
        followAPerson();
        followACompany();
        askForCompanies();
    }

    private static void backfill() throws Exception {
        api.put("/accounts/by-hand", "{\"name\":\"Ours\",\"domains\":[\"firm2.test\"]}");
        assertThat(api.post("/connections/hubspot/backfill", "").statusCode()).isEqualTo(202);
        TABLES.awaitNone(
                "select 1 where not exists (select from crm_mirror where phase = 'IDLE' and %s)"
                        .formatted(LEADS),
                PATIENCE);

        var progress = LeadDesk.json(api.get("/connections/hubspot/backfill"));
        assertThat(progress.required("state").asString()).isEqualTo("FOLLOWING");
        assertThat(progress.required("total").asInt()).isEqualTo(COMPANIES);
        assertThat(progress.required("done").asInt()).isEqualTo(COMPANIES);
        assertThat(progress.required("added").asInt()).isEqualTo(COMPANIES - 1);
        assertThat(progress.required("keptByHand").asInt()).isEqualTo(1);
        assertThat(progress.required("drift").asInt()).isZero();
        var account = LeadDesk.json(api.get("/accounts/hubspot.4"));
        assertThat(account.required("owner").asString()).isEqualTo("mia");
        assertThat(api.get("/export").body()).contains("by-hand").doesNotContain("hubspot.4");
    }

    /** New contacts, told of twice and in any order, while HubSpot fails for a moment. */
    private static void route() throws Exception {
        List<Map<String, Object>> events = new ArrayList<>();
        for (int i = 1; i <= CONTACTS; i++) {
            HUBSPOT.records()
                    .contact(500 + i, i + 2L, Map.of("email", "p@firm%d.test".formatted(i + 2)));
            events.add(hooks.event("contact.creation", 500 + i));
        }
        List<Map<String, Object>> twice = new ArrayList<>(events);
        twice.addAll(events);
        Collections.shuffle(twice, new Random(6));
        HUBSPOT.fail(new StandInHubSpot.Fault("PATCH", 503, null, "", true));
        HUBSPOT.fail(new StandInHubSpot.Fault("POST", 429, "1", "{}", false));
        HUBSPOT.fail(new StandInHubSpot.Fault("POST", 502, null, "", true));

        assertThat(hooks.send(twice)).isEqualTo(200);
        assertThat(hooks.send(events)).isEqualTo(200);

        TABLES.awaitNone(
                "select 1 where (select count(*) from lead where status = 'ASSIGNED' and %1$s) < %2$d"
                                .formatted(LEADS, CONTACTS)
                        + " or exists (select from delivery where channel = 'CRM' and state <> 'DELIVERED' and %s)"
                                .formatted(LEADS),
                PATIENCE);
        for (int i = 1; i <= CONTACTS; i++) {
            assertThat(HUBSPOT.records().ownerOf(500 + i)).isEqualTo(i % 2 == 0 ? "77" : "78");
            assertThat(HUBSPOT.records().property(500 + i, "ld_rule")).isEqualTo("all");
        }
        assertThat(HUBSPOT.records().activities("tasks"))
                .filteredOn(task -> isOurs(Integer.parseInt(task.contact())))
                .hasSize(CONTACTS);
        assertThat(TABLES.count("select count(*) from routing_run where " + LEADS))
                .isEqualTo(CONTACTS);
        SortedMap<String, Integer> calls = HUBSPOT.calls();
        assertThat(calls)
                .containsEntry("GET /crm/v3/objects/companies/{id}", CONTACTS)
                .containsEntry("PATCH /crm/v3/objects/contacts/{id}", CONTACTS);
    }

    private static boolean isOurs(int contact) {
        return contact > 500 && contact <= 500 + CONTACTS;
    }

    /** Somebody takes a contact over in HubSpot; what we wrote ourselves comes back, too. */
    private static void followAPerson() throws Exception {
        long runs = TABLES.count("select count(*) from routing_run where " + LEADS);
        HUBSPOT.records().contact(501, null, Map.of("hubspot_owner_id", "77"));
        List<Map<String, Object>> told = new ArrayList<>();
        for (int i = 1; i <= CONTACTS; i++) {
            told.add(hooks.echo(500 + i, "hubspot_owner_id", "77"));
        }
        told.add(
                hooks.event(
                        "contact.propertyChange",
                        501,
                        "propertyName",
                        "hubspot_owner_id",
                        "propertyValue",
                        "79"));

        assertThat(hooks.send(told)).isEqualTo(200);

        TABLES.awaitNone(
                "select 1 where exists (select from inbound_event where state in ('RECEIVED', 'READY') and %1$s)"
                                .formatted(LEADS)
                        + " or not exists (select from lead where external_id = '501' and rep_key = 'mia' and %s)"
                                .formatted(LEADS),
                PATIENCE);
        assertThat(TABLES.count("select count(*) from routing_run where " + LEADS))
                .isEqualTo(runs + 1);
        String lead =
                TABLES.texts("select id::text from lead where external_id = '501' and " + LEADS)
                        .getFirst();
        assertThat(new LeadDesk(api).told(lead)).contains("CRM_OWNER_CHANGED");
        TABLES.awaitNone(
                "select 1 where exists (select from delivery where channel = 'CRM' and state <> 'DELIVERED' and %s)"
                        .formatted(LEADS),
                PATIENCE);
        assertThat(HUBSPOT.records().activities("tasks"))
                .filteredOn(task -> task.contact().equals("501"))
                .extracting(
                        task -> task.properties().get("hubspot_owner_id"),
                        task -> task.properties().get("hs_task_status"))
                .containsExactly(tuple("78", "COMPLETED"), tuple("77", "NOT_STARTED"));
    }

    /** A company changes hands, one goes, one comes. */
    private static void followACompany() throws Exception {
        HUBSPOT.records().company(4, Instant.now(), company(4, "79"));
        HUBSPOT.records().delete(6);
        HUBSPOT.records().company(900, Instant.now(), company(900, "77"));
        HUBSPOT.calls();

        assertThat(
                        hooks.send(
                                List.of(
                                        hooks.event("company.propertyChange", 4),
                                        hooks.event("company.deletion", 6),
                                        hooks.event("company.creation", 900),
                                        hooks.event("company.propertyChange", 900))))
                .isEqualTo(200);

        TABLES.awaitNone(
                "select 1 where not exists (select from account where key = 'hubspot.900' and %s)"
                        .formatted(LEADS),
                PATIENCE);
        TABLES.awaitNone("select 1 from crm_account_change where " + LEADS, PATIENCE);
        assertThat(LeadDesk.json(api.get("/accounts/hubspot.4")).required("owner").asString())
                .isEqualTo("somebody@y.test");
        assertThat(api.get("/accounts/hubspot.6").statusCode()).isEqualTo(404);
    }

    /** HubSpot has a company of which it has not told; nobody has the other one. */
    private static void askForCompanies() throws Exception {
        HUBSPOT.records().company(901, Instant.now(), company(901, "78"));
        HUBSPOT.calls();

        String known = submitted("ana@firm901.test", "ASSIGNED");
        String unknown = submitted("bob@nowhere.test", "QUEUED");
        submitted("cid@nowhere.test", "QUEUED");

        assertThat(LeadDesk.json(api.get("/leads/" + known)).at("/assignment/repKey").asString())
                .isEqualTo("ben");
        assertThat(asked(known)).containsExactly("FOUND");
        assertThat(asked(unknown)).containsExactly("NOTHING");
        assertThat(HUBSPOT.calls()).containsEntry("POST /crm/v3/objects/companies/search", 2);

        // Longer than a lead waits here, by far: a machine may be slow, too.
        Duration slow = Duration.ofSeconds(12);
        HUBSPOT.slow(slow);
        Instant before = Instant.now();
        String late = submitted("dan@elsewhere.test", "QUEUED");
        assertThat(Duration.between(before, Instant.now())).isLessThan(slow);
        HUBSPOT.slow(Duration.ZERO);
        assertThat(asked(late)).containsExactly("NO_ANSWER");
    }

    private static String submitted(String email, String status) throws Exception {
        var answer =
                api.post(
                        "/leads",
                        "{\"contact\":{\"email\":\"%s\"}}".formatted(email),
                        "Prefer",
                        "wait=20");
        assertThat(LeadDesk.json(answer).required("status").asString())
                .as(answer.body())
                .isEqualTo(status);
        return LeadDesk.id(LeadDesk.json(answer));
    }

    private static List<String> asked(String lead) throws Exception {
        List<String> answers = new ArrayList<>();
        new LeadDesk(api)
                .get("/leads/%s/timeline".formatted(lead))
                .required("items")
                .forEach(item -> {
                    if (item.required("type").asString().equals("CRM_ASKED")) {
                        answers.add(item.at("/detail/answer").asString());
                    }
                });
        return answers;
    }
}
