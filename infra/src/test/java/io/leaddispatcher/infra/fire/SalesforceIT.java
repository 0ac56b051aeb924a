package io.leaddispatcher.infra.fire;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.salesforce.OutboundMessages;
import io.leaddispatcher.adapter.salesforce.StandInSalesforce;
import io.leaddispatcher.adapter.salesforce.StandInSalesforce.Fault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Salesforce and a workspace, both ways: leads, owners, tasks, and people in both. */
class SalesforceIT {

    private static final String SLUG = "salesforcing";
    private static final int LEADS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String OURS =
            "tenant_id = (select tenant_id from tenant where slug = '%s')".formatted(SLUG);
    private static final String MIA = "0055g000000MIA1AAO";
    private static final String BEN = "0055g000000BEN1AAO";
    private static final String ANNE = "0055g000000ANNEAA4";
    private static final String INBOX = "00G5g000000INBXAA4";

    private static final StandInSalesforce SALESFORCE = SharedNode.salesforce();
    private static final Tables TABLES = SharedNode.tables();

    private static Api api;
    private static URI hook;

    @BeforeAll
    static void connect() throws Exception {
        api = Workspace.found(SharedNode.node(), SLUG).api();
        api.put("/reps/mia", "{\"name\":\"Mia\",\"email\":\"mia@x.test\"}");
        new LeadDesk(api)
                .publish(
                        "{\"rep\":\"mia\"}",
                        ",\"nextAction\":{\"task\":\"CALL\",\"dueIn\":\"PT15M\"}");
        api.put(
                "/reps/ben",
                "{\"name\":\"Ben\",\"email\":\"b@x.test\",\"crmOwnerIds\":{\"sf\":\"%s\"}}"
                        .formatted(BEN));
        String secrets =
                ",\"secrets\":{\"clientId\":\"c\",\"clientSecret\":\"s\",\"refreshToken\":\"refresh-1\"}";
        connection("\"writeFields\":{\"rule\":\"Rule__c\"}", secrets);
        hook =
                URI.create(
                        "http://127.0.0.1:%d%s"
                                .formatted(
                                        SharedNode.node().port(),
                                        URI.create(
                                                        LeadDesk.json(api.get("/connections/sf"))
                                                                .required("hookUrl")
                                                                .asString())
                                                .getPath()));
        SALESFORCE.rotate();
        SALESFORCE.user(MIA, "mia@x.test");
        SALESFORCE.user(BEN, "ben.private@y.test");
    }

    private static void connection(String setting, String secrets) throws Exception {
        api.put(
                "/connections/sf",
                "{\"type\":\"salesforce\",\"settings\":{\"organizationId\":\"%s\",%s}%s}"
                        .formatted(StandInSalesforce.ORGANIZATION, setting, secrets));
    }

    @Test
    void bothSidesAgreeWhateverComesInBetween() throws Exception {
        route();
        followAPerson();
        followAPersonBack();
        poll();
        appear();
        followAfterARefusal();
    }

    /** New leads, told of twice, while Salesforce fails for a moment and its tokens expire. */
    private static void route() throws Exception {
        Map<String, String> told = new LinkedHashMap<>();
        for (int i = 0; i < LEADS; i++) {
            lead(i, Instant.EPOCH);
            told.put("04l" + i, id(i));
        }
        SALESFORCE.fail(Fault.of("PATCH", 400, "UNABLE_TO_LOCK_ROW"));
        SALESFORCE.fail(new Fault("POST", 502, "", true));

        assertThat(send(told)).contains("<Ack>true</Ack>");
        SALESFORCE.expire();
        assertThat(send(told)).contains("<Ack>true</Ack>");

        settled(LEADS);
        for (int i = 0; i < LEADS; i++) {
            assertThat(SALESFORCE.value("Lead", id(i), "OwnerId")).isEqualTo(MIA);
            assertThat(SALESFORCE.value("Lead", id(i), "Rule__c")).isEqualTo("all");
        }
        assertThat(SALESFORCE.count("Task")).isEqualTo(LEADS);
        assertThat(runs()).isEqualTo(LEADS);
        SortedMap<String, Integer> calls = SALESFORCE.takeCalls();
        assertThat(calls.getOrDefault("POST /services/oauth2/token", 0)).isBetween(1, 2);
        assertThat(calls.getOrDefault("GET /sobjects/Lead/{id}", 0)).isBetween(LEADS, LEADS + 16);
    }

    /** Somebody takes a lead over in Salesforce; what we wrote ourselves comes back, too. */
    private static void followAPerson() throws Exception {
        Map<String, String> told = new LinkedHashMap<>();
        for (int i = 0; i < LEADS; i++) {
            told.put("04le" + i, id(i));
        }
        SALESFORCE.change("Lead", id(1), Map.of("OwnerId", BEN, "LastModifiedById", ANNE));

        send(told);

        TABLES.awaitNone(
                "select 1 where exists (select from inbound_event where state in ('RECEIVED', 'READY') and %1$s) or not exists (select from lead where external_id = '%2$s' and rep_key = 'ben' and %1$s)"
                        .formatted(OURS, id(1)),
                PATIENCE);
        assertThat(runs()).isEqualTo(LEADS + 1);
        String lead =
                TABLES.texts(
                                "select id::text from lead where external_id = '%s' and %s"
                                        .formatted(id(1), OURS))
                        .getFirst();
        assertThat(new LeadDesk(api).told(lead)).contains("CRM_OWNER_CHANGED");
    }

    /** Whoever was the owner first is it again. */
    private static void followAPersonBack() throws Exception {
        SALESFORCE.change("Lead", id(1), Map.of("OwnerId", MIA, "LastModifiedById", ANNE));

        send(Map.of("04lback", id(1)));

        TABLES.awaitNone(
                "select 1 where not exists (select from lead where external_id = '%2$s' and rep_key = 'mia' and %1$s)"
                        .formatted(OURS, id(1)),
                PATIENCE);
        assertThat(runs()).isEqualTo(LEADS + 2);
        assertThat(SALESFORCE.value("Lead", id(1), "OwnerId")).isEqualTo(MIA);
    }

    /** A lead of which nothing tells is found by asking; those before polling began are not. */
    private static void poll() throws Exception {
        connection("\"poll\":true", "");
        lead(LEADS, Instant.now());

        TABLES.awaitNone(
                "select 1 where not exists (select from lead where external_id = '%s' and rep_key = 'mia' and %s)"
                        .formatted(id(LEADS), OURS),
                PATIENCE);
        settled(LEADS + 1);
        assertThat(SALESFORCE.value("Lead", id(LEADS), "OwnerId")).isEqualTo(MIA);
        connection("\"poll\":false", "");
    }

    /** Somebody who is known by other ways gets a record, which hears who has them. */
    private static void appear() throws Exception {
        int i = LEADS + 1;
        api.post("/leads", "{\"contact\":{\"email\":\"p@firm%d.test\"}}".formatted(i));
        TABLES.awaitNone(
                "select 1 where (select count(*) from lead where status = 'ASSIGNED' and %s) < %d"
                        .formatted(OURS, i + 1),
                PATIENCE);
        int tasks = SALESFORCE.count("Task");
        long runs = runs();
        lead(i, Instant.EPOCH);

        send(Map.of("04lknown", id(i)));

        TABLES.awaitNone(
                "select 1 where (select count(*) from delivery d join lead l on l.tenant_id = d.tenant_id and l.id = d.lead_id where l.external_id = '%s' and d.channel = 'CRM' and d.state = 'DELIVERED' and d.%s) < 2"
                        .formatted(id(i), OURS),
                PATIENCE);
        assertThat(SALESFORCE.value("Lead", id(i), "OwnerId")).isEqualTo(MIA);
        assertThat(SALESFORCE.count("Task")).isEqualTo(tasks + 1);
        assertThat(runs()).isEqualTo(runs);
    }

    /** What a rule of the organisation has refused is nobody's change; what comes after it is. */
    private static void followAfterARefusal() throws Exception {
        int i = LEADS + 2;
        SALESFORCE.fail(Fault.of("PATCH", 400, "FIELD_CUSTOM_VALIDATION_EXCEPTION"));
        lead(i, Instant.EPOCH);
        send(Map.of("04lrefused", id(i)));
        TABLES.awaitNone(
                "select 1 where not exists (select from delivery where state = 'DEAD' and %s)"
                        .formatted(OURS),
                PATIENCE);

        SALESFORCE.change("Lead", id(i), Map.of("Phone", "+49 30 1", "LastModifiedById", ANNE));
        send(Map.of("04lphone", id(i)));
        TABLES.awaitNone(
                "select 1 where not exists (select from lead where external_id = '%2$s' and phone is not null and %1$s)"
                        .formatted(OURS, id(i)),
                PATIENCE);
        assertThat(rep(i)).as("another field than the owner was changed").isEqualTo("mia");

        SALESFORCE.change("Lead", id(i), Map.of("OwnerId", BEN, "LastModifiedById", ANNE));
        send(Map.of("04lafter", id(i)));
        TABLES.awaitNone(
                "select 1 where not exists (select from lead where external_id = '%2$s' and rep_key = 'ben' and %1$s)"
                        .formatted(OURS, id(i)),
                PATIENCE);
    }

    private static String rep(int i) throws Exception {
        return TABLES.texts(
                        "select rep_key from lead where external_id = '%s' and %s"
                                .formatted(id(i), OURS))
                .getFirst();
    }

    private static void lead(int i, Instant changedAt) {
        SALESFORCE.put(
                "Lead",
                id(i),
                Map.of(
                        "Email",
                        "p@firm%d.test".formatted(i),
                        "LastName",
                        "P" + i,
                        "OwnerId",
                        INBOX,
                        "CreatedById",
                        ANNE,
                        "LastModifiedById",
                        ANNE,
                        "IsConverted",
                        false,
                        "SystemModstamp",
                        changedAt
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString()
                                .replace("Z", ".000+0000")));
    }

    private static String id(int i) {
        return "00Q5g%010dEAA".formatted(i);
    }

    private static void settled(int leads) throws Exception {
        TABLES.awaitNone(
                "select 1 where (select count(*) from lead where status = 'ASSIGNED' and %1$s) < %2$d or exists (select from delivery where channel = 'CRM' and state <> 'DELIVERED' and %1$s)"
                        .formatted(OURS, leads),
                PATIENCE);
    }

    private static long runs() throws Exception {
        return TABLES.count("select count(*) from routing_run where " + OURS);
    }

    private static String send(Map<String, String> recordsByNotification)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(hook)
                                    .header("Content-Type", "text/xml; charset=utf-8")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    OutboundMessages.message(
                                                            StandInSalesforce.ORGANIZATION,
                                                            recordsByNotification)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
